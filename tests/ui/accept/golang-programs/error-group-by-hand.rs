//! An error group, a limit and a single flight by hand.

use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
	"time"
)

// Errgroup, semaphore and singleflight by hand, as libraries would.

type Group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
	sem  chan struct{}
}

func (g *Group) SetLimit(n int) {
	g.sem = make(chan struct{}, n)
}

func (g *Group) Go(f func() error) {
	if g.sem != nil {
		g.sem <- struct{}{}
	}
	g.wg.Add(1)
	go func() {
		defer func() {
			if g.sem != nil {
				<-g.sem
			}
			g.wg.Done()
		}()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
			})
		}
	}()
}

func (g *Group) Wait() error {
	g.wg.Wait()
	return g.err
}

type call struct {
	wg  sync.WaitGroup
	val string
	err error
}

type Flight struct {
	mu sync.Mutex
	m  map[string]*call
}

func (f *Flight) Do(key string, fn func() (string, error)) (string, error) {
	f.mu.Lock()
	if f.m == nil {
		f.m = make(map[string]*call)
	}
	if c, ok := f.m[key]; ok {
		f.mu.Unlock()
		c.wg.Wait()
		return c.val, c.err
	}
	c := new(call)
	c.wg.Add(1)
	f.m[key] = c
	f.mu.Unlock()

	c.val, c.err = fn()
	c.wg.Done()

	f.mu.Lock()
	delete(f.m, key)
	f.mu.Unlock()
	return c.val, c.err
}

func main() {
	var g Group
	g.SetLimit(2)
	var mu sync.Mutex
	running, most := 0, 0
	for i := 0; i < 6; i++ {
		g.Go(func() error {
			mu.Lock()
			running++
			if running > most {
				most = running
			}
			mu.Unlock()
			time.Sleep(2 * time.Millisecond)
			mu.Lock()
			running--
			mu.Unlock()
			if i == 4 {
				return fmt.Errorf("task %d failed", i)
			}
			return nil
		})
	}
	fmt.Println("err:", g.Wait())
	fmt.Println("at most two:", most <= 2)

	var f Flight
	v, err := f.Do("k", func() (string, error) { return "value", nil })
	fmt.Println(v, err)
}
}
