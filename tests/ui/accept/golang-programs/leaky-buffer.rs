// A free list as a buffered channel: a select with `default` takes from it and gives back.

use goroutines::prelude::*;
go! {
package main

import "fmt"

type Buffer struct {
	data Vec<u8>
	n int
}

func client(freeList <-chan Buffer, serverChan chan<- Buffer, n int) {
	for i := 0; i < n; i++ {
		var b Buffer
		// Grab a buffer if available; allocate if not.
		select {
		case b = <-freeList:
			// Got one; nothing more to do.
		default:
			// None free, so allocate a new one.
			b = Buffer { data: Vec::new(), n: 0 }
		}
		b.n = i
		serverChan <- b // Send to server.
	}
	close(serverChan)
}

func server(freeList chan<- Buffer, serverChan <-chan Buffer, done chan<- int) {
	count := 0
	for b := range serverChan { // Wait for work.
		count++
		// Reuse buffer if there's room.
		select {
		case freeList <- b:
			// Buffer on free list; nothing more to do.
		default:
			// Free list full, just carry on.
		}
	}
	done <- count
}

func main() {
	freeList := make(chan Buffer, 100)
	serverChan := make(chan Buffer)
	done := make(chan int)
	go client(freeList, serverChan, 20)
	go server(freeList, serverChan, done)
	fmt.Printf("served %d\n", <-done)
}
}
