//! The order in which cases are tried: a random permutation, drawn only as far as it is needed.
//!
//! The first ready case of a uniform permutation is uniform among the ready ones, however many there are and wherever they stand.

/// So many cases are permuted without an allocation.
const FEW: usize = 32;

/// The first of `0..count` for which `ready` is true, tried in random order.
pub(super) fn first_ready(count: usize, ready: impl FnMut(usize) -> bool) -> Option<usize> {
    let mut few = [0_u8; FEW];
    match count {
        0..=FEW => {
            few.iter_mut().zip(0..).for_each(|(place, index)| *place = index);
            first_in(&mut few[..count], ready)
        }
        _ => first_in(&mut (0..count).collect::<Vec<usize>>(), ready),
    }
}

fn first_in<I: Copy + Into<usize>>(order: &mut [I], mut ready: impl FnMut(usize) -> bool) -> Option<usize> {
    (0..order.len()).find_map(|next| {
        order.swap(next, draw(next, order.len()));
        let index = order[next].into();
        ready(index).then_some(index)
    })
}

/// A random number of `from..to`; a model must be deterministic, and tries in order.
fn draw(from: usize, to: usize) -> usize {
    if cfg!(loom) || from + 1 == to { from } else { fastrand::usize(from..to) }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn tries_each_once() {
        for count in [0, 1, 2, FEW, FEW + 1, 100] {
            let mut tried = Vec::new();
            assert_eq!(
                first_ready(count, |index| {
                    tried.push(index);
                    false
                }),
                None
            );
            tried.sort_unstable();
            assert_eq!(tried, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn is_uniform_among_the_ready() {
        let mut chosen = [0_u32; 5];
        for _ in 0..30_000 {
            chosen[first_ready(5, |index| index % 2 == 0).unwrap()] += 1;
        }
        assert_eq!((chosen[1], chosen[3]), (0, 0));
        assert!([0, 2, 4].iter().all(|&index: &usize| (9_400..10_600).contains(&chosen[index])), "{chosen:?}");
    }
}
