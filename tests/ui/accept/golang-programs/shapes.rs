use goroutines::prelude::*;

go! {
package main

import (
	"fmt"
	"sync"
)

type Shape interface {
	Area() float64
	Name() string
}

type Rect struct{ w, h float64 }
type Square struct {
	Rect
	label string
}
type Circle struct{ r float64 }

func (r Rect) Area() float64    { return r.w * r.h }
func (r Rect) Name() string     { return "rect" }
func (c Circle) Area() float64  { return 3 * c.r * c.r }
func (c Circle) Name() string   { return "circle" }
func (c Circle) String() string { return fmt.Sprintf("circle of %v", c.r) }

type Named struct {
	sync.Mutex
	names []string
}

func total(shapes ...Shape) float64 {
	sum := 0.0
	for _, s := range shapes {
		sum += s.Area()
	}
	return sum
}

func describe(s Shape, out chan<- string) {
	out <- fmt.Sprintf("%s: %.1f", s.Name(), s.Area())
}

func main() {
	shapes := []Shape{Rect{2, 3}, Circle{1}, &Rect{w: 1, h: 1}}
	out := make(chan string)
	for _, s := range shapes {
		go describe(s, out)
		fmt.Println(<-out)
	}
	fmt.Println(total(Rect{1, 2}, Circle{2}))
	var one Shape = Circle{5}
	fmt.Println(one.Name(), one.Area())
	byName := map[string]Shape{"c": Circle{1}}
	fmt.Println(byName["c"].Area())
	sq := Square{Rect{2, 2}, "sq"}
	fmt.Println(sq.Area(), sq.w, sq.label, Circle{4})
	queue := make(chan Shape, 2)
	queue <- Circle{2}
	queue <- Rect{4, 5}
	close(queue)
	for s := range queue {
		fmt.Println(s.Name(), s.Area())
	}
}
}
