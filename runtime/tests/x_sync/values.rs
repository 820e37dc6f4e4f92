//! `Map`, `AtomicValue`, `once_values` and `Pool`.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;

use goroutines_runtime::run;
use goroutines_runtime::sync::{AtomicValue, Map, Once, Pool, once_values};

/// TestMap of Go, against a `HashMap` behind a lock: the same calls give the same results.
#[test]
fn map_behaves_as_a_map() {
    let (map, mut model) = (Map::<u8, u32>::new(), HashMap::<u8, u32>::new());
    let mut rng = fastrand::Rng::with_seed(7);
    for _ in 0..20_000 {
        let (key, value, old) = (rng.u8(..16), rng.u32(..4), rng.u32(..4));
        match rng.u8(..9) {
            0 => assert_eq!(map.load(&key), model.get(&key).copied()),
            1 => {
                map.store(key, value);
                model.insert(key, value);
            }
            2 => {
                let loaded = model.contains_key(&key);
                assert_eq!(map.load_or_store(key, value), (*model.entry(key).or_insert(value), loaded));
            }
            3 => assert_eq!(map.load_and_delete(&key), model.remove(&key)),
            4 => assert_eq!(map.swap(key, value), model.insert(key, value)),
            5 => {
                let swaps = model.get(&key) == Some(&old);
                assert_eq!(map.compare_and_swap(key, &old, value), swaps);
                if swaps {
                    model.insert(key, value);
                }
            }
            6 => {
                let deletes = model.get(&key) == Some(&old);
                assert_eq!(map.compare_and_delete(key, &old), deletes);
                if deletes {
                    model.remove(&key);
                }
            }
            7 => {
                let mut seen = HashMap::new();
                map.range(|key, value| seen.insert(*key, *value).is_none());
                assert_eq!(seen, model);
            }
            _ => {
                if rng.u8(..50) == 0 {
                    map.clear();
                    model.clear();
                }
                assert_eq!((map.len(), map.is_empty()), (model.len(), model.is_empty()));
            }
        }
    }
}

/// TestConcurrentRange and TestMapRangeNestedCall: `range` may change the map, and visits no key twice.
#[test]
fn map_is_changed_during_range() {
    let map: Map<u32, u32> = (0..1_000).map(|n| (n, n)).collect();
    std::thread::scope(|scope| {
        for part in 0..4 {
            let map = &map;
            scope.spawn(move || {
                (0..20_000).for_each(|n| {
                    map.swap((n * 7 + part) % 1_000, n);
                })
            });
        }
        for _ in 0..20 {
            let mut seen = std::collections::HashSet::new();
            map.range(|key, _| {
                map.load(key);
                assert!(seen.insert(*key));
                true
            });
            assert_eq!(seen.len(), 1_000);
        }
    });
    map.range(|key, _| {
        map.delete(key);
        true
    });
    assert!(map.is_empty());
    // Of several that store, one stores.
    let stored: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|n| {
                let map = &map;
                scope.spawn(move || usize::from(!map.load_or_store(1, n).1))
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(stored, 1);
}

#[test]
fn atomic_value_is_replaced_as_a_whole() {
    let value = AtomicValue::<u64>::default();
    assert!(value.load().is_none() && value.compare_and_swap(&None, 0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5_000 {
                    loop {
                        let seen = value.load();
                        if value.compare_and_swap(&seen, **seen.as_ref().unwrap() + 1) {
                            break;
                        }
                    }
                }
            });
        }
    });
    assert_eq!(value.swap(7).as_deref(), Some(&20_000));
}

#[test]
fn once_values_runs_once() {
    run(async {
        let runs = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&runs);
        let both = once_values(async move { (counted.fetch_add(1, SeqCst), "b") });
        assert_eq!((both.get().await, both.clone().get().await), ((&0, &"b"), (&0, &"b")));
        assert_eq!(runs.load(SeqCst), 1);
        let once = Once::new();
        once.do_once(async {}).await;
        assert!(once.is_done());
    });
}

#[test]
fn pool_without_new() {
    let pool = Pool::empty();
    assert_eq!(pool.take(), None);
    pool.put(1);
    assert_eq!((pool.get(), pool.take()), (1, None));
    assert!(std::panic::catch_unwind(AssertUnwindSafe(|| pool.get())).is_err());
}
