// A map behind a mutex, shared by a thousand goroutines.

use goroutines::prelude::*;
use goroutines::sync::Mutex;
use std::collections::HashMap;
go! {
package main

import (
	"fmt"
	"sync"
	"time"
)

// SafeCounter is safe to use concurrently.
type SafeCounter struct {
	v Mutex<HashMap<String, int>>
}

// Inc increments the counter for the given key.
func (c *SafeCounter) Inc(key string) {
	let mut m = c.v.lock()
	*m.entry(key).or_default() += 1
}

// Value returns the current value of the counter for the given key.
func (c *SafeCounter) Value(key string) int {
	m := c.v.lock()
	return m[&key]
}

func main() {
	c := std::sync::Arc::new(SafeCounter { v: Mutex::new(HashMap::new()) })
	var wg sync.WaitGroup
	for i := 0; i < 1000; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.Inc("somekey".to_string())
		}()
	}
	wg.Wait()
	fmt.Println(c.Value("somekey".to_string()))
}
}
