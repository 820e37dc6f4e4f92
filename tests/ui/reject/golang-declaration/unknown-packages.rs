use goroutines::prelude::*;

go! {
    package main

    import (
        "bufio"
        "bytes"
        "cmp"
        "container/heap"
        "container/list"
        "crypto/sha256"
        "database/sql"
        "encoding/json"
        "encoding/csv"
        "flag"
        "golang.org/x/sync/errgroup"
        "golang.org/x/sync/semaphore"
        "golang.org/x/sync/singleflight"
        "golang.org/x/time/rate"
        "io"
        "log/slog"
        "maps"
        "net/http"
        "net"
        "os/exec"
        "os/signal"
        "path/filepath"
        "reflect"
        "regexp"
        "slices"
        "syscall"
        "testing"
        "unicode/utf8"
        "unsafe"
        "example.com/own/thing/v2"
        "fmt"
        "math/rand/v2"
    )

    func handle(conn net.Conn) {
        defer conn.Close()
        scanner := bufio.NewScanner(conn)
        for scanner.Scan() {
            fmt.Println(thing.Of(scanner.Text()))
        }
    }

    func main() {
        ln, err := net.Listen("tcp", "127.0.0.1:0")
        if err != nil {
            fmt.Println(err)
        }
        conn, err := ln.Accept()
        go handle(conn)
    }
}
