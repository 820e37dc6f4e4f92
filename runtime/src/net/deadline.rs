//! The deadline of one direction: setting it is a store, and one timer looks after it.
//!
//! The timer is never later than the deadline. When the deadline moves away, the timer stays; when
//! it fires too early, it is set again. So a server that moves a deadline before each read pays for
//! no timer.

use std::sync::Weak;
use std::time::Instant;

use crate::timer::{self, TimerCallback, TimerHandle, TimerId};

/// The deadline of one direction.
#[derive(Default)]
pub(super) struct Deadline {
    /// When operations fail; `None` for never.
    at: Option<Instant>,
    /// Whether that has come.
    passed: bool,
    /// When the timer fires, and its registration.
    timer: Option<(Instant, TimerHandle)>,
}

impl Deadline {
    /// Whether operations fail.
    pub(super) fn has_passed(&self) -> bool {
        self.passed
    }

    /// Moves it. Returns true if it has passed, so that those who wait must be woken.
    pub(super) fn set(&mut self, at: Option<Instant>, target: impl FnOnce() -> Weak<dyn TimerCallback>) -> bool {
        self.at = at;
        self.passed = at.is_some_and(|at| at <= Instant::now());
        if let (Some(at), false) = (at, self.passed) {
            self.arm(at, target);
        }
        self.passed
    }

    /// Sets the timer, unless it fires soon enough.
    fn arm(&mut self, at: Instant, target: impl FnOnce() -> Weak<dyn TimerCallback>) {
        if self.timer.as_ref().is_some_and(|(fires, _)| *fires <= at) {
            return;
        }
        self.timer = Some((at, timer::call_at(at, target())));
    }

    /// `timer` fired. Returns true if it was the one set here and the deadline has passed.
    pub(super) fn fired(&mut self, timer: TimerId, target: impl FnOnce() -> Weak<dyn TimerCallback>) -> bool {
        let Some((_, own)) = self.timer.take_if(|(_, own)| own.is(timer)) else { return false };
        own.forget();
        let at = self.at;
        self.set(at, target)
    }

    /// Takes the timer back.
    pub(super) fn disarm(&mut self) {
        self.timer = None;
    }
}
