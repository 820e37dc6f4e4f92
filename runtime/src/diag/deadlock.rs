//! The text of a deadlock: Go's first line, all goroutines, and what to do.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::dump::{Dump, Goroutine, Wait};
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
    let holders: HashSet<u64> = waits(&dump).filter_map(|(_, wait)| wait.holder()).collect();
    let locks = waits(&dump).filter_map(|(goroutine, wait)| lock_advice(&dump, goroutine, wait));
    // Who holds a lock that others wait for waits in vain because of that: its own wait is not the
    // cause.
    let others = dump.goroutines().iter().filter(|goroutine| !holders.contains(&goroutine.id())).filter_map(advice);
    let advice = locks.chain(others).filter(|advice| given.insert(advice.clone()));
    for (index, advice) in advice.take(ADVICE).enumerate() {
        let _ = writeln!(text, "{}help: {advice}", if index == 0 { "\n" } else { "" });
    }
    text
}

/// The dump in the form that fits its size.
pub(crate) fn for_screen(dump: &Dump) -> String {
    if dump.goroutines().len() > MANY { dump.grouped().to_string() } else { dump.to_string() }
}

/// All waits, with who waits.
fn waits(dump: &Dump) -> impl Iterator<Item = (&Goroutine, &Wait)> {
    dump.goroutines().iter().flat_map(|goroutine| goroutine.waits().iter().map(move |wait| (goroutine, wait)))
}

/// What to do about a wait for a lock that a goroutine holds which waits, too.
fn lock_advice(dump: &Dump, goroutine: &Goroutine, wait: &Wait) -> Option<String> {
    let holder = wait.holder()?;
    let place = |wait: &Wait| format!("{}:{}", wait.at().file(), wait.at().line());
    if holder == goroutine.id() {
        let at = place(wait);
        return Some(format!("goroutine {holder} holds the lock that it wants at {at} already: drop its guard first"));
    }
    let holds = dump.goroutines().iter().find(|goroutine| goroutine.id() == holder)?;
    let (at, wanted) = (place(holds.waits().first()?), place(wait));
    Some(format!(
        "goroutine {holder} waits at {at} and holds the lock wanted at {wanted}: drop its guard before that wait"
    ))
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
        ("sync.Mutex.Lock" | "sync.RWMutex.Lock" | "sync.RWMutex.RLock", _) if wait.holder().is_none() => {
            format!("whoever holds the lock wanted at {at} waits too: drop its guard before the wait")
        }
        ("sync.Cond.Wait", _) => format!("nobody signals the condition waited for at {at} any more"),
        _ => return None,
    })
}
