package main

// produce sends every step-th number below n, from first on.
func produce(ch chan<- uint64, first, step, n uint64) {
	for i := first; i < n; i += step {
		ch <- i
	}
}

// select4 has four goroutines send into a channel of capacity 16 each, and one receive from all with a select.
func select4(n uint64) uint64 {
	a, b := make(chan uint64, 16), make(chan uint64, 16)
	c, d := make(chan uint64, 16), make(chan uint64, 16)
	go produce(a, 0, 4, n)
	go produce(b, 1, 4, n)
	go produce(c, 2, 4, n)
	go produce(d, 3, 4, n)
	sum := uint64(0)
	for i := uint64(0); i < n; i++ {
		select {
		case v := <-a:
			sum += v
		case v := <-b:
			sum += v
		case v := <-c:
			sum += v
		case v := <-d:
			sum += v
		}
	}
	return sum
}
