package main

func consume(values chan int) {
	for range values {
	}
}

func leaky() {
	values := make(chan int)
	go consume(values)
	for i := range 3 {
		values <- i
	}
}

func correct() {
	values := make(chan int)
	go consume(values)
	for i := range 3 {
		values <- i
	}
	close(values)
}
