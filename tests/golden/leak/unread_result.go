package main

func search() int {
	return 42
}

func leaky() {
	result := make(chan int)
	go func() {
		result <- search()
	}()
	if true {
		return // an error came first
	}
	<-result
}

func correct() {
	result := make(chan int, 1)
	go func() {
		result <- search()
	}()
	if true {
		return
	}
	<-result
}
