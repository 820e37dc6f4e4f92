package main

import (
	"runtime"
	"sync"
)

func fails(wg *sync.WaitGroup) {
	defer func() {
		wg.Done()
		runtime.Gosched()
	}()
	panic("crash")
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go fails(&wg)
	wg.Wait()
}
