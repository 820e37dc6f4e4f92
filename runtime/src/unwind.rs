//! Panics of goroutines: caught with message and place, carried as a value, raised again, printed in Go's form.
//!
//! A goroutine's panic is either delivered to whoever joins it or ends the program with Go's text. Rust's own report
//! (`thread '…' panicked at …`) would come first and say the same in other words, so the hook installed by
//! [`install_hook`] keeps silent on a thread that polls a goroutine ([`Silence`]) and only notes where it happened.
//! Everywhere else the program's previous hook does what it did; also for a piece of a goroutine's `par_iter` that another
//! worker runs. (A plain job of rayon that runs within a goroutine's `join` is as silent as that goroutine.)
//!
//! A note is tied to a payload by its message: a panic that comes from another thread (rayon carries one out of `par_iter`)
//! meets no note of its own, or a stale one with another message, and is then printed without a place.

mod panic;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::panic::{self as std_panic, AssertUnwindSafe, PanicHookInfo};
use std::pin::Pin;
use std::sync::Once;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

pub(crate) use panic::Panic;
use panic::{Link, Place, message_of};

thread_local! {
    /// Whether the hook keeps silent here, because whoever catches the panic will report it.
    static SILENT: Cell<bool> = const { Cell::new(false) };
    /// What the hook, or [`resume`], noted of the last panic on this thread.
    static NOTE: RefCell<Option<Note>> = const { RefCell::new(None) };
}

/// What a payload alone does not tell of a panic.
struct Note {
    /// The message, which ties the note to its payload, and its mark.
    last: Link,
    /// Where it panicked.
    place: Option<Place>,
    /// The panics that this one replaced, oldest first.
    earlier: Vec<Link>,
}

/// Keeps the hook silent on this thread until dropped.
pub(crate) struct Silence {
    /// What held before, for nested polls.
    before: bool,
}

impl Silence {
    /// Begins the silence.
    pub(crate) fn begin() -> Self {
        Silence { before: SILENT.replace(true) }
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        SILENT.set(self.before);
    }
}

/// Installs the hook, once per program, around the one that stands there.
pub(crate) fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let previous = std_panic::take_hook();
        std_panic::set_hook(Box::new(move |info| {
            if ends_the_program(info) {
                report_note();
                previous(info);
            } else if !SILENT.try_with(Cell::get).unwrap_or(false) {
                previous(info);
            }
            note(info);
        }));
    });
}

/// Whether this is the second panic, in a destructor that runs because of the first: the program is about to abort, and
/// nobody will catch and report it.
fn ends_the_program(info: &PanicHookInfo<'_>) -> bool {
    message_of(info.payload()).starts_with("panic in a ")
        && info.location().is_some_and(|at| at.file().contains("core"))
}

/// Prints the panic noted last, which nobody will catch.
fn report_note() {
    let note = NOTE.try_with(|slot| slot.take()).ok().flatten();
    if let Some(Note { last, place: Some(place), .. }) = note {
        eprintln!("{last}\n\t{place}");
    }
}

fn note(info: &PanicHookInfo<'_>) {
    let last = Link::new(message_of(info.payload()));
    leave(Note { last, place: info.location().map(Place::new), earlier: Vec::new() });
}

fn leave(note: Note) {
    // A thread whose locals are gone already is ending; nothing there catches for a goroutine.
    let _ = NOTE.try_with(|slot| slot.replace(Some(note)));
}

pin_project! {
    /// The future of [`catch`]: ends with the future's output, or with its panic.
    pub(crate) struct CatchUnwind<F> {
        #[pin]
        future: F,
    }
}

/// Runs `future` and turns a panic in it into a value; it must not be polled again after that.
pub(crate) fn catch<F: Future>(future: F) -> CatchUnwind<F> {
    CatchUnwind { future }
}

impl<F: Future> Future for CatchUnwind<F> {
    type Output = Result<F::Output, Panic>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let future = self.project().future;
        match std_panic::catch_unwind(AssertUnwindSafe(|| future.poll(cx))) {
            Ok(poll) => poll.map(Ok),
            Err(payload) => Poll::Ready(Err(caught(payload))),
        }
    }
}

/// Calls `f` and turns a panic in it into a value.
pub(crate) fn catch_call<T>(f: impl FnOnce() -> T) -> Result<T, Panic> {
    std_panic::catch_unwind(AssertUnwindSafe(f)).map_err(caught)
}

fn caught(payload: Box<dyn Any + Send>) -> Panic {
    let message = message_of(&*payload);
    let note = NOTE.try_with(|slot| slot.take()).ok().flatten().filter(|note| note.last.message() == message);
    let note = note.unwrap_or_else(|| Note { last: Link::new(message), place: None, earlier: Vec::new() });
    Panic::new(payload, note.last, note.place, note.earlier)
}

/// Raises `panic` again: same payload, and whoever catches it finds the same message and place.
pub(crate) fn resume(panic: Panic) -> ! {
    let (payload, last, place, earlier) = panic.into_parts();
    leave(Note { last, place, earlier });
    std_panic::resume_unwind(payload)
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn a_caught_panic_knows_its_place() {
        install_hook();
        let _silence = Silence::begin();
        let panic = catch_call(|| panic!("boom {}", 7)).expect_err("it panics");
        assert_eq!(panic.message(), "boom 7");
        assert!(panic.place().expect("the hook noted it").contains("unwind.rs:"));
    }

    #[test]
    fn resuming_keeps_message_place_and_payload() {
        install_hook();
        let _silence = Silence::begin();
        let first = catch_call(|| panic!("boom")).expect_err("it panics");
        let place = first.place();
        let again = catch_call(|| -> () { resume(first) }).expect_err("it resumes");
        assert_eq!(again.place(), place);
        assert_eq!(again.into_payload().downcast_ref::<&str>(), Some(&"boom"));
    }

    #[test]
    fn a_panic_that_replaces_another_prints_both() {
        install_hook();
        let _silence = Silence::begin();
        let first = catch_call(|| panic!("first")).expect_err("it panics");
        let second = catch_call(|| panic!("second")).expect_err("it panics");
        let both = catch_call(|| -> () { resume(second.replacing(first)) }).expect_err("it resumes");
        assert_eq!(both.headline(), "panic: first\n\tpanic: second");
        let third = catch_call(|| panic!("third")).expect_err("it panics");
        assert_eq!(
            third.replacing(both.recovered()).headline(),
            "panic: first\n\tpanic: second [recovered]\n\tpanic: third"
        );
        let same = catch_call(|| panic!("same")).expect_err("it panics");
        let same = catch_call(|| -> () { resume(same.recovered().repanicked()) }).expect_err("it resumes");
        assert_eq!(same.headline(), "panic: same [recovered, repanicked]");
    }

    #[test]
    fn a_payload_from_elsewhere_has_no_place() {
        install_hook();
        let panic = catch_call(|| -> () { std_panic::resume_unwind(Box::new("from afar")) }).expect_err("it unwinds");
        assert_eq!((panic.message(), panic.place()), ("from afar", None));
    }
}
