package main

import (
	"runtime"
	"sync"
)

// mutex has eight goroutines add one under the same mutex.
func mutex(n uint64) uint64 {
	var mu sync.Mutex
	var wg sync.WaitGroup
	sum := uint64(0)
	for adder := 0; adder < 8; adder++ {
		wg.Add(1)
		go func() {
			for i := uint64(0); i < n/8; i++ {
				mu.Lock()
				sum++
				mu.Unlock()
			}
			wg.Done()
		}()
	}
	wg.Wait()
	return sum
}

// yields has 104 goroutines that do nothing but let each other have a turn.
func yields(n uint64) uint64 {
	before := total.Load()
	var wg sync.WaitGroup
	for i := uint64(0); i < 104; i++ {
		wg.Add(1)
		go func() {
			for turn := uint64(0); turn < n/104; turn++ {
				runtime.Gosched()
			}
			tally(i)
			wg.Done()
		}()
	}
	wg.Wait()
	return total.Load() - before
}
