package main

func pass(from, to chan int) {
	to <- <-from
}

func main() {
	a, b := make(chan int), make(chan int)
	go pass(a, b)
	pass(b, a)
}
