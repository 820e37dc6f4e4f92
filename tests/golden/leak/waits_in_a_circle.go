package main

func pass(from, to chan int) {
	to <- <-from
}

func leaky() {
	a, b := make(chan int), make(chan int)
	go pass(a, b)
	go pass(b, a)
}

func correct() {
	a, b := make(chan int), make(chan int, 1)
	go pass(a, b)
	a <- 1
}
