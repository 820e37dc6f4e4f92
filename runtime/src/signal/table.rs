//! Which receivers are notified of which signal.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use signal_hook::low_level::emulate_default_handler;

use super::{Signal, thread};
use crate::chan::{Sender, TrySendError};
use crate::context::CancelCause;
use crate::diag;
use crate::idle_threads::{self, CountGuard};
use crate::primitives::lock_std;

/// The signals of a `notify` without signals: all that a program has a reason to handle.
const ALL: [Signal; 6] =
    [Signal::INTERRUPT, Signal::TERMINATE, Signal::HANGUP, Signal::QUIT, Signal::USER1, Signal::USER2];

/// All signals that were ever named.
static TABLE: LazyLock<Mutex<HashMap<Signal, Handling>>> = LazyLock::new(Mutex::default);

/// How one signal is handled.
#[derive(Default)]
pub(super) struct Handling {
    targets: Vec<Target>,
    ignored: bool,
}

/// A receiver of signals.
struct Target {
    tell: Tell,
    /// A signal may come, so there is no deadlock.
    _may_wake: CountGuard,
}

/// How it is notified.
pub(super) enum Tell {
    /// Sends to a channel.
    Channel(Sender<Signal>),
    /// Cancels the context of that number.
    Context(u64, CancelCause),
}

/// Sends each of `signals` that comes to `ch`: Go's `signal.Notify`. No `signals` means all that
/// programs handle: interrupt, terminate, hangup, quit, user 1 and 2.
///
/// The send does not wait: a channel that is full loses the signal, and so does an unbuffered one
/// without a waiting receiver. So give it a capacity: `chan(1)`. Further calls add signals; several
/// channels may get the same one. The channel stays open until [`stop`].
///
/// # Panics
///
/// If one is a signal that no program can handle, such as 9 (`SIGKILL`).
///
/// # Examples
///
/// ```no_run
/// use goroutines::prelude::*;
/// use goroutines::signal::{self, Signal};
///
/// #[goroutines]
/// fn main() {
///     let signals = chan(1);
///     signal::notify(&signals, [Signal::INTERRUPT, Signal::TERMINATE]);
///     println!("got {}", signals.recv().unwrap());
/// }
/// ```
#[doc(alias = "Notify")]
#[track_caller]
pub fn notify(ch: impl Into<Sender<Signal>>, signals: impl IntoIterator<Item = Signal>) {
    let ch = ch.into();
    change(signals, |handling| {
        let known = handling.targets.iter().any(|target| matches!(&target.tell, Tell::Channel(other) if *other == ch));
        if !known {
            handling.add(Tell::Channel(ch.clone()));
        }
    });
}

/// Sends no more signals to `ch`: Go's `signal.Stop`. After it returns, no signal is sent any more;
/// those in the channel stay.
///
/// A signal without receivers has its default effect again.
///
/// # Examples
///
/// See [`notify`].
#[doc(alias = "Stop")]
pub fn stop(ch: impl Into<Sender<Signal>>) {
    let ch = ch.into();
    remove(|tell| matches!(tell, Tell::Channel(other) if *other == ch));
}

/// Ignores each of `signals`, also for channels that were registered before: Go's `signal.Ignore`.
/// No `signals` means all that programs handle.
///
/// # Panics
///
/// As [`notify`].
///
/// # Compared with Go
///
/// Programs that this one starts do not inherit it.
///
/// # Examples
///
/// ```
/// use goroutines::signal::{self, Signal};
///
/// signal::ignore([Signal::HANGUP]);
/// ```
#[doc(alias = "Ignore")]
#[track_caller]
pub fn ignore(signals: impl IntoIterator<Item = Signal>) {
    change(signals, |handling| {
        handling.targets.clear();
        handling.ignored = true;
    });
}

/// Undoes [`notify`] and [`ignore`] for each of `signals` and every channel: Go's `signal.Reset`.
/// The signal has its default effect again. No `signals` means all that were ever named.
///
/// # Examples
///
/// ```
/// use goroutines::signal::{self, Signal};
///
/// signal::ignore([Signal::HANGUP]);
/// signal::reset([Signal::HANGUP]);
/// ```
#[doc(alias = "Reset")]
pub fn reset(signals: impl IntoIterator<Item = Signal>) {
    let chosen: Vec<_> = signals.into_iter().collect();
    let mut dropped = Vec::new();
    let mut table = lock_std(&TABLE);
    for (signal, handling) in &mut *table {
        if chosen.is_empty() || chosen.contains(signal) {
            dropped.append(&mut handling.targets);
            handling.ignored = false;
            handling.claim(*signal);
        }
    }
    drop(table);
}

/// Applies `change` to each of `signals`, and makes the signal thread take them.
#[track_caller]
pub(super) fn change(signals: impl IntoIterator<Item = Signal>, change: impl Fn(&mut Handling)) {
    let mut signals: Vec<_> = signals.into_iter().collect();
    if signals.is_empty() {
        signals = ALL.to_vec();
    }
    for signal in signals {
        let mut table = lock_std(&TABLE);
        let handling = table.entry(signal).or_default();
        if let Err(error) = thread::take(signal) {
            drop(table);
            panic!("signal {} cannot be handled: {error}", signal.number());
        }
        change(handling);
        handling.claim(signal);
    }
}

/// Removes the receiver that is notified that way.
pub(super) fn remove(gone: impl Fn(&Tell) -> bool) {
    let mut dropped = Vec::new();
    let mut table = lock_std(&TABLE);
    for (signal, handling) in &mut *table {
        dropped.extend(handling.targets.extract_if(.., |target| gone(&target.tell)));
        handling.claim(*signal);
    }
    // Dropped without the lock: the last handle of a channel may run the program's code.
    drop(table);
}

impl Handling {
    pub(super) fn add(&mut self, tell: Tell) {
        self.ignored = false;
        self.targets.push(Target { tell, _may_wake: idle_threads::declare_external_waker() });
    }

    /// Records whether `SIGQUIT` is ours, or prints a dump.
    fn claim(&self, signal: Signal) {
        if signal == Signal::QUIT {
            diag::claim_sigquit(self.ignored || !self.targets.is_empty());
        }
    }
}

/// A signal has come.
pub(super) fn deliver(signal: Signal) {
    let (mut canceled, mut dropped) = (Vec::new(), Vec::new());
    let mut table = lock_std(&TABLE);
    let Some(handling) = table.get_mut(&signal) else { return };
    let by_itself = handling.targets.is_empty() && !handling.ignored;
    for target in &handling.targets {
        if let Tell::Context(_, cancel) = &target.tell {
            canceled.push(cancel.clone());
        }
    }
    // Under the lock, so that nothing comes after `stop`: a send that does not wait runs none of
    // the program's code.
    let gone = |target: &mut Target| match &target.tell {
        Tell::Channel(ch) => matches!(ch.try_send(signal), Err(TrySendError::Closed(_))),
        Tell::Context(..) => false,
    };
    dropped.extend(handling.targets.extract_if(.., gone));
    drop(table);
    canceled.iter().for_each(|cancel| cancel.cancel(format!("{signal} signal received")));
    if by_itself && !(signal == Signal::QUIT && diag::prints_on_sigquit()) {
        // It fails only for signals that no program can handle.
        let _ = emulate_default_handler(signal.number());
    }
}
