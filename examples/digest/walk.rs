//! The first stage: finds the files.

use std::io;
use std::path::{Path, PathBuf};

use goroutines::prelude::*;
use walkdir::WalkDir;

use crate::hash::Job;

/// What became of one entry of the tree.
pub(crate) type Report = Result<Digest, Failure>;

/// A file and its SHA-256.
pub(crate) struct Digest {
    pub(crate) path: PathBuf,
    pub(crate) sha256: [u8; 32],
}

/// What could not be read, and why.
pub(crate) struct Failure {
    pub(crate) path: PathBuf,
    pub(crate) error: io::Error,
}

/// Walks through the trees under `roots` until the end, or until nobody wants the reports any more.
///
/// This runs on a thread where it may block, so its channel operations are the blocking ones.
pub(crate) fn walk(roots: &[PathBuf], jobs: &Sender<Job>, order: &Sender<Receiver<Report>>) {
    for root in roots {
        for entry in WalkDir::new(root).sort_by_file_name() {
            let found = match entry {
                Ok(entry) if entry.file_type().is_file() => Ok(entry.into_path()),
                Ok(_) => continue,
                Err(error) => Err(failure(root, error)),
            };
            if hand_on(found, jobs, order).is_none() {
                return;
            }
        }
    }
}

/// Queues one entry; `None` when the printer has gone.
fn hand_on(found: Result<PathBuf, Failure>, jobs: &Sender<Job>, order: &Sender<Receiver<Report>>) -> Option<()> {
    // With room for the one report, nobody ever waits to send it.
    let (report, pending) = chan(1).split();
    order.send_blocking(pending).ok()?;
    match found {
        Ok(path) => jobs.send_blocking(Job { path, report }).ok(),
        Err(failure) => report.send_blocking(Err(failure)).ok(),
    }
}

fn failure(root: &Path, error: walkdir::Error) -> Failure {
    let path = error.path().unwrap_or(root).to_owned();
    let error = error.into_io_error().unwrap_or_else(|| io::Error::other("a symbolic link to a directory above it"));
    Failure { path, error }
}
