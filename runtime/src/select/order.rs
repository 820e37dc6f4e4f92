//! The order in which cases are tried: a random permutation, drawn only as far as it is needed.
//!
//! The first ready case of a uniform permutation is uniform among the ready ones, however many
//! there are and wherever they stand. A permutation of few cases is in one register, four bits
//! each, one of more in a table on the stack. The numbers come from a generator in a thread-local,
//! which a `select!` opens once (2 ns), not once for each case it tries.

use std::cell::Cell;

use fastrand::Rng;

/// So many cases are permuted in a register.
const FEW: usize = 16;

/// So many cases are permuted on the stack.
const MANY: usize = 256;

/// The permutation that changes nothing, four bits an index.
const IN_REGISTER: u64 = 0xFEDC_BA98_7654_3210;

/// The same, a byte an index.
const IN_TABLE: [u8; MANY] = {
    let mut table = [0; MANY];
    let mut index = 0;
    while index < MANY {
        table[index] = index as u8;
        index += 1;
    }
    table
};

thread_local! {
    /// The state of this thread's generator; none before its first use.
    static STATE: Cell<Option<u64>> = const { Cell::new(None) };
}

/// The first of `0..count` for which `ready` is true, tried in random order.
#[inline]
pub(super) fn first_ready(count: usize, mut ready: impl FnMut(usize) -> bool) -> Option<usize> {
    if count <= 1 {
        return (count == 1 && ready(0)).then_some(0);
    }
    let mut rng = Rng::with_seed(STATE.get().unwrap_or_else(|| fastrand::u64(..)));
    let found = if count <= FEW { first_of_few(count, &mut rng, ready) } else { first_of_many(count, &mut rng, ready) };
    STATE.set(Some(rng.get_seed()));
    found
}

#[inline]
fn first_of_few(count: usize, rng: &mut Rng, mut ready: impl FnMut(usize) -> bool) -> Option<usize> {
    let mut order = IN_REGISTER;
    (0..count).find_map(|next| {
        let (at, drawn) = (4 * next, 4 * draw(next, count, rng));
        // Exchanges the two, also when they are one.
        let difference = (order >> at ^ order >> drawn) & 0xF;
        order ^= difference << at | difference << drawn;
        let index = (order >> at & 0xF) as usize;
        ready(index).then_some(index)
    })
}

#[inline(never)]
fn first_of_many(count: usize, rng: &mut Rng, ready: impl FnMut(usize) -> bool) -> Option<usize> {
    if count <= MANY {
        let mut order = IN_TABLE;
        first_in(&mut order[..count], rng, ready)
    } else {
        first_in(&mut (0..count).collect::<Vec<usize>>(), rng, ready)
    }
}

fn first_in<I: Copy + Into<usize>>(
    order: &mut [I],
    rng: &mut Rng,
    mut ready: impl FnMut(usize) -> bool,
) -> Option<usize> {
    (0..order.len()).find_map(|next| {
        order.swap(next, draw(next, order.len(), rng));
        let index = order[next].into();
        ready(index).then_some(index)
    })
}

/// A random number of `from..to`; a model must be deterministic, and tries in order.
#[inline]
fn draw(from: usize, to: usize, rng: &mut Rng) -> usize {
    if cfg!(loom) || from + 1 == to { from } else { rng.usize(from..to) }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn tries_each_once() {
        for count in [0, 1, 2, 5, FEW, FEW + 1, 100, MANY, MANY + 1, 1000] {
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
        for count in [5, FEW, FEW + 1, 100, MANY + 1] {
            let mut chosen = vec![0_u32; count];
            // Unevenly spaced: a random start and a walk from there would not do.
            let can = |index: usize| index == 0 || index == 1 || index + 1 == count;
            for _ in 0..30_000 {
                chosen[first_ready(count, can).unwrap()] += 1;
            }
            assert_eq!(chosen.iter().sum::<u32>(), chosen[0] + chosen[1] + chosen[count - 1]);
            assert!([0, 1, count - 1].iter().all(|&index| (9_400..10_600).contains(&chosen[index])), "{chosen:?}");
        }
    }

    #[test]
    fn every_order_of_three_is_as_likely() {
        let mut orders = std::collections::HashMap::new();
        for _ in 0..60_000 {
            let mut tried = Vec::new();
            first_ready(3, |index| {
                tried.push(index);
                false
            });
            *orders.entry(tried).or_insert(0_u32) += 1;
        }
        assert!(orders.len() == 6 && orders.values().all(|count| (9_400..10_600).contains(count)), "{orders:?}");
    }

    #[test]
    fn one_within_another_draws_numbers_of_its_own() {
        let outer = || first_ready(16, |_| first_ready(16, |_| true).is_some());
        let chosen: std::collections::HashSet<_> = (0..1000).map(|_| outer()).collect();
        assert_eq!(chosen.len(), 16);
    }
}
