package main

func helper(ch chan int) {
	if cap(ch) > 0 {
		ch <- 1
	}
}

func main() {
	ch := make(chan int)
	go helper(ch)
	<-ch
}
