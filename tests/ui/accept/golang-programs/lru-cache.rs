use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
)

type node struct {
	key   string
	value int
	prev  *node
	next  *node
}

type LRU struct {
	mu       sync.Mutex
	capacity int
	items    map[string]*node
	head     *node
	tail     *node
	hits     int
	misses   int
}

func NewLRU(capacity int) *LRU {
	return &LRU{
		capacity: capacity,
		items:    make(map[string]*node),
	}
}

func (c *LRU) unlink(n *node) {
	if n.prev != nil {
		n.prev.next = n.next
	} else {
		c.head = n.next
	}
	if n.next != nil {
		n.next.prev = n.prev
	} else {
		c.tail = n.prev
	}
	n.prev = nil
	n.next = nil
}

func (c *LRU) pushFront(n *node) {
	n.next = c.head
	if c.head != nil {
		c.head.prev = n
	}
	c.head = n
	if c.tail == nil {
		c.tail = n
	}
}

func (c *LRU) Get(key string) (int, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, ok := c.items[key]
	if !ok {
		c.misses++
		return 0, false
	}
	c.hits++
	c.unlink(n)
	c.pushFront(n)
	return n.value, true
}

func (c *LRU) Put(key string, value int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n, ok := c.items[key]; ok {
		n.value = value
		c.unlink(n)
		c.pushFront(n)
		return
	}
	if len(c.items) >= c.capacity {
		last := c.tail
		c.unlink(last)
		delete(c.items, last.key)
	}
	n := &node{key: key, value: value}
	c.items[key] = n
	c.pushFront(n)
}

func (c *LRU) Keys() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var keys []string
	for n := c.head; n != nil; n = n.next {
		keys = append(keys, n.key)
	}
	return keys
}

func main() {
	cache := NewLRU(3)
	cache.Put("a", 1)
	cache.Put("b", 2)
	cache.Put("c", 3)
	if v, ok := cache.Get("a"); ok {
		fmt.Println("a =", v)
	}
	cache.Put("d", 4)
	if _, ok := cache.Get("b"); !ok {
		fmt.Println("b was evicted")
	}
	fmt.Println(cache.Keys(), len(cache.items))

	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			for j := 0; j < 10; j++ {
				cache.Put(fmt.Sprintf("k%d", j%3), id)
				cache.Get(fmt.Sprintf("k%d", j%3))
			}
		}(i)
	}
	wg.Wait()
	fmt.Println(len(cache.Keys()), cache.hits+cache.misses)
}
}
