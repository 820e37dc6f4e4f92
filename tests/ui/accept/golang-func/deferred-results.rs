// A deferred literal sees the named results and changes them, also behind a panic; the text of a panic is printed as Go does.

// `recover` is one of Go's predeclared names, so that no import is needed for it.
use goroutines::go;

go! {
package main

import (
	"errors"
	"fmt"
)

func named() (text string) {
	defer func() {
		if r := recover(); r != nil {
			text = fmt.Sprint(r)
		}
	}()
	panic("x")
}

func count() (n int, err error) {
	defer func() {
		n++
	}()
	n = 4
	return n * 2, nil
}

func doubled() (n int) {
	defer func() { n *= 2 }()
	n = 21
	return
}

func kept() (n int, text string) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		text = fmt.Sprint("stopped: ", r)
	}()
	n = 7
	for i := 0; i < 10; i++ {
		n += i
		if i == 3 {
			panic("at three")
		}
	}
	return 0, "not reached"
}

func in_order() (list []int) {
	defer func() { list = append(list, 0) }()
	defer func() { list = append(list, 1) }()
	if len(list) == 0 {
		defer func() { list = append(list, 2) }()
	}
	return []int{9}
}

func failing(fails bool) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("wrapped: %w", err)
		}
	}()
	if fails {
		return errors.New("inner")
	}
	return nil
}

func positive(n int) int {
	if n > 0 {
		return n
	}
	panic("not positive")
}

func loud() {
	defer func() {
		fmt.Println(recover())
	}()
	panic("loud")
}

func main() {
	fmt.Println(named())
	n, err := count()
	fmt.Println(n, err)
	fmt.Println(doubled())
	m, text := kept()
	fmt.Println(m, text)
	fmt.Println(in_order())
	fmt.Println(failing(true), failing(false))
	fmt.Println(positive(3))
	loud()
}
}
