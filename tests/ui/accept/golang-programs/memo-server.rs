// A cache that one goroutine owns; requests carry the channel of the answer.

use goroutines::prelude::*;
use std::collections::HashMap;
go! {
package memo

// A request is a message requesting that the Func be applied to key.
type request struct {
	key      string
	response chan<- int // the client wants a single result
}

type entry struct {
	res   int
	ready chan struct{} // closed when res is ready
}

type Memo struct{ requests chan request }

func New(f func(key string) int) Memo {
	memo := Memo { requests: make(chan request) }
	go memo.server(f)
	return memo
}

func (memo *Memo) Get(key string) int {
	response := make(chan int)
	memo.requests <- request { key, response }
	return <-response
}

func (memo *Memo) Close() { close(memo.requests) }

func (memo *Memo) server(f func(key string) int) {
	cache := HashMap::<string, int>::new()
	for req := range memo.requests {
		if !cache.contains_key(&req.key) {
			v := f(req.key.clone())
			cache.insert(req.key.clone(), v)
		}
		req.response <- cache[&req.key]
	}
}

var calls atomic.Int64

func main() {
	m := New(func(key string) int {
		calls.Add(1)
		time.Sleep(time.Millisecond)
		return 42
	})
	a := m.Get("x".to_string())
	b := m.Get("x".to_string())
	m.Close()
	fmt.Println(calls.Load())
	fmt.Println(a, b)
}
}
