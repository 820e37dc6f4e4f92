use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type op struct {
	key   string
	delta int
	reply chan int
}

type Counter struct {
	ops chan op
}

func NewCounter() Counter {
	c := Counter{ops: make(chan op)}
	go c.loop()
	return c
}

func (c Counter) loop() {
	values := map[string]int{}
	for o := range c.ops {
		values[o.key] += o.delta
		o.reply <- values[o.key]
	}
}

func (c Counter) Add(key string, delta int) int {
	reply := make(chan int)
	c.ops <- op{key, delta, reply}
	return <-reply
}

func main() {
	c := NewCounter()
	var wg sync.WaitGroup
	var calls atomic.Int64
	var mu sync.Mutex
	for i := range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			calls.Add(1)
			c.Add("x", i)
		}()
	}
	wg.Wait()
	fmt.Println(c.Add("x", 0), calls.Load())
	var once sync.Once
	hello := func() { fmt.Println("once") }
	for range 3 {
		once.Do(hello)
	}
	var rw sync.RWMutex
	rw.RLock()
	rw.RLock()
	fmt.Println(rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	rw.Lock()
	fmt.Println(rw.TryRLock())
	rw.Unlock()
}
}
