// `func init` runs at the head of `main`: each of them, in the order of the text; variables of the package are channels there.

use goroutines::prelude::*;
go! {
package main

import "fmt"

var answers = make(chan int)
var log = make(chan string, 4)

func serve() {
	n := 40
	for {
		select {
		case answers <- n:
			n++
		}
	}
}

func init() {
	log <- "first".to_string()
	go serve()
}

func init() {
	log <- "second".to_string()
}

func main() {
	fmt.Println(<-log, <-log)
	fmt.Println(<-answers, <-answers)
}
}
