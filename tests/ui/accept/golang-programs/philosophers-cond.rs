use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
)

const n = 5

type Table struct {
	mu    sync.Mutex
	cond  *sync.Cond
	forks [n]bool
	meals [n]int
}

func NewTable() *Table {
	t := &Table{}
	t.cond = sync.NewCond(&t.mu)
	return t
}

func (t *Table) PickUp(i int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	left, right := i, (i+1)%n
	for t.forks[left] || t.forks[right] {
		t.cond.Wait()
	}
	t.forks[left], t.forks[right] = true, true
}

func (t *Table) PutDown(i int) {
	t.mu.Lock()
	t.forks[i] = false
	t.forks[(i+1)%n] = false
	t.meals[i]++
	t.mu.Unlock()
	t.cond.Broadcast()
}

func main() {
	table := NewTable()
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 3 {
				table.PickUp(i)
				table.PutDown(i)
			}
		}()
	}
	wg.Wait()
	fmt.Println(table.meals)
}
}
