//! Channels and `select!` between goroutines on the real workers, in the shapes that the macros emit.

#![cfg(not(loom))]

use std::time::Duration;

use goroutines_runtime::chan::{Chan, Receiver, SendError, Sender, chan};
use goroutines_runtime::dispatch::operators::recv;
use goroutines_runtime::select::{Select, recv_case, select, send_case, sent, try_select};
use goroutines_runtime::{run, spawn, time};

/// `for value in ch`, over the channel itself and over a reference.
async fn sum(items: Receiver<u64>) -> u64 {
    let mut sum = 0;
    while let Some(value) = recv(&items).await {
        sum += value;
    }
    sum
}

async fn sum_by_reference(rx: &Receiver<u64>) -> u64 {
    let (mut sum, items) = (0, rx);
    while let Some(value) = recv(&items).await {
        sum += value;
    }
    sum
}

async fn produce(tx: Sender<u64>, count: u64) -> Result<(), SendError<u64>> {
    for n in 1..=count {
        tx.send(n).await?;
    }
    Ok(())
}

#[test]
fn goroutines_talk_over_channels() {
    for capacity in [0, 1, 100] {
        let total = run(async move {
            let (tx, rx) = chan(capacity).split();
            for _ in 0..10 {
                drop(spawn(produce(tx.clone(), 1000)));
            }
            drop(tx);
            let other = spawn(sum(rx.clone()));
            sum_by_reference(&rx).await + other.join().await.unwrap()
        });
        assert_eq!(total, 10 * 500_500);
    }
}

#[test]
fn a_crowd_waits_on_one_channel() {
    let woken = run(async {
        let (start, done) = (chan::<()>(0), chan::<()>(0));
        for _ in 0..20_000 {
            let (start, done) = (start.clone(), done.clone());
            drop(spawn(async move {
                start.recv().await;
                done.send(()).await
            }));
        }
        start.close();
        let mut woken = 0;
        while woken < 20_000 && done.recv().await.is_some() {
            woken += 1;
        }
        woken
    });
    assert_eq!(woken, 20_000);
}

/// Go's tour: Fibonacci numbers until somebody says to quit.
async fn fibonacci(numbers: Chan<u64>, quit: Receiver<()>) -> u64 {
    let (mut x, mut y) = (0, 1);
    loop {
        let operand_0 = &numbers;
        let operand_1 = &quit;
        let (chosen, result_0) = {
            let mut case_0 = send_case(operand_0, x);
            let mut case_1 = recv_case(operand_1);
            let chosen: usize = select(&mut [&mut case_0, &mut case_1]).await;
            (chosen, if chosen == 0 { Some(case_0.finish()) } else { None })
        };
        match chosen {
            0 => {
                sent(result_0);
                (x, y) = (y, x + y);
            }
            _ => return x,
        }
    }
}

#[test]
fn a_select_waits_in_a_goroutine() {
    let (received, next) = run(async {
        let (numbers, quit) = (chan(0), chan(0));
        let worker = spawn(fibonacci(numbers.clone(), quit.receiver()));
        let mut received = Vec::new();
        for _ in 0..10 {
            received.extend(numbers.recv().await);
        }
        sent(quit.send(()).await);
        (received, worker.join().await.unwrap())
    });
    assert_eq!((received, next), (vec![0, 1, 1, 2, 3, 5, 8, 13, 21, 34], 55));
}

#[test]
fn a_select_with_default_gives_way() {
    // The one who spins must let the other run, however few workers there are.
    let spun = run(async {
        let ch = chan::<()>(0);
        let tx = ch.sender();
        drop(spawn(async move { tx.send(()).await }));
        loop {
            let mut case = recv_case(&ch);
            if try_select(&mut [&mut case]).await.is_some() {
                return true;
            }
        }
    });
    assert!(spun);
}

#[test]
fn timers_and_contexts_stand_in_a_select() {
    let (first, second) = run(async {
        let never = chan::<()>(0);
        let (mut c0, mut c1) = (recv_case(time::after(Duration::from_millis(1))), recv_case(&never));
        let first = select(&mut [&mut c0, &mut c1]).await;
        let timer = time::Timer::new(time::HOUR);
        let mut select = Select::new();
        select.recv(timer.c());
        select.recv(&never);
        (first, select.select_timeout(Duration::from_millis(1)).await)
    });
    assert_eq!((first, second), (0, None));
}

#[test]
fn a_blocking_receive_on_a_worker_says_what_to_write() {
    let panic = run(async {
        let ch = chan::<()>(0);
        spawn(async move { ch.recv_blocking() }).join().await.unwrap_err().to_string()
    });
    assert!(panic.contains("help: write `recv()` here"), "{panic}");
}
