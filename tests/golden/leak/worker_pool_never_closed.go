package main

func worker(jobs, results chan int) {
	for job := range jobs {
		results <- 2 * job
	}
}

func leaky() {
	jobs, results := make(chan int, 3), make(chan int, 3)
	for range 3 {
		go worker(jobs, results)
	}
	for i := range 3 {
		jobs <- i
	}
	for range 3 {
		<-results
	}
}

func correct() {
	jobs, results := make(chan int, 3), make(chan int, 3)
	for range 3 {
		go worker(jobs, results)
	}
	for i := range 3 {
		jobs <- i
	}
	close(jobs)
	for range 3 {
		<-results
	}
}
