// The main of every program in leak/: runs its leaky or its correct side, and tells the goroutines that are left, those that wait for
// ever marked as Go's own leak profile marks them.
package main

import (
	"os"
	"runtime"
	"runtime/pprof"
	"time"
)

func main() {
	if os.Args[1] == "correct" {
		correct()
	} else {
		leaky()
	}
	// Until all have come to their waits or to their ends: this runs when the texts are made, not in a test.
	time.Sleep(300 * time.Millisecond)
	if runtime.NumGoroutine() > 1 {
		println("found unexpected goroutines:")
		pprof.Lookup("goroutineleak").WriteTo(os.Stderr, 2)
		os.Exit(1)
	}
}
