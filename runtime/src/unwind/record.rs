//! What the hook saw of each panic that is on its way, for whoever catches it.
//!
//! A note is tied to its payload by the address of the message and by the message itself. Neither changes when the payload is
//! carried to another thread, as rayon does with a panic in a piece of a `par_iter`, or is raised again by hand. A panic that the
//! user catches leaves its note behind; it goes when [`KEPT`] newer ones have come.

use std::any::Any;
use std::backtrace::Backtrace;
use std::collections::VecDeque;
use std::panic::PanicHookInfo;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use super::backtrace;
use super::panic::{ChainLine, Panic, PanicInfo, PanicLocation};
use super::value::{address_of, text_of};

/// How many notes are kept: more panics than that are not on their way at once.
const KEPT: usize = 64;

/// The notes, oldest first.
static RECORDS: Mutex<VecDeque<PanicRecord>> = Mutex::new(VecDeque::new());

/// What a payload alone does not tell of a panic.
pub(super) struct PanicRecord {
    /// Where the text of the payload lies.
    address: usize,
    /// The thread that panicked.
    thread: ThreadId,
    /// What is known.
    known: PanicInfo,
}

impl PanicRecord {
    /// What the hook is told.
    pub(super) fn of(info: &PanicHookInfo<'_>) -> Self {
        let last = ChainLine::new(text_of(info.payload()).into_owned());
        let place = info.location().map(PanicLocation::new);
        let backtrace = backtrace::is_wanted().then(|| Arc::new(Backtrace::force_capture()));
        PanicRecord::again(info.payload(), PanicInfo { last, place, backtrace, earlier: Vec::new() })
    }

    /// What is known already of a payload that is raised again.
    pub(super) fn again(payload: &(dyn Any + Send), known: PanicInfo) -> Self {
        PanicRecord { address: address_of(payload), thread: thread::current().id(), known }
    }

    /// The panic that this note is about.
    pub(super) fn into_panic(self, payload: Box<dyn Any + Send>) -> Panic {
        Panic::new(payload, self.known)
    }
}

fn records() -> MutexGuard<'static, VecDeque<PanicRecord>> {
    RECORDS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps `note` for whoever catches the panic.
pub(super) fn stash(note: PanicRecord) {
    let mut notes = records();
    let forgotten = (notes.len() == KEPT).then(|| notes.pop_front());
    notes.push_back(note);
    drop(notes);
    drop(forgotten);
}

/// Takes the note that belongs to `payload`.
pub(super) fn take(payload: &(dyn Any + Send)) -> Option<PanicRecord> {
    let (address, text) = (address_of(payload), text_of(payload));
    let mut notes = records();
    let index = notes.iter().rposition(|note| note.address == address && note.known.last.message() == text)?;
    notes.remove(index)
}

/// Takes the newest note of this thread.
pub(super) fn take_last() -> Option<PanicRecord> {
    let thread = thread::current().id();
    let mut notes = records();
    let index = notes.iter().rposition(|note| note.thread == thread)?;
    notes.remove(index)
}
