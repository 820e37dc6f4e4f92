//! What the hook has seen of each panic that is under way, for whoever catches it.
//!
//! A record is tied to its payload by the address of the message and by the message itself. Neither
//! changes when the payload is carried to another thread, as rayon does with a panic in a piece of
//! a `par_iter`, or is raised again by hand. A panic that the user catches leaves its record
//! behind; it is dropped when [`KEPT`] newer ones have come.

use std::any::Any;
use std::backtrace::Backtrace;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::panic::PanicHookInfo;
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};

use super::backtrace;
use super::panic::{ChainLine, Panic, PanicInfo, PanicLocation};
use super::value::{PayloadKey, plain_text_of};
use crate::primitives::lock_std;

/// How many records are kept: more panics than that are not under way at once.
const KEPT: usize = 64;

/// The records, oldest first.
static RECORDS: Mutex<VecDeque<PanicRecord>> = Mutex::new(VecDeque::new());

/// What a payload alone does not tell of a panic.
pub(super) struct PanicRecord {
    /// Tells its payload from others.
    key: PayloadKey,
    /// The thread that panicked.
    thread: ThreadId,
    /// What is known; the message is empty as long as only the payload's own code could tell it.
    known: PanicInfo,
    /// Whether the message is known.
    has_message: bool,
}

impl PanicRecord {
    /// What the hook sees. It runs no code of the user's: a panic in the hook would abort the
    /// process.
    pub(super) fn of(info: &PanicHookInfo<'_>) -> Self {
        let text = plain_text_of(info.payload());
        let has_message = text.is_some();
        let last = ChainLine::new(text.map(Cow::into_owned).unwrap_or_default());
        let place = info.location().map(PanicLocation::new);
        let backtrace = backtrace::is_wanted().then(|| Arc::new(Backtrace::force_capture()));
        let known = PanicInfo { last, place, backtrace, earlier: Vec::new() };
        PanicRecord { key: PayloadKey::of(info.payload()), thread: thread::current().id(), known, has_message }
    }

    /// What is known already of a payload that is raised again.
    pub(super) fn again(payload: &(dyn Any + Send), known: PanicInfo) -> Self {
        let (key, thread) = (PayloadKey::of(payload), thread::current().id());
        PanicRecord { key, thread, known, has_message: true }
    }

    /// The panic that this record is about.
    pub(super) fn into_panic(self, payload: Box<dyn Any + Send>) -> Panic {
        self.into_panic_of(&*payload).with_payload(payload)
    }

    /// The panic that this record is about, with a payload that cannot be moved.
    pub(super) fn into_panic_of(self, payload: &(dyn Any + Send)) -> Panic {
        let mut known = self.known;
        if !self.has_message {
            known.last = ChainLine::of(payload);
        }
        Panic::new(Box::new(()), known)
    }

    /// The thread that panicked.
    pub(super) fn thread(&self) -> ThreadId {
        self.thread
    }

    fn is_about(&self, key: PayloadKey, text: Option<&str>) -> bool {
        self.key == key && text.is_none_or(|text| self.known.last.message() == text)
    }
}

/// Keeps `record` for whoever catches the panic.
pub(super) fn stash(record: PanicRecord) {
    let mut records = lock_std(&RECORDS);
    let forgotten = (records.len() == KEPT).then(|| records.pop_front());
    records.push_back(record);
    drop(records);
    drop(forgotten);
}

/// Takes the record that belongs to `payload`.
pub(super) fn take(payload: &(dyn Any + Send)) -> Option<PanicRecord> {
    let (key, text) = (PayloadKey::of(payload), plain_text_of(payload));
    let mut records = lock_std(&RECORDS);
    let index = records.iter().rposition(|record| record.is_about(key, text.as_deref()))?;
    records.remove(index)
}

/// Takes the newest record of this thread.
pub(super) fn take_last() -> Option<PanicRecord> {
    let thread = thread::current().id();
    let mut records = lock_std(&RECORDS);
    let index = records.iter().rposition(|record| record.thread == thread)?;
    records.remove(index)
}
