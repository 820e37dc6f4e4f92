package main

func wait(a, b chan int) {
	select {
	case <-a:
	case <-b:
	}
}

func leaky() {
	go wait(make(chan int), make(chan int))
}

func correct() {
	a, b := make(chan int), make(chan int)
	go wait(a, b)
	b <- 1
}
