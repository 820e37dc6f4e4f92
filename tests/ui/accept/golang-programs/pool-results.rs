use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

type Job struct {
	id   int
	text string
	run  func(string) (string, error)
}

type Result struct {
	job   Job
	value string
	err   error
}

type Stats struct {
	ok, failed int
	byWorker   map[int]int
}

type ParseError struct {
	text string
}

func (p ParseError) Error() string { return "cannot parse " + p.text }

func upper(s string) (string, error) {
	if s == "" {
		return "", ParseError{"nothing"}
	}
	return strings.ToUpper(s), nil
}

func worker(id int, jobs <-chan Job, results chan<- Result, used chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		v, err := j.run(j.text)
		results <- Result{job: j, value: v, err: err}
		used <- id
	}
}

func collect(results <-chan Result, used <-chan int, n int) (Stats, []string) {
	stats := Stats{byWorker: make(map[int]int)}
	var lines []string
	for n > 0 {
		select {
		case r := <-results:
			if r.err != nil {
				stats.failed++
				lines = append(lines, fmt.Sprintf("%d: error: %v", r.job.id, r.err))
			} else {
				stats.ok++
				lines = append(lines, fmt.Sprintf("%d: %s", r.job.id, r.value))
			}
			n--
		case w := <-used:
			stats.byWorker[w]++
		}
	}
	return stats, lines
}

func main() {
	const workers = 3
	texts := []string{"go", "", "rust", "channels", "select"}
	jobs := make(chan Job, len(texts))
	results := make(chan Result)
	used := make(chan int, len(texts))
	var wg sync.WaitGroup
	for w := 1; w <= workers; w++ {
		wg.Add(1)
		go worker(w, jobs, results, used, &wg)
	}
	for i, t := range texts {
		jobs <- Job{i, t, upper}
	}
	jobs <- Job{len(texts), "abc", func(s string) (string, error) {
		r := ""
		for _, c := range s {
			r = string(c) + r
		}
		return r, nil
	}}
	close(jobs)
	stats, lines := collect(results, used, len(texts)+1)
	wg.Wait()
	sort.Strings(lines)
	for _, l := range lines {
		fmt.Println(l)
	}
	fmt.Println(stats.ok, stats.failed)
}
}
