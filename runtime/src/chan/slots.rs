//! Numbered places that grow chunk by chunk: a crowd of waiters is never copied under the lock, nor
//! given room for twice as many.

/// How many places a chunk has; the first one grows up to this as a `Vec` does.
const CHUNK: usize = 1024;

/// Places with the numbers from 0 on.
#[derive(Debug)]
pub(crate) struct Slots<S> {
    /// The places below [`CHUNK`]; mostly all there are.
    first: Vec<S>,
    /// The others; all chunks but the last are full.
    rest: Vec<Vec<S>>,
}

impl<S> Slots<S> {
    /// No places; allocates nothing.
    pub(crate) const fn new() -> Slots<S> {
        Slots { first: Vec::new(), rest: Vec::new() }
    }

    /// How many places there are.
    pub(crate) fn len(&self) -> usize {
        match self.rest.last() {
            None => self.first.len(),
            Some(last) => self.rest.len() * CHUNK + last.len(),
        }
    }

    /// The place at `index`, if there is one.
    #[inline]
    pub(crate) fn get_mut(&mut self, index: u32) -> Option<&mut S> {
        let index = index as usize;
        if index < CHUNK {
            self.first.get_mut(index)
        } else {
            self.rest.get_mut(index / CHUNK - 1)?.get_mut(index % CHUNK)
        }
    }

    /// The place at `index`, which must be there.
    #[inline]
    pub(crate) fn at(&mut self, index: u32) -> &mut S {
        self.get_mut(index).unwrap_or_else(|| no_such_slot())
    }

    /// Adds a place, and returns its number.
    pub(crate) fn push(&mut self, slot: S) -> usize {
        let index = self.len();
        if index < CHUNK {
            self.first.push(slot);
        } else {
            if index.is_multiple_of(CHUNK) {
                self.rest.push(Vec::with_capacity(CHUNK));
            }
            self.rest[index / CHUNK - 1].push(slot);
        }
        index
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

    #[test]
    fn each_place_keeps_its_number_as_others_come() {
        let mut slots = Slots::new();
        for i in 0..5 * CHUNK {
            assert_eq!(slots.push(i), i);
            assert_eq!(slots.len(), i + 1);
        }
        assert!((0..5 * CHUNK).all(|i| *slots.at(u32::try_from(i).unwrap()) == i));
        assert_eq!(slots.get_mut(u32::try_from(5 * CHUNK).unwrap()), None);
        slots.clear();
        assert_eq!((slots.len(), slots.get_mut(0)), (0, None));
    }

    #[test]
    fn a_crowd_has_room_for_one_chunk_more_at_most() {
        let mut slots = Slots::new();
        (0..=10 * CHUNK).for_each(|i| assert_eq!(slots.push(i), i));
        let room = slots.first.capacity() + slots.rest.iter().map(Vec::capacity).sum::<usize>();
        assert_eq!(room, 11 * CHUNK);
    }
}
