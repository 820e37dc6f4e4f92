use goroutines::prelude::*;

go! {
package main

import (
	"errors"
	"fmt"
	"os"
)

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func fibonacci() func() int {
	a, b := 0, 1
	return func() int {
		r := a
		a, b = b, a+b
		return r
	}
}

func safeDivide(a, b int) (result int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	if b == 0 {
		panic("division by zero")
	}
	result = a / b
	return
}

type visitor func(depth int, name string) error

func walk(names []string, v visitor) error {
	for i, name := range names {
		if err := v(i, name); err != nil {
			return fmt.Errorf("walk %s: %w", name, err)
		}
	}
	return nil
}

var errStop = errors.New("stop")

func main() {
	next := counter()
	next()
	next()
	fmt.Println(next(), counter()())
	f := fibonacci()
	for i := 0; i < 10; i++ {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	fmt.Println(safeDivide(7, 2))
	_, err := safeDivide(1, 0)
	fmt.Println(err)
	total := 0
	err = walk([]string{"a", "bb", "ccc", "dddd"}, func(depth int, name string) error {
		if depth == 3 {
			return errStop
		}
		total += len(name)
		return nil
	})
	fmt.Println(total, err, errors.Is(err, errStop), errors.Unwrap(err) == errStop)
	defer fmt.Println("deferred", total)
	if len(os.Args) > 10 {
		os.Exit(3)
	}
}
}
