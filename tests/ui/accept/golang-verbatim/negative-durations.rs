// Differences of durations and negative ones are zero where Go's are negative.
use goroutines::prelude::*;
go! {
package main

import (
	"fmt"
	"time"
)

func pause(period, spent time.Duration) {
	time.Sleep(period - spent)
	time.Sleep(-1 * time.Second)
	time.Sleep(-time.Second)
	time.Sleep(2 - 5)
}

func main() {
	start := time.Now()
	time.Sleep(3 * time.Millisecond)
	wait := time.Millisecond - time.Since(start)
	fmt.Println("zero", wait)
	pause(time.Millisecond, time.Second)
	fmt.Println("slept")
	d := 10*time.Millisecond - 5*time.Millisecond
	fmt.Println(d)
	t := time.NewTimer(time.Millisecond - d)
	<-t.C
	fmt.Println("fired")
	n := 5 - 2
	fmt.Println(time.Duration(n) * time.Millisecond)
}
}
