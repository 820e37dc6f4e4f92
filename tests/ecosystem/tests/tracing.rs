//! tracing: events and spans in goroutines.

use std::io;
use std::sync::{Arc, Mutex};

use goroutines::prelude::*;
use tracing::Instrument;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[goroutines]
fn work(n: u32) {
    goroutines::yield_now();
    tracing::info!(n, "working");
}

#[goroutines]
#[test]
fn spans_follow_a_goroutine_across_its_waits() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().without_time().with_ansi(false).with_writer(move || writer.clone());
    tracing::subscriber::set_global_default(subscriber.finish()).unwrap();
    let works: Vec<_> = (0..3)
        .map(|n| goroutines::spawn(async move { work(n).await }.instrument(tracing::info_span!("job", id = n))))
        .collect();
    for work in works {
        work.join().unwrap();
    }
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for n in 0..3 {
        assert!(text.contains(&format!("job{{id={n}}}")) && text.contains(&format!("working n={n}")), "{text}");
    }
}
