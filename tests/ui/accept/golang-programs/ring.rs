//! A sieve, a ring and a chain: parameters of literals that hide variables of other types.

use goroutines::prelude::*;

go! {
package main

import "fmt"

// Conway's prime sieve, a ring, and a chain of goroutines.

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

func ring(n, laps int) int {
	first := make(chan int)
	in := first
	for i := 1; i < n; i++ {
		out := make(chan int)
		go func(in <-chan int, out chan<- int) {
			for v := range in {
				out <- v + 1
			}
			close(out)
		}(in, out)
		in = out
	}
	token := 0
	for i := 0; i < laps; i++ {
		go func(v int) { first <- v }(token)
		token = <-in
	}
	close(first)
	_, ok := <-in
	fmt.Println("open:", ok)
	return token
}

func main() {
	ch := make(chan int)
	go generate(ch)
	for i := 0; i < 10; i++ {
		prime := <-ch
		fmt.Print(prime, " ")
		ch1 := make(chan int)
		go filter(ch, ch1, prime)
		ch = ch1
	}
	fmt.Println()
	fmt.Println("ring:", ring(5, 3))

	const n = 1000
	leftmost := make(chan int)
	right := leftmost
	left := leftmost
	for i := 0; i < n; i++ {
		right = make(chan int)
		go func(l, r chan int) { l <- 1 + <-r }(left, right)
		left = right
	}
	go func(c chan int) { c <- 1 }(right)
	fmt.Println("daisy:", <-leftmost)
}
}
