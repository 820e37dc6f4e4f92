use goroutines::prelude::*;

go! {
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type Job struct {
	ID    int
	Input int
}

type Result struct {
	JobID  int
	Output int
	Err    error
}

var ErrOdd = errors.New("odd input")

type Group struct {
	wg   sync.WaitGroup
	once sync.Once
	mu   sync.Mutex
	err  error
}

func (g *Group) Fail(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.err == nil {
		g.err = err
	}
}

func process(ctx context.Context, job Job) (int, error) {
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-time.After(time.Millisecond):
	}
	if job.Input%7 == 5 {
		return 0, fmt.Errorf("job %d: %w", job.ID, ErrOdd)
	}
	return job.Input * job.Input, nil
}

func worker(ctx context.Context, id int, jobs <-chan Job, results chan<- Result, wg *sync.WaitGroup) {
	defer wg.Done()
	for job := range jobs {
		out, err := process(ctx, job)
		select {
		case results <- Result{JobID: job.ID, Output: out, Err: err}:
		case <-ctx.Done():
			return
		}
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()

	jobs := make(chan Job)
	results := make(chan Result)
	limiter := time.NewTicker(time.Millisecond)
	defer limiter.Stop()

	var wg sync.WaitGroup
	for i := 1; i <= 3; i++ {
		wg.Add(1)
		go worker(ctx, i, jobs, results, &wg)
	}

	go func() {
		defer close(jobs)
		for i := 0; i < 10; i++ {
			<-limiter.C
			select {
			case jobs <- Job{ID: i, Input: i + 1}:
			case <-ctx.Done():
				return
			}
		}
	}()

	go func() {
		wg.Wait()
		close(results)
	}()

	outputs := make([]int, 10)
	failed := 0
	g := &Group{}
	for r := range results {
		if r.Err != nil {
			failed++
			g.Fail(r.Err)
			continue
		}
		outputs[r.JobID] = r.Output
	}
	fmt.Println(outputs)
	fmt.Println("failed:", failed)
	if errors.Is(g.err, ErrOdd) {
		fmt.Println("first error:", g.err)
	}

	short, stop := context.WithTimeout(context.Background(), time.Millisecond)
	defer stop()
	<-short.Done()
	if _, err := process(short, Job{1, 1}); err != nil {
		fmt.Println(err, errors.Is(err, context.DeadlineExceeded))
	}
}
}
