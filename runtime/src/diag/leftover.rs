//! What a test has left behind: goroutines of its own that still live when it ends.

use std::thread;
use std::time::{Duration, Instant};

use super::dump::{Dump, Goroutine};
use crate::goroutine::scope;

/// How long those may take to end that are about to.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often one looks whether they have.
const PAUSE: Duration = Duration::from_millis(5);

/// The text about more than `allowed` goroutines of `scope` that still live. Those that are proven
/// to wait forever are reported at once; others get some time to end, since the last thing a
/// goroutine does is often to tell the test that it is done.
pub(crate) fn leftover(scope: u16, allowed: usize) -> Option<String> {
    let begin = Instant::now();
    while live(scope) > allowed {
        let dump = super::take(None).only(|goroutine| goroutine.scope() == scope);
        if is_final(&dump, scope) || begin.elapsed() >= PATIENCE {
            // Those that the dump has caught on their last way may have ended meanwhile.
            return (dump.goroutines().len() > allowed && live(scope) > allowed).then(|| text(&dump));
        }
        thread::sleep(PAUSE);
    }
    None
}

fn live(scope: u16) -> usize {
    usize::try_from(scope::live(scope)).unwrap_or(usize::MAX)
}

/// Whether all that live wait forever.
fn is_final(dump: &Dump, scope: u16) -> bool {
    dump.goroutines().len() == live(scope) && dump.goroutines().iter().all(Goroutine::is_leaked)
}

fn text(dump: &Dump) -> String {
    format!(
        "found unexpected goroutines:\n\n{dump}\nhelp: let them end before the test does, or allow them: \
         `#[goroutines(allow_leaks = {})]`",
        dump.goroutines().len()
    )
}
