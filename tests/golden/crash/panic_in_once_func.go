package main

import "sync"

func fails() {
	panic("only once")
}

func main() {
	f := sync.OnceFunc(fails)
	f()
}
