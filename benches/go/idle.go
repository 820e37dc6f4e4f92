package main

import (
	"sync"
	"time"
)

// idle has a thousand goroutines wait, while nothing happens: the CPU time that passes.
func idle(millis uint64) answer {
	before := total.Load()
	ch := make(chan uint64)
	var wg sync.WaitGroup
	for i := uint64(0); i < 1_000; i++ {
		wg.Add(1)
		go func() {
			<-ch
			tally(i)
			wg.Done()
		}()
	}
	time.Sleep(100 * time.Millisecond)
	clock := start()
	time.Sleep(time.Duration(millis) * time.Millisecond)
	result := clock.stop(0)
	close(ch)
	wg.Wait()
	result.value = total.Load() - before
	return result
}
