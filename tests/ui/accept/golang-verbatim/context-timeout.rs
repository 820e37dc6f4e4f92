use goroutines::prelude::*;

go! {
package main

import (
    "context"
    "errors"
    "fmt"
    "time"
)

var ErrEmpty = errors.New("empty")

func operation(ctx context.Context, name string) error {
    if name == "" {
        return ErrEmpty
    }
    select {
    case <-time.After(500 * time.Millisecond):
        return nil
    case <-ctx.Done():
        return fmt.Errorf("%s: %w", name, ctx.Err())
    }
}

func main() {
    ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
    defer cancel()

    if err := operation(ctx, ""); err != nil {
        fmt.Println("error:", err, err == ErrEmpty)
    }
    err := operation(ctx, "slow")
    fmt.Println("error:", err)
    fmt.Println(errors.Is(err, context.DeadlineExceeded), ctx.Err() == context.DeadlineExceeded)
    fmt.Println(operation(context.Background(), "fast") == nil)
}
}
