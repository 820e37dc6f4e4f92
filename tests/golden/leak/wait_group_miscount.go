package main

import "sync"

func closeWhenDone(wg *sync.WaitGroup, done chan bool) {
	wg.Wait()
	close(done)
}

func leaky() {
	var wg sync.WaitGroup
	wg.Add(2)
	go wg.Done()
	go closeWhenDone(&wg, make(chan bool))
}

func correct() {
	var wg sync.WaitGroup
	wg.Add(1)
	go wg.Done()
	go closeWhenDone(&wg, make(chan bool))
}
