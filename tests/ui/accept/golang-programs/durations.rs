use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"time"
)

type config struct {
	timeout time.Duration
	retries int
}

func wait(d time.Duration) time.Duration {
	start := time.Now()
	time.Sleep(d)
	elapsed := time.Since(start)
	if elapsed < d {
		return elapsed - d
	}
	return 0
}

func main() {
	d := 2 * time.Millisecond
	time.Sleep(d * 3)
	c := config{timeout: 5 * d, retries: 2}
	half := c.timeout / 2
	fmt.Println(d, c.timeout, half, c.timeout-d, c.timeout+half)
	for i := 1; i <= c.retries; i++ {
		fmt.Println(time.Duration(i) * time.Millisecond)
	}
	n := 3
	backoff := time.Duration(n) * 100 * time.Millisecond
	fmt.Println(backoff, backoff.Seconds(), backoff > d, wait(d))
	fmt.Println(c.timeout.Milliseconds(), time.Duration(1500)*time.Microsecond)
	deadline := time.After(c.timeout)
	tick := time.Tick(d)
	ticks := 0
	for {
		select {
		case <-tick:
			ticks++
		case <-deadline:
			fmt.Println(ticks > 0)
			return
		}
	}
}
}
