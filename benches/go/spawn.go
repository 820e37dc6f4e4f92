package main

import "sync"

// spawn starts all goroutines, which end at once, and waits for the last of them.
func spawn(n uint64) uint64 {
	before := total.Load()
	wave(0, n)
	return total.Load() - before
}

// waves does the same in waves of 10,000: each is waited for before the next.
func waves(n uint64) uint64 {
	before := total.Load()
	for first := uint64(0); first < n; first += 10_000 {
		wave(first, min(n, first+10_000))
	}
	return total.Load() - before
}

func wave(first, end uint64) {
	var wg sync.WaitGroup
	for i := first; i < end; i++ {
		wg.Add(1)
		go func() {
			tally(i)
			wg.Done()
		}()
	}
	wg.Wait()
}
