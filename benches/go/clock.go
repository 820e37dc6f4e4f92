package main

import (
	"sync/atomic"
	"syscall"
	"time"
)

// clock is a running lap.
type clock struct {
	wall time.Time
	cpu  time.Duration
}

func start() clock {
	cpu := cpuTime()
	return clock{time.Now(), cpu}
}

// stop ends the lap.
func (c clock) stop(value uint64) answer {
	wall := time.Since(c.wall)
	cpu := cpuTime() - c.cpu
	return answer{value, map[string]float64{"time": float64(wall), "cpu": float64(cpu)}}
}

// cpuTime is the CPU time of all threads of this process.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// total is what the goroutines of a workload have added up.
var total atomic.Uint64

// tally is called once by goroutine i: every 64th is counted, with its number, so that the counter is no workload itself.
func tally(i uint64) {
	if i%64 == 0 {
		total.Add(i + 1)
	}
}
