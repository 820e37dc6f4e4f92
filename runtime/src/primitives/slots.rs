//! Numbered places that grow chunk by chunk: a crowd of waiters is never copied under the lock, nor
//! given room for twice as many.
//!
//! The wait lists of locks, the queues of channels and the list of goroutines that have waited keep
//! their entries here.

/// Places with the numbers from 0 on, in chunks of `CHUNK`.
#[derive(Debug)]
pub(crate) struct Slots<S, const CHUNK: usize> {
    /// The places below `CHUNK`, mostly all there are; grows as a `Vec` does.
    first: Vec<S>,
    /// The others, behind one word, since few have any.
    rest: Option<Box<Rest<S>>>,
}

/// The chunks after the first; all but the last are full.
#[derive(Debug)]
struct Rest<S> {
    /// The chunks in their order; there is at least one, and none is empty.
    chunks: Vec<Vec<S>>,
}

impl<S, const CHUNK: usize> Slots<S, CHUNK> {
    /// No places; allocates nothing.
    pub(crate) const fn new() -> Slots<S, CHUNK> {
        Slots { first: Vec::new(), rest: None }
    }

    /// How many places there are.
    pub(crate) fn len(&self) -> usize {
        match self.rest.as_ref().map(|rest| (rest.chunks.len(), rest.chunks.last().map_or(0, Vec::len))) {
            None => self.first.len(),
            Some((chunks, last)) => chunks * CHUNK + last,
        }
    }

    /// The place at `index`, if there is one.
    #[inline]
    pub(crate) fn get(&self, index: u32) -> Option<&S> {
        let index = index as usize;
        if index < CHUNK {
            self.first.get(index)
        } else {
            self.rest.as_ref()?.chunks.get(index / CHUNK - 1)?.get(index % CHUNK)
        }
    }

    /// The place at `index`, if there is one.
    #[inline]
    pub(crate) fn get_mut(&mut self, index: u32) -> Option<&mut S> {
        let index = index as usize;
        if index < CHUNK {
            self.first.get_mut(index)
        } else {
            self.rest.as_mut()?.chunks.get_mut(index / CHUNK - 1)?.get_mut(index % CHUNK)
        }
    }

    /// The place at `index`, which must be there.
    #[inline]
    pub(crate) fn at(&mut self, index: u32) -> &mut S {
        self.get_mut(index).unwrap_or_else(|| no_such_slot())
    }

    /// The places from `number * CHUNK` on, up to `CHUNK` of them; `None` behind the last.
    pub(crate) fn chunk(&self, number: usize) -> Option<&[S]> {
        match number.checked_sub(1) {
            None => (!self.first.is_empty()).then_some(&self.first[..]),
            Some(later) => self.rest.as_ref()?.chunks.get(later).map(|chunk| &chunk[..]),
        }
    }

    /// Adds a place, and returns its number.
    ///
    /// # Panics
    ///
    /// If there are [`u32::MAX`] places already: the last number is kept for "none".
    pub(crate) fn push(&mut self, slot: S) -> u32 {
        let index = self.len();
        let number = u32::try_from(index).ok().filter(|&number| number != u32::MAX).expect("too many wait at once");
        if index < CHUNK {
            self.first.push(slot);
        } else {
            let chunks = &mut self.rest.get_or_insert_with(|| Box::new(Rest { chunks: Vec::new() })).chunks;
            if index.is_multiple_of(CHUNK) {
                chunks.push(Vec::with_capacity(CHUNK));
            }
            chunks[index / CHUNK - 1].push(slot);
        }
        number
    }

    /// Gives all memory back.
    pub(crate) fn clear(&mut self) {
        *self = Slots::new();
    }
}

#[cold]
fn no_such_slot() -> ! {
    unreachable!("a slot belongs to its operation until that leaves it")
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    const CHUNK: u32 = 128;

    type Numbers = Slots<u32, { CHUNK as usize }>;

    #[test]
    fn each_place_keeps_its_number_as_others_come() {
        let mut slots = Numbers::new();
        for i in 0..5 * CHUNK {
            assert_eq!(slots.push(i), i);
            assert_eq!(slots.len(), i as usize + 1);
        }
        assert!((0..5 * CHUNK).all(|i| *slots.at(i) == i && slots.get(i) == Some(&i)));
        assert_eq!(slots.get(5 * CHUNK), None);
        assert_eq!(slots.get_mut(5 * CHUNK), None);
        slots.clear();
        assert_eq!((slots.len(), slots.get_mut(0)), (0, None));
    }

    #[test]
    fn a_crowd_has_room_for_one_chunk_more_at_most() {
        let mut slots = Numbers::new();
        (0..=10 * CHUNK).for_each(|i| assert_eq!(slots.push(i), i));
        let rest = slots.rest.as_ref().unwrap();
        let room = slots.first.capacity() + rest.chunks.iter().map(Vec::capacity).sum::<usize>();
        assert_eq!(room, 11 * CHUNK as usize);
    }

    #[test]
    fn chunks_are_all_places() {
        let mut slots = Numbers::new();
        assert_eq!(slots.chunk(0), None);
        (0..2 * CHUNK + 3).for_each(|i| assert_eq!(slots.push(i), i));
        let all: Vec<u32> = (0..).map_while(|number| slots.chunk(number)).flatten().copied().collect();
        assert!(all.into_iter().eq(0..2 * CHUNK + 3));
    }
}
