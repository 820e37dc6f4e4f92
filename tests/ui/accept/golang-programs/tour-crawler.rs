//! The crawler of the Go tour: a map with a method, and parameters that hide a package variable.

use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
)

// Fetcher of the Go tour, with a mutex-guarded set of visited pages.

type Fetcher interface {
	Fetch(url string) (body string, urls []string, err error)
}

type visited struct {
	sync.Mutex
	seen map[string]bool
}

func (v *visited) first(url string) bool {
	v.Lock()
	defer v.Unlock()
	if v.seen[url] {
		return false
	}
	v.seen[url] = true
	return true
}

func Crawl(url string, depth int, fetcher Fetcher, v *visited, out chan<- string, wg *sync.WaitGroup) {
	defer wg.Done()
	if depth <= 0 || !v.first(url) {
		return
	}
	body, urls, err := fetcher.Fetch(url)
	if err != nil {
		out <- fmt.Sprint(err)
		return
	}
	out <- fmt.Sprintf("found: %s %q", url, body)
	for _, u := range urls {
		wg.Add(1)
		go Crawl(u, depth-1, fetcher, v, out, wg)
	}
}

type fakeFetcher map[string]*fakeResult

type fakeResult struct {
	body string
	urls []string
}

func (f fakeFetcher) Fetch(url string) (string, []string, error) {
	if res, ok := f[url]; ok {
		return res.body, res.urls, nil
	}
	return "", nil, fmt.Errorf("not found: %s", url)
}

var fetcher = fakeFetcher{
	"https://golang.org/": &fakeResult{
		"The Go Programming Language",
		[]string{
			"https://golang.org/pkg/",
			"https://golang.org/cmd/",
		},
	},
	"https://golang.org/pkg/": &fakeResult{
		"Packages",
		[]string{
			"https://golang.org/",
			"https://golang.org/cmd/",
			"https://golang.org/pkg/fmt/",
			"https://golang.org/pkg/os/",
		},
	},
	"https://golang.org/pkg/fmt/": &fakeResult{
		"Package fmt",
		[]string{
			"https://golang.org/",
			"https://golang.org/pkg/",
		},
	},
	"https://golang.org/pkg/os/": &fakeResult{
		"Package os",
		[]string{
			"https://golang.org/",
			"https://golang.org/pkg/",
		},
	},
}

func main() {
	out := make(chan string)
	var wg sync.WaitGroup
	wg.Add(1)
	v := &visited{seen: make(map[string]bool)}
	go Crawl("https://golang.org/", 4, fetcher, v, out, &wg)
	go func() {
		wg.Wait()
		close(out)
	}()
	n := 0
	for range out {
		n++
	}
	fmt.Println(n, "pages")
}
}
