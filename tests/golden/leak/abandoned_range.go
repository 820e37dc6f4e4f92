package main

func count(values chan int) {
	defer close(values)
	for i := range 10 {
		values <- i
	}
}

func leaky() {
	values := make(chan int)
	go count(values)
	for v := range values {
		if v == 3 {
			break
		}
	}
}

func countUntil(values chan int, stop chan bool) {
	defer close(values)
	for i := range 10 {
		select {
		case values <- i:
		case <-stop:
			return
		}
	}
}

func correct() {
	values, stop := make(chan int), make(chan bool)
	defer close(stop)
	go countUntil(values, stop)
	for v := range values {
		if v == 3 {
			break
		}
	}
}
