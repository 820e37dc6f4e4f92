//! Go by Example: Stateful Goroutines, <https://gobyexample.com/stateful-goroutines>, in Go's words.
use std::collections::HashMap;

use goroutines::prelude::*;
use sync::Arc;
use sync::atomic::{AtomicU64, Ordering::Relaxed};

go! {
    #[derive(Default)]
    struct ReadOp {
        key: i32,
        resp: chan i32,
    }

    #[derive(Default)]
    struct WriteOp {
        key: i32,
        val: i32,
        resp: chan bool,
    }

    func main() {
        read_ops := Arc::new(AtomicU64::new(0));
        write_ops := Arc::new(AtomicU64::new(0));

        reads := make(chan ReadOp);
        writes := make(chan WriteOp);

        go func() {
            state := HashMap::<i32, i32>::new();
            for {
                select {
                case read := <-reads:
                    read.resp <- state.get(&read.key).copied().unwrap_or_default();
                case write := <-writes:
                    state.insert(write.key, write.val);
                    write.resp <- true;
                }
            }
        }();

        for r := range 100 {
            go func() {
                for {
                    read := ReadOp { key: r % 5, resp: make(chan i32) };
                    resp := read.resp.clone();
                    reads <- read;
                    <-resp;
                    read_ops.fetch_add(1, Relaxed);
                    time::sleep(time::MILLISECOND);
                }
            }();
        }

        for w := range 10 {
            go func() {
                for {
                    write := WriteOp { key: w % 5, val: w, resp: make(chan bool) };
                    resp := write.resp.clone();
                    writes <- write;
                    <-resp;
                    write_ops.fetch_add(1, Relaxed);
                    time::sleep(time::MILLISECOND);
                }
            }();
        }

        time::sleep(time::SECOND);

        println!("readOps: {}", read_ops.load(Relaxed));
        println!("writeOps: {}", write_ops.load(Relaxed));
    }
}
