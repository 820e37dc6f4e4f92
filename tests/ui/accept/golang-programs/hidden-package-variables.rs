//! Local variables that hide variables of the package.

use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
)

// Local variables that hide variables of the package.

var count int = 10
var name string = "package"

var (
	total int
	mu    sync.Mutex
)

type Counter struct{ count int }

func (c *Counter) add(count int) { c.count += count }

func twice(count int) int { return count * 2 }

func sum(xs ...int) (total int) {
	for _, x := range xs {
		total += x
	}
	return
}

func pick(ch chan int) int {
	select {
	case count := <-ch:
		return count
	default:
		return count
	}
}

var loop int = 3
var from int = 1

func again(loop int) int { return loop * 2 }

func cut(xs []int, from int) []int { return xs[from:] }

func keys(from int) map[int]int { return map[int]int{from: from + 1} }

func label(x, from int) string {
	switch x {
	case from:
		return "local"
	case 1:
		return "one"
	}
	return "other"
}

func main() {
	xs := []int{1, 2, 3}
	fmt.Println(xs[from:], cut(xs, 2), keys(7), label(1, 2), label(2, 2))
	for _, name := range []string{"x", "y"} {
		fmt.Print(name, " ")
	}
	if name := "f"; name != "" {
		fmt.Println(name)
	} else if from := map[string]int{"a": 1}; len(from) > 5 {
		fmt.Println(from)
	}
	loop := again(loop) + 1
	fmt.Println(loop)
	fmt.Println(count, name, twice(4))
	if name := "inner"; len(name) == 5 {
		fmt.Println(name)
	} else {
		fmt.Println("not", name)
	}
	fmt.Println(name)
	for count := 0; count < 2; count++ {
		fmt.Print(count, " ")
	}
	fmt.Println(count)
	if count > 3 {
		count := count + 1
		count++
		fmt.Println(count)
	}
	f := func(name string) string { return name + "!" }
	fmt.Println(f("f"), name)
	c := Counter{count: count}
	c.add(5)
	fmt.Println(c.count, count)
	fmt.Println(sum(1, 2, 3), total)
	ch := make(chan int, 1)
	fmt.Println(pick(ch))
	ch <- 3
	fmt.Println(pick(ch))
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func(count int) {
			defer wg.Done()
			mu.Lock()
			fmt.Print("")
			mu.Unlock()
		}(i)
	}
	wg.Wait()
	fmt.Println(total)
	name := name + "d"
	fmt.Println(name)
	switch count := twice(count); count {
	case 20:
		fmt.Println("twenty", count)
	}
}
}
