// A struct with a method, and a function with two results, one of them an error.

use goroutines::prelude::*;
go! {
package main

import (
	"errors"
	"fmt"
)

type Rect struct {
	w, h int
}

func (r Rect) Area() int {
	return r.w * r.h
}

func half(n int) (int, error) {
	if n < 0 {
		return 0, errors.New("negative")
	}
	return n / 2, nil
}

func main() {
	a, _ := half(6)
	_, err := half(-1)
	fmt.Println(a, err)
	r := Rect{w: 3, h: 4}
	fmt.Println(r.Area())
}
}
