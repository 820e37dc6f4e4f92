// A worker that its context ends: by a deadline, and by a call.

use goroutines::prelude::*;
go! {
package main

import (
	"context"
	"fmt"
	"time"
)

func worker(ctx context.Context, out chan<- string) {
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			out <- fmt.Sprintf("worker stopped: %v", ctx.Err())
			return
		}
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	out := make(chan string)
	go worker(ctx, out)
	fmt.Println(<-out)

	ctx2, cancel2 := context.WithCancel(context.Background())
	go func() {
		time.Sleep(time.Millisecond)
		cancel2()
	}()
	<-ctx2.Done()
	fmt.Println("cancelled:", ctx2.Err())
	n := 41
	n++
	fmt.Println("value", n)
}
}
