//! What the marked scope says of a call holds only where the name means what the scope declares.

use goroutines::prelude::*;

mod elsewhere {
    pub(super) fn answer() -> u32 {
        3
    }

    pub(super) async fn two() -> u32 {
        4
    }
}

macro_rules! declare {
    ($name:ident) => {
        fn $name() -> u32 {
            6
        }
    };
}

macro_rules! shadow {
    ($name:ident) => {
        let $name = crate::known::Remote;
    };
}

pub(crate) struct Remote;

impl Remote {
    async fn len(&self) -> usize {
        8
    }
}

#[goroutines]
mod scope {
    use std::future::Future;

    use goroutines::prelude::*;

    pub(super) fn answer() -> u32 {
        goroutines::yield_now();
        42
    }

    #[plain]
    fn two() -> u32 {
        2
    }

    #[plain]
    fn later() -> impl Future<Output = u32> {
        std::future::ready(7)
    }

    fn variable() -> u32 {
        let answer = || 1;
        answer()
    }

    fn item() -> u32 {
        fn answer() -> u32 {
            5
        }
        answer()
    }

    fn import() -> u32 {
        use super::elsewhere::{answer, two};
        answer() + two()
    }

    fn declared_by_a_macro() -> u32 {
        declare!(answer);
        answer()
    }

    fn shadowed_by_a_macro() -> usize {
        let list = [1];
        let before = list.len();
        shadow!(list);
        before + list.len()
    }

    pub(super) struct Counter(pub(super) u32);

    impl Counter {
        fn new(at: u32) -> Self {
            Self(answer() + at)
        }

        fn total(&self) -> u32 {
            self.0 + Self::zero()
        }

        #[plain]
        fn zero() -> u32 {
            0
        }

        fn twice(&self) -> u32 {
            self.total() + self.total()
        }
    }

    trait Fetch {
        fn fetch(&self) -> u32;
    }

    impl Fetch for Vec<u32> {
        fn fetch(&self) -> u32 {
            answer() + self[0]
        }
    }

    fn extended() -> u32 {
        let list = vec![1];
        list.fetch() + u32::try_from(list.len()).unwrap()
    }

    fn channel(done: &Chan<u32>) -> u32 {
        let values = chan::<u32>(1);
        go! { values.send(answer()).unwrap() };
        done.send(values.recv().unwrap()).unwrap();
        values.len() as u32 + done.recv().unwrap()
    }

    pub(super) fn all() -> Vec<u32> {
        let counter = Counter::new(1);
        vec![answer(), two(), later(), variable(), item(), import(), declared_by_a_macro(), counter.twice(), extended()]
    }

    pub(super) fn others() -> (usize, u32) {
        (shadowed_by_a_macro(), channel(&chan(1)))
    }
}

#[goroutines]
#[test]
fn a_name_means_what_is_nearest() {
    assert_eq!(scope::all(), [42, 2, 7, 1, 5, 7, 6, 86, 44]);
    assert_eq!(scope::others(), (9, 42));
}

#[test]
fn a_known_call_adds_nothing_to_the_future() {
    async fn by_hand(n: u32) -> u32 {
        let mut sum = sizes::step(n).await;
        let list = [sum];
        for _ in 0..list.len() {
            sum += sizes::step(sum).await;
        }
        sum
    }
    assert_eq!(size_of_val(&sizes::known(1)), size_of_val(&by_hand(1)));
}

#[goroutines]
mod sizes {
    pub(super) fn step(n: u32) -> u32 {
        goroutines::yield_now();
        n
    }

    pub(super) fn known(n: u32) -> u32 {
        let mut sum = step(n);
        let list = [sum];
        for _ in 0..list.len() {
            sum += step(sum);
        }
        sum
    }
}
