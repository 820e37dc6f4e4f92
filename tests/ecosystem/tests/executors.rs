//! Channels, `go!` and `JoinHandle` in tasks of other executors: tokio's, smol's, and `block_on` of futures.

use goroutines::channel::TrySendError;
use goroutines::prelude::*;

/// A worker pool, written as an `async fn` for any executor: the workers are goroutines.
async fn squares(numbers: u64) -> u64 {
    let (jobs, results) = (chan::<u64>(0), chan::<u64>(2));
    for _ in 0..3 {
        let (jobs, results) = (jobs.clone(), results.clone());
        go! {
            for n in &jobs {
                results.send(n * n).unwrap();
            }
        };
    }
    let feed = jobs.clone();
    let feeds = goroutines::spawn(async move {
        for n in 1..=numbers {
            feed.send(n).await.unwrap();
        }
        feed.close();
    });
    let mut sum = 0;
    for _ in 0..numbers {
        sum += results.recv().await.unwrap();
    }
    feeds.await.unwrap();
    sum
}

/// A receive that is given up, and a handle whose goroutine panicked.
async fn corners() {
    let ch = chan::<u8>(0);
    let lost = async {
        futures::select_biased! {
            _ = futures::FutureExt::fuse(ch.recv()) => false,
            _ = futures::FutureExt::fuse(futures::future::ready(())) => true,
        }
    };
    assert!(lost.await);
    // The receive that was dropped takes nothing.
    assert!(matches!(ch.try_send(1), Err(TrySendError::Full(1))));
    let panicked = goroutines::spawn(async { panic!("boom") });
    assert_eq!(panicked.await.unwrap_err().message(), "boom");
    time::sleep(time::MILLISECOND).await;
}

const SUM: u64 = 338_350;

#[tokio::test]
async fn tokio_one_thread() {
    assert_eq!(squares(100).await, SUM);
    corners().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokio_two_threads() {
    let tasks: Vec<_> = (0..8).map(|_| tokio::spawn(squares(100))).collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), SUM);
    }
    tokio::spawn(corners()).await.unwrap();
}

#[test]
fn smol_tasks() {
    smol::block_on(async {
        let tasks: Vec<_> = (0..8).map(|_| smol::spawn(squares(100))).collect();
        for task in tasks {
            assert_eq!(task.await, SUM);
        }
        corners().await;
    });
}

#[test]
fn block_on_of_futures() {
    assert_eq!(futures::executor::block_on(squares(100)), SUM);
    futures::executor::block_on(corners());
}
