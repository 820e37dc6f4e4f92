// Go's side of the yardstick: does one workload once and prints what came of it, as `key value` lines.
//
//	goroutines-bench-go WORKLOAD SIZE
//
// GOMAXPROCS is the number of workers. Each file has one workload, and says in a line what it is.
package main

import (
	"fmt"
	"os"
	"strconv"
)

// answer is what is checked, and figures beside the time.
type answer struct {
	value   uint64
	figures map[string]float64
}

// workloads has them all by their names; a plain one has the time of its lap as its only figure.
var workloads = map[string]func(n uint64) answer{
	"spawn":           warm(spawn),
	"waves":           warm(waves),
	"parked":          parked,
	"ping-pong":       warm(pingPong),
	"1p1c":            warm(channel1p1c),
	"4p4c":            warm(func(n uint64) uint64 { return channel4p4c(n, 100) }),
	"4p4c-unbuffered": warm(func(n uint64) uint64 { return channel4p4c(n, 0) }),
	"select4":         warm(select4),
	"sieve":           warm(sieve),
	"select-cases":    selectCases,
	"skynet":          warm(skynet),
	"timers":          timers,
	"timers-10k":      timers,
	"tickers":         tickers,
	"mutex":           warm(mutex),
	"yield":           warm(yields),
	"par-iter":        parIter,
	"par-iter-shared": parIterShared,
	"starve":          starve,
	"hog":             hog,
	"idle":            idle,
	"latency":         latency,
	"echo-1":          echo(1),
	"echo-64":         echo(64),
	"echo-1k":         echo(1_000),
	"echo-10k":        echo(10_000),
	"accept":          accept,
	"http":            httpHello,
	"scaling-spawn":   scalingSpawn,
	"scaling-message": scalingMessage,
	"scaling-timer":   scalingTimer,
}

func main() {
	work, known := workloads[os.Args[1]]
	n, err := strconv.ParseUint(os.Args[2], 10, 64)
	if !known || err != nil {
		fmt.Fprintln(os.Stderr, "usage: goroutines-bench-go WORKLOAD SIZE")
		os.Exit(2)
	}
	result := work(n)
	fmt.Println("answer", result.value)
	for key, value := range result.figures {
		fmt.Println(key, value)
	}
}

// warm does a tenth of the work unmeasured, and then takes the lap.
func warm(work func(n uint64) uint64) func(n uint64) answer {
	return func(n uint64) answer {
		work((n + 9) / 10)
		clock := start()
		value := work(n)
		return clock.stop(value)
	}
}
