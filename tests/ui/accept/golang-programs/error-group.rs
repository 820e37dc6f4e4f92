use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"sync"
)

type Group struct {
	wg   sync.WaitGroup
	once sync.Once
	errs chan error
}

func NewGroup() *Group {
	return &Group{errs: make(chan error, 1)}
}

func (g *Group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.errs <- err
			})
		}
	}()
}

func (g *Group) Wait() error {
	g.wg.Wait()
	select {
	case err := <-g.errs:
		return err
	default:
		return nil
	}
}

type FetchError struct {
	url  string
	code int
}

func (e FetchError) Error() string {
	return fmt.Sprintf("fetch %s: status %d", e.url, e.code)
}

var ErrClosed = errors.New("closed")

func fetch(url string) (string, error) {
	switch url {
	case "bad":
		return "", FetchError{url, 404}
	case "closed":
		return "", fmt.Errorf("fetch: %w", ErrClosed)
	}
	return "body of " + url, nil
}

func main() {
	g := NewGroup()
	bodies := make(chan string, 3)
	for _, url := range []string{"a", "b", "c"} {
		g.Go(func() error {
			body, err := fetch(url)
			if err != nil {
				return err
			}
			bodies <- body
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		fmt.Println("unexpected", err)
	}
	close(bodies)
	seen := map[string]bool{}
	for b := range bodies {
		seen[b] = true
	}
	fmt.Println(len(seen), seen["body of b"], seen["body of z"])

	g = NewGroup()
	for _, url := range []string{"a", "bad"} {
		g.Go(func() error {
			_, err := fetch(url)
			return err
		})
	}
	fmt.Println(g.Wait())
	_, err := fetch("closed")
	fmt.Println(err, errors.Is(err, ErrClosed))
}
}
