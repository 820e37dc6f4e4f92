package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	fmt.Fprintln(os.Stderr, ctx.Err())
	cancel()
	fmt.Fprintln(os.Stderr, ctx.Err())
	ctx, cancel = context.WithTimeout(context.Background(), 0)
	defer cancel()
	<-ctx.Done()
	fmt.Fprintln(os.Stderr, ctx.Err())
}
