use goroutines::prelude::*;

go! {
package main

import (
    "fmt"
    "sync"
    "time"
)

func worker(id int, wg *sync.WaitGroup) {
    defer wg.Done()

    fmt.Printf("Worker %d starting\n", id)

    time.Sleep(time.Second)
    fmt.Printf("Worker %d done\n", id)
}

func main() {

    var wg sync.WaitGroup

    for i := 1; i <= 5; i++ {
        wg.Add(1)
        go worker(i, &wg)
    }

    for i := 6; i <= 7; i++ {
        wg.Add(1)

        go func() {
            defer wg.Done()
            fmt.Println("Literal", i)
        }()
    }

    wg.Wait()
}
}
