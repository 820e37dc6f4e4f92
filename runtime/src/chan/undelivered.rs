//! Undelivered values: given to receives that were dropped before they took them, in the order of
//! giving.

/// The values with their numbers; usually none.
#[derive(Debug)]
pub(crate) struct Undelivered<T> {
    /// Sorted, the lowest number last.
    values: Vec<(u64, T)>,
}

impl<T> Undelivered<T> {
    /// No values; allocates nothing.
    pub(crate) const fn new() -> Undelivered<T> {
        Undelivered { values: Vec::new() }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// Inserts a value at the position of its number.
    pub(crate) fn put(&mut self, value: T, number: u64) {
        let at = self.values.partition_point(|&(other, _)| other > number);
        self.values.insert(at, (number, value));
    }

    /// Takes the value with the lowest number.
    pub(crate) fn pop(&mut self) -> Option<T> {
        self.values.pop().map(|(_, value)| value)
    }
}
