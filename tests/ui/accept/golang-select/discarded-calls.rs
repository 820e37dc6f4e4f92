// A call at the end of a body in Go's spelling is a statement, whatever it gives: in `select`, `switch`, `if`, `for`, `func`.

use goroutines::prelude::*;
use std::collections::HashMap;
go! {
package main

import "fmt"

func set(m &mut HashMap<int, int>, k int, v int) Option<int> {
	return m.insert(k, v)
}

func tail(m &mut HashMap<int, int>) {
	set(m, 9, 9)
}

func try_it(m &mut HashMap<int, int>) Result<(), std::num::ParseIntError> {
	for _, text := range []string{"1", "2"} {
		m.insert(text.parse::<int>()?, 0)
	}
	return Ok(())
}

func wanted(c <-chan int) int {
	select {
	case v := <-c:
		v + 1
	}
}

func main() {
	a, b := make(chan int), make(chan int)
	done := make(chan bool)
	go func() {
		for i := 0; i < 3; i++ {
			a <- i
		}
		b <- 7
		close(done)
	}()
	m := HashMap::<int, int>::new()
	running := true
	for running {
		select {
		case v := <-a:
			m.insert(v, v)
		case v := <-b:
			if v > 6 {
				m.insert(v, v)
			} else {
				m.remove(&v)
			}
		case <-done:
			running = false
		}
	}
	select {
	case <-done:
		m.insert(100, 1)
	default:
		m.remove(&100)
	}
	fmt.Println(len(m))
	for i := 0; i < 2; i++ {
		switch i {
		case 0:
			m.insert(50, 1)
		default:
			m.remove(&50)
		}
	}
	if m.len() > 3 {
		m.insert(60, 1)
	} else {
		m.remove(&60)
	}
	tail(&mut m)
	try_it(&mut m).unwrap()
	c := make(chan int, 1)
	c <- 41
	fmt.Println(len(m), wanted(c))
}
}
