package main

func main() {
	ch := make(chan string, 2)
	ch <- "one"
	ch <- "two"
	ch <- "three"
}
