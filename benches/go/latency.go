package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// latency has a ping every millisecond while four other goroutines compute, a millisecond at a time, and yield in between:
// the time from the moment a ping is due to its answer.
func latency(n uint64) answer {
	var over atomic.Bool
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			for !over.Load() {
				compute()
				runtime.Gosched()
			}
			wg.Done()
		}()
	}
	ping, pong := make(chan uint64), make(chan uint64)
	go func() {
		for value := range ping {
			pong <- value
		}
	}()
	clock := start()
	passed := make([]int64, n)
	for i := range passed {
		due := time.Now().Add(time.Millisecond)
		time.Sleep(time.Until(due))
		ping <- uint64(i)
		<-pong
		passed[i] = int64(time.Since(due))
	}
	close(ping)
	over.Store(true)
	wg.Wait()
	result := clock.stop(n)
	result.figures["p50"], result.figures["p99"] = percentiles(passed)
	return result
}

// compute computes for a millisecond.
func compute() {
	for begin := time.Now(); time.Since(begin) < time.Millisecond; {
	}
}
