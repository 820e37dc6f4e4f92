package main

import "time"

func worker() {
	panic("boom")
}

func main() {
	go worker()
	time.Sleep(time.Minute)
}
