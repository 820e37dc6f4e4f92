//! An elevator: an enumeration that prints itself, and variadic values of any type.

use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// An elevator: a state machine driven by requests, with a log.

type Direction int

const (
	Idle Direction = iota
	Up
	Down
)

func (d Direction) String() string {
	switch d {
	case Up:
		return "up"
	case Down:
		return "down"
	}
	return "idle"
}

type Request struct {
	floor int
	done  chan<- time.Duration
}

type Elevator struct {
	floor    int
	dir      Direction
	requests chan Request
	log      []string
}

func (e *Elevator) logf(format string, args ...interface{}) {
	e.log = append(e.log, fmt.Sprintf(format, args...))
}

func (e *Elevator) step(target int) {
	switch {
	case target > e.floor:
		e.dir = Up
		e.floor++
	case target < e.floor:
		e.dir = Down
		e.floor--
	default:
		e.dir = Idle
	}
}

func (e *Elevator) run(quit <-chan struct{}, finished chan<- []string) {
loop:
	for {
		select {
		case r := <-e.requests:
			start := time.Now()
			for e.floor != r.floor {
				e.step(r.floor)
				e.logf("%v to %d", e.dir, e.floor)
			}
			e.dir = Idle
			r.done <- time.Since(start)
		case <-quit:
			break loop
		}
	}
	finished <- e.log
}

func main() {
	e := &Elevator{requests: make(chan Request)}
	quit := make(chan struct{})
	finished := make(chan []string)
	go e.run(quit, finished)

	for _, floor := range []int{2, 0, 1} {
		done := make(chan time.Duration)
		e.requests <- Request{floor, done}
		if d := <-done; d < 0 {
			fmt.Println("time runs backwards")
			os.Exit(1)
		}
	}
	close(quit)
	fmt.Println(strings.Join(<-finished, ", "))
}
}
