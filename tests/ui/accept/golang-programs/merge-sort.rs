use goroutines::prelude::*;

go! {
package main

import "fmt"

func merge(a, b []int) []int {
	out := make([]int, 0, len(a)+len(b))
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if a[i] <= b[j] {
			out = append(out, a[i])
			i++
		} else {
			out = append(out, b[j])
			j++
		}
	}
	out = append(out, a[i:]...)
	return append(out, b[j:]...)
}

func sortParallel(xs []int, depth int) []int {
	if len(xs) <= 1 {
		return xs
	}
	mid := len(xs) / 2
	if depth == 0 {
		return merge(sortParallel(xs[:mid], 0), sortParallel(xs[mid:], 0))
	}
	left := make(chan []int)
	right := make(chan []int)
	go func() { left <- sortParallel(xs[:mid], depth-1) }()
	go func() { right <- sortParallel(xs[mid:], depth-1) }()
	return merge(<-left, <-right)
}

func main() {
	var xs []int
	seed := 42
	for i := 0; i < 20; i++ {
		seed = (seed*1103 + 12345) % 65536
		xs = append(xs, seed%100)
	}
	fmt.Println("before:", xs)
	sorted := sortParallel(xs, 3)
	fmt.Println("after: ", sorted)
	for i := 1; i < len(sorted); i++ {
		if sorted[i-1] > sorted[i] {
			panic("not sorted")
		}
	}
}
}
