//! What looks like a thread: may's coroutines with may's channels, and real threads with
//! crossbeam's.

use std::thread;

use crate::workload::{Answer, Job, Lap};

/// Something like threads, with channels of numbers.
pub trait Threads: Send + Sync + 'static {
    /// What joins one.
    type Handle: Send;
    /// The sending end of a channel.
    type Sender: Clone + Send + 'static;
    /// The receiving end of a channel.
    type Receiver: Clone + Send + 'static;

    /// Takes a lap of a plain function, as one of these threads.
    fn lap<A: Into<Answer> + Send + 'static>(job: Job, body: fn(u64) -> A) -> Lap;

    /// Starts one.
    fn spawn(work: impl FnOnce() + Send + 'static) -> Self::Handle;

    /// Waits for one.
    fn join(handle: Self::Handle);

    /// A channel of this capacity; may's have no bound.
    fn channel(capacity: usize) -> (Self::Sender, Self::Receiver);

    /// Sends a value that somebody will receive.
    fn send(sender: &Self::Sender, value: u64);

    /// Receives a value; `None` when closed.
    fn recv(receiver: &Self::Receiver) -> Option<u64>;

    /// Lets the others have a turn.
    fn yield_now();
}

/// Threads of the system with crossbeam-channel. They have the two cores, but no limit to their
/// number.
pub struct Crossbeam;

impl Threads for Crossbeam {
    type Handle = thread::JoinHandle<()>;
    type Sender = crossbeam_channel::Sender<u64>;
    type Receiver = crossbeam_channel::Receiver<u64>;

    fn lap<A: Into<Answer> + Send + 'static>(job: Job, body: fn(u64) -> A) -> Lap {
        job.here(body)
    }

    fn spawn(work: impl FnOnce() + Send + 'static) -> Self::Handle {
        thread::spawn(work)
    }

    fn join(handle: Self::Handle) {
        handle.join().expect("no panic");
    }

    fn channel(capacity: usize) -> (Self::Sender, Self::Receiver) {
        crossbeam_channel::bounded(capacity)
    }

    fn send(sender: &Self::Sender, value: u64) {
        sender.send(value).expect("received");
    }

    fn recv(receiver: &Self::Receiver) -> Option<u64> {
        receiver.recv().ok()
    }

    fn yield_now() {
        thread::yield_now();
    }
}

/// may's coroutines, with `workers` workers, and its `mpmc` channels.
pub struct May;

impl Threads for May {
    type Handle = may::coroutine::JoinHandle<()>;
    type Sender = may::sync::mpmc::Sender<u64>;
    type Receiver = may::sync::mpmc::Receiver<u64>;

    fn lap<A: Into<Answer> + Send + 'static>(job: Job, body: fn(u64) -> A) -> Lap {
        may::config().set_workers(job.workers);
        may::go!(move || job.here(body)).join().expect("no panic")
    }

    fn spawn(work: impl FnOnce() + Send + 'static) -> Self::Handle {
        may::go!(work)
    }

    fn join(handle: Self::Handle) {
        handle.join().expect("no panic");
    }

    fn channel(_capacity: usize) -> (Self::Sender, Self::Receiver) {
        may::sync::mpmc::channel()
    }

    fn send(sender: &Self::Sender, value: u64) {
        sender.send(value).expect("received");
    }

    fn recv(receiver: &Self::Receiver) -> Option<u64> {
        receiver.recv().ok()
    }

    fn yield_now() {
        may::coroutine::yield_now();
    }
}
