use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	seats  = 5
	dinner = 3
	delay  = 2 * time.Millisecond
)

type Fork struct {
	taken chan bool
}

func NewFork() *Fork {
	return &Fork{taken: make(chan bool, 1)}
}

func (f *Fork) PickUp() {
	f.taken <- true
}

func (f *Fork) PutDown() {
	<-f.taken
}

type Philosopher struct {
	name        string
	left, right Fork
}

func (p Philosopher) dine(report chan<- string) {
	for i := 0; i < dinner; i++ {
		p.left.PickUp()
		p.right.PickUp()
		time.Sleep(delay)
		p.right.PutDown()
		p.left.PutDown()
	}
	report <- p.name
}

func main() {
	names := []string{"Plato", "Socrates", "Aristotle", "Descartes", "Kant"}
	var forks []Fork
	for range seats {
		forks = append(forks, *NewFork())
	}
	report := make(chan string)
	var wg sync.WaitGroup
	for i, name := range names {
		left, right := i, (i+1)%seats
		if left > right {
			left, right = right, left
		}
		p := Philosopher{name, forks[left], forks[right]}
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.dine(report)
		}()
	}
	go func() {
		wg.Wait()
		close(report)
	}()
	count := 0
	for range report {
		count++
	}
	fmt.Println(count, "have dined")
}
}
