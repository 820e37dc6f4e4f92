use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
)

type Shape interface {
	Area() float64
}

type Square struct{ s float64 }

func (q Square) Area() float64 { return q.s * q.s }

type Circle struct{ r float64 }

func (c Circle) Area() float64 { return 3 * c.r * c.r }
func (c Circle) Round() bool   { return true }

func describe(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int:
		return fmt.Sprintf("int %d", v+1)
	case string:
		return "string " + v
	case bool, float64:
		return fmt.Sprintf("%v of bool or float", v)
	case []int:
		return fmt.Sprintf("list of %d", len(v))
	case error:
		return "error " + v.Error()
	case Square:
		return fmt.Sprintf("square %v", v.s)
	default:
		return fmt.Sprintf("other %v", v)
	}
}

func all(args ...any) {
	for i, a := range args {
		fmt.Println(i, a)
	}
}

func main() {
	fmt.Println(describe(1), describe("a"), describe(nil), describe(true), describe(1.5))
	fmt.Println(describe([]int{1, 2}), describe(errors.New("bad")), describe(Square{2}))
	fmt.Println(describe(map[string]int{"a": 1}))
	var x interface{} = "hello"
	s, ok := x.(string)
	fmt.Println(s, ok)
	n, ok := x.(int)
	fmt.Println(n, ok)
	m := map[string]any{"a": 1, "b": "two", "c": nil}
	fmt.Println(m["a"], m["b"], m["c"], m["d"] == nil)
	list := []any{1, "a", 2.5, nil}
	for _, v := range list {
		fmt.Println(describe(v))
	}
	fmt.Println(list)
	all(1, "x", Square{1})
	all(list...)
	shapes := []Shape{Square{1}, Circle{2}}
	for _, sh := range shapes {
		switch v := sh.(type) {
		case Square:
			fmt.Println("square", v.s, v.Area())
		case Circle:
			fmt.Println("circle", v.r)
		}
		if c, ok := sh.(Circle); ok {
			fmt.Println(c.Round())
		}
	}
	defer func() {
		fmt.Println(recover())
	}()
	_ = x.(int)
}
}
