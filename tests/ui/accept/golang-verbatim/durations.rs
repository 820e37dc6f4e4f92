// A duration that is zero or negative: sleeps and timers end at once, contexts are over, tickers panic.
use goroutines::prelude::*;

go! {
package main

import (
    "context"
    "fmt"
    "time"
)

func ticker(n int) {
    defer func() {
        if r := recover(); r != nil {
            fmt.Println("recovered")
        }
    }()
    _ = time.NewTicker(time.Duration(n) * time.Second)
}

func main() {
    start := time.Now()
    time.Sleep(0)
    time.Sleep(-1)
    late := start.Sub(time.Now())
    time.Sleep(late)
    <-time.After(0)
    <-time.After(time.Duration(-5) * time.Second)
    t := time.NewTimer(-1)
    <-t.C
    t.Reset(0)
    <-t.C
    fmt.Println("in time:", time.Since(start) < time.Second)

    ctx, cancel := context.WithTimeout(context.Background(), time.Until(start))
    defer cancel()
    fmt.Println(ctx.Err())
    ticker(0)
    ticker(-3)

    select {
    case <-time.Tick(0):
        fmt.Println("a tick")
    case <-time.After(time.Millisecond):
        fmt.Println("no tick")
    }
}
}
