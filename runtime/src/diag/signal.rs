//! `SIGQUIT` (Ctrl-\ on a terminal) prints a dump and ends the program, as in Go.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use signal_hook::consts::SIGQUIT;
use signal_hook::iterator::Signals;

use super::deadlock::for_screen;
use super::settings;
use crate::idle_threads;
use crate::join::end_program;
use crate::platform;
use crate::unwind::in_progress;

/// Listens for `SIGQUIT` from now on, unless the program has a handler of its own already, or the
/// environment says no.
///
/// Nothing depends on it, so where the system refuses, the signal does what it does without us: it
/// ends the program.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if !settings::is_on("sigquit") || platform::catches(SIGQUIT) {
            return;
        }
        if let Ok(signals) = Signals::new([SIGQUIT]) {
            // Before the thread runs: a signal that comes earlier waits for it.
            LISTENS.store(true, Ordering::Relaxed);
            let thread = thread::Builder::new().name("goroutines-signal".to_owned()).spawn(|| wait(signals));
            LISTENS.store(thread.is_ok(), Ordering::Relaxed);
        }
    });
}

/// Whether the program handles `SIGQUIT` itself, by `signal::notify` or `signal::ignore`.
static CLAIMED: AtomicBool = AtomicBool::new(false);
/// Whether a thread listens, or is about to.
static LISTENS: AtomicBool = AtomicBool::new(false);

/// Records whether the program handles `SIGQUIT` itself from now on.
#[cfg(feature = "net")]
pub(crate) fn claim_sigquit(claimed: bool) {
    CLAIMED.store(claimed, Ordering::Relaxed);
}

/// Returns true if a dump is printed on a `SIGQUIT` that the program does not handle.
#[cfg(feature = "net")]
pub(crate) fn prints_on_sigquit() -> bool {
    LISTENS.load(Ordering::Relaxed)
}

/// What the thread does: it is asleep until the signal comes.
fn wait(mut signals: Signals) {
    let _ours = idle_threads::register_thread();
    if signals.forever().any(|_| !CLAIMED.load(Ordering::Relaxed)) {
        in_progress::wait_until_none();
        end_program(&format!("SIGQUIT: quit\n\n{}", for_screen(&super::take(None))));
    }
}
