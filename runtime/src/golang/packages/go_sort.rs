//! `sort`: the macro lends the list.

/// Go's `sort.Ints`.
pub fn Ints<T: Ord>(list: &mut [T]) {
    list.sort();
}

/// Go's `sort.Strings`.
pub fn Strings<T: Ord>(list: &mut [T]) {
    list.sort();
}
