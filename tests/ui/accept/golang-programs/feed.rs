use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"time"
)

type Item struct {
	Title, Channel string
}

type Fetcher interface {
	Fetch() (items []Item, next time.Duration, err error)
	Name() string
}

type fakeFetcher struct {
	channel string
	count   int
}

func (f *fakeFetcher) Fetch() (items []Item, next time.Duration, err error) {
	if f.channel == "broken" {
		return nil, 0, fmt.Errorf("%s: no feed", f.channel)
	}
	for i := 0; i < f.count; i++ {
		items = append(items, Item{Title: fmt.Sprintf("Item %d", i), Channel: f.channel})
	}
	return items, time.Millisecond, nil
}

func (f *fakeFetcher) Name() string { return f.channel }

type sub struct {
	updates chan Item
	closing chan chan error
}

func (s *sub) loop(channel string) {
	f := fakeFetcher{channel, 2}
	var pending []Item
	var err error
	for {
		if len(pending) == 0 {
			var more []Item
			more, _, err = f.Fetch()
			pending = append(pending, more...)
		}
		var first Item
		var updates chan Item
		if len(pending) > 0 {
			first = pending[0]
			updates = s.updates
		}
		select {
		case errc := <-s.closing:
			errc <- err
			close(s.updates)
			return
		case updates <- first:
			pending = pending[1:]
		}
	}
}

func main() {
	s := sub{updates: make(chan Item), closing: make(chan chan error)}
	go s.loop("blog")
	for i := 0; i < 3; i++ {
		it := <-s.updates
		fmt.Println(it.Channel, it.Title)
	}
	errc := make(chan error)
	s.closing <- errc
	fmt.Println("closed:", <-errc)
	b := fakeFetcher{channel: "broken"}
	_, _, err := b.Fetch()
	fmt.Println(b.Name(), err)
}
}
