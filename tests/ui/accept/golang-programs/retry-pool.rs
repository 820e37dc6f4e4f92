use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

type Job struct {
	ID       int
	Attempts int
}

type Result struct {
	Job Job
	Err error
}

var ErrTemporary = errors.New("temporary failure")

func process(j Job) error {
	if j.ID%3 == 0 && j.Attempts < 2 {
		return fmt.Errorf("job %d: %w", j.ID, ErrTemporary)
	}
	if j.ID == 7 {
		return errors.New("job 7: permanent failure")
	}
	return nil
}

func withRetry(j Job, max int, backoff time.Duration) (Job, error) {
	var err error
	delay := backoff
	for j.Attempts = 1; j.Attempts <= max; j.Attempts++ {
		err = process(j)
		if err == nil || !errors.Is(err, ErrTemporary) {
			return j, err
		}
		time.Sleep(delay)
		delay *= 2
	}
	return j, fmt.Errorf("gave up after %d attempts: %w", max, err)
}

func worker(id int, limiter <-chan time.Time, jobs <-chan Job, results chan<- Result, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		<-limiter
		done, err := withRetry(j, 3, time.Millisecond)
		results <- Result{done, err}
	}
}

func main() {
	const workers = 3
	jobs := make(chan Job)
	results := make(chan Result, 10)
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()

	var wg sync.WaitGroup
	for w := 1; w <= workers; w++ {
		wg.Add(1)
		go worker(w, ticker.C, jobs, results, &wg)
	}
	go func() {
		for i := 1; i <= 10; i++ {
			jobs <- Job{ID: i}
		}
		close(jobs)
	}()
	go func() {
		wg.Wait()
		close(results)
	}()

	ok, failed, attempts := 0, 0, 0
	for r := range results {
		attempts += r.Job.Attempts
		if r.Err != nil {
			failed++
			fmt.Println("failed:", r.Err)
			continue
		}
		ok++
	}
	fmt.Printf("ok=%d failed=%d attempts=%d\n", ok, failed, attempts)
}
}
