package main

import "context"

func worker(ctx context.Context) {
	<-ctx.Done()
}

func leaky() {
	ctx, _ := context.WithCancel(context.Background())
	go worker(ctx)
}

func correct() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go worker(ctx)
}
