//! Variables that hold values, whose pointers goroutines and callees keep.

use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
)

// Values whose pointers goroutines keep, as Go moves them to the heap.

type Group struct {
	wg    sync.WaitGroup
	mu    sync.Mutex
	once  sync.Once
	err   error
	count int
}

func (g *Group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err })
		}
		g.mu.Lock()
		g.count++
		g.mu.Unlock()
	}()
}

func (g *Group) Wait() error {
	g.wg.Wait()
	return g.err
}

type Stack struct {
	items []int
	next  *Stack
}

func (s *Stack) Push(x int) { s.items = append(s.items, x) }

func (s *Stack) Pop() (int, bool) {
	if len(s.items) == 0 {
		return 0, false
	}
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}

func (s Stack) Len() int { return len(s.items) }

func fill(s *Stack, n int) {
	for i := 0; i < n; i++ {
		s.Push(i)
	}
}

func made() Stack { return Stack{items: []int{5}} }

func depth(s Stack) int { return s.Len() }

type Once struct{ done bool }

func (o *Once) Do(f func()) {
	if !o.done {
		o.done = true
		f()
	}
}

func main() {
	var g Group
	for i := 0; i < 4; i++ {
		g.Go(func() error {
			if i == 2 {
				return fmt.Errorf("number %d", i)
			}
			return nil
		})
	}
	fmt.Println(g.Wait(), g.count)

	var s Stack
	s.Push(1)
	fill(&s, 3)
	t := s
	t.Push(7)
	fmt.Println(s.Len(), t.Len(), depth(s), len(t.items))
	x, ok := t.Pop()
	fmt.Println(x, ok)
	s = t
	s.Push(9)
	fmt.Println(s.items, t.items)
	u := made()
	u.Push(6)
	p := &u
	p.Push(7)
	fmt.Println(u.items, u.next == nil, p.Len())
	v := Stack{items: []int{1}, next: &u}
	v.next.Push(8)
	v.Push(2)
	fmt.Println(v.items, len(u.items))

	var o Once
	o.Do(func() { fmt.Println("once") })
	o.Do(func() { fmt.Println("twice") })
}
}
