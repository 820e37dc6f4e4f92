use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
)

type Request struct {
	fn func() int
	c  chan int
}

type Worker struct {
	requests chan Request
	pending  int
	index    int
	id       int
}

func (w Worker) work(done chan<- int) {
	for req := range w.requests {
		req.c <- req.fn()
		done <- w.id
	}
}

type Pool []Worker

type Balancer struct {
	pool []Worker
	done chan int
	served int
}

func (b *Balancer) less(i, j int) bool {
	return b.pool[i].pending < b.pool[j].pending
}

func (b *Balancer) swap(i, j int) {
	b.pool[i], b.pool[j] = b.pool[j], b.pool[i]
	b.pool[i].index = i
	b.pool[j].index = j
}

func (b *Balancer) up(j int) {
	for j > 0 {
		i := (j - 1) / 2
		if !b.less(j, i) {
			break
		}
		b.swap(i, j)
		j = i
	}
}

func (b *Balancer) down(i int) {
	n := len(b.pool)
	for {
		l := 2*i + 1
		if l >= n {
			break
		}
		j := l
		if r := l + 1; r < n && b.less(r, l) {
			j = r
		}
		if !b.less(j, i) {
			break
		}
		b.swap(i, j)
		i = j
	}
}

func (b *Balancer) dispatch(req Request) {
	w := b.pool[0]
	w.requests <- req
	b.pool[0].pending++
	b.down(0)
}

func (b *Balancer) completed(id int) {
	for i := range b.pool {
		if b.pool[i].id == id {
			b.pool[i].pending--
			b.up(i)
			break
		}
	}
	b.served++
}

func (b *Balancer) balance(work <-chan Request, quit chan<- int) {
	open := true
	pending := 0
	for open || pending > 0 {
		select {
		case req, ok := <-work:
			if !ok {
				open = false
				work = nil
				break
			}
			pending++
			b.dispatch(req)
		case id := <-b.done:
			pending--
			b.completed(id)
		}
	}
	quit <- b.served
}

func requester(n int, work chan<- Request, sums chan<- int) {
	c := make(chan int)
	sum := 0
	for i := 0; i < n; i++ {
		work <- Request{func() int { return i * i }, c}
		sum += <-c
	}
	sums <- sum
}

func NewBalancer(n int) *Balancer {
	done := make(chan int, n)
	b := &Balancer{done: done}
	for i := 0; i < n; i++ {
		w := Worker{requests: make(chan Request, 10), index: i, id: i}
		b.pool = append(b.pool, w)
		go w.work(done)
	}
	return b
}

func main() {
	work := make(chan Request)
	quit := make(chan int)
	sums := make(chan int)
	b := NewBalancer(3)
	go b.balance(work, quit)
	for range 4 {
		go requester(10, work, sums)
	}
	total := 0
	for range 4 {
		total += <-sums
	}
	close(work)
	fmt.Println(total, <-quit)
}
}
