package main

import "sync"

type gate struct {
	mu   sync.Mutex
	cond *sync.Cond
	open bool
}

func newGate() *gate {
	g := new(gate)
	g.cond = sync.NewCond(&g.mu)
	return g
}

func pass(g *gate) {
	g.mu.Lock()
	for !g.open {
		g.cond.Wait()
	}
	g.mu.Unlock()
}

func leaky() {
	g := newGate()
	go pass(g)
	g.mu.Lock()
	g.open = false // forgot what the goroutine waits for
	g.mu.Unlock()
}

func correct() {
	g := newGate()
	go pass(g)
	g.mu.Lock()
	g.open = true
	g.mu.Unlock()
	g.cond.Broadcast()
}
