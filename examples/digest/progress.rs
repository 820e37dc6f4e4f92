//! A line on stderr that says how far it got, if somebody is there to see it.

use std::io::{self, IsTerminal, Write};
use std::time::Instant;

use goroutines::prelude::*;
use sync::atomic::{AtomicU64, Ordering::Relaxed};

/// What has been done so far. The counts are for show only, so no order is needed between them.
#[derive(Default)]
pub(crate) struct Totals {
    files: AtomicU64,
    bytes: AtomicU64,
}

impl Totals {
    pub(crate) fn add_file(&self) {
        self.files.fetch_add(1, Relaxed);
    }

    pub(crate) fn add_bytes(&self, count: usize) {
        self.bytes.fetch_add(count as u64, Relaxed);
    }
}

/// The line on the terminal.
pub(crate) struct Progress<'a> {
    totals: &'a Totals,
    /// When to draw it; the nil channel, which never receives, if stderr is no terminal.
    ticks: Receiver<Instant>,
    is_drawn: bool,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(totals: &'a Totals) -> Self {
        let ticks = if io::stderr().is_terminal() { time::tick(100 * time::MILLISECOND) } else { Receiver::default() };
        Progress { totals, ticks, is_drawn: false }
    }

    pub(crate) fn ticks(&self) -> &Receiver<Instant> {
        &self.ticks
    }

    pub(crate) fn draw(&mut self) {
        let files = self.totals.files.load(Relaxed);
        let megabytes = self.totals.bytes.load(Relaxed) / 1_000_000;
        let _ = write!(io::stderr(), "\r{files} files, {megabytes} MB\x1b[K");
        self.is_drawn = true;
    }

    pub(crate) fn erase(&mut self) {
        if self.is_drawn {
            let _ = write!(io::stderr(), "\r\x1b[K");
            self.is_drawn = false;
        }
    }
}
