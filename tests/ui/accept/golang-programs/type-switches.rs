use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"sync"
)

type Message interface{}

type Ping struct{ id int }
type Pong struct {
	id   int
	text string
}
type Stop struct{}

type NotFound struct{ name string }

func (n NotFound) Error() string { return "not found: " + n.name }

type Node struct {
	val  any
	next *Node
}

type Stack struct {
	top  *Node
	size int
}

func (s *Stack) Push(v any) {
	s.top = &Node{v, s.top}
	s.size++
}

func (s *Stack) Pop() (any, error) {
	if s.top == nil {
		return nil, errors.New("empty")
	}
	v := s.top.val
	s.top = s.top.next
	s.size--
	return v, nil
}

type Visitor interface {
	Visit(x int) string
}

type Loud struct{}

func (l Loud) Visit(x int) string { return fmt.Sprint("LOUD ", x) }

type Namer interface {
	Name() string
}

func (l Loud) Name() string { return "loud" }

func actor(in <-chan any, out chan<- string, wg *sync.WaitGroup) {
	defer wg.Done()
	for m := range in {
		switch m := m.(type) {
		case Ping:
			out <- fmt.Sprint("ping ", m.id)
		case Pong:
			out <- m.text + fmt.Sprint(m.id)
		case Stop:
			out <- "stop"
			return
		case int, int64:
			out <- fmt.Sprintf("number %v", m)
		case error:
			out <- m.Error()
		default:
			out <- fmt.Sprintf("unknown %v", m)
		}
	}
}

func logf(format string, args ...interface{}) {
	fmt.Printf("[log] "+format+"\n", args...)
}

func show(v Visitor) {
	if n, ok := v.(Namer); ok {
		fmt.Println(n.Name(), v.Visit(3))
	}
	if _, ok := v.(Loud); ok {
		fmt.Println("is loud")
	}
}

func sum(values []any) (total int, skipped int) {
	for _, v := range values {
		if n, ok := v.(int); ok {
			total += n
		} else {
			skipped++
		}
	}
	return
}

func describe(i interface{}) {
	fmt.Printf("(%v, %T)\n", i, i)
}

type Config struct {
	opts map[string]interface{}
}

func (c *Config) Set(k string, v interface{}) { c.opts[k] = v }
func (c *Config) Int(k string, def int) int {
	if v, ok := c.opts[k].(int); ok {
		return v
	}
	return def
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered:", r)
		}
	}()
	f()
}

func main() {
	in, out := make(chan any), make(chan string)
	var wg sync.WaitGroup
	wg.Add(1)
	go actor(in, out, &wg)
	go func() {
		in <- Ping{1}
		in <- Pong{2, "pong"}
		in <- 7
		in <- NotFound{"x"}
		in <- []string{"a"}
		in <- Stop{}
	}()
	go func() {
		wg.Wait()
		close(out)
	}()
	for s := range out {
		fmt.Println(s)
	}

	s := &Stack{}
	s.Push(1)
	s.Push("two")
	s.Push(3.5)
	for s.size > 0 {
		v, _ := s.Pop()
		describe(v)
	}
	_, err := s.Pop()
	fmt.Println(err)

	logf("%d of %s, %v", 1, "many", true)
	logf("nothing")
	show(Loud{})
	total, skipped := sum([]any{1, "a", 2, nil, 3})
	fmt.Println(total, skipped)

	c := &Config{opts: make(map[string]interface{})}
	c.Set("port", 80)
	c.Set("host", "localhost")
	fmt.Println(c.Int("port", 1), c.Int("host", 2), c.Int("none", 3))

	var x any
	fmt.Println(x == nil, x)
	x = 5
	fmt.Println(x == 5, x == "five", x != nil)
	var y any = 5
	fmt.Println(x == y)
	x = Ping{3}
	if p, ok := x.(Ping); ok && p.id == 3 {
		fmt.Println("ping", p.id)
	}
	try(func() {
		n := x.(int)
		fmt.Println(n)
	})
	try(func() {
		var e any
		fmt.Println(e.(string))
	})
	var v Visitor = Loud{}
	try(func() { fmt.Println(v.(Loud).Visit(1)) })
	seen := map[any]bool{1: true, "a": true}
	fmt.Println(seen[1], seen["a"], seen[2], len(seen))
	var m Message = "hi"
	if text, ok := m.(string); ok {
		fmt.Println(text + "!")
	}
}
}
