use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sort"
	"sync"
)

type Message struct {
	Topic string
	Body  string
}

type Subscriber struct {
	id    int
	inbox chan Message
}

type Broker struct {
	mu     sync.RWMutex
	nextID int
	topics map[string]map[int]*Subscriber
}

func NewBroker() *Broker {
	return &Broker{topics: make(map[string]map[int]*Subscriber)}
}

func (b *Broker) Subscribe(topic string) *Subscriber {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.nextID++
	s := &Subscriber{id: b.nextID, inbox: make(chan Message, 8)}
	if b.topics[topic] == nil {
		b.topics[topic] = make(map[int]*Subscriber)
	}
	b.topics[topic][s.id] = s
	return s
}

func (b *Broker) Unsubscribe(topic string, s *Subscriber) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, ok := b.topics[topic]; ok {
		delete(b.topics[topic], s.id)
		close(s.inbox)
	}
}

func (b *Broker) Publish(topic, body string) int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	n := 0
	for _, s := range b.topics[topic] {
		select {
		case s.inbox <- Message{topic, body}:
			n++
		default:
		}
	}
	return n
}

func (b *Broker) Topics() []string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	names := make([]string, 0, len(b.topics))
	for name := range b.topics {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func main() {
	b := NewBroker()
	s1 := b.Subscribe("news")
	s2 := b.Subscribe("news")
	s3 := b.Subscribe("sport")

	fmt.Println(b.Topics())
	fmt.Println(b.Publish("news", "hello"))
	fmt.Println(b.Publish("sport", "goal"))
	fmt.Println(b.Publish("weather", "rain"))
	b.Unsubscribe("news", s1)
	fmt.Println(b.Publish("news", "again"))
	b.Unsubscribe("news", s2)

	var wg sync.WaitGroup
	counts := make([]int, 2)
	for i, s := range []*Subscriber{s1, s2} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range s.inbox {
				counts[i]++
			}
		}()
	}
	wg.Wait()
	fmt.Println(counts)
	m := <-s3.inbox
	fmt.Printf("%v %+v\n", m, m)
}
}
