package main

func produce(ch chan int, n int) {
	for i := 0; i < n; i++ {
		ch <- i
	}
}

func main() {
	ch := make(chan int)
	go produce(ch, 3)
	for range ch {
	}
}
