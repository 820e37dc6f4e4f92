// A countdown that a second channel could stop.

use goroutines::prelude::*;
go! {
package main

import (
	"fmt"
	"time"
)

func launch() {
	fmt.Println("Launch!")
}

func main() {
	abort := make(chan struct{})
	tick := time.Tick(2 * time.Millisecond)
	for countdown := 3; countdown > 0; countdown-- {
		fmt.Println(countdown)
		select {
		case <-tick:
			// Do nothing.
		case <-abort:
			fmt.Println("Launch aborted!")
			return
		}
	}
	launch()
}
}
