use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"strings"
	"sync"
)

type Event struct {
	source string
	n      int
}

type Handler func(Event) string

func produce(name string, n int) <-chan Event {
	c := make(chan Event)
	go func() {
		for i := 0; i < n; i++ {
			c <- Event{name, i}
		}
		close(c)
	}()
	return c
}

func fanIn(inputs ...<-chan Event) <-chan Event {
	c := make(chan Event)
	var wg sync.WaitGroup
	for _, in := range inputs {
		wg.Go(func() {
			for e := range in {
				c <- e
			}
		})
	}
	go func() {
		wg.Wait()
		close(c)
	}()
	return c
}

func withPrefix(prefix string, h Handler) Handler {
	return func(e Event) string {
		return prefix + h(e)
	}
}

func main() {
	handlers := map[string]Handler{
		"a": func(e Event) string { return fmt.Sprintf("%s%d", strings.ToUpper(e.source), e.n) },
		"b": withPrefix("<", func(e Event) string { return fmt.Sprint(e.n * 10) }),
	}
	counts := make(map[string]int)
	words := make(map[string][]string)
	for e := range fanIn(produce("a", 3), produce("b", 2), produce("c", 1)) {
		counts[e.source]++
		h, ok := handlers[e.source]
		if !ok {
			continue
		}
		words[e.source] = append(words[e.source], h(e))
	}
	fmt.Println(counts)
	fmt.Println(words["a"], words["b"], len(words["c"]))
	if _, ok := words["c"]; !ok {
		fmt.Println("no c")
	}
}
}
