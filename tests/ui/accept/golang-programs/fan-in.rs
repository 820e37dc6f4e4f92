use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"time"
)

// boring says something now and then.
func boring(msg string) <-chan string {
	c := make(chan string)
	go func() {
		for i := 0; ; i++ {
			c <- fmt.Sprintf("%s %d", msg, i)
			time.Sleep(time.Millisecond)
		}
	}()
	return c
}

func fanIn(input1, input2 <-chan string) <-chan string {
	c := make(chan string)
	go func() {
		for {
			select {
			case s := <-input1:
				c <- s
			case s := <-input2:
				c <- s
			}
		}
	}()
	return c
}

func main() {
	c := fanIn(boring("Joe"), boring("Ann"))
	joe, ann := 0, 0
	timeout := time.After(5 * time.Second)
	for i := 0; i < 10; i++ {
		select {
		case s := <-c:
			switch {
			case s[:3] == "Joe":
				joe++
			case s[:3] == "Ann":
				ann++
			default:
				panic("who is " + s)
			}
		case <-timeout:
			fmt.Println("You talk too much.")
			return
		}
	}
	fmt.Println(joe+ann, joe > 0, ann > 0)
	fmt.Println("You're both boring; I'm leaving.")
}
}
