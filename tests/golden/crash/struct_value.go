package main

type failure struct{ code int }

func main() {
	panic(failure{7})
}
