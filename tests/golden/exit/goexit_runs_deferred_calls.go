package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
)

func leave() {
	runtime.Goexit()
}

func leaves(log chan string) {
	defer close(log)
	defer func() {
		log <- fmt.Sprintf("recovered: %v", recover() != nil)
	}()
	defer func() { log <- "deferred" }()
	leave()
	log <- "not reached"
}

func leavesInAPanic(log chan string) {
	defer close(log)
	defer func() {
		log <- fmt.Sprintf("recovered: %v", recover() != nil)
	}()
	defer leave()
	panic("ended by goexit")
}

func recoversBehind(log chan string) {
	defer close(log)
	defer func() {
		log <- fmt.Sprintf("recovered: %v", recover())
	}()
	defer func() { panic("behind goexit") }()
	leave()
}

func main() {
	for _, f := range []func(chan string){leaves, leavesInAPanic, recoversBehind} {
		log := make(chan string)
		go f(log)
		for line := range log {
			fmt.Fprintln(os.Stderr, line)
		}
	}
	var wg sync.WaitGroup
	wg.Go(leave)
	wg.Wait()
	fmt.Fprintln(os.Stderr, "end")
}
