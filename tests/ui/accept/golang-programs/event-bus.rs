//! An event bus whose events hold values of any type.

use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
	"time"
)

// An event bus with topics, and a rate-limited publisher.

type Event struct {
	Topic string
	Data  interface{}
}

type Bus struct {
	mu   sync.RWMutex
	subs map[string][]chan Event
}

func NewBus() *Bus {
	return &Bus{subs: map[string][]chan Event{}}
}

func (b *Bus) Subscribe(topic string) <-chan Event {
	ch := make(chan Event, 8)
	b.mu.Lock()
	b.subs[topic] = append(b.subs[topic], ch)
	b.mu.Unlock()
	return ch
}

func (b *Bus) Publish(topic string, data interface{}) int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, ch := range b.subs[topic] {
		ch <- Event{topic, data}
	}
	return len(b.subs[topic])
}

func (b *Bus) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, chans := range b.subs {
		for _, ch := range chans {
			close(ch)
		}
	}
	b.subs = nil
}

func describe(e Event) string {
	switch v := e.Data.(type) {
	case int:
		return fmt.Sprintf("%s: int %d", e.Topic, v)
	case string:
		return fmt.Sprintf("%s: string %q", e.Topic, v)
	case []string:
		return fmt.Sprintf("%s: %d strings", e.Topic, len(v))
	case nil:
		return e.Topic + ": nil"
	default:
		return fmt.Sprintf("%s: %v", e.Topic, v)
	}
}

func main() {
	bus := NewBus()
	numbers := bus.Subscribe("numbers")
	words := bus.Subscribe("words")

	limiter := time.Tick(time.Millisecond)
	events := []Event{
		{"numbers", 42},
		{"words", "hello"},
		{"words", []string{"a", "b"}},
		{"numbers", nil},
		{"numbers", 2.5},
		{"nobody", true},
	}
	for _, e := range events {
		<-limiter
		fmt.Println("delivered to", bus.Publish(e.Topic, e.Data))
	}
	bus.Close()
	for e := range numbers {
		fmt.Println(describe(e))
	}
	for e := range words {
		fmt.Println(describe(e))
	}
}
}
