use goroutines::prelude::*;

go! {
package main

import "fmt"

func boring(msg string, quit chan string) <-chan string {
	c := make(chan string)
	go func() {
	loop:
		for i := 0; ; i++ {
			select {
			case c <- fmt.Sprintf("%s: %d", msg, i):
				// do nothing
			case <-quit:
				break loop
			}
		}
		quit <- "See you!"
	}()
	return c
}

func main() {
	quit := make(chan string)
	c := boring("Joe", quit)
	for i := 3; i >= 0; i-- {
		fmt.Println(<-c)
	}
	quit <- "Bye!"
	fmt.Printf("Joe says: %q\n", <-quit)
}
}
