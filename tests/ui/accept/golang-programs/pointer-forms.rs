use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"sync"
)

type point struct{ x, y int }

type pair struct{ x, y int }

var last *pair

type client struct {
	name  string
	pos   point
	inbox chan string
	tags  []string
	seen  map[string]int
	peers []*client
	boss  *client
}

type base struct {
	mu sync.Mutex
	id int
}

type room struct {
	sync.Mutex
	members map[*client]bool
	order   []*client
	log     []string
	onJoin  func(name string)
}

func newClient(name string, boss *client) *client {
	return &client{name: name, inbox: make(chan string, 4), seen: map[string]int{}, boss: boss}
}

func (c *client) depth() int {
	if c == nil {
		return 0
	}
	return 1 + c.boss.depth()
}

func (c *client) rename(name string) *client {
	c.name = name
	return c
}

func (p point) add(q point) point { return point{p.x + q.x, p.y + q.y} }

func (r *room) join(c *client) (int, error) {
	r.Lock()
	defer r.Unlock()
	if r.members[c] {
		return 0, errors.New(c.name + " is in already")
	}
	r.members[c] = true
	r.order = append(r.order, c)
	r.log = append(r.log, "join "+c.name)
	if r.onJoin != nil {
		r.onJoin(c.name)
	}
	return len(r.members), nil
}

func (r *room) find(name string) (*client, bool) {
	for _, c := range r.order {
		if c.name == name {
			return c, true
		}
	}
	return nil, false
}

func swap(a, b *client) {
	a.pos, b.pos = b.pos, a.pos
	a.name, b.name = b.name, a.name
}

func main() {
	boss := newClient("boss", nil)
	ann := newClient("ann", boss)
	bob := newClient("bob", ann)
	fmt.Println(bob.depth(), bob.boss.boss.name, bob.boss.boss == boss, ann == bob)

	r := &room{members: make(map[*client]bool), onJoin: func(name string) { fmt.Println("hello", name) }}
	for _, c := range []*client{boss, ann, bob} {
		if n, err := r.join(c); err == nil {
			fmt.Println("members", n)
		}
	}
	if _, err := r.join(ann); err != nil {
		fmt.Println(err)
	}
	found, ok := r.find("ann")
	fmt.Println(found.name, ok)
	_, ok = r.find("eve")
	fmt.Println(ok, len(r.log), r.log[0], r.log[1:])

	ann.pos.x = 3
	ann.pos.y += 4
	bob.pos = ann.pos.add(point{1, 1})
	swap(ann, bob)
	fmt.Println(ann.name, ann.pos, bob.name, bob.pos)

	ann.peers = append(ann.peers, bob, boss)
	ann.peers[0].rename("zoe").tags = []string{"a", "b"}
	bob.tags[1] = "c"
	bob.seen["x"]++
	bob.seen["x"] += 2
	bob.seen["y"] = len(bob.tags)
	fmt.Println(bob.name, bob.tags, bob.seen["x"], bob.seen["y"], len(bob.seen))
	if n, ok := bob.seen["z"]; !ok {
		fmt.Println("no z", n)
	}
	delete(bob.seen, "x")
	fmt.Println(len(bob.seen), cap(bob.inbox))

	byName := map[string]*client{"boss": boss}
	byName["bob"] = bob
	byName["bob"].pos.x = 100
	if c := byName["nobody"]; c == nil {
		fmt.Println("nobody")
	}
	fmt.Println(bob.pos.x, byName["bob"].pos)

	work := make(chan *client, 3)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for c := range work {
				c.inbox <- "to " + c.name
			}
		}()
	}
	for _, c := range r.order {
		work <- c
	}
	close(work)
	wg.Wait()
	for _, c := range r.order {
		select {
		case m := <-c.inbox:
			fmt.Println(m)
		default:
			fmt.Println("nothing")
		}
	}

	copied := *bob
	copied.name = "copy"
	fmt.Println(copied.name, bob.name)
	p := &pair{1, 2}
	q := p
	q.x = 10
	*p = pair{p.x + 1, 7}
	fmt.Println(p.x, q.y, *q, p == q, p)
	counts := new(base)
	counts.id++
	func() {
		counts.mu.Lock()
		defer counts.mu.Unlock()
		counts.id *= 5
	}()
	fmt.Println(counts.id)
	var none *client
	defer func() {
		fmt.Println("recovered:", recover())
	}()
	fmt.Println(none.name)
}
}
