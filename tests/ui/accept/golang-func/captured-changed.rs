// What goroutines and function values assign to is shared by all who name it, as in Go.
use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"sync"
)

type point struct{ x, y int }

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func fibonacci() func() int {
	a, b := 0, 1
	return func() int {
		r := a
		a, b = b, a+b
		return r
	}
}

func adder(total int) (func(int) int, func() int) {
	add := func(x int) int {
		total += x
		return total
	}
	return add, func() int { return total }
}

func each(names []string, visit func(int, string)) {
	for i, name := range names {
		visit(i, name)
	}
}

func main() {
	next := counter()
	next()
	fmt.Println(next(), counter()(), next())
	f := fibonacci()
	for i := 0; i < 8; i++ {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	add, get := adder(10)
	add(1)
	fmt.Println(add(2), get())

	longest, length, p := "", 0, point{1, 2}
	var lengths []int
	byName := make(map[string]int)
	each([]string{"a", "ccc", "bb"}, func(i int, name string) {
		if len(name) > len(longest) {
			longest = name
		}
		length += len(name)
		lengths = append(lengths, len(name))
		byName[name] = i
		p.x += i
	})
	fmt.Println(longest, length, lengths, len(byName), byName["bb"], p.x, p)

	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	squares := make([]int, 4)
	var first, last error
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			sum += i
			squares[i] = i * i
			if i == 3 {
				last = errors.New("three")
			}
		}()
	}
	wg.Wait()
	fmt.Println(sum, squares, squares[3], first, last)

	c := make(chan int, 1)
	c <- 7
	var got int
	done := make(chan bool)
	go func() {
		select {
		case got = <-c:
		}
		done <- true
	}()
	<-done
	if got == 7 {
		got, sum = sum, got
	}
	for sum > 5 {
		sum--
	}
	fmt.Println(got, sum)
}
}
