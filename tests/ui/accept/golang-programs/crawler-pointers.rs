use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"sort"
	"sync"
)

type Page struct {
	body string
	urls []string
}

var site = map[string]*Page{
	"/":     {"home", []string{"/a", "/b"}},
	"/a":    {"a", []string{"/", "/c"}},
	"/b":    {"b", []string{"/c", "/missing"}},
	"/c":    {"c", nil},
}

var errNotFound = errors.New("not found")

func fetch(url string) (string, []string, error) {
	p, ok := site[url]
	if !ok {
		return "", nil, fmt.Errorf("fetch %s: %w", url, errNotFound)
	}
	return p.body, p.urls, nil
}

type Crawler struct {
	mu      sync.Mutex
	visited map[string]bool
	errs    []error
	sem     chan struct{}
	wg      sync.WaitGroup
}

func (c *Crawler) visit(url string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.visited[url] {
		return false
	}
	c.visited[url] = true
	return true
}

func (c *Crawler) crawl(url string, depth int) {
	defer c.wg.Done()
	if depth <= 0 || !c.visit(url) {
		return
	}
	c.sem <- struct{}{}
	_, urls, err := fetch(url)
	<-c.sem
	if err != nil {
		c.mu.Lock()
		c.errs = append(c.errs, err)
		c.mu.Unlock()
		return
	}
	for _, u := range urls {
		c.wg.Add(1)
		go c.crawl(u, depth-1)
	}
}

func main() {
	c := &Crawler{visited: make(map[string]bool), sem: make(chan struct{}, 2)}
	c.wg.Add(1)
	go c.crawl("/", 4)
	c.wg.Wait()
	var urls []string
	for u := range c.visited {
		urls = append(urls, u)
	}
	sort.Strings(urls)
	fmt.Println(urls)
	for _, err := range c.errs {
		fmt.Println(err, errors.Is(err, errNotFound))
	}
}
}
