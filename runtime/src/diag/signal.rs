//! `SIGQUIT` (Ctrl-\ on a terminal) prints a dump and ends the program, as in Go.

use std::fs;
use std::sync::Once;
use std::thread;

use signal_hook::consts::SIGQUIT;
use signal_hook::iterator::Signals;

use super::deadlock::for_screen;
use super::settings;
use crate::idle_threads;
use crate::join::end_program;

/// Listens for `SIGQUIT` from now on, unless the program has a handler of its own already, or the environment says no.
///
/// Nothing depends on it, so where the system refuses, the signal does what it does without us: it ends the program.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if !settings::is_on("sigquit") || has_handler() {
            return;
        }
        if let Ok(signals) = Signals::new([SIGQUIT]) {
            let _ = thread::Builder::new().name("goroutines-signal".to_owned()).spawn(|| wait(signals));
        }
    });
}

/// What the thread does: it is asleep until the signal comes.
fn wait(mut signals: Signals) {
    let _ours = idle_threads::register_thread();
    if signals.forever().next().is_some() {
        end_program(&format!("SIGQUIT: quit\n\n{}", for_screen(&super::take(None))));
    }
}

/// Whether the program has a handler of its own, as far as the system tells.
fn has_handler() -> bool {
    let caught = fs::read_to_string("/proc/self/status").ok().and_then(|status| {
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:"))?.trim();
        u64::from_str_radix(mask, 16).ok()
    });
    caught.is_some_and(|mask| mask >> (SIGQUIT - 1) & 1 == 1)
}
