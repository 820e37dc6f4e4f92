package main

import "sync"

// pingPong has two goroutines hand one value to and fro over two unbuffered channels.
func pingPong(n uint64) uint64 {
	ping, pong := make(chan uint64), make(chan uint64)
	go func() {
		for value := range ping {
			pong <- value
		}
	}()
	sum := uint64(0)
	for i := uint64(0); i < n; i++ {
		ping <- i
		sum += <-pong
	}
	close(ping)
	return sum
}

// channel1p1c has one goroutine send and another receive, through a channel of capacity 100.
func channel1p1c(n uint64) uint64 {
	ch := make(chan uint64, 100)
	go func() {
		for i := uint64(0); i < n; i++ {
			ch <- i
		}
		close(ch)
	}()
	sum := uint64(0)
	for value := range ch {
		sum += value
	}
	return sum
}

// channel4p4c has four goroutines send and four others receive, through one channel.
func channel4p4c(n uint64, capacity int) uint64 {
	ch := make(chan uint64, capacity)
	var producers sync.WaitGroup
	for producer := uint64(0); producer < 4; producer++ {
		producers.Add(1)
		go func() {
			for i := producer; i < n; i += 4 {
				ch <- i
			}
			producers.Done()
		}()
	}
	sums := make(chan uint64)
	for consumer := 0; consumer < 4; consumer++ {
		go func() {
			sum := uint64(0)
			for value := range ch {
				sum += value
			}
			sums <- sum
		}()
	}
	producers.Wait()
	close(ch)
	return <-sums + <-sums + <-sums + <-sums
}
