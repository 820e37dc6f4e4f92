package main

import "runtime"

func busy() {
	for {
		runtime.Gosched()
	}
}

func main() {
	for range 4 {
		go busy()
	}
	go func() {
		panic("boom")
	}()
	busy()
}
