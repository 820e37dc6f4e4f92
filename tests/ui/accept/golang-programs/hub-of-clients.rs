//! A hub whose clients are the keys of a map, as a Go programmer pastes it.

use goroutines::prelude::*;

go! {
package main

import "fmt"

// A chat hub without sockets: clients register, broadcast and leave over channels.

type Message struct {
	From string
	Text string
}

type Client struct {
	name  string
	inbox chan Message
}

type Hub struct {
	register   chan *Client
	unregister chan *Client
	broadcast  chan Message
	quit       chan bool
	clients    map[*Client]bool
}

func NewHub() *Hub {
	return &Hub{
		register:   make(chan *Client),
		unregister: make(chan *Client),
		broadcast:  make(chan Message),
		quit:       make(chan bool),
		clients:    make(map[*Client]bool),
	}
}

func (h *Hub) run() {
	for {
		select {
		case c := <-h.register:
			h.clients[c] = true
		case c := <-h.unregister:
			if _, ok := h.clients[c]; ok {
				delete(h.clients, c)
				close(c.inbox)
			}
		case m := <-h.broadcast:
			for c := range h.clients {
				select {
				case c.inbox <- m:
				default:
					delete(h.clients, c)
					close(c.inbox)
				}
			}
		case <-h.quit:
			for c := range h.clients {
				close(c.inbox)
			}
			h.quit <- true
			return
		}
	}
}

func (c *Client) listen(lines chan<- string) {
	n := 0
	for m := range c.inbox {
		n++
		lines <- fmt.Sprintf("%s got %q from %s", c.name, m.Text, m.From)
	}
	lines <- fmt.Sprintf("%s left after %d", c.name, n)
}

func main() {
	hub := NewHub()
	go hub.run()

	alice := &Client{"alice", make(chan Message, 4)}
	bob := &Client{"bob", make(chan Message, 4)}
	aliceLines := make(chan string, 10)
	bobLines := make(chan string, 10)

	hub.register <- alice
	hub.register <- bob
	go alice.listen(aliceLines)
	go bob.listen(bobLines)

	hub.broadcast <- Message{From: "bob", Text: "hello"}
	hub.unregister <- bob
	hub.broadcast <- Message{"alice", "still here?"}
	hub.quit <- true
	<-hub.quit

	for i := 0; i < 3; i++ {
		fmt.Println(<-aliceLines)
	}
	for i := 0; i < 2; i++ {
		fmt.Println(<-bobLines)
	}
}
}
