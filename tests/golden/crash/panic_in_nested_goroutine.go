package main

func inner() {
	panic("boom")
}

func outer() {
	go inner()
	select {}
}

func main() {
	go outer()
	select {}
}
