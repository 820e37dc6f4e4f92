use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
)

type Event struct {
	name string
	at   int
}

type Handler func(Event) error

func (h Handler) Handle(e Event) error { return h(e) }

type Chain []Handler

func (c Chain) Run(e Event) error {
	for _, h := range c {
		if err := h.Handle(e); err != nil {
			return err
		}
	}
	return nil
}

type Handlerer interface {
	Handle(e Event) error
}

type lexer struct {
	in  string
	pos int
	out chan string
}

type stateFn func(*lexer) stateFn

func lexA(l *lexer) stateFn {
	if l.pos >= len(l.in) {
		return nil
	}
	l.out <- "A" + l.in[l.pos:l.pos+1]
	l.pos++
	return lexB
}

func lexB(l *lexer) stateFn {
	if l.pos >= len(l.in) {
		return nil
	}
	l.out <- "B" + l.in[l.pos:l.pos+1]
	l.pos++
	return lexA
}

func (l *lexer) run() {
	for state := stateFn(lexA); state != nil; {
		state = state(l)
	}
	close(l.out)
}

type Bag map[string]int

func (b Bag) Add(k string) {
	b[k]++
}

type Queue []Event

func (q *Queue) Push(e Event) { *q = append(*q, e) }
func (q *Queue) Pop() (Event, bool) {
	if len(*q) == 0 {
		return Event{}, false
	}
	e := (*q)[0]
	*q = (*q)[1:]
	return e, true
}
func (q Queue) Len() int { return len(q) }

type box struct {
	mu sync.Mutex
	q  Queue
}

func (b *box) add(e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.q.Push(e)
}

func use(h Handlerer) {
	fmt.Println(h.Handle(Event{"x", 1}))
}

func drain(q *Queue) int {
	n := 0
	for q.Len() > 0 {
		e, ok := q.Pop()
		if !ok {
			break
		}
		n += e.at
	}
	return n
}

func main() {
	ok := Handler(func(e Event) error { fmt.Println("got", e.name); return nil })
	bad := Handler(func(e Event) error { return fmt.Errorf("bad %s", e.name) })
	c := Chain{ok, bad, ok}
	fmt.Println(c.Run(Event{"e", 1}))
	use(ok)

	l := &lexer{in: "xyz", out: make(chan string)}
	go l.run()
	for s := range l.out {
		fmt.Println(s)
	}

	b := &box{}
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.add(Event{"e", i})
		}()
	}
	wg.Wait()
	fmt.Println(b.q.Len(), len(b.q))
	q := Queue{{"a", 1}, {"b", 2}}
	q.Push(Event{"c", 3})
	fmt.Println(drain(&q), q.Len())
}
}
