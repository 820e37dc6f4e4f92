//! `func main` ends the program as in Go: nothing of its own is dropped first, so that a goroutine
//! that sends to a channel of `main`'s does not find it without receivers.

use std::future::{Future, pending};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::{Context, Poll};

/// Whether `main` has come to its end.
static ENDED: AtomicBool = AtomicBool::new(false);

/// The last statement of a `func main`: its variables stay as they are.
pub async fn main_ends() {
    ENDED.store(true, SeqCst);
    pending().await
}

/// `main`, until it returns or comes to its end.
struct Main<F>(Option<Pin<Box<F>>>);

impl<F: Future<Output = ()>> Future for Main<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Some(main) = &mut self.0 else { return Poll::Ready(()) };
        let polled = main.as_mut().poll(cx);
        if polled.is_pending() && ENDED.load(SeqCst) {
            std::mem::forget(self.0.take());
            return Poll::Ready(());
        }
        polled
    }
}

/// Runs a `func main`.
#[track_caller]
pub fn run_go_main<F>(main: F) -> ExitCode
where
    F: Future<Output = ()> + Send + 'static,
{
    crate::run_main(Main(Some(Box::pin(main))))
}
