package main

func inner(ch chan int) {
	ch <- 1
}

func outer(all chan chan int) {
	ch := make(chan int)
	go inner(ch)
	all <- ch
}

func leaky() {
	all := make(chan chan int)
	go outer(all)
	<-all // and never looks into it
}

func correct() {
	all := make(chan chan int)
	go outer(all)
	<-<-all
}
