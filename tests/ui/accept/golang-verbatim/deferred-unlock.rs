// A mutex that deferred calls unlock, in a thousand goroutines.

use goroutines::prelude::*;
go! {
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	total := 0
	results := make(chan int, 1000)
	for i := 0; i < 1000; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			results <- 1
		}()
	}
	wg.Wait()
	close(results)
	for n := range results {
		total += n
	}
	fmt.Println(total)
}
}
