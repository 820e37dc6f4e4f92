package main

import "time"

func fails(start chan struct{}) {
	<-start
	panic("crash")
}

func main() {
	start := make(chan struct{})
	for range 8 {
		go fails(start)
	}
	close(start)
	time.Sleep(time.Second)
}
