package main

import "runtime"

func waits(ch chan struct{}) {
	<-ch
}

func main() {
	ch := make(chan struct{})
	go waits(ch)
	runtime.Goexit()
}
