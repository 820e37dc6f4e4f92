package main

import "time"

func main() {
	time.AfterFunc(0, func() {
		panic("late")
	})
	select {}
}
