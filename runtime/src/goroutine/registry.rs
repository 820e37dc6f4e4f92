//! Every goroutine that has ever waited: a waker that keeps it, and by which a trace asks it who it is.
//!
//! A goroutine takes a *seat* at its first wait and leaves it at its end; one that never waits costs nothing here. The waker in the
//! seat keeps the goroutine: without it, the task is dropped, destructors and all, when it waits for what nobody can wake
//! (`select! {}`, a nil channel), while in Go it stays for ever. And a trace wakes everybody by it.
//!
//! The seats stand in *parts*, each behind a lock of its own; a thread seats always in the same part, so workers seldom meet. A part
//! grows by blocks, so that no seat is ever moved, and gives its memory back once it is empty.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Waker;

use crossbeam_utils::CachePadded;

use super::trace;

/// How many parts there are: enough that workers seldom meet.
const PARTS: u32 = 16;

/// How many seats a block has.
const BLOCK: u32 = 128;

/// The end of a chain of free seats.
const NONE: u32 = u32::MAX;

/// One place.
enum Seat {
    Taken(Waker),
    /// With the next free one.
    Free(u32),
}

// What a goroutine that has waited costs, beside the number of its seat.
const _: () = assert!(size_of::<Seat>() == size_of::<Waker>());

/// The seats of some threads.
struct Part {
    blocks: Vec<Vec<Seat>>,
    /// The first free seat.
    free: u32,
    /// How many are taken.
    taken: u32,
}

static ALL: [CachePadded<Mutex<Part>>; PARTS as usize] =
    [const { CachePadded::new(Mutex::new(Part { blocks: Vec::new(), free: NONE, taken: 0 })) }; PARTS as usize];

thread_local! {
    /// The part this thread seats in.
    static MINE: Cell<u32> = const { Cell::new(NONE) };
}

/// The number of a seat, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SeatNumber(u32);

impl SeatNumber {
    /// No seat yet.
    pub(crate) const NONE: SeatNumber = SeatNumber(NONE);
}

/// Seats a goroutine, which is kept and woken by `waker`; says whether a trace is under way, which may have passed by.
pub(crate) fn sit(waker: Waker) -> (SeatNumber, bool) {
    let mine = mine();
    let mut part = part(mine);
    let index = part.sit(waker);
    // Under the lock: see "Memory ordering" in `trace.rs`.
    let traced = trace::epoch() != 0;
    drop(part);
    (SeatNumber(index * PARTS + mine), traced)
}

/// Leaves a seat, and returns the waker that stood there, to be dropped with no lock held.
pub(crate) fn leave(SeatNumber(number): SeatNumber) -> Option<Waker> {
    if number == NONE {
        return None;
    }
    part(number % PARTS).leave(number / PARTS)
}

/// Where a tracer stands on its way through all seats.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cursor {
    part: u32,
    index: u32,
}

impl Cursor {
    /// Those who sit in the next block; `None` at the end. They are cloned under the lock of their part.
    pub(crate) fn next_block(&mut self) -> Option<Vec<(SeatNumber, Waker)>> {
        while self.part < PARTS {
            let part = part(self.part);
            if let Some(block) = part.blocks.get(self.index as usize) {
                let first = self.index * BLOCK;
                self.index += 1;
                let seated = (first..).zip(block).filter_map(|(index, seat)| match seat {
                    Seat::Taken(waker) => Some((SeatNumber(index * PARTS + self.part), waker.clone())),
                    Seat::Free(_) => None,
                });
                return Some(seated.collect());
            }
            *self = Cursor { part: self.part + 1, index: 0 };
        }
        None
    }
}

impl Part {
    fn sit(&mut self, waker: Waker) -> u32 {
        self.taken += 1;
        if self.free == NONE {
            return self.grow(waker);
        }
        let index = self.free;
        let seat = &mut self.blocks[(index / BLOCK) as usize][(index % BLOCK) as usize];
        if let Seat::Free(next) = std::mem::replace(seat, Seat::Taken(waker)) {
            self.free = next;
        }
        index
    }

    /// Takes a seat that was never taken before.
    fn grow(&mut self, waker: Waker) -> u32 {
        if self.blocks.last().is_none_or(|block| block.len() == BLOCK as usize) {
            self.blocks.push(Vec::with_capacity(BLOCK as usize));
        }
        let before = u32::try_from(self.blocks.len() - 1).expect("so many goroutines do not fit in memory") * BLOCK;
        let block = self.blocks.last_mut().unwrap_or_else(|| unreachable!("there is a block"));
        let index = before + u32::try_from(block.len()).unwrap_or(BLOCK);
        assert!(index < NONE / PARTS, "too many goroutines wait");
        block.push(Seat::Taken(waker));
        index
    }

    fn leave(&mut self, index: u32) -> Option<Waker> {
        let seat = self.blocks.get_mut((index / BLOCK) as usize)?.get_mut((index % BLOCK) as usize)?;
        let Seat::Taken(waker) = std::mem::replace(seat, Seat::Free(self.free)) else { return None };
        self.free = index;
        self.taken -= 1;
        if self.taken == 0 && self.blocks.len() > 1 {
            *self = Part { blocks: Vec::new(), free: NONE, taken: 0 };
        }
        Some(waker)
    }
}

fn part(number: u32) -> MutexGuard<'static, Part> {
    // No user code runs under the lock, so a poisoned one is as good as any.
    ALL[number as usize].lock().unwrap_or_else(PoisonError::into_inner)
}

/// The part this thread seats in, chosen on first use.
fn mine() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    if MINE.get() == NONE {
        MINE.set(NEXT.fetch_add(1, Ordering::Relaxed) % PARTS);
    }
    MINE.get()
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    fn waker() -> Waker {
        Waker::noop().clone()
    }

    fn part() -> Part {
        Part { blocks: Vec::new(), free: NONE, taken: 0 }
    }

    #[test]
    fn a_seat_is_used_again() {
        let mut part = part();
        let seats: Vec<u32> = (0..300).map(|_| part.sit(waker())).collect();
        assert!(part.leave(seats[130]).is_some());
        assert!(part.leave(seats[130]).is_none());
        assert_eq!(part.sit(waker()), seats[130]);
        assert_eq!((part.taken, part.blocks.len()), (300, 3));
    }

    #[test]
    fn forgets_a_crowd() {
        let mut part = part();
        let seats: Vec<u32> = (0..300).map(|_| part.sit(waker())).collect();
        seats.iter().for_each(|&seat| drop(part.leave(seat)));
        assert!(part.blocks.is_empty());
    }
}
