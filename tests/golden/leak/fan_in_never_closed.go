package main

import "sync"

func forward(in, out chan int, wg *sync.WaitGroup) {
	defer wg.Done()
	for v := range in {
		out <- v
	}
}

func closeWhenDone(wg *sync.WaitGroup, out chan int) {
	wg.Wait()
	close(out)
}

func merge(a, b chan int) chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	wg.Add(2)
	go forward(a, out, &wg)
	go forward(b, out, &wg)
	go closeWhenDone(&wg, out)
	return out
}

func leaky() {
	a, b := make(chan int), make(chan int)
	merged := merge(a, b)
	a <- 1
	<-merged
	close(a)
}

func correct() {
	a, b := make(chan int), make(chan int)
	merged := merge(a, b)
	a <- 1
	<-merged
	close(a)
	close(b)
}
