package main

func worker(ch chan int) {
	close(ch)
	ch <- 1
}

func main() {
	ch := make(chan int)
	go worker(ch)
	select {}
}
