package main

import "sync"

func read(mu *sync.RWMutex, holds, ch chan int) {
	mu.RLock()
	defer mu.RUnlock()
	holds <- 1
	<-ch
}

func write(mu *sync.RWMutex) {
	mu.Lock()
	mu.Unlock()
}

func leaky() {
	var mu sync.RWMutex
	holds, ch := make(chan int), make(chan int)
	go read(&mu, holds, ch)
	<-holds
	go write(&mu)
}

func correct() {
	var mu sync.RWMutex
	holds, ch := make(chan int), make(chan int)
	go read(&mu, holds, ch)
	<-holds
	go write(&mu)
	ch <- 1
}
