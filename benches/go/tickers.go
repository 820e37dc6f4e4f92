package main

import (
	"sync"
	"sync/atomic"
	"time"
)

// tickers has 200 tickers of 10 µs beside a sleeper: how late that wakes.
func tickers(n uint64) answer {
	var over atomic.Bool
	var wg sync.WaitGroup
	clock := start()
	for range 200 {
		wg.Add(1)
		go func() {
			ticker := time.NewTicker(10 * time.Microsecond)
			for !over.Load() {
				<-ticker.C
			}
			ticker.Stop()
			wg.Done()
		}()
	}
	late := make([]int64, n)
	for i := range late {
		due := time.Now().Add(time.Millisecond)
		time.Sleep(time.Until(due))
		late[i] = int64(time.Since(due))
	}
	over.Store(true)
	wg.Wait()
	result := clock.stop(n)
	result.figures["p50"], result.figures["p99"] = percentiles(late)
	return result
}
