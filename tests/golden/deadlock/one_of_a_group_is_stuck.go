package main

import "sync"

func main() {
	var wg sync.WaitGroup
	start := make(chan bool)
	for range 2 {
		wg.Go(func() {
			<-start
		})
	}
	start <- true
	wg.Wait()
}
