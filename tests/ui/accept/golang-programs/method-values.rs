use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
)

type Server struct {
	mu       sync.Mutex
	handlers map[string]func(string) string
	hits     int
}

func NewServer() *Server {
	s := &Server{handlers: make(map[string]func(string) string)}
	s.handlers["hello"] = s.hello
	s.Handle("bye", s.bye)
	return s
}

func (s *Server) Handle(path string, h func(string) string) { s.handlers[path] = h }

func (s *Server) hello(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hits++
	return "hello " + name
}

func (s *Server) bye(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hits++
	return "bye " + name
}

type worker struct {
	id   int
	done chan int
}

func (w worker) run() { w.done <- w.id }

type op struct{ k int }

func (o op) mul(a int) int { return o.k * a }

func apply(xs []int, f func(int) int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func main() {
	s := NewServer()
	fmt.Println(s.handlers["hello"]("ann"), s.handlers["bye"]("bob"), s.hits)

	done := make(chan int, 3)
	var wg sync.WaitGroup
	for i := range 3 {
		w := worker{i, done}
		wg.Go(w.run)
	}
	wg.Wait()
	fmt.Println(<-done + <-done + <-done)

	fmt.Println(apply([]int{1, 2, 3}, op{3}.mul))
	f := s.hello
	go f("x")
	w := worker{7, done}
	go w.run()
	fmt.Println(<-done)
	actions := []func(){w.run, func() { done <- 8 }}
	for _, a := range actions {
		a()
	}
	fmt.Println(<-done, <-done)
	defer func(f func(string) string) { fmt.Println(f("end")) }(s.bye)
}
}
