package main

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// starve has a goroutine sleep a millisecond at a time while others compute pieces of 20 ms, as many at once as there are workers.
func starve(n uint64) answer {
	var over atomic.Bool
	slept := make(chan []int64)
	go func() {
		var sleeps []int64
		for !over.Load() {
			begin := time.Now()
			time.Sleep(time.Millisecond)
			sleeps = append(sleeps, int64(time.Since(begin)))
		}
		slept <- sleeps
	}()
	clock := start()
	begin := time.Now()
	var next, done atomic.Uint64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			for next.Add(1) <= n {
				for begin := time.Now(); time.Since(begin) < 20*time.Millisecond; {
				}
				done.Add(1)
			}
			wg.Done()
		}()
	}
	wg.Wait()
	sum := time.Since(begin)
	result := clock.stop(done.Load())
	over.Store(true)
	sleeps := <-slept
	result.figures["longest"] = float64(slices.Max(sleeps))
	_, result.figures["p99"] = percentiles(sleeps)
	result.figures["sum"] = float64(sum)
	return result
}
