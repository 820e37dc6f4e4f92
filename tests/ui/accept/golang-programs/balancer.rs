use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
)

const nWorker = 4
const nRequester = 10

type Request struct {
	n int
	c chan int
}

type Worker struct {
	i        int
	requests chan Request
	pending  int
}

func (w *Worker) work(done chan<- int) {
	for req := range w.requests {
		req.c <- req.n * req.n
		done <- w.i
	}
}

func requester(n int, work chan<- Request, sum chan<- int) {
	c := make(chan int)
	for i := 0; i < 3; i++ {
		work <- Request{n + i, c}
		sum <- <-c
	}
}

type Balancer struct {
	pool []Worker
	done chan int
}

func NewBalancer() *Balancer {
	done := make(chan int, nWorker)
	b := &Balancer{done: done}
	for i := 0; i < nWorker; i++ {
		w := Worker{i: i, requests: make(chan Request, nRequester)}
		b.pool = append(b.pool, w)
		requests, id := b.pool[uint(i)].requests, i
		go func() {
			w := Worker{i: id, requests: requests}
			w.work(done)
		}()
	}
	return b
}

func (b *Balancer) balance(work <-chan Request, quit <-chan bool) {
	for {
		select {
		case req := <-work:
			b.dispatch(req)
		case i := <-b.done:
			b.completed(i)
		case <-quit:
			return
		}
	}
}

func (b *Balancer) dispatch(req Request) {
	best := 0
	for i := range b.pool {
		if b.pool[i].pending < b.pool[best].pending {
			best = i
		}
	}
	b.pool[best].pending++
	b.pool[best].requests <- req
}

func (b *Balancer) completed(i int) {
	b.pool[uint(i)].pending--
}

func main() {
	work := make(chan Request)
	sum := make(chan int)
	quit := make(chan bool)
	var wg sync.WaitGroup
	for i := 0; i < nRequester; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			requester(i, work, sum)
		}()
	}
	go NewBalancer().balance(work, quit)
	go func() {
		wg.Wait()
		close(sum)
	}()
	total := 0
	for s := range sum {
		total += s
	}
	quit <- true
	fmt.Println("sum of squares:", total)
}
}
