//! Systems that do not tell: the number of threads is unknown, so the deadlock detector is off by
//! itself; sockets and timers of tokio's may always wake a goroutine; waits end by tokio's timer,
//! which is in milliseconds.

/// How many threads this process has: unknown.
pub(crate) fn thread_count() -> Option<usize> {
    None
}

/// Returns true if the process has a handler for the signal: unknown.
#[cfg(all(unix, not(loom)))]
pub(crate) fn catches(_: i32) -> bool {
    false
}

/// What a thread has done: unknown.
#[cfg(not(loom))]
pub(crate) fn thread_work(_: u32) -> Option<super::ThreadWork> {
    None
}

/// The number by which the kernel knows this thread: unknown.
#[cfg(not(loom))]
pub(crate) fn thread_number() -> u32 {
    0
}

/// Not known.
#[cfg_attr(loom, allow(dead_code, reason = "models have no dumps"))]
pub(crate) fn statics() -> Option<Vec<std::ops::Range<usize>>> {
    None
}

#[cfg(all(feature = "net", not(loom)))]
pub(crate) use reactor::{Registrations, Timeout};

#[cfg(all(feature = "net", not(loom)))]
mod reactor {
    use std::io;
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    /// What is registered with a reactor: unknown.
    pub(crate) struct Registrations;

    impl Registrations {
        /// Those of a new reactor.
        pub(crate) fn of(_: &Timeout) -> Registrations {
            Registrations
        }

        /// Whether sockets of the program are registered.
        pub(crate) fn has_sockets(&self) -> Option<bool> {
            None
        }

        /// Whether a thread waits in the reactor, with no timer of tokio's running.
        pub(crate) fn waits_without_timer(&self, _: u32) -> Option<bool> {
            None
        }
    }

    /// Ends a wait by tokio's own timer.
    pub(crate) struct Timeout;

    impl Timeout {
        /// A timer in the reactor whose context is entered.
        pub(crate) fn new() -> io::Result<Timeout> {
            Ok(Timeout)
        }

        /// What is returned is ready when `limit` is over.
        pub(crate) fn after(&self, limit: Duration) -> Armed {
            Armed(Box::pin(tokio::time::sleep(limit)))
        }
    }

    /// A timer that is set.
    pub(crate) struct Armed(Pin<Box<tokio::time::Sleep>>);

    impl Armed {
        /// Ready when the time is over.
        pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
            self.0.as_mut().poll(cx)
        }
    }
}

#[cfg(all(test, feature = "net", not(loom)))]
mod tests {
    use std::future::poll_fn;
    use std::time::{Duration, Instant};

    use super::{Registrations, Timeout};

    #[test]
    fn a_wait_ends_and_nothing_is_known() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (begin, limit) = (Instant::now(), Duration::from_millis(3));
        runtime.block_on(async {
            let timeout = Timeout::new().unwrap();
            let registrations = Registrations::of(&timeout);
            assert_eq!(registrations.has_sockets(), None);
            assert_eq!(registrations.waits_without_timer(super::thread_number()), None);
            let mut armed = timeout.after(limit);
            poll_fn(|cx| armed.poll(cx)).await;
        });
        assert!(begin.elapsed() >= limit);
        assert_eq!(super::thread_count(), None);
        #[cfg(unix)]
        assert!(!super::catches(signal_hook::consts::SIGQUIT));
    }
}
