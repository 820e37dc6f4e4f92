package main

import "time"

func main() {
	<-time.After(time.Millisecond)
	<-make(chan int)
}
