package main

import "sync"

func sender(lock *sync.Mutex, ch chan int) {
	lock.Lock()
	ch <- 1
}

func main() {
	var lock sync.Mutex
	ch := make(chan int)
	lock.Lock()
	go sender(&lock, ch)
	<-ch
	lock.Unlock()
}
