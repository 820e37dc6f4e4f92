use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
)

type Message struct {
	topic string
	body  string
}

type Hub struct {
	subscribe   chan chan Message
	unsubscribe chan chan Message
	publish     chan Message
	quit        chan chan int
}

func NewHub() *Hub {
	return &Hub{
		subscribe:   make(chan chan Message),
		unsubscribe: make(chan chan Message),
		publish:     make(chan Message),
		quit:        make(chan chan int),
	}
}

func (h *Hub) run() {
	clients := make(map[chan Message]bool)
	count := 0
	for {
		select {
		case c := <-h.subscribe:
			clients[c] = true
		case c := <-h.unsubscribe:
			if clients[c] {
				delete(clients, c)
				close(c)
			}
		case m := <-h.publish:
			count++
			for c := range clients {
				c <- m
			}
		case reply := <-h.quit:
			for c := range clients {
				close(c)
			}
			reply <- count
			return
		}
	}
}

func listen(name string, c chan Message, results chan<- string, wg *sync.WaitGroup) {
	defer wg.Done()
	n := 0
	for m := range c {
		n += len(m.body)
	}
	results <- fmt.Sprintf("%s heard %d", name, n)
}

func main() {
	hub := NewHub()
	go hub.run()
	results := make(chan string, 3)
	var wg sync.WaitGroup
	names := []string{"ann", "bob", "cat"}
	chans := make([]chan Message, 0, len(names))
	for _, name := range names {
		c := make(chan Message, 4)
		hub.subscribe <- c
		chans = append(chans, c)
		wg.Add(1)
		go listen(name, c, results, &wg)
	}
	hub.publish <- Message{"news", "hello"}
	hub.unsubscribe <- chans[2]
	hub.publish <- Message{topic: "news", body: "bye"}
	reply := make(chan int)
	hub.quit <- reply
	fmt.Println("published", <-reply)
	wg.Wait()
	close(results)
	all := map[string]bool{}
	for r := range results {
		all[r] = true
	}
	fmt.Println(all["ann heard 8"], all["bob heard 8"], all["cat heard 5"], len(all))
}
}
