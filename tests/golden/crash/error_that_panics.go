package main

type bad struct{}

func (bad) Error() string { panic("in Display") }

func main() {
	panic(bad{})
}
