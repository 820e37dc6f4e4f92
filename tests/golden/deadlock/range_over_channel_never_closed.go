package main

func produce(ch chan int) {
	for i := range 3 {
		ch <- i
	}
}

func main() {
	ch := make(chan int)
	go produce(ch)
	for range ch {
	}
}
