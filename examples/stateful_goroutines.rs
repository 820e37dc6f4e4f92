//! Go by Example: Stateful Goroutines, <https://gobyexample.com/stateful-goroutines>: one goroutine owns the state, others ask it.

use std::collections::HashMap;

use goroutines::prelude::*;
use sync::Arc;
use sync::atomic::{AtomicU64, Ordering::Relaxed};

#[derive(Default)]
struct ReadOp {
    key: u32,
    resp: Chan<u32>,
}

#[derive(Default)]
struct WriteOp {
    key: u32,
    val: u32,
    resp: Chan<bool>,
}

#[goroutines]
fn main() {
    let read_ops = Arc::new(AtomicU64::new(0));
    let write_ops = Arc::new(AtomicU64::new(0));

    let reads = chan::<ReadOp>(0);
    let writes = chan::<WriteOp>(0);

    go! {
        let mut state = HashMap::<u32, u32>::new();
        loop {
            select! {
                case read := <-reads: {
                    let val = state.get(&read.key).copied().unwrap_or_default();
                    read.resp.send(val).unwrap();
                }
                case write := <-writes: {
                    state.insert(write.key, write.val);
                    write.resp.send(true).unwrap();
                }
            }
        }
    }

    for _ in 0..100 {
        go! {
            loop {
                let resp = chan(0);
                reads.send(ReadOp { key: fastrand::u32(..5), resp: resp.clone() }).unwrap();
                resp.recv();
                read_ops.fetch_add(1, Relaxed);
                time::sleep(time::MILLISECOND);
            }
        }
    }

    for _ in 0..10 {
        go! {
            loop {
                let resp = chan(0);
                writes.send(WriteOp { key: fastrand::u32(..5), val: fastrand::u32(..100), resp: resp.clone() }).unwrap();
                resp.recv();
                write_ops.fetch_add(1, Relaxed);
                time::sleep(time::MILLISECOND);
            }
        }
    }

    time::sleep(time::SECOND);

    println!("readOps: {}", read_ops.load(Relaxed));
    println!("writeOps: {}", write_ops.load(Relaxed));
}
