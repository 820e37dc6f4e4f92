use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
)

type file struct {
	path string
	data string
}

type result struct {
	path string
	sum  uint32
	err  error
}

var tree = []file{
	{"a/one.txt", "hello"},
	{"a/two.txt", "world"},
	{"b/three.txt", "gopher"},
	{"b/four.txt", "channel"},
	{"c/five.txt", ""},
}

func checksum(data string) uint32 {
	h := uint32(17)
	for i := 0; i < len(data); i++ {
		h = h%65521*31 + uint32(data[i])
	}
	return h
}

func walkFiles(done <-chan struct{}, root string) (<-chan file, <-chan error) {
	paths := make(chan file)
	errc := make(chan error, 1)
	go func() {
		defer close(paths)
		for _, f := range tree {
			if !strings.HasPrefix(f.path, root) {
				continue
			}
			select {
			case paths <- f:
			case <-done:
				errc <- errors.New("walk canceled")
				return
			}
		}
		errc <- nil
	}()
	return paths, errc
}

func digester(done <-chan struct{}, paths <-chan file, c chan<- result) {
	for f := range paths {
		var err error
		if f.data == "" {
			err = fmt.Errorf("%s: empty", f.path)
		}
		select {
		case c <- result{f.path, checksum(f.data), err}:
		case <-done:
			return
		}
	}
}

func SumAll(root string) (map[string]uint32, error) {
	done := make(chan struct{})
	defer close(done)

	paths, errc := walkFiles(done, root)

	c := make(chan result)
	var wg sync.WaitGroup
	const numDigesters = 4
	wg.Add(numDigesters)
	for i := 0; i < numDigesters; i++ {
		go func() {
			digester(done, paths, c)
			wg.Done()
		}()
	}
	go func() {
		wg.Wait()
		close(c)
	}()

	m := make(map[string]uint32)
	for r := range c {
		if r.err != nil {
			return nil, r.err
		}
		m[r.path] = r.sum
	}
	if err := <-errc; err != nil {
		return nil, err
	}
	return m, nil
}

func main() {
	for _, root := range []string{"a", "b", "c", ""} {
		m, err := SumAll(root)
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		var paths []string
		for path := range m {
			paths = append(paths, path)
		}
		sort.Strings(paths)
		for _, path := range paths {
			fmt.Printf("%08x  %s\n", m[path], path)
		}
	}
}
}
