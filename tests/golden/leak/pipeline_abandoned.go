package main

func generate(out chan int) {
	defer close(out)
	for i := range 10 {
		out <- i
	}
}

func square(in, out chan int) {
	defer close(out)
	for v := range in {
		out <- v * v
	}
}

func leaky() {
	numbers, squares := make(chan int), make(chan int)
	go generate(numbers)
	go square(numbers, squares)
	<-squares
}

func correct() {
	numbers, squares := make(chan int), make(chan int)
	go generate(numbers)
	go square(numbers, squares)
	for range squares {
	}
}
