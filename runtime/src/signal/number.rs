//! The signals that programs handle.

use std::fmt;

/// A signal of the system, by its number: Go's `os.Signal`.
///
/// # Examples
///
/// ```
/// use goroutines::signal::Signal;
///
/// assert_eq!(Signal::INTERRUPT.to_string(), "interrupt");
/// assert_eq!(Signal::INTERRUPT.number(), 2);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Signal(i32);

macro_rules! signals {
    ($($(#[$doc:meta])* $NAME:ident = $number:ident, $text:literal;)*) => {
        impl Signal {
            $($(#[$doc])* pub const $NAME: Signal = Signal(libc::$number);)*
        }

        /// Shows Go's text, as `interrupt`; `signal 64` for one without.
        impl fmt::Display for Signal {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match *self {
                    $(Signal::$NAME => f.write_str($text),)*
                    Signal(number) => write!(f, "signal {number}"),
                }
            }
        }
    };
}

signals! {
    /// Ctrl-C (`SIGINT`): Go's `os.Interrupt`.
    #[doc(alias = "SIGINT")]
    INTERRUPT = SIGINT, "interrupt";
    /// The request to end (`SIGTERM`), which service managers send.
    #[doc(alias = "SIGTERM")]
    TERMINATE = SIGTERM, "terminated";
    /// The terminal is gone (`SIGHUP`); by custom, a service reads its configuration again.
    #[doc(alias = "SIGHUP")]
    HANGUP = SIGHUP, "hangup";
    /// Ctrl-\\ (`SIGQUIT`), which prints a dump of all goroutines by itself.
    #[doc(alias = "SIGQUIT")]
    QUIT = SIGQUIT, "quit";
    /// For the program's own use (`SIGUSR1`).
    #[doc(alias = "SIGUSR1")]
    USER1 = SIGUSR1, "user defined signal 1";
    /// For the program's own use (`SIGUSR2`).
    #[doc(alias = "SIGUSR2")]
    USER2 = SIGUSR2, "user defined signal 2";
    /// The terminal's size has changed (`SIGWINCH`).
    #[doc(alias = "SIGWINCH")]
    WINDOW = SIGWINCH, "window changed";
    /// A child has ended (`SIGCHLD`).
    #[doc(alias = "SIGCHLD")]
    CHILD = SIGCHLD, "child exited";
}

impl Signal {
    /// The signal of that number.
    #[must_use]
    pub const fn from_number(number: i32) -> Signal {
        Signal(number)
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }
}

impl fmt::Debug for Signal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signal({}: {self})", self.0)
    }
}
