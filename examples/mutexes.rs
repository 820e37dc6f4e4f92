//! Go by Example: Mutexes, <https://gobyexample.com/mutexes>: a map that three goroutines change.

use std::collections::BTreeMap;

use goroutines::prelude::*;
use sync::{Arc, Mutex};

struct Container {
    counters: Mutex<BTreeMap<&'static str, u32>>,
}

#[goroutines]
impl Container {
    fn inc(&self, name: &'static str) {
        let mut counters = self.counters.lock();
        *counters.entry(name).or_default() += 1;
    }
}

#[goroutines]
fn do_increment(c: &Arc<Container>, name: &'static str, n: u32) {
    for _ in 0..n {
        c.inc(name);
    }
}

#[goroutines]
fn main() {
    let c = Arc::new(Container { counters: Mutex::new(BTreeMap::from([("a", 0), ("b", 0)])) });
    let wg = WaitGroup::new();

    wg.go(|| do_increment(&c, "a", 10000));
    wg.go(|| do_increment(&c, "a", 10000));
    wg.go(|| do_increment(&c, "b", 10000));

    wg.wait();
    let counters: Vec<_> = c.counters.lock().iter().map(|(name, n)| format!("{name}:{n}")).collect();
    println!("map[{}]", counters.join(" "));
}
