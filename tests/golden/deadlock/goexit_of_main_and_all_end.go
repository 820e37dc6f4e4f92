package main

import "runtime"

func work(done chan struct{}) {
	done <- struct{}{}
}

func main() {
	done := make(chan struct{}, 3)
	for range 3 {
		go work(done)
	}
	runtime.Goexit()
}
