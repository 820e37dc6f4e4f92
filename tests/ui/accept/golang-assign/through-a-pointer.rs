// A line that assigns through `*` is a statement of its own; one that goes on with `*` is a product.

use goroutines::prelude::*;
use std::collections::HashMap;
go! {
package main

import "fmt"

func change(x *int, words &mut HashMap<string, int>) {
	y := 2
	*x = y
	*x += 3
	z := *x
	*x <<= 1
	*words.entry("a".to_string()).or_default() += z
	*words.get_mut("a").unwrap() -= 1
}

func main() {
	x := 1
	words := HashMap::<string, int>::new()
	change(&mut x, &mut words)
	product := x
		* 2
	same := x
		* 2 == product
	fmt.Println(x, words["a"], product, same)
}
}
