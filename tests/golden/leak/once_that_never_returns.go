package main

import "sync"

func initialize(once *sync.Once, ready chan bool) {
	once.Do(func() {
		<-ready
	})
}

func leaky() {
	var once sync.Once
	go initialize(&once, make(chan bool))
}

func correct() {
	var once sync.Once
	ready := make(chan bool)
	go initialize(&once, ready)
	close(ready)
}
