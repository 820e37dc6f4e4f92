package main

import (
	"context"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 0)
	defer cancel()
	<-ctx.Done()
	panic(ctx.Err().Error())
}
