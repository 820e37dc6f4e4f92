//! What channels and `select!` cost on one thread, one figure per line.

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use goroutines_runtime::chan::chan;
use goroutines_runtime::select::{recv_case, select, send_case, try_select};

const ROUNDS: u32 = 2_000_000;

fn figure(name: &str, mut round: impl FnMut()) {
    (0..ROUNDS / 10).for_each(|_| round());
    let start = Instant::now();
    (0..ROUNDS).for_each(|_| round());
    println!("{name}: {:.1} ns", start.elapsed().as_secs_f64() * 1e9 / f64::from(ROUNDS));
}

fn poll<F: Future + Unpin>(future: &mut F) -> Poll<F::Output> {
    std::pin::Pin::new(future).poll(&mut Context::from_waker(Waker::noop()))
}

fn main() {
    let buffered = chan::<u64>(16);
    figure("try_send + try_recv, buffered", || {
        buffered.try_send(1).unwrap();
        black_box(buffered.try_recv().unwrap());
    });
    figure("send + recv as futures, buffered", || {
        assert!(poll(&mut buffered.send(1)).is_ready());
        assert!(black_box(poll(&mut buffered.recv())).is_ready());
    });
    let unbuffered = chan::<u64>(0);
    figure("hand-over to a parked receiver", || {
        let mut recv = unbuffered.recv();
        assert!(poll(&mut recv).is_pending());
        assert!(poll(&mut unbuffered.send(1)).is_ready());
        assert!(black_box(poll(&mut recv)).is_ready());
    });
    figure("hand-over from a parked sender", || {
        let mut send = unbuffered.send(1);
        assert!(poll(&mut send).is_pending());
        assert!(black_box(poll(&mut unbuffered.recv())).is_ready());
        assert!(poll(&mut send).is_ready());
    });
    figure("clone + drop of a Chan", || drop(black_box(unbuffered.clone())));
    select_figures();
}

fn select_figures() {
    let (ready, empty) = (chan::<u64>(1), chan::<u64>(0));
    figure("select of two, one ready, with its send", || {
        ready.try_send(1).unwrap();
        let (mut c0, mut c1) = (recv_case(&ready), recv_case(&empty));
        assert_eq!(pin!(select(&mut [&mut c0, &mut c1])).as_mut().poll(&mut cx()), Poll::Ready(0));
        black_box(c0.take());
    });
    figure("select of two with default, none ready", || {
        let (mut c0, mut c1) = (recv_case(&ready), send_case(&empty, 1));
        assert!(pin!(try_select(&mut [&mut c0, &mut c1])).as_mut().poll(&mut cx()).is_ready());
    });
    figure("select of two that waits, then a send to it", || {
        let (mut c0, mut c1) = (recv_case(&ready), recv_case(&empty));
        let mut list: [&mut (dyn goroutines_runtime::select::Case + Send); 2] = [&mut c0, &mut c1];
        let mut waiting = select(&mut list);
        assert!(poll(&mut waiting).is_pending());
        empty.try_send(1).unwrap();
        assert_eq!(poll(&mut waiting), Poll::Ready(1));
    });
}

fn cx() -> Context<'static> {
    Context::from_waker(Waker::noop())
}
