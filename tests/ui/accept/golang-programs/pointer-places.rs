use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sort"
	"sync"
	"time"
)

type Namer interface {
	Name() string
}

type item struct {
	n    int
	tags []string
}

type stats struct{ hits, misses int }

func (s *stats) hit() { s.hits++ }

func (s stats) total() int { return s.hits + s.misses }

type store struct {
	name   string
	items  []item
	groups map[string][]int
	stats  stats
	ratio  float64
	delay  time.Duration
	done   bool
	state  int
	out    chan int
	on     func(int) int
	next   *store
	mu     sync.RWMutex
}

func (s *store) Name() string { return "store " + s.name }

func (s *store) push(n int) {
	s.items = append(s.items, item{n: n})
}

func (s *store) pop() item {
	last := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return last
}

func (s *store) add(k string, v int) {
	s.groups[k] = append(s.groups[k], v)
}

func (s *store) sum() int {
	sum := 0
	for _, it := range s.items {
		sum += it.n
	}
	for _, vs := range s.groups {
		for _, v := range vs {
			sum += v
		}
	}
	return sum
}

func (s *store) serve(wg *sync.WaitGroup) {
	defer wg.Done()
	for i := 0; i < 3; i++ {
		select {
		case s.out <- s.items[0].n + i:
		}
	}
	close(s.out)
}

func pair(a, b int) (int, error) { return a * b, nil }

func greet(n Namer) string { return "hi " + n.Name() }

func main() {
	s := &store{name: "a", groups: make(map[string][]int), out: make(chan int), delay: time.Millisecond}
	s.next = &store{name: "b"}
	s.next.next = s
	for i := range 4 {
		s.push(i)
	}
	for i := range s.items {
		s.items[i].n *= 10
		s.items[i].tags = append(s.items[i].tags, fmt.Sprint("t", i))
	}
	fmt.Println(s.pop().n, len(s.items), s.items[1].tags[0], s.items[2])
	s.add("x", 1)
	s.add("x", 2)
	s.add("y", 3)
	fmt.Println(s.sum(), len(s.groups["x"]), s.groups["x"][1], len(s.groups["z"]))
	s.stats.hit()
	s.stats.hit()
	s.stats.misses++
	fmt.Println(s.stats.total(), s.stats)
	s.ratio = float64(s.stats.hits) / 2
	s.ratio += 0.5
	s.ratio *= 2
	fmt.Println(s.ratio, s.ratio > 2 && !s.done, -s.stats.hits)
	s.name += "!"
	fmt.Println(s.name+"?", s.next.next.next.name, s.Name(), greet(s))
	s.on = func(n int) int { return n + len(s.items) }
	fmt.Println(s.on(1))
	var err error
	s.state, err = pair(2, 3)
	fmt.Println(s.state, err)
	switch s.state {
	case 6:
		s.done = true
	default:
		s.done = false
	}
	s.state, s.name = 7, "z"
	if s.done {
		fmt.Println("done", s.state, s.name)
	}
	time.Sleep(s.delay * 2)
	var wg sync.WaitGroup
	wg.Add(1)
	go s.serve(&wg)
	for v := range s.out {
		fmt.Print(v, " ")
	}
	wg.Wait()
	fmt.Println()
	keys := []string{}
	for k := range s.groups {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys)
	for _, t := range []*store{s, s.next} {
		wg.Add(1)
		go func(t *store) {
			defer wg.Done()
			t.mu.Lock()
			t.state += 100
			t.mu.Unlock()
		}(t)
	}
	wg.Wait()
	fmt.Println(s.state, s.next.state)
	sort.Slice(s.items, func(i, j int) bool { return s.items[i].n > s.items[j].n })
	fmt.Println(s.items[0].n, s.items[2].n)
	s.groups = nil
	fmt.Println(len(s.groups), s.groups == nil)
}
}
