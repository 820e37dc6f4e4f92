package main

import (
	"sync/atomic"
	"time"
)

// hog has two pairs play ping-pong, one of which computes for a millisecond in each turn.
func hog(n uint64) answer {
	var over atomic.Bool
	turns, rounds := make(chan uint64), make(chan uint64)
	clock := start()
	begin := time.Now()
	go func() { turns <- match(compute, func(round uint64) bool { return round < n }) }()
	go func() { rounds <- match(func() {}, func(uint64) bool { return !over.Load() }) }()
	done := <-turns
	result := clock.stop(done)
	over.Store(true)
	result.figures["rounds"] = float64(<-rounds) / (float64(time.Since(begin)) / 1e6)
	return result
}

// match plays while goesOn says so; both sides begin each turn with work.
func match(work func(), goesOn func(round uint64) bool) (round uint64) {
	ping, pong := make(chan uint64), make(chan uint64)
	go func() {
		for value := range ping {
			work()
			pong <- value
		}
	}()
	for ; goesOn(round); round++ {
		work()
		ping <- round
		<-pong
	}
	close(ping)
	return round
}
