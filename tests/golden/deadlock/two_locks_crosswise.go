package main

import "sync"

func main() {
	var a, b sync.Mutex
	holds := make(chan bool)
	go func() {
		b.Lock()
		holds <- true
		a.Lock()
	}()
	a.Lock()
	<-holds
	b.Lock()
}
