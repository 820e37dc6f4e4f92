//! What a select of 4, 8, 16 and 64 cases costs when values wait in all of its channels.

use std::time::Duration;

use goroutines::prelude::*;

use crate::peers::{AsyncChannel, Channel, Crossbeam, Receiver as _, Sender as _, Threads, Tokio, TokioMpsc};
use crate::workload::{Aim, Answer, Clock, Figure, Unit, Workload, nanos, peer};

/// Select of many cases; the size is the number of selects of each kind.
pub static WORKLOAD: Workload = Workload {
    name: "select-cases",
    title: "select, all cases ready",
    size: 102_400,
    quick: 1_024,
    operations: |n| n,
    answer: |n| WIDTHS.iter().map(|&width| rounds(n, width) * width * (width - 1) / 2 * FILL).sum(),
    figures: &[
        Figure { key: "4", title: "4 cases", unit: Unit::NanosEach, aims: &[] },
        Figure { key: "8", title: "8 cases", unit: Unit::NanosEach, aims: &[] },
        Figure { key: "16", title: "16 cases", unit: Unit::NanosEach, aims: &[] },
        Figure { key: "64", title: "64 cases", unit: Unit::NanosEach, aims: &[] },
        Figure { key: "growth", title: "64 cases to 4", unit: Unit::Ratio, aims: &[Aim::AtMost(16.0)] },
    ],
    go: true,
    charted: false,
    peers: &[
        peer("goroutines", |job| job.goroutines(goroutines)),
        peer("tokio", |job| job.on::<Tokio, _, _, _>(tasks::<TokioMpsc>)),
        peer("async-channel", |job| job.on::<Tokio, _, _, _>(tasks::<AsyncChannel>)),
        peer("crossbeam", |job| Crossbeam::lap(job, crossbeam)),
    ],
};

/// Numbers of cases.
const WIDTHS: [u64; 4] = [4, 8, 16, 64];
/// Values in each channel at the beginning of a round.
const FILL: u64 = 16;

/// How often all channels are filled and emptied, for `n` selects.
fn rounds(n: u64, width: u64) -> u64 {
    n.div_ceil(FILL * width)
}

/// Adds the figures up; the channels hold their index.
#[derive(Default)]
struct Sum {
    answer: Answer,
    first: Option<Duration>,
}

impl Sum {
    /// `time` is what `rounds(n, width)` rounds took: it is put as what `n` selects take.
    fn add(&mut self, n: u64, width: u64, key: &'static str, value: u64, time: Duration) {
        let share = n as f64 / (rounds(n, width) * FILL * width) as f64;
        self.answer.value += value;
        self.answer.figures.push((key, nanos(time) * share));
        let first = *self.first.get_or_insert(time.mul_f64(share));
        if width == WIDTHS[3] {
            self.answer.figures.push(("growth", nanos(time) * share / nanos(first)));
        }
    }
}

/// Fills `chans`, for one round.
#[goroutines]
fn fill(chans: &[Chan<u64>]) {
    for (i, ch) in (0..).zip(chans) {
        for _ in 0..FILL {
            ch.send(i).unwrap();
        }
    }
}

/// A `select!` with a case for each of the named channels, `$n` times in a function `$name`.
macro_rules! selecting {
    ($name:ident: $($ch:ident)*) => {
        #[goroutines]
        fn $name(n: u64) -> (u64, Duration) {
            let width = [$(stringify!($ch)),*].len();
            let chans: Vec<Chan<u64>> = (0..width).map(|_| chan(16)).collect();
            let [$($ch),*] = chans.as_slice() else { unreachable!() };
            let (mut sum, mut time) = (0, Duration::ZERO);
            for _ in 0..rounds(n, width as u64) {
                fill(&chans);
                let clock = Clock::start();
                for _ in 0..FILL * width as u64 {
                    select! { $(case v := <-$ch: sum += v;)* }
                }
                time += clock.elapsed();
            }
            (sum, time)
        }
    };
}

selecting!(select_4: a b c d);
selecting!(select_8: a b c d e f g h);
selecting!(select_16: a b c d e f g h i j k l m o p q);
selecting!(select_64:
    a0 a1 a2 a3 a4 a5 a6 a7 b0 b1 b2 b3 b4 b5 b6 b7 c0 c1 c2 c3 c4 c5 c6 c7 d0 d1 d2 d3 d4 d5 d6 d7
    e0 e1 e2 e3 e4 e5 e6 e7 f0 f1 f2 f3 f4 f5 f6 f7 g0 g1 g2 g3 g4 g5 g6 g7 h0 h1 h2 h3 h4 h5 h6 h7
);

#[goroutines]
fn goroutines(n: u64) -> Answer {
    let mut sum = Sum::default();
    let (value, time) = select_4(n);
    sum.add(n, 4, "4", value, time);
    let (value, time) = select_8(n);
    sum.add(n, 8, "8", value, time);
    let (value, time) = select_16(n);
    sum.add(n, 16, "16", value, time);
    let (value, time) = select_64(n);
    sum.add(n, 64, "64", value, time);
    sum.answer
}

/// The same with `tokio::select!`, whose cases are futures.
macro_rules! selecting_futures {
    ($name:ident: $($ch:ident)*) => {
        async fn $name<C: Channel>(n: u64) -> (u64, Duration) {
            let width = [$(stringify!($ch)),*].len() as u64;
            let (txs, rxs): (Vec<_>, Vec<_>) = (0..width).map(|_| C::bounded(16)).unzip();
            let mut rxs = rxs.into_iter();
            $(let mut $ch = rxs.next().expect("as many as there are names");)*
            let (mut sum, mut time) = (0, Duration::ZERO);
            for _ in 0..rounds(n, width) {
                for (i, tx) in (0..).zip(&txs) {
                    for _ in 0..FILL {
                        tx.send(i).await.expect("received");
                    }
                }
                let clock = Clock::start();
                for _ in 0..FILL * width {
                    sum += tokio::select! { $(v = $ch.recv() => v,)* }.expect("sent");
                }
                time += clock.elapsed();
            }
            (sum, time)
        }
    };
}

selecting_futures!(futures_4: a b c d);
selecting_futures!(futures_8: a b c d e f g h);
selecting_futures!(futures_16: a b c d e f g h i j k l m o p q);
selecting_futures!(futures_64:
    a0 a1 a2 a3 a4 a5 a6 a7 b0 b1 b2 b3 b4 b5 b6 b7 c0 c1 c2 c3 c4 c5 c6 c7 d0 d1 d2 d3 d4 d5 d6 d7
    e0 e1 e2 e3 e4 e5 e6 e7 f0 f1 f2 f3 f4 f5 f6 f7 g0 g1 g2 g3 g4 g5 g6 g7 h0 h1 h2 h3 h4 h5 h6 h7
);

async fn tasks<C: Channel>(n: u64) -> Answer {
    let mut sum = Sum::default();
    let (value, time) = futures_4::<C>(n).await;
    sum.add(n, 4, "4", value, time);
    let (value, time) = futures_8::<C>(n).await;
    sum.add(n, 8, "8", value, time);
    let (value, time) = futures_16::<C>(n).await;
    sum.add(n, 16, "16", value, time);
    let (value, time) = futures_64::<C>(n).await;
    sum.add(n, 64, "64", value, time);
    sum.answer
}

/// crossbeam's select of any number, ready-made once.
fn crossbeam(n: u64) -> Answer {
    let mut sum = Sum::default();
    for (width, key) in WIDTHS.into_iter().zip(["4", "8", "16", "64"]) {
        let (txs, rxs): (Vec<_>, Vec<_>) = (0..width).map(|_| crossbeam_channel::bounded(16)).unzip();
        let mut select = crossbeam_channel::Select::new();
        rxs.iter().for_each(|rx| {
            select.recv(rx);
        });
        let (mut value, mut time) = (0, Duration::ZERO);
        for _ in 0..rounds(n, width) {
            for (i, tx) in (0..).zip(&txs) {
                (0..FILL).for_each(|_| tx.send(i).expect("received"));
            }
            let clock = Clock::start();
            for _ in 0..FILL * width {
                let ready = select.select();
                let rx = &rxs[ready.index()];
                value += ready.recv(rx).expect("sent");
            }
            time += clock.elapsed();
        }
        sum.add(n, width, key, value, time);
    }
    sum.answer
}
