package main

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// times is how often the sum is taken; the median counts.
const times = 5

// parIter sums numbers in memory, a part on each worker.
func parIter(n uint64) answer {
	numbers := makeNumbers(n)
	clock := start()
	sum, median := sums(numbers)
	result := clock.stop(sum)
	result.figures["time"] = median
	return result
}

// parIterShared does the same while four goroutines play ping-pong.
func parIterShared(n uint64) answer {
	var over atomic.Bool
	var rounds atomic.Uint64
	numbers := makeNumbers(n)
	for game := 0; game < 2; game++ {
		go play(&over, &rounds)
	}
	before := rounds.Load()
	clock := start()
	sum, median := sums(numbers)
	result := clock.stop(sum)
	result.figures["rounds"] = float64(rounds.Load()-before) / (result.figures["time"] / 1e6)
	result.figures["time"] = median
	over.Store(true)
	return result
}

func play(over *atomic.Bool, rounds *atomic.Uint64) {
	ping, pong := make(chan uint64), make(chan uint64)
	go func() {
		for value := range ping {
			pong <- value
		}
	}()
	for !over.Load() {
		rounds.Add(1)
		ping <- 1
		<-pong
	}
	close(ping)
}

func makeNumbers(n uint64) []uint32 {
	numbers := make([]uint32, n)
	for i := range numbers {
		numbers[i] = uint32(i)
	}
	return numbers
}

// sums gives the sum, and the median of the nanoseconds it takes.
func sums(numbers []uint32) (sum uint64, median float64) {
	var passed [times]time.Duration
	for i := range passed {
		start := time.Now()
		sum = parallelSum(numbers)
		passed[i] = time.Since(start)
	}
	slices.Sort(passed[:])
	return sum, float64(passed[times/2])
}

func parallelSum(numbers []uint32) uint64 {
	parts := runtime.GOMAXPROCS(0)
	var sum atomic.Uint64
	var wg sync.WaitGroup
	for part := 0; part < parts; part++ {
		slice := numbers[len(numbers)*part/parts : len(numbers)*(part+1)/parts]
		wg.Add(1)
		go func() {
			part := uint64(0)
			for _, number := range slice {
				part += uint64(number)
			}
			sum.Add(part)
			wg.Done()
		}()
	}
	wg.Wait()
	return sum.Load()
}
