use goroutines::prelude::*;
go! {
package main

import (
    "fmt"
    "time"
)

func printNums(prefix string) {
    for i := 0; i < 3; i++ {
        fmt.Println(prefix, i)
    }
}

func main() {
    printNums("direct")
    go printNums("goroutine")  // runs concurrently
    go func(msg string) {
        fmt.Println(msg)
    }("async")

    time.Sleep(time.Second)  // wait for goroutines
    fmt.Println("done")
}
}
