//! The second stage: digests the files, each of N goroutines one at a time.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use goroutines::blocking;
use goroutines::prelude::*;
use sha2::{Digest as _, Sha256};
use sync::Arc;

use crate::progress::Totals;
use crate::walk::{Digest, Failure, Report};

/// How much of a file is read at a time, and how much of it is in memory.
const CHUNK: usize = 256 * 1024;

/// A file to digest.
pub(crate) struct Job {
    pub(crate) path: PathBuf,
    /// Where the result goes.
    pub(crate) report: Sender<Report>,
}

/// Does one job after the other.
#[goroutines]
pub(crate) fn digester(jobs: Receiver<Job>, totals: Arc<Totals>) {
    for Job { path, report } in jobs {
        let sha256 = sha256(&path, &totals);
        let result = match sha256 {
            Ok(sha256) => Ok(Digest { path, sha256 }),
            Err(error) => Err(Failure { path, error }),
        };
        totals.add_file();
        // It fails when the printer has gone, and then nobody minds.
        let _ = report.send(result);
    }
}

/// Reads where that may block, and hashes here, on a worker.
#[goroutines]
fn sha256(path: &Path, totals: &Totals) -> io::Result<[u8; 32]> {
    let path = path.to_owned();
    let mut hasher = Sha256::new();
    let mut source = blocking(move || Source::open(&path))?;
    loop {
        hasher.update(&source.chunk);
        totals.add_bytes(source.chunk.len());
        if source.chunk.len() < CHUNK {
            return Ok(hasher.finalize().into());
        }
        source = blocking(move || source.read())?;
    }
}

/// An open file, and the part of it read last; only the last part is shorter than [`CHUNK`].
struct Source {
    file: File,
    chunk: Vec<u8>,
}

impl Source {
    /// Opens the file and reads its first chunk: for a small file one trip to a blocking thread is all.
    fn open(path: &Path) -> io::Result<Source> {
        let file = File::open(path)?;
        // Only a hint: some files say that they are empty, and are not.
        let size = file.metadata()?.len().min(CHUNK as u64);
        Source { file, chunk: Vec::with_capacity(size as usize) }.read()
    }

    fn read(mut self) -> io::Result<Source> {
        self.chunk.clear();
        (&self.file).take(CHUNK as u64).read_to_end(&mut self.chunk)?;
        Ok(self)
    }
}
