// A line that ends with a macro's brackets ends its statement.
use goroutines::prelude::*;

go! {
package main

import "fmt"

func sum(s []int, c chan int) {
	sum := 0
	for _, v := range s {
		sum += v
	}
	c <- sum
}

func main() {
	s := vec![7, 2, 8, -9, 4, 0]

	c := make(chan int)
	go sum(s[..3].to_vec(), c)
	go sum(s[3..].to_vec(), c)
	x, y := <-c, <-c
	fmt.Println(x + y)
	let names = vec!["a"; 2]
	names.len()
	var last = vec![1]
	fmt.Println(last[0])
}
}
