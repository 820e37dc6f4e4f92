//! The text of a deadlock: Go's first line, all goroutines, and what to do.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::dump::{Dump, Goroutine};
use crate::trace::wait_target::Channel;

/// With more goroutines than this a text for the screen counts those of a kind.
const MANY: usize = 1000;

/// At most so many pieces of advice are given.
const ADVICE: usize = 4;

/// What the program prints before it ends.
pub(crate) fn deadlock_text(dump: Dump) -> String {
    text_about("fatal error: all goroutines are asleep - deadlock!", dump)
}

/// What a test fails with whose goroutines, those of `scope`, can never go on.
pub(crate) fn stuck_text(dump: Dump, scope: u16) -> String {
    let dump = dump.only(|goroutine| goroutine.scope() == scope);
    text_about("the test can never end: all its goroutines are asleep - deadlock!", dump)
}

fn text_about(headline: &str, dump: Dump) -> String {
    let dump = dump.unmarked();
    let mut text = format!("{headline}\n\n{}", for_screen(&dump));
    let mut given = HashSet::new();
    let advice = dump.goroutines().iter().filter_map(advice).filter(|advice| given.insert(advice.clone()));
    for (index, advice) in advice.take(ADVICE).enumerate() {
        let _ = writeln!(text, "{}help: {advice}", if index == 0 { "\n" } else { "" });
    }
    text
}

/// The dump in the form that fits its size.
pub(crate) fn for_screen(dump: &Dump) -> String {
    if dump.goroutines().len() > MANY { dump.grouped().to_string() } else { dump.to_string() }
}

/// What to do about the wait of `goroutine`, where that can be told.
fn advice(goroutine: &Goroutine) -> Option<String> {
    let wait = goroutine.waits().first()?;
    let at = format!("{}:{}", wait.at().file(), wait.at().line());
    let channel = wait.channels().next();
    let made = |channel: &Channel| format!("{}:{}", channel.made_at().file(), channel.made_at().line());
    Some(match (wait.reason(), channel) {
        ("chan receive", Some(channel)) => format!(
            "nobody sends on the channel made at {} any more: call `close()` on it when the last send is done",
            made(channel)
        ),
        ("chan send", Some(channel)) => format!(
            "nobody receives from the channel made at {} any more: receive what is sent, or make it with room, as `chan(1)`",
            made(channel)
        ),
        ("chan receive (nil chan)" | "chan send (nil chan)", _) => {
            format!("the channel used at {at} is nil: give it one made by `chan(…)`")
        }
        ("sync.WaitGroup.Wait", _) => {
            format!("the `WaitGroup` waited for at {at} never comes to zero: call `done()` once for each `add(1)`")
        }
        ("sync.Mutex.Lock" | "sync.RWMutex.Lock" | "sync.RWMutex.RLock", _) => {
            format!("whoever holds the lock wanted at {at} waits too: drop its guard before the wait")
        }
        ("sync.Cond.Wait", _) => format!("nobody signals the condition waited for at {at} any more"),
        _ => return None,
    })
}
