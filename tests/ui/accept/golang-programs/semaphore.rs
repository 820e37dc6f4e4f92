// A buffered channel as a semaphore, given back by a deferred literal.

use goroutines::prelude::*;
go! {
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

const MaxOutstanding = 3

var running atomic.Int32

func handle(n int, sem chan struct{}, out chan<- int) {
	sem <- struct{}{}
	defer func() { <-sem }()
	now := running.Add(1)
	if now > MaxOutstanding {
		panic("too many")
	}
	running.Add(-1)
	out <- n
}

func main() {
	sem := make(chan struct{}, MaxOutstanding)
	out := make(chan int, 10)
	var wg sync.WaitGroup
	for n := range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			handle(n, sem, out)
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	got := 0
	for range out {
		got++
	}
	fmt.Println("ok", got)
}
}
