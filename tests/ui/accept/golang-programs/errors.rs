// Errors: named results, a bare return, an error on a channel, a wrapped one.

use goroutines::prelude::*;
go! {
package main

import (
	"errors"
	"fmt"
)

func div(a, b int) (int, error) {
	if b == 0 {
		return 0, errors.New("division by zero")
	}
	return a / b, nil
}

func find(ok bool) (v int, err error) {
	if !ok {
		err = fmt.Errorf("open: %s", "file does not exist")
		return
	}
	v = 3
	return
}

func main() {
	if _, err := find(false); err != nil {
		fmt.Println(err)
	}
	v, err := find(true)
	fmt.Println(v, err)
	errc := make(chan error, 1)
	go func() {
		_, err := div(1, 0)
		errc <- err
	}()
	if err := <-errc; err == nil {
		panic("no error")
	}
	fmt.Println(fmt.Errorf("wrapped: %w", errors.New("inner")))
}
}
