use goroutines::prelude::*;

go! {
package main

import "fmt"

const (
	width  = 8
	height = 6
)

type Field struct {
	s [][]bool
	w int
	h int
}

func NewField(w, h int) *Field {
	var s [][]bool
	for i := 0; i < h; i++ {
		var row []bool
		for j := 0; j < w; j++ {
			row = append(row, false)
		}
		s = append(s, row)
	}
	return &Field{s: s, w: w, h: h}
}

func (f *Field) Set(x, y uint, b bool) {
	f.s[y][x] = b
}

func (f *Field) Alive(x, y int) bool {
	x = (x + f.w) % f.w
	y = (y + f.h) % f.h
	return f.s[uint(y)][uint(x)]
}

func (f *Field) Next(x, y int) bool {
	alive := 0
	for i := -1; i <= 1; i++ {
		for j := -1; j <= 1; j++ {
			if (j != 0 || i != 0) && f.Alive(x+i, y+j) {
				alive++
			}
		}
	}
	return alive == 3 || alive == 2 && f.Alive(x, y)
}

func (f *Field) Step() *Field {
	next := NewField(f.w, f.h)
	for y := 0; y < f.h; y++ {
		for x := 0; x < f.w; x++ {
			next.Set(uint(x), uint(y), f.Next(x, y))
		}
	}
	return next
}

func (f *Field) Print() {
	for y := 0; y < f.h; y++ {
		for x := 0; x < f.w; x++ {
			if f.Alive(x, y) {
				fmt.Print("*")
			} else {
				fmt.Print("-")
			}
		}
		fmt.Println()
	}
}

func main() {
	f := NewField(width, height)
	f.Set(1, 0, true)
	f.Set(2, 1, true)
	f.Set(0, 2, true)
	f.Set(1, 2, true)
	f.Set(2, 2, true)
	for gen := 0; gen < 3; gen++ {
		fmt.Printf("generation %d\n", gen)
		f.Print()
		f = f.Step()
	}
}
}
