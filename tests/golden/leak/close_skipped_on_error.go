package main

func produce(values chan int, ok bool) {
	for i := range 3 {
		if !ok && i == 2 {
			return
		}
		values <- i
	}
	close(values)
}

func consume(values chan int) {
	for range values {
	}
}

func leaky() {
	values := make(chan int)
	go produce(values, false)
	go consume(values)
}

func produceDeferred(values chan int, ok bool) {
	defer close(values)
	for i := range 3 {
		if !ok && i == 2 {
			return
		}
		values <- i
	}
}

func correct() {
	values := make(chan int)
	go produceDeferred(values, false)
	go consume(values)
}
