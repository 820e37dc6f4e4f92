//! A panic that nobody can observe ends the program, in Go's form.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::goroutine::Identity;
use crate::unwind::Panic;

/// The panic of a goroutine until somebody joins it: dropped before that, it ends the program.
///
/// This is the output of the task itself, so every way of losing it is covered: the handle gone before the panic, after it,
/// or with the future of `join`.
pub(crate) struct Unobserved(Option<Box<Crash>>);

/// A panic and who had it.
struct Crash {
    /// The panic.
    panic: Panic,
    /// Who panicked.
    identity: Identity,
}

impl Unobserved {
    /// The panic of `identity`.
    pub(crate) fn new(panic: Panic, identity: Identity) -> Self {
        Unobserved(Some(Box::new(Crash { panic, identity })))
    }

    /// Takes the panic, which is the taker's concern from now on.
    pub(crate) fn observe(mut self) -> Panic {
        self.0.take().unwrap_or_else(|| unreachable!("only `observe` and `drop` take the panic")).panic
    }

    /// Go's text, for who prints it and goes on otherwise.
    pub(crate) fn text(&self) -> String {
        self.0.as_deref().map_or_else(String::new, crash_text)
    }
}

impl Drop for Unobserved {
    fn drop(&mut self) {
        if let Some(crash) = self.0.take() {
            end_program(&crash_text(&crash));
        }
    }
}

/// Shows `panic: MESSAGE`, a blank line, `goroutine N [running]:` and where it panicked and was created.
fn crash_text(Crash { panic, identity }: &Crash) -> String {
    let mut text = format!("{}\n\ngoroutine {} [running]:\n", panic.headline(), identity.id);
    if let Some(place) = panic.place() {
        let _ = writeln!(text, "\t{place}");
    }
    let at = identity.created_at;
    match identity.parent() {
        // The main goroutine is the one that nobody created.
        _ if identity.id == 1 => {}
        0 => drop(writeln!(text, "created outside any goroutine\n\t{}:{}", at.file(), at.line())),
        parent => drop(writeln!(text, "created by goroutine {parent}\n\t{}:{}", at.file(), at.line())),
    }
    text
}

/// Prints `text` and ends the program with status 2, as Go does; only the first call prints.
pub(crate) fn end_program(text: &str) -> ! {
    static ENDING: AtomicBool = AtomicBool::new(false);
    // Relaxed: nothing is published, the flag only elects one caller.
    if ENDING.swap(true, Ordering::Relaxed) {
        loop {
            thread::park();
        }
    }
    // Written directly: `eprint!` would go into the capture of a test harness, and be lost with the process.
    let _ = io::stderr().write_all(text.as_bytes());
    process::exit(2)
}
