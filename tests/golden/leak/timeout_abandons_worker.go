package main

import "time"

func work(release chan bool, result chan int) {
	<-release
	result <- 42
}

func leaky() {
	release, result := make(chan bool), make(chan int)
	go work(release, result)
	select {
	case <-result:
	case <-time.After(time.Millisecond):
	}
	close(release)
}

func correct() {
	release, result := make(chan bool), make(chan int, 1)
	go work(release, result)
	select {
	case <-result:
	case <-time.After(time.Millisecond):
	}
	close(release)
}
