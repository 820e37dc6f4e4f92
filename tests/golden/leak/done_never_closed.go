package main

func worker(jobs chan int, done chan bool) {
	for {
		select {
		case <-jobs:
		case <-done:
			return
		}
	}
}

func leaky() {
	jobs, done := make(chan int), make(chan bool)
	go worker(jobs, done)
	jobs <- 1
}

func correct() {
	jobs, done := make(chan int), make(chan bool)
	defer close(done)
	go worker(jobs, done)
	jobs <- 1
}
