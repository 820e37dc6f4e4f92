//! Values that come back: given to receivers that were dropped before they took them, in the order in which they were given.

/// The values, and their numbers; mostly none.
#[derive(Debug)]
pub(crate) struct Returned<T> {
    /// The lowest number last.
    values: Vec<(u64, T)>,
}

impl<T> Returned<T> {
    /// No values; allocates nothing.
    pub(crate) const fn new() -> Returned<T> {
        Returned { values: Vec::new() }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// Puts a value where its number belongs.
    pub(crate) fn put(&mut self, value: T, number: u64) {
        let place = self.values.partition_point(|&(other, _)| other > number);
        self.values.insert(place, (number, value));
    }

    /// Takes the value that was given first.
    pub(crate) fn pop(&mut self) -> Option<T> {
        self.values.pop().map(|(_, value)| value)
    }
}
