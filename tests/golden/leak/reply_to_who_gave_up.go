package main

type request struct {
	reply chan int
}

func serve(requests chan request) {
	for r := range requests {
		r.reply <- 42
	}
}

func ask(requests chan request, reply chan int, patient bool) {
	requests <- request{reply}
	if patient {
		<-reply
	}
}

func leaky() {
	requests := make(chan request)
	defer close(requests)
	go serve(requests)
	ask(requests, make(chan int), true)
	ask(requests, make(chan int), false)
}

func correct() {
	requests := make(chan request)
	defer close(requests)
	go serve(requests)
	ask(requests, make(chan int, 1), true)
	ask(requests, make(chan int, 1), false)
}
