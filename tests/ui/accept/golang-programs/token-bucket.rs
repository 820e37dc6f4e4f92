use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
	"time"
)

type Limiter struct {
	tokens chan struct{}
	stop   chan struct{}
}

func NewLimiter(burst int, every time.Duration) *Limiter {
	l := &Limiter{
		tokens: make(chan struct{}, burst),
		stop:   make(chan struct{}),
	}
	for i := 0; i < burst; i++ {
		l.tokens <- struct{}{}
	}
	go l.refill(every)
	return l
}

func (l *Limiter) refill(every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			select {
			case l.tokens <- struct{}{}:
			default:
			}
		case <-l.stop:
			return
		}
	}
}

func (l *Limiter) Wait() {
	<-l.tokens
}

func (l *Limiter) Allow() bool {
	select {
	case <-l.tokens:
		return true
	default:
		return false
	}
}

func (l *Limiter) Stop() {
	close(l.stop)
}

type Request struct {
	id   int
	resp chan<- string
}

func serve(l *Limiter, reqs <-chan Request, wg *sync.WaitGroup) {
	defer wg.Done()
	for r := range reqs {
		l.Wait()
		r.resp <- fmt.Sprintf("request %d", r.id)
	}
}

func main() {
	l := NewLimiter(2, 2*time.Millisecond)
	fmt.Println(l.Allow(), l.Allow())
	reqs := make(chan Request)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go serve(l, reqs, &wg)
	}
	resp := make(chan string, 6)
	for i := 1; i <= 6; i++ {
		reqs <- Request{id: i, resp: resp}
	}
	close(reqs)
	wg.Wait()
	close(resp)
	n := 0
	for range resp {
		n++
	}
	fmt.Println(n)
	l.Stop()
}
}
