package main

import (
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// settle is the time for the last goroutine to get from its first line to its wait.
const settle = 100 * time.Millisecond

// parked has many goroutines wait on one channel: what each takes, and what it costs to wake them all by closing it.
func parked(n uint64) answer {
	resident := residentBytes()
	before := total.Load()
	ch := make(chan uint64)
	var started atomic.Uint64
	var wg sync.WaitGroup
	for i := uint64(0); i < n; i++ {
		wg.Add(1)
		go func() {
			started.Add(1)
			if _, ok := <-ch; !ok {
				tally(i)
			}
			wg.Done()
		}()
	}
	for started.Load() < n {
		time.Sleep(settle)
	}
	time.Sleep(settle)
	each := (residentBytes() - resident) / float64(n)
	clock := start()
	close(ch)
	wg.Wait()
	result := clock.stop(total.Load() - before)
	result.figures["bytes"] = each
	return result
}

// residentBytes is the resident set as Linux tells it; 0 where it does not.
func residentBytes() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	number, _, _ := strings.Cut(rest, "kB")
	kib, _ := strconv.ParseFloat(strings.TrimSpace(number), 64)
	return kib * 1024
}
