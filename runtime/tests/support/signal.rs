//! A counter that goroutines and threads can raise and goroutines can wait for: all the tests need to order events.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Poll, Waker};

/// Raised by [`raise`](Signal::raise), waited for by [`wait`](Signal::wait), one for one.
#[derive(Default)]
pub(crate) struct Signal {
    state: Mutex<(u64, VecDeque<Waker>)>,
}

impl Signal {
    /// Lets one wait end.
    pub(crate) fn raise(&self) {
        let waker = {
            let mut state = self.state.lock().unwrap();
            state.0 += 1;
            state.1.pop_front()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Waits for one raise.
    pub(crate) async fn wait(&self) {
        poll_fn(|cx| {
            let mut state = self.state.lock().unwrap();
            match state.0.checked_sub(1) {
                Some(left) => {
                    state.0 = left;
                    Poll::Ready(())
                }
                None => {
                    state.1.push_back(cx.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await;
    }
}
