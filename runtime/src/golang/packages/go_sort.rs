//! `sort`: the macro lends the list.

/// Go's `sort.Ints`.
pub fn Ints<T: Ord>(list: &mut [T]) {
    list.sort();
}

/// Go's `sort.Strings`.
pub fn Strings<T: Ord>(list: &mut [T]) {
    list.sort();
}

/// Go's `sort.Float64s`: what is no number comes first.
pub fn Float64s(list: &mut [f64]) {
    list.sort_by(|a, b| match (a.is_nan(), b.is_nan()) {
        (false, false) => a.total_cmp(b),
        (a, b) => b.cmp(&a),
    });
}

/// The order in which `less` puts the elements of a list of `len` that it reads by their indices.
#[must_use]
pub fn order(len: usize, mut less: impl FnMut(isize, isize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    let int = |index: usize| isize::try_from(index).unwrap_or(isize::MAX);
    merge_sort(&mut order, &mut |a, b| less(int(a), int(b)));
    order
}

/// Sorts by a `less` of the user's, which may be no order at all: std's sort might panic there.
fn merge_sort(list: &mut [usize], less: &mut impl FnMut(usize, usize) -> bool) {
    if list.len() < 2 {
        return;
    }
    let middle = list.len() / 2;
    merge_sort(&mut list[..middle], less);
    merge_sort(&mut list[middle..], less);
    let (left, right) = (list[..middle].to_vec(), list[middle..].to_vec());
    let (mut i, mut j) = (0, 0);
    for slot in list {
        let from_right = i == left.len() || (j < right.len() && less(right[j], left[i]));
        *slot = if from_right { right[j] } else { left[i] };
        i += usize::from(!from_right);
        j += usize::from(from_right);
    }
}

/// Puts the elements of `list` into the order `order`.
pub fn arrange<T>(list: &mut [T], order: &[usize]) {
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(to, from)| place[*from] = to);
    for at in 0..place.len() {
        while place[at] != at {
            let to = place[at];
            list.swap(at, to);
            place.swap(at, to);
        }
    }
}
