use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"strings"
)

type counter struct{ n int }

func (c *counter) inc() int { c.n++; return c.n }
func (c *counter) add(n int) { c.n += n }
func (c counter) get() int  { return c.n }

type Server struct {
	name    string
	handler func(string) string
	addr    struct {
		host string
		port int
	}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func apply(f func() int, times int) (last int) {
	for range times {
		last = f()
	}
	return
}

var cases = []struct {
	in   string
	want int
}{
	{"a", 1},
	{"bb", 2},
}

func main() {
	tests := []struct {
		name string
		in   int
		want int
	}{
		{"zero", 0, 0},
		{"neg", -3, 3},
		{name: "pos", in: 4, want: 4},
	}
	for _, tt := range tests {
		if got := abs(tt.in); got != tt.want {
			fmt.Println("FAIL", tt.name, got)
		} else {
			fmt.Println("ok", tt.name)
		}
	}
	for i, c := range cases {
		fmt.Println(i, len(c.in) == c.want)
	}
	point := struct{ x, y int }{1, 2}
	point.x += 10
	fmt.Println(point, point.x)
	config := struct {
		host string
		tags []string
	}{host: "h", tags: []string{"a", "b"}}
	fmt.Println(config.host, strings.Join(config.tags, ","))

	results := make(chan struct {
		id  int
		err error
	}, 2)
	results <- struct {
		id  int
		err error
	}{1, nil}
	r := <-results
	fmt.Println(r.id, r.err)

	var s Server
	s.addr.host = "localhost"
	s.addr.port = 80
	fmt.Println(s.addr.host, s.addr.port)

	byName := map[string]struct{ lat, long float64 }{
		"bell": {40.68, -74.39},
		"goog": {37.42, -122.08},
	}
	fmt.Println(byName["bell"].lat, byName["goog"].long)

	c := &counter{}
	f := c.inc
	f()
	f()
	fmt.Println(c.n, apply(c.inc, 3))
	g := c.get
	fmt.Println(g())
	c.add(5)
	fmt.Println(c.get())
	switch n := c.get(); {
	case n > 5:
		fmt.Println("many")
	default:
		fmt.Println("few")
	}
	for _, op := range []struct {
		name string
		f    func(int, int) int
	}{
		{"add", func(a, b int) int { return a + b }},
		{"mul", func(a, b int) int { return a * b }},
	} {
		fmt.Println(op.name, op.f(3, 4))
	}
}
}
