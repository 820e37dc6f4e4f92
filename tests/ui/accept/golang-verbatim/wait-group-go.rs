// `wg.Go` and an atomic counter.

use goroutines::prelude::*;
go! {
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var ops atomic.Uint64
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			ops.Add(1)
		})
	}
	wg.Wait()
	fmt.Println(ops.Load())
}
}
