package main

func worker() {
	defer func() {
		panic("second")
	}()
	panic("first")
}

func main() {
	go worker()
	select {}
}
