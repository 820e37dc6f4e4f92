//! A small number for each thread, by which it chooses its shard of what is sharded.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

/// No number yet.
const NONE: u32 = u32::MAX;

thread_local! {
    /// The number of this thread, chosen at its first use.
    static MINE: Cell<u32> = const { Cell::new(NONE) };
}

/// The number of this thread, modulo `shards`: threads take the shards in turn, so that workers
/// seldom meet in one.
#[inline]
pub(crate) fn thread_number(shards: u32) -> u32 {
    let mine = MINE.get();
    (if mine == NONE { choose() } else { mine }) % shards
}

#[cold]
fn choose() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // Wraps after 4 billion threads; then two threads share a number, which costs contention alone.
    let mine = NEXT.fetch_add(1, Ordering::Relaxed) & !(1 << 31);
    MINE.set(mine);
    mine
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn a_thread_keeps_its_number_and_others_have_their_own() {
        let mine = thread_number(1 << 20);
        assert_eq!(thread_number(1 << 20), mine);
        assert_eq!(thread_number(16), mine % 16);
        let other = std::thread::spawn(|| thread_number(1 << 20)).join().unwrap();
        assert_ne!(other, mine);
    }
}
