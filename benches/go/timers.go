package main

import (
	"slices"
	"sync"
	"time"
)

// lead is the time to start all sleepers in, before the first is due.
const lead = 200 * time.Millisecond

// timers has sleepers that are due one after another within a second: how late they wake.
func timers(n uint64) answer {
	late := make([]int64, n)
	clock := start()
	begin := time.Now()
	var wg sync.WaitGroup
	for i := uint64(0); i < n; i++ {
		wg.Add(1)
		go func() {
			due := begin.Add(lead + time.Duration(float64(i)/float64(n)*float64(time.Second)))
			time.Sleep(time.Until(due))
			late[i] = int64(time.Since(due))
			wg.Done()
		}()
	}
	wg.Wait()
	result := clock.stop(n)
	result.figures["p50"], result.figures["p99"] = percentiles(late)
	return result
}

// percentiles gives the 50th and the 99th.
func percentiles(nanos []int64) (p50, p99 float64) {
	slices.Sort(nanos)
	return float64(nanos[len(nanos)*50/100]), float64(nanos[len(nanos)*99/100])
}
