package main

func inner() {
	defer func() {
		recover()
		panic("middle")
	}()
	panic("inner")
}

func middle() {
	defer func() {
		again := recover()
		panic(again)
	}()
	inner()
}

func main() {
	defer func() {
		recover()
		panic("outer")
	}()
	middle()
}
