//! Go by Example: Mutexes, <https://gobyexample.com/mutexes>, in Go's words.
use std::collections::BTreeMap;

use goroutines::prelude::*;
use sync::{Arc, Mutex};

go! {
    struct Container {
        counters: Mutex<BTreeMap<&'static str, i32>>,
    }

    impl Container {
        func inc(&self, name: &'static str) {
            counters := self.counters.lock();
            *counters.entry(name).or_default() += 1;
        }
    }

    func do_increment(c: &Container, name: &'static str, n: i32) {
        for range n {
            c.inc(name);
        }
    }

    func main() {
        c := Arc::new(Container {
            counters: Mutex::new(BTreeMap::from([("a", 0), ("b", 0)])),
        });

        wg := WaitGroup::new();

        wg.go(func() {
            do_increment(&c, "a", 10000);
        });

        wg.go(func() {
            do_increment(&c, "a", 10000);
        });

        wg.go(func() {
            do_increment(&c, "b", 10000);
        });

        wg.wait();
        counters := c.counters.lock();
        println!("map[a:{} b:{}]", counters["a"], counters["b"]);
    }
}
