package main

func risky() (n int) {
	defer func() {
		recover()
	}()
	panic("never told")
}

func main() {
	if risky() != 0 {
		panic("not the zero value")
	}
}
