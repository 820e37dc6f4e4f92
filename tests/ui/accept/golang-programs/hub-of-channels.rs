// A hub: one goroutine owns the clients, and serves joins, leaves, messages and questions by a select.

use goroutines::prelude::*;
use std::collections::HashMap;
go! {
package main

import "fmt"

type Hub struct {
	join  chan (string, chan string)
	leave chan string
	say   chan string
	count chan chan int
}

func (h *Hub) run() {
	clients := HashMap::<string, chan string>::new()
	for {
		select {
		case (name, c) := <-h.join:
			clients.insert(name, c)
		case name := <-h.leave:
			if let Some(c) = clients.remove(&name) {
				close(c)
			}
		case msg := <-h.say:
			for name, c := range clients {
				c <- fmt.Sprintf("%s: %s", name, msg)
			}
		case reply := <-h.count:
			reply <- len(clients)
		}
	}
}

func main() {
	h := Hub { join: make(chan (string, chan string)), leave: make(chan string), say: make(chan string), count: make(chan chan int) }
	a, b := make(chan string, 1), make(chan string, 1)
	go h.run()
	h.join <- ("a".to_string(), a)
	h.join <- ("b".to_string(), b)
	h.say <- "hello".to_string()
	fmt.Println(<-a)
	fmt.Println(<-b)
	h.leave <- "a".to_string()
	reply := make(chan int)
	h.count <- reply
	fmt.Println("left", <-reply)
}
}
