use goroutines::prelude::*;

go! {
package main

import "fmt"

func generate(ch chan<- int) {
	for i := 2; ; i++ {
		ch <- i
	}
}

func filter(in <-chan int, out chan<- int, prime int) {
	for {
		i := <-in
		if i%prime != 0 {
			out <- i
		}
	}
}

func main() {
	ch := make(chan int)
	go generate(ch)
	primes := make([]int, 0, 10)
	for i := 0; i < 10; i++ {
		prime := <-ch
		primes = append(primes, prime)
		ch1 := make(chan int)
		go filter(ch, ch1, prime)
		ch = ch1
	}
	fmt.Println(primes, len(primes), cap(primes))
	last := primes[len(primes)-3:]
	squares := make([]int, len(last))
	copy(squares, last)
	for i, p := range squares {
		squares[i] = p * p
	}
	fmt.Println(last, squares)
}
}
