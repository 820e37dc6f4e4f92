package main

func query(replica int, results chan int) {
	results <- replica
}

func leaky() {
	results := make(chan int)
	for replica := range 3 {
		go query(replica, results)
	}
	<-results
}

func correct() {
	results := make(chan int, 3)
	for replica := range 3 {
		go query(replica, results)
	}
	<-results
}
