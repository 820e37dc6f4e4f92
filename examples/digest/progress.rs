//! A line on stderr that says how far it got, if somebody is there to see it.

use std::io::{self, IsTerminal, Write};

use goroutines::sync::atomic::{AtomicU64, Ordering::Relaxed};

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
    /// Whether somebody is there to see it.
    is_seen: bool,
    is_drawn: bool,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(totals: &'a Totals) -> Self {
        Progress { totals, is_seen: io::stderr().is_terminal(), is_drawn: false }
    }

    pub(crate) fn draw(&mut self) {
        if !self.is_seen {
            return;
        }
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
