//! tokio in goroutines: sockets, timers, tasks, files, processes, `spawn_blocking`. And tokio's tasks beside goroutines.

use std::time::Duration;

use goroutines::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::{Mutex, mpsc, oneshot};

#[goroutines]
#[test]
fn sockets_timers_and_tasks() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let serves = go! {
        let (mut conn, _) = listener.accept().unwrap();
        let mut text = String::new();
        conn.read_to_string(&mut text).unwrap();
        text
    };
    let mut client = tokio::net::TcpStream::connect(addr).unwrap();
    client.write_all(b"hello").unwrap();
    client.shutdown().unwrap();
    assert_eq!(serves.join().unwrap(), "hello");
    tokio::time::sleep(Duration::from_millis(1));
    let task = tokio::spawn(async { 6 * 7 });
    assert_eq!(task.await.unwrap(), 42);
    assert_eq!(tokio::task::spawn_blocking(|| 6 * 7).await.unwrap(), 42);
}

#[goroutines]
#[test]
fn a_time_limit_around_a_future() {
    let never = chan::<u8>(0);
    let late = tokio::time::timeout(Duration::from_millis(1), async { never.recv().await });
    assert!(late.is_err());
}

#[goroutines]
#[test]
fn channels_and_locks_of_tokio() {
    let (tx, mut rx) = mpsc::channel(1);
    for n in 0..3 {
        let tx = tx.clone();
        go!(|tx: mpsc::Sender<u32>, n: u32| { tx.send(n).unwrap() }(tx, n));
    }
    drop(tx);
    let mut sum = 0;
    while let Some(n) = rx.recv() {
        sum += n;
    }
    assert_eq!(sum, 3);
    let (done, waits) = oneshot::channel();
    go!(|done: oneshot::Sender<u8>| { done.send(1).unwrap() }(done));
    assert_eq!(waits.await.unwrap(), 1);
    let count = goroutines::sync::Arc::new(Mutex::new(0));
    let adds: Vec<_> =
        (0..10).map(|_| go!(|count: goroutines::sync::Arc<Mutex<u32>>| { *count.lock() += 1 }(count))).collect();
    for add in adds {
        add.join().unwrap();
    }
    assert_eq!(*count.lock(), 10);
}

#[goroutines]
#[test]
fn files_and_processes() {
    let text = tokio::fs::read_to_string("Cargo.toml").unwrap();
    assert!(text.contains("goroutines-ecosystem"));
    let out = tokio::process::Command::new("echo").arg("hello").output().unwrap();
    assert_eq!(out.stdout, b"hello\n");
}

#[goroutines]
#[test]
fn our_sockets_through_tokio_s_traits() {
    let (one, other) = goroutines::net::UnixStream::pair().unwrap();
    go! {
        let mut writer = tokio::io::BufWriter::new(&one);
        writer.write_all(b"buffered").unwrap();
        writer.flush().unwrap();
        one.close().unwrap();
    };
    let mut text = String::new();
    tokio::io::BufReader::new(&other).read_to_string(&mut text).unwrap();
    assert_eq!(text, "buffered");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_of_tokio_talks_to_goroutines() {
    let (jobs, results) = (chan::<u32>(0), chan::<u32>(0));
    let (takes, gives) = (jobs.clone(), results.clone());
    go! {
        for n in takes {
            gives.send(n * 2).unwrap();
        }
    };
    for n in 0..100 {
        jobs.send(n).await.unwrap();
        assert_eq!(results.recv().await, Some(n * 2));
    }
    jobs.close();
}
