package main

// sieve is Go's prime sieve: a chain of filters, one goroutine per prime, joined by unbuffered channels.
func sieve(n uint64) uint64 {
	ch := make(chan uint64)
	go generate(ch)
	sum := uint64(0)
	for i := uint64(0); i < n; i++ {
		prime := <-ch
		sum += prime
		next := make(chan uint64)
		go filter(ch, next, prime)
		ch = next
	}
	return sum
}

// generate sends the sequence 2, 3, 4, …
func generate(ch chan<- uint64) {
	for i := uint64(2); ; i++ {
		ch <- i
	}
}

// filter copies the values that prime does not divide.
func filter(in <-chan uint64, out chan<- uint64, prime uint64) {
	for {
		i := <-in
		if i%prime != 0 {
			out <- i
		}
	}
}
