package main

import "sync"

func keep(mu *sync.Mutex, holds, ch chan int) {
	mu.Lock()
	defer mu.Unlock()
	holds <- 1
	<-ch
}

func need(mu *sync.Mutex) {
	mu.Lock()
	mu.Unlock()
}

func leaky() {
	var mu sync.Mutex
	holds, ch := make(chan int), make(chan int)
	go keep(&mu, holds, ch)
	<-holds
	go need(&mu)
}

func correct() {
	var mu sync.Mutex
	holds, ch := make(chan int), make(chan int)
	go keep(&mu, holds, ch)
	<-holds
	go need(&mu)
	ch <- 1
}
