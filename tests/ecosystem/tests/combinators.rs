//! Handles of what runs already are values, and what a combinator takes is not begun before it.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use futures::future::{self, FutureExt};
use futures::stream::{FuturesUnordered, StreamExt};
use goroutines::prelude::*;

#[goroutines]
fn slow(n: u32) -> u32 {
    time::sleep(time::MILLISECOND * 5);
    n
}

#[goroutines]
fn never() -> u32 {
    chan::<u32>(0).recv().unwrap_or(0)
}

fn start_elsewhere(n: u32) -> tokio::task::JoinHandle<u32> {
    tokio::spawn(slow(n))
}

#[goroutines]
#[test]
fn a_handle_is_a_value() {
    let endless = tokio::spawn(async { std::future::pending::<()>().await });
    assert!(!endless.is_finished());
    endless.abort();
    let task = tokio::spawn(slow(1));
    assert_eq!(task.await.unwrap(), 1);
    assert_eq!(start_elsewhere(2).await.unwrap(), 2);
    let blocking = tokio::task::spawn_blocking(|| 3);
    assert_eq!(blocking.await.unwrap(), 3);
    smol::spawn(async { std::future::pending::<()>().await }).detach();
    let task = smol::spawn(slow(4));
    assert_eq!(task.await, 4);
}

#[goroutines]
#[test]
fn every_spawn_takes_a_call_unbegun() {
    assert_eq!(goroutines::spawn(slow(5)).join().unwrap(), 5);
    assert_eq!(tokio::spawn(slow(6)).await.unwrap(), 6);
    assert_eq!(smol::spawn(slow(7)).await, 7);
    // With `.await` as without it.
    assert_eq!(tokio::time::timeout(Duration::from_secs(60), slow(8)).await, Ok(8));
    assert_eq!(future::join(slow(9), slow(10)).await, (9, 10));
    assert_eq!(future::join_all(vec![slow(11), slow(12)]).await, [11, 12]);
}

#[goroutines]
#[test]
fn a_set_of_tasks() {
    let mut set = tokio::task::JoinSet::new();
    for n in 0..3 {
        set.spawn(slow(n));
    }
    let mut sum = 0;
    while let Some(done) = set.join_next() {
        sum += done.unwrap();
    }
    assert_eq!(sum, 3);
}

#[goroutines]
#[test]
fn a_timeout_begins_the_call() {
    let limit = Duration::from_millis(20);
    assert!(tokio::time::timeout(limit, never()).is_err());
    assert_eq!(tokio::time::timeout(Duration::from_secs(60), slow(1)), Ok(1));
    let c = chan::<u32>(1);
    assert!(tokio::time::timeout(limit, c.recv()).is_err());
    c.send(7).unwrap();
    assert_eq!(tokio::time::timeout(limit, c.recv()).unwrap(), Some(7));
}

#[goroutines]
#[test]
fn macros_of_others_take_calls_unbegun() {
    assert_eq!(tokio::join!(slow(1), slow(2)), (1, 2));
    assert_eq!(futures::join!(slow(3), slow(4)), (3, 4));
    let first = tokio::select! {
        n = slow(5) => n,
        n = never() => n,
    };
    assert_eq!(first, 5);
}

#[goroutines]
#[test]
fn boxes_and_lists_of_futures() {
    let mut boxed: Vec<Pin<Box<dyn Future<Output = u32> + Send>>> = vec![Box::pin(async { 1 })];
    boxed.push(Box::pin(slow(2)));
    boxed.push(slow(3).boxed());
    assert_eq!(future::join_all(boxed), [1, 2, 3]);
    assert_eq!(future::join(slow(1), slow(2)), (1, 2));
    assert_eq!(future::join_all([slow(1), slow(2)]), [1, 2]);

    let mut set = FuturesUnordered::new();
    set.push(slow(1));
    set.push(slow(2));
    let mut sum = 0;
    while let Some(n) = set.next() {
        sum += n;
    }
    assert_eq!(sum, 3);

    let shared = slow(4).shared();
    let again = shared.clone();
    assert_eq!((shared.await, again.await), (4, 4));
    let pinned = std::pin::pin!(slow(5));
    assert_eq!(pinned.await, 5);
}
