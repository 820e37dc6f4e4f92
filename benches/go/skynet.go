package main

// skynet is a tree of goroutines, ten children each: the leaves send their number, every other node the sum of its children.
func skynet(n uint64) uint64 {
	ch := make(chan uint64)
	go node(ch, 0, n)
	return <-ch
}

func node(parent chan<- uint64, first, leaves uint64) {
	if leaves == 1 {
		parent <- first
		return
	}
	ch := make(chan uint64)
	each := leaves / 10
	for child := uint64(0); child < 10; child++ {
		go node(ch, first+child*each, each)
	}
	sum := uint64(0)
	for child := 0; child < 10; child++ {
		sum += <-ch
	}
	parent <- sum
}
