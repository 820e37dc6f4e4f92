use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"time"
)

// A request asks for the value of a key, to be sent to response.
type request struct {
	key      string
	response chan<- result
}

type result struct {
	value int
	err   error
}

type Memo struct{ requests chan request }

func New() *Memo {
	memo := &Memo{requests: make(chan request)}
	go memo.server()
	return memo
}

func (memo *Memo) Get(key string) (int, error) {
	response := make(chan result)
	memo.requests <- request{key, response}
	res := <-response
	return res.value, res.err
}

func (memo *Memo) Close() { close(memo.requests) }

func (memo *Memo) server() {
	calls := 0
	for req := range memo.requests {
		calls++
		if req.key == "" {
			req.response <- result{0, fmt.Errorf("no key in call %d", calls)}
			continue
		}
		req.response <- result{value: len(req.key) * 10, err: nil}
	}
}

func main() {
	m := New()
	defer m.Close()
	for _, key := range []string{"a", "bb", "", "a"} {
		start := time.Now()
		value, err := m.Get(key)
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		fmt.Printf("%-3s %4d %t\n", key, value, time.Since(start) < time.Second)
	}
}
}
