//! The last stage: prints the reports in the order of the walk.

use std::io::{self, Write};
use std::mem;
use std::path::Path;

use goroutines::blocking;
use goroutines::prelude::*;

use crate::complain;
use crate::progress::{Progress, Totals};
use crate::walk::{Digest, Report};

/// How much output is collected at most before it is written.
const BATCH: usize = 32 * 1024;

/// Prints until there are no more reports, and says whether everything could be read; fails when the output does.
#[goroutines]
pub(crate) fn print(reports: Receiver<Receiver<Report>>, totals: &Totals) -> io::Result<bool> {
    let mut progress = Progress::new(totals);
    let mut all_read = true;
    let mut batch = Vec::new();
    // So often, what is there is written, whether or not it is much.
    let ticks = time::tick(100 * time::MILLISECOND);
    for pending in reports {
        let report = loop {
            select! {
                report = pending.recv() => break report,
                ticks.recv() => {
                    progress.erase();
                    write(mem::take(&mut batch))?;
                    progress.draw();
                }
            }
        };
        match report.expect("each digester reports on each of its jobs") {
            Ok(digest) => push_line(&mut batch, &digest),
            Err(failure) => {
                progress.erase();
                write(mem::take(&mut batch))?;
                complain(format_args!("cannot read {:?}: {}", failure.path, failure.error));
                all_read = false;
            }
        }
        if batch.len() >= BATCH {
            progress.erase();
            write(mem::take(&mut batch))?;
        }
    }
    progress.erase();
    write(batch)?;
    Ok(all_read)
}

/// Prints a text.
#[goroutines]
pub(crate) fn text(text: &str) -> io::Result<()> {
    write(text.into())
}

/// Writes to stdout where that may block: whoever reads the pipe may be slow.
#[goroutines]
fn write(batch: Vec<u8>) -> io::Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    blocking(move || {
        let mut out = io::stdout();
        out.write_all(&batch)?;
        out.flush()
    })
}

/// One line of `sha256sum`: a backslash first says that the name is escaped.
fn push_line(batch: &mut Vec<u8>, digest: &Digest) {
    let name = bytes(&digest.path);
    if name.iter().any(|&byte| escape(byte).is_some()) {
        batch.push(b'\\');
    }
    for byte in digest.sha256 {
        batch.extend(format!("{byte:02x}").as_bytes());
    }
    batch.extend(b"  ");
    for byte in name {
        match escape(*byte) {
            Some(escaped) => batch.extend(escaped),
            None => batch.push(*byte),
        }
    }
    batch.push(b'\n');
}

/// What stands for `byte` in a name, where it would not be itself.
fn escape(byte: u8) -> Option<&'static [u8]> {
    match byte {
        b'\n' => Some(b"\\n"),
        b'\r' => Some(b"\\r"),
        // Elsewhere than on Unix a backslash separates directories.
        b'\\' if cfg!(unix) => Some(b"\\\\"),
        _ => None,
    }
}

/// The name, whatever its bytes are.
fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}
