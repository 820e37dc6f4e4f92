use goroutines::prelude::*;

go! {
package main

import "fmt"

type lexer struct {
	in  string
	pos int
	out []string
}

type stateFn func(*lexer) stateFn

func start(l *lexer) stateFn {
	if l.pos >= len(l.in) {
		return nil
	}
	return word
}

func word(l *lexer) stateFn {
	l.out = append(l.out, l.in[l.pos:l.pos+1])
	l.pos++
	return start
}

type Animal struct {
	Name string
}

func (a *Animal) SetName(n string) { a.Name = n }
func (a Animal) Hello() string     { return "hi " + a.Name }

type Dog struct {
	Animal
	Breed string
}

type Weekday int

const (
	Sunday Weekday = iota
	Monday
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon"}[d] }

type counter struct{ n int }

func (c *counter) inc()     { c.n++ }
func (c counter) get() int  { return c.n }

func main() {
	l := &lexer{in: "abc"}
	for state := start(l); state != nil; {
		state = state(l)
	}
	fmt.Println(l.out)

	d := Dog{Animal{"Rex"}, "Lab"}
	d.SetName("Max")
	fmt.Println(d.Hello(), d.Name, d.Breed, d.Animal.Name)
	fmt.Println(Monday, Sunday)
	fmt.Printf("%d %v %s\n", Monday, Monday, Monday)

	tests := []struct {
		name string
		want int
	}{
		{"a", 1},
		{"b", 2},
	}
	for _, tt := range tests {
		fmt.Println(tt.name, tt.want)
	}
	point := struct{ x, y int }{1, 2}
	fmt.Println(point, point.x)
	switch x := len(tests); {
	case x > 1:
		fmt.Println("many")
	default:
		fmt.Println("few")
	}
	c := &counter{}
	f := c.inc
	f()
	f()
	g := (*c).get
	fmt.Println(c.n, g())
}
}
