package main

func worker() {
	defer func() {
		panic("only")
	}()
}

func main() {
	worker()
}
