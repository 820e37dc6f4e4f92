package main

import (
	"fmt"
	"os"
	"sync"
)

func handle(request int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(os.Stderr, "recovered:", r)
		}
	}()
	if request == 2 {
		panic("bad request")
	}
}

func main() {
	var wg sync.WaitGroup
	for request := range 4 {
		wg.Go(func() {
			handle(request)
		})
	}
	wg.Wait()
}
