package main

func wait(ch chan int) int {
	return <-ch
}

func main() {
	wait(make(chan int))
}
