use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
	"time"
)

const seats = 5

type Philosopher struct {
	id          int
	left, right chan bool
}

func (p Philosopher) eat(done chan<- int, times int) {
	for i := 0; i < times; i++ {
		<-p.left
		<-p.right
		time.Sleep(time.Millisecond)
		p.right <- true
		p.left <- true
	}
	done <- p.id
}

type Table struct {
	forks []sync.Mutex
	eaten []int
}

func dine(id int, left, right *sync.Mutex, meals chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for i := 0; i < 3; i++ {
		left.Lock()
		right.Lock()
		meals <- id
		right.Unlock()
		left.Unlock()
	}
}

func main() {
	forks := make([]chan bool, seats)
	for i := range forks {
		forks[i] = make(chan bool, 1)
		forks[i] <- true
	}
	done := make(chan int)
	for i := 0; i < seats; i++ {
		left, right := forks[i], forks[(i+1)%seats]
		if i == seats-1 {
			left, right = right, left
		}
		p := Philosopher{i, left, right}
		go p.eat(done, 3)
	}
	finished := make([]bool, seats)
	for range seats {
		finished[<-done] = true
	}
	fmt.Println(finished)

	locks := make([]sync.Mutex, seats)
	meals := make(chan int)
	var wg sync.WaitGroup
	for i := 0; i < seats; i++ {
		wg.Add(1)
		first, second := i, (i+1)%seats
		if first > second {
			first, second = second, first
		}
		go dine(i, &locks[first], &locks[second], meals, &wg)
	}
	go func() {
		wg.Wait()
		close(meals)
	}()
	count := make(map[int]int)
	total := 0
	for id := range meals {
		count[id]++
		total++
	}
	fmt.Println(count, total)
}
}
