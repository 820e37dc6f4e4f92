package main

func careful() {
	defer func() {
		recover()
	}()
	panic("first")
}

func main() {
	careful()
	panic("second")
}
