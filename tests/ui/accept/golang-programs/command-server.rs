use goroutines::prelude::*;
go! {
package main

import (
	"fmt"
	"sync"
	"time"
	"errors"
	"strings"
)

type Cache struct {
	mu    sync.RWMutex
	items map[string]string
	hits  int
}

func NewCache() *Cache {
	return &Cache{items: make(map[string]string)}
}

func (c *Cache) Get(key string) (string, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	v, ok := c.items[key]
	return v, ok
}

func (c *Cache) Set(key, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items[key] = value
	c.hits++
}

type Handler func(args []string) (string, error)

type Server struct {
	cache    *Cache
	handlers map[string]Handler
}

func NewServer() *Server {
	s := &Server{cache: NewCache(), handlers: make(map[string]Handler)}
	s.handlers["GET"] = func(args []string) (string, error) {
		if len(args) != 1 {
			return "", errors.New("GET needs a key")
		}
		if v, ok := s.cache.Get(args[0]); ok {
			return v, nil
		}
		return "", fmt.Errorf("no such key %q", args[0])
	}
	s.handlers["SET"] = func(args []string) (string, error) {
		if len(args) != 2 {
			return "", errors.New("SET needs a key and a value")
		}
		s.cache.Set(args[0], args[1])
		return "OK", nil
	}
	return s
}

func (s *Server) Do(line string) string {
	parts := strings.Fields(line)
	if len(parts) == 0 {
		return "ERR empty"
	}
	h, ok := s.handlers[strings.ToUpper(parts[0])]
	if !ok {
		return "ERR unknown command"
	}
	out, err := h(parts[1:])
	if err != nil {
		return "ERR " + err.Error()
	}
	return out
}

func main() {
	s := NewServer()
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			s.Do(fmt.Sprintf("SET k%d v%d", i, i))
		}(i)
	}
	wg.Wait()
	for _, line := range []string{"GET k1", "get k9", "SET a", "", "FOO"} {
		fmt.Println(s.Do(line))
	}
	time.Sleep(time.Millisecond)
}
}
