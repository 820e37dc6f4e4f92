//! The thread that takes signals, started by the first that is named.
//!
//! It sleeps until a signal comes, belongs to no runtime, and survives all of them.

use std::io;
use std::sync::Mutex;
use std::thread;

use signal_hook::iterator::{Handle, Signals};

use super::Signal;
use super::table::deliver;
use crate::idle_threads;
use crate::primitives::lock_std;

/// Adds signals to what the thread takes; `None` before the first.
static TAKER: Mutex<Option<Handle>> = Mutex::new(None);

/// Makes the thread take `signal` from now on.
pub(super) fn take(signal: Signal) -> io::Result<()> {
    // signal-hook panics for signals that no program can handle.
    if signal_hook::consts::FORBIDDEN.contains(&signal.number()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the system forbids it"));
    }
    let mut taker = lock_std(&TAKER);
    match &*taker {
        Some(taker) => taker.add_signal(signal.number()),
        None => {
            *taker = Some(start(Signals::new([signal.number()])?)?);
            Ok(())
        }
    }
}

fn start(mut signals: Signals) -> io::Result<Handle> {
    let handle = signals.handle();
    thread::Builder::new().name("goroutines-notify".to_owned()).spawn(move || {
        let _ours = idle_threads::register_thread();
        for number in &mut signals.forever() {
            deliver(Signal::from_number(number));
        }
    })?;
    Ok(handle)
}
