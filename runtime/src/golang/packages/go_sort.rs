//! `sort`: the macro lends the list.

use super::super::list::index;

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

/// Go's `sort.Interface`: what a type of the user's with the methods `Len`, `Less` and `Swap` is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement sort.Interface: it has not the methods Len() int, Less(i, j int) bool and \
               Swap(i, j int)",
    label = "cannot be sorted",
    note = "a list is sorted by `sort.Slice(xs, func(i, j int) bool {{ return xs[i] < xs[j] }})`"
)]
pub trait Interface {
    /// How many elements there are.
    fn __go_sort_len(&self) -> isize;
    /// Whether the element at `i` comes before the one at `j`.
    fn __go_less(&self, i: isize, j: isize) -> bool;
    /// Exchanges two elements.
    fn __go_swap(&mut self, i: isize, j: isize);
}

impl<X: Interface + ?Sized> Interface for &mut X {
    fn __go_sort_len(&self) -> isize {
        (**self).__go_sort_len()
    }

    fn __go_less(&self, i: isize, j: isize) -> bool {
        (**self).__go_less(i, j)
    }

    fn __go_swap(&mut self, i: isize, j: isize) {
        (**self).__go_swap(i, j);
    }
}

/// Go's `sort.Reverse`: the greater element first.
pub struct Reverse<X>(pub X);

impl<X: Interface> Interface for Reverse<X> {
    fn __go_sort_len(&self) -> isize {
        self.0.__go_sort_len()
    }

    fn __go_less(&self, i: isize, j: isize) -> bool {
        self.0.__go_less(j, i)
    }

    fn __go_swap(&mut self, i: isize, j: isize) {
        self.0.__go_swap(i, j);
    }
}

macro_rules! slices {
    ($($Name:ident: $Element:ty;)*) => { $(
        /// Go's type of that name.
        #[derive(Clone, Debug, Default)]
        pub struct $Name {
            /// The list.
            pub value: Vec<$Element>,
        }

        /// Go's conversion to the type of that name.
        #[must_use]
        pub fn $Name(value: Vec<$Element>) -> $Name {
            $Name { value }
        }

        impl Interface for $Name {
            fn __go_sort_len(&self) -> isize {
                int(self.value.len())
            }

            fn __go_less(&self, i: isize, j: isize) -> bool {
                self.value[index(i)] < self.value[index(j)]
            }

            fn __go_swap(&mut self, i: isize, j: isize) {
                self.value.swap(index(i), index(j));
            }
        }
    )* };
}

slices! { IntSlice: isize; StringSlice: String; Float64Slice: f64; }

fn int(index: usize) -> isize {
    isize::try_from(index).unwrap_or(isize::MAX)
}

/// Go's `sort.Sort`. Equal elements keep their order, which Go leaves open.
pub fn Sort<X: Interface + ?Sized>(list: &mut X) {
    Stable(list);
}

/// Go's `sort.Stable`.
pub fn Stable<X: Interface + ?Sized>(list: &mut X) {
    let len = usize::try_from(list.__go_sort_len()).unwrap_or(0);
    let order = order(len, |i, j| list.__go_less(i, j));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(to, from)| place[*from] = to);
    for at in 0..place.len() {
        while place[at] != at {
            let to = place[at];
            list.__go_swap(int(at), int(to));
            place.swap(at, to);
        }
    }
}

/// Go's `sort.IsSorted`.
pub fn IsSorted<X: Interface + ?Sized>(list: &mut X) -> bool {
    (1..list.__go_sort_len()).all(|at| !list.__go_less(at, at - 1))
}
