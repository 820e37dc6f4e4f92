// A `switch` on a value with several values in a case, and one without a value.

use goroutines::prelude::*;
go! {
package main

import "fmt"

func name(n int) string {
	switch n {
	case 1:
		return "one"
	case 2, 4:
		return "even"
	case 3:
		return "odd"
	default:
		return "big"
	}
}

func main() {
	for i := 1; i <= 3; i++ {
		fmt.Println(name(i))
	}
	x := 9
	switch {
	case x < 5:
		fmt.Println("small")
	default:
		fmt.Println("big")
	}
}
}
