use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"sort"
)

var ErrNotFound = errors.New("not found")

type Page struct {
	url  string
	body string
	urls []string
}

func fetch(url string) (body string, urls []string, err error) {
	switch url {
	case "https://golang.org/":
		return "The Go Programming Language", []string{"https://golang.org/pkg/", "https://golang.org/cmd/"}, nil
	case "https://golang.org/pkg/":
		return "Packages", []string{"https://golang.org/", "https://golang.org/cmd/", "https://golang.org/pkg/fmt/"}, nil
	case "https://golang.org/pkg/fmt/":
		return "Package fmt", []string{"https://golang.org/", "https://golang.org/pkg/"}, nil
	}
	return "", nil, fmt.Errorf("%s: %w", url, ErrNotFound)
}

func crawl(url string, found chan<- []string, report chan<- string) {
	body, urls, err := fetch(url)
	if err != nil {
		report <- err.Error()
		found <- nil
		return
	}
	report <- fmt.Sprintf("found: %s %q", url, body)
	found <- urls
}

func main() {
	found := make(chan []string)
	report := make(chan string, 100)
	seen := []string{}
	contains := func(url string) bool {
		return false
	}
	_ = contains
	pending := 1
	go crawl("https://golang.org/", found, report)
	seen = append(seen, "https://golang.org/")
	for ; pending > 0; pending-- {
		urls := <-found
	next:
		for _, url := range urls {
			for _, s := range seen {
				if s == url {
					continue next
				}
			}
			seen = append(seen, url)
			pending++
			go crawl(url, found, report)
		}
	}
	close(report)
	var lines []string
	for line := range report {
		lines = append(lines, line)
	}
	sort.Strings(lines)
	for _, line := range lines {
		fmt.Println(line)
	}
}
}
