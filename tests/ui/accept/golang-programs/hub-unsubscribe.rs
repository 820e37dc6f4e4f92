use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sort"
	"sync"
)

type Subscriber struct {
	id     int
	events chan string
}

type Hub struct {
	mu     sync.RWMutex
	nextID int
	topics map[string]map[int]*Subscriber
}

func NewHub() *Hub {
	return &Hub{topics: make(map[string]map[int]*Subscriber)}
}

func (h *Hub) Subscribe(topic string) (*Subscriber, func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.nextID++
	s := &Subscriber{id: h.nextID, events: make(chan string, 8)}
	if h.topics[topic] == nil {
		h.topics[topic] = make(map[int]*Subscriber)
	}
	h.topics[topic][s.id] = s
	unsubscribe := func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		if _, ok := h.topics[topic][s.id]; ok {
			delete(h.topics[topic], s.id)
			close(s.events)
		}
	}
	return s, unsubscribe
}

func (h *Hub) Publish(topic, msg string) int {
	h.mu.RLock()
	defer h.mu.RUnlock()
	n := 0
	for _, s := range h.topics[topic] {
		select {
		case s.events <- msg:
			n++
		default:
		}
	}
	return n
}

func (h *Hub) Topics() []string {
	h.mu.RLock()
	defer h.mu.RUnlock()
	names := make([]string, 0)
	for name := range h.topics {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func main() {
	hub := NewHub()
	news, leave := hub.Subscribe("news")
	other, leaveOther := hub.Subscribe("news")
	weather, _ := hub.Subscribe("weather")

	fmt.Println("reached", hub.Publish("news", "hello"))
	leave()
	fmt.Println("reached", hub.Publish("news", "again"))
	fmt.Println("reached", hub.Publish("weather", "rain"))
	leaveOther()
	leaveOther()

	for msg := range news.events {
		fmt.Println("news got", msg)
	}
	for msg := range other.events {
		fmt.Println("other got", msg)
	}
	fmt.Println("weather got", <-weather.events)
	fmt.Println(hub.Topics())
}
}
