package main

import "sync"

func receives(ch chan int) {
	<-ch
}

func sends(ch chan int) {
	ch <- 1
}

func selects(a, b chan int) {
	select {
	case <-a:
	case <-b:
	}
}

func waits(wg *sync.WaitGroup) {
	wg.Wait()
}

func sleepsForever() {
	select {}
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go receives(make(chan int))
	go sends(make(chan int))
	go selects(make(chan int), make(chan int))
	go waits(&wg)
	go sleepsForever()
	<-make(chan bool)
}
