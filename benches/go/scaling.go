package main

import (
	"fmt"
	"sync"
	"time"
)

// scalingSpawn says what one goroutine costs, by their number.
func scalingSpawn(n uint64) answer {
	return curve(n, "time", spawn, tallyOf)
}

// scalingMessage says what one message costs, by their number.
func scalingMessage(n uint64) answer {
	return curve(n, "time", channel1p1c, func(n uint64) uint64 { return n * (n - 1) / 2 })
}

// scalingTimer says what CPU time one sleep costs, by their number.
func scalingTimer(n uint64) answer {
	return curve(n, "cpu", sleepers, tallyOf)
}

// tallyOf is what n goroutines must add up to.
func tallyOf(n uint64) uint64 {
	counted := (n + 63) / 64
	return 64*(counted*(counted-1)/2) + counted
}

// curve measures work of a thousand up to n; small sizes often.
func curve(n uint64, figure string, work, right func(n uint64) uint64) answer {
	result := answer{n, map[string]float64{}}
	most, least := 0.0, 1e18
	for size, power := uint64(1_000), 3; size <= n; size, power = size*10, power+1 {
		times := min(max(min(1_000_000, n)/size, 1), 20)
		clock := start()
		for i := uint64(0); i < times; i++ {
			if got := work(size); got != right(size) {
				panic(fmt.Sprintf("%d for %d", got, right(size)))
			}
		}
		each := clock.stop(0).figures[figure] / float64(size*times)
		result.figures[fmt.Sprintf("1e%d", power)] = each
		most, least = max(most, each), min(least, each)
	}
	result.figures["growth"] = most / least
	return result
}

// sleepers are all due at the same time, and none before all are started.
func sleepers(n uint64) uint64 {
	before := total.Load()
	due := time.Now().Add(10*time.Millisecond + 2*time.Duration(n)*time.Microsecond)
	var wg sync.WaitGroup
	for i := uint64(0); i < n; i++ {
		wg.Add(1)
		go func() {
			time.Sleep(time.Until(due))
			tally(i)
			wg.Done()
		}()
	}
	wg.Wait()
	return total.Load() - before
}
