// Two goroutines sum halves of a slice; two receives in one statement.

use goroutines::prelude::*;
go! {
package main

import "fmt"

func sum(s []int, c chan int) {
	sum := 0
	for _, v := range s {
		sum += v
	}
	c <- sum // send sum to c
}

func main() {
	s := vec![7, 2, 8, -9, 4, 0]

	c := make(chan int)
	go sum(s[..3].to_vec(), c)
	go sum(s[3..].to_vec(), c)
	x, y := <-c, <-c // receive from c

	if x > y {
		x, y = y, x
	}
	fmt.Println(x, y, x+y)
}
}
