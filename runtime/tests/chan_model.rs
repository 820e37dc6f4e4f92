//! Channels against a model: a queue, the waiting senders, the waiting receivers, and Go's rules, in any order of operations.

#![cfg(not(loom))]

#[path = "support/polled.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod polled;

use std::collections::VecDeque;
use std::task::Poll;

use goroutines_runtime::chan::{Recv, Send, TryRecvError, TrySendError, chan};
use polled::{Polled, now};
use proptest::prelude::*;

/// One step of the program; indices are taken modulo the number of operations that wait.
#[derive(Clone, Debug)]
enum Step {
    Send,
    Recv,
    TrySend,
    TryRecv,
    /// A waiting send is dropped; it may have happened.
    DropSend(usize),
    /// A waiting receive is dropped; it may have been given a value.
    DropRecv(usize),
    /// A waiting operation is polled, and leaves if it is ready.
    PollSend(usize),
    PollRecv(usize),
    Close,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => Just(Step::Send),
        6 => Just(Step::Recv),
        2 => Just(Step::TrySend),
        2 => Just(Step::TryRecv),
        2 => any::<usize>().prop_map(Step::DropSend),
        2 => any::<usize>().prop_map(Step::DropRecv),
        3 => any::<usize>().prop_map(Step::PollSend),
        3 => any::<usize>().prop_map(Step::PollRecv),
        1 => Just(Step::Close),
    ]
}

/// What an operation that waits has come to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate<V> {
    Waits,
    Done(V),
}

/// A channel as the rules describe it; operations are known by number, values by the order in which they are sent.
#[derive(Default)]
struct Model {
    capacity: usize,
    queue: VecDeque<u64>,
    senders: Vec<(u64, Fate<bool>)>,
    /// The number of a receive, its fate, and which hand-over it was.
    receivers: Vec<(u64, Fate<Option<u64>>)>,
    closed: bool,
}

impl Model {
    fn waiting_receiver(&mut self) -> Option<&mut Fate<Option<u64>>> {
        self.receivers.iter_mut().map(|(_, fate)| fate).find(|fate| **fate == Fate::Waits)
    }

    /// The longest waiting sender's value, which is sent now.
    fn waiting_value(&mut self) -> Option<u64> {
        let (value, fate) = self.senders.iter_mut().find(|(_, fate)| *fate == Fate::Waits)?;
        *fate = Fate::Done(true);
        Some(*value)
    }

    fn send(&mut self, value: u64) -> Fate<bool> {
        if self.closed {
            return Fate::Done(false);
        }
        if let Some(fate) = self.waiting_receiver() {
            *fate = Fate::Done(Some(value));
        } else if self.queue.len() < self.capacity {
            self.queue.push_back(value);
        } else {
            return Fate::Waits;
        }
        Fate::Done(true)
    }

    fn recv(&mut self) -> Fate<Option<u64>> {
        if let Some(value) = self.queue.pop_front() {
            if self.queue.len() < self.capacity {
                let next = self.waiting_value();
                self.queue.extend(next);
            }
            return Fate::Done(Some(value));
        }
        match self.waiting_value() {
            Some(value) => Fate::Done(Some(value)),
            None if self.closed => Fate::Done(None),
            None => Fate::Waits,
        }
    }

    fn drop_receiver(&mut self, index: usize) {
        let (_, fate) = self.receivers.remove(index);
        let Fate::Done(Some(value)) = fate else { return };
        match self.waiting_receiver() {
            Some(fate) => *fate = Fate::Done(Some(value)),
            // Values are numbered in the order of sending: the order of the queue is their order.
            None => self.queue.insert(self.queue.partition_point(|&other| other < value), value),
        }
    }

    fn close(&mut self) {
        self.closed = true;
        self.senders
            .iter_mut()
            .filter(|(_, fate)| *fate == Fate::Waits)
            .for_each(|(_, fate)| *fate = Fate::Done(false));
        while let Some(fate) = self.waiting_receiver() {
            *fate = Fate::Done(None);
        }
    }
}

fn fate_of_send(result: Poll<Result<(), impl Sized>>) -> Fate<bool> {
    match result {
        Poll::Pending => Fate::Waits,
        Poll::Ready(result) => Fate::Done(result.is_ok()),
    }
}

fn fate_of_recv(result: Poll<Option<u64>>) -> Fate<Option<u64>> {
    match result {
        Poll::Pending => Fate::Waits,
        Poll::Ready(value) => Fate::Done(value),
    }
}

fn check(capacity: usize, steps: Vec<Step>) {
    let ch = chan::<u64>(capacity);
    let mut model = Model { capacity, ..Model::default() };
    let mut sends: Vec<Polled<Send<'_, u64>>> = Vec::new();
    let mut receives: Vec<Polled<Recv<'_, u64>>> = Vec::new();
    for (number, step) in (0..).zip(steps) {
        match step {
            Step::Send => match model.send(number) {
                Fate::Done(ok) => assert_eq!(now(ch.send(number)).is_ok(), ok),
                Fate::Waits => {
                    model.senders.push((number, Fate::Waits));
                    sends.push(Polled::waiting(ch.send(number)));
                }
            },
            Step::Recv => match model.recv() {
                Fate::Done(value) => assert_eq!(now(ch.recv()), value),
                Fate::Waits => {
                    model.receivers.push((number, Fate::Waits));
                    receives.push(Polled::waiting(ch.recv()));
                }
            },
            Step::TrySend => match (ch.try_send(number), model.send(number)) {
                (Ok(()), Fate::Done(true)) | (Err(TrySendError::Closed(_)), Fate::Done(false)) => {}
                (Err(TrySendError::Full(_)), Fate::Waits) => {}
                other => panic!("{other:?}"),
            },
            Step::TryRecv => match (ch.try_recv(), model.recv()) {
                (Ok(value), Fate::Done(expected)) => assert_eq!(Some(value), expected),
                (Err(TryRecvError::Closed), Fate::Done(None)) | (Err(TryRecvError::Empty), Fate::Waits) => {}
                other => panic!("{other:?}"),
            },
            Step::DropSend(index) if !sends.is_empty() => {
                let index = index % sends.len();
                drop(sends.remove(index));
                model.senders.remove(index);
            }
            Step::DropRecv(index) if !receives.is_empty() => {
                let index = index % receives.len();
                drop(receives.remove(index));
                model.drop_receiver(index);
            }
            Step::PollSend(index) if !sends.is_empty() => {
                let index = index % sends.len();
                let (expected, woken) = (model.senders[index].1, sends[index].woken());
                assert_eq!(fate_of_send(sends[index].poll()), expected);
                assert_eq!(woken, expected != Fate::Waits);
                if woken {
                    drop((sends.remove(index), model.senders.remove(index)));
                }
            }
            Step::PollRecv(index) if !receives.is_empty() => {
                let index = index % receives.len();
                let (expected, woken) = (model.receivers[index].1, receives[index].woken());
                assert_eq!(fate_of_recv(receives[index].poll()), expected);
                assert_eq!(woken, expected != Fate::Waits);
                if woken {
                    drop((receives.remove(index), model.receivers.remove(index)));
                }
            }
            Step::Close if !model.closed => {
                ch.close();
                model.close();
            }
            _ => {}
        }
        assert_eq!((ch.len(), ch.is_closed()), (model.queue.len().min(capacity), model.closed));
    }
    model.senders.iter().zip(sends).for_each(|((_, fate), mut send)| assert_eq!(fate_of_send(send.poll()), *fate));
    model.receivers.iter().zip(receives).for_each(|((_, fate), mut recv)| assert_eq!(fate_of_recv(recv.poll()), *fate));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn behaves_like_its_model(capacity in 0_usize..4, steps in prop::collection::vec(step(), 0..80)) {
        check(capacity, steps);
    }
}
