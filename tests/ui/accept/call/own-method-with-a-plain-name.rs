// A method of the user's own waits though std has one of its name, and one with a turbofish, where nobody takes the value.
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use goroutines::prelude::*;

mod work {
    use super::*;

    #[derive(Default)]
    pub struct Jobs(pub AtomicU32);

    #[goroutines]
    impl Jobs {
        pub fn collect(&self) {
            self.count();
        }

        pub fn parse(&self) {
            self.count();
        }

        pub fn iter(&self) -> u32 {
            self.count();
            1
        }

        pub fn sum(&self) {
            self.count();
        }

        pub fn partition(&self) {
            self.count();
        }

        pub fn unwrap(&self) {
            self.count();
        }

        pub fn clone(&self) {
            self.count();
        }

        pub fn reset<T: Default>(&self) -> T {
            self.count();
            T::default()
        }

        fn count(&self) {
            time::sleep(time::MICROSECOND);
            self.0.fetch_add(1, Relaxed);
        }
    }
}

#[goroutines]
fn main() {
    let jobs = work::Jobs::default();
    jobs.collect();
    let _ = jobs.collect();
    let _unused = jobs.collect();
    jobs.parse();
    jobs.iter();
    jobs.sum();
    jobs.partition();
    jobs.unwrap();
    jobs.clone();
    jobs.reset::<u32>();
    assert_eq!(jobs.0.load(Relaxed), 10);

    // Those of std beside them.
    let text: Vec<u32> = ["1", "2"].iter().map(|n| n.parse().unwrap()).collect();
    let _ = text.clone();
    text.iter();
    let add = |x| x + 1;
    assert_eq!((add(1), (|x| x * 2)(2), text.iter().sum::<u32>()), (2, 4, 3));
}
