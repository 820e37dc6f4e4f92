package main

import "context"

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	context.AfterFunc(ctx, func() {
		panic(ctx.Err())
	})
	cancel()
	select {}
}
