//! A job queue with retries, a pool of workers and a report.

use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

// A small job queue: jobs with retries, a pool of workers, and a report.

var ErrTransient = errors.New("transient failure")

type Job struct {
	ID       int
	Name     string
	Attempts int
}

type Result struct {
	Job Job
	Out string
	Err error
}

type Queue struct {
	jobs    chan Job
	results chan Result
	wg      sync.WaitGroup
	mu      sync.Mutex
	stats   map[string]int
}

func NewQueue(size int) *Queue {
	return &Queue{
		jobs:    make(chan Job, size),
		results: make(chan Result, size),
		stats:   make(map[string]int),
	}
}

func (q *Queue) count(what string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.stats[what]++
}

func process(j Job) (string, error) {
	if j.ID%3 == 0 && j.Attempts < 2 {
		return "", fmt.Errorf("job %d: %w", j.ID, ErrTransient)
	}
	if j.ID == 7 {
		return "", errors.New("job 7 is broken")
	}
	return fmt.Sprintf("%s/%d", j.Name, j.ID*j.ID), nil
}

func (q *Queue) worker(id int) {
	defer q.wg.Done()
	for j := range q.jobs {
		for {
			j.Attempts++
			out, err := process(j)
			if errors.Is(err, ErrTransient) {
				q.count("retries")
				time.Sleep(time.Millisecond)
				continue
			}
			if err != nil {
				q.count("failed")
			} else {
				q.count("done")
			}
			q.results <- Result{j, out, err}
			break
		}
	}
}

func main() {
	q := NewQueue(10)
	for i := 1; i <= 3; i++ {
		q.wg.Add(1)
		go q.worker(i)
	}
	for i := 1; i <= 9; i++ {
		q.jobs <- Job{ID: i, Name: "task"}
	}
	close(q.jobs)
	go func() {
		q.wg.Wait()
		close(q.results)
	}()

	byID := make(map[int]Result)
	for r := range q.results {
		byID[r.Job.ID] = r
	}
	for i := 1; i <= 9; i++ {
		r := byID[i]
		if r.Err != nil {
			fmt.Printf("%d: error: %v\n", i, r.Err)
			continue
		}
		fmt.Printf("%d: %s after %d attempt(s)\n", i, r.Out, r.Job.Attempts)
	}
	fmt.Println("done:", q.stats["done"], "failed:", q.stats["failed"], "retries:", q.stats["retries"])
}
}
