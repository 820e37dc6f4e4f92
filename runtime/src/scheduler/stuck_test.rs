//! Fails a `#[goroutines] #[test]` that can never go on, with the dump of its goroutines.
//!
//! The thread of the test looks five times a second, as long as the test runs. The test is stuck if
//!
//! - its own goroutine is proven to wait for something that nobody can bring about any more,
//!   whatever else runs ([`Goroutine::is_leaked`]), and nothing has polled it for [`QUIET`], or
//! - all goroutines of the test wait for other goroutines, nothing has polled them for [`QUIET`],
//!   and nothing outside the test can wake them, as far as is known: no timer that does more than
//!   end a sleep, no socket, no `blocking` work, no thread that this crate does not know besides
//!   the test harness's main thread, and no goroutine but those of other tests that run.
//!
//! A goroutine that another test's goroutine, by way of a `static`, wakes more than [`QUIET`] later
//! would be taken for stuck. `GOROUTINES_DEBUG=stucktests=0` switches all of it off.

use std::collections::HashMap;
use std::sync::{Mutex, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crate::diag::{self, Dump, Goroutine};
use crate::goroutine::{Identity, scope};
use crate::idle_threads::{self, Snapshot};
use crate::{platform, timer, trace};

/// How often a test looks.
pub(super) const PAUSE: Duration = Duration::from_millis(200);

/// How long nothing must have polled the goroutines of a test.
const QUIET: Duration = Duration::from_millis(390);

/// How many times as long as a look takes is the pause behind it, at least.
const COST: u32 = 20;

/// What the last look found, of whichever test.
static LAST: Mutex<Option<Look>> = Mutex::new(None);

/// Since when the goroutines of the program have been quiet.
struct Look {
    /// The number of its trace.
    number: u16,
    /// By goroutine.
    since: HashMap<u64, Instant>,
}

/// Watches one test.
pub(super) struct StuckTest {
    /// The test's own goroutine.
    identity: Identity,
    is_on: bool,
    /// Not to look again before.
    next: Instant,
}

impl StuckTest {
    /// Watches the test whose own goroutine is `identity`.
    pub(super) fn new(identity: Identity) -> StuckTest {
        StuckTest { identity, is_on: diag::is_on("stucktests"), next: Instant::now() }
    }

    /// Looks whether the test is stuck.
    ///
    /// # Errors
    ///
    /// If it is: the text to fail with.
    pub(super) fn look(&mut self) -> Result<(), String> {
        let begin = Instant::now();
        if !self.is_on || begin < self.next {
            return Ok(());
        }
        // While it looks, the thread does nothing for the test.
        let _known = idle_threads::register_thread();
        // Another test's look is as good; the next one of this test follows soon.
        let mut last = match LAST.try_lock() {
            Ok(last) => last,
            Err(TryLockError::Poisoned(last)) => last.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(()),
        };
        let dump = diag::take(None);
        let look = Look::after(last.take(), &dump);
        let stuck = self.is_stuck(&dump, &look);
        *last = Some(look);
        self.next = begin + (begin.elapsed() * COST).max(PAUSE);
        if stuck { Err(diag::stuck_text(dump, self.identity.scope())) } else { Ok(()) }
    }

    fn is_stuck(&self, dump: &Dump, look: &Look) -> bool {
        let mine = || dump.goroutines().iter().filter(|goroutine| goroutine.scope() == self.identity.scope());
        // Without its own goroutine the test has just ended, and nothing is to be told.
        let Some(own) = mine().find(|goroutine| goroutine.id() == self.identity.id) else { return false };
        let all = u32::try_from(mine().count()).is_ok_and(|count| count == scope::live(self.identity.scope()));
        let quiet = || mine().all(|goroutine| look.is_quiet(goroutine));
        // A dump shows each goroutine at another moment, so while they run the proof may be wrong.
        own.is_leaked() && look.is_quiet(own)
            || all
                && quiet()
                && dump.goroutines().iter().all(|other| self.is_harmless(other, look))
                && nothing_outside()
    }

    /// Whether `other` is of this test, or cannot wake a goroutine of it.
    fn is_harmless(&self, other: &Goroutine, look: &Look) -> bool {
        other.scope() == self.identity.scope() || scope::is_open(other.scope()) || look.is_quiet(other)
    }
}

impl Look {
    /// What `dump` shows, with what the look `before` it has found.
    fn after(before: Option<Look>, dump: &Dump) -> Look {
        let (number, now) = (dump.number(), Instant::now());
        let before = before.filter(|before| trace::number_after(before.number) == number);
        let since = |goroutine: &Goroutine| {
            let before = before.as_ref().filter(|before| goroutine.is_quiet_since(before.number))?;
            before.since.get(&goroutine.id()).copied()
        };
        let since = dump.goroutines().iter().map(|it| (it.id(), since(it).unwrap_or(now))).collect();
        Look { number, since }
    }

    fn is_quiet(&self, goroutine: &Goroutine) -> bool {
        self.since.get(&goroutine.id()).is_some_and(|since| since.elapsed() >= QUIET)
    }
}

/// Whether nothing is known outside the goroutines that could wake one, but what ends sleeps.
fn nothing_outside() -> bool {
    let known = Snapshot::take();
    // With one test at a time the harness runs it on its own thread, which is the one that looks.
    let harness = usize::from(thread::current().name() != Some("main"));
    let no_other_threads = platform::thread_count().is_some_and(|threads| threads == known.idle_threads() + harness);
    !known.has_wakers() && !timer::has_callbacks() && no_other_threads
}
