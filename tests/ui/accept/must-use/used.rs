//! What is used, or need not be, is no `unused_must_use`, also where names alone do not tell
//! whether a call waits.
#![deny(unused_must_use)]

use std::mem;

use goroutines::prelude::*;

#[must_use]
fn own(value: u32) -> u32 {
    value
}

fn unmarked(done: &Chan<u32>) {
    done.try_send(1).ok();
}

/// Its name is that of a function of std's: it waits all the same.
#[goroutines]
fn replace(done: &Chan<u32>, value: u32) {
    done.send(value).unwrap();
}

#[goroutines]
fn waits(done: &Chan<u32>) -> u32 {
    done.send(2).unwrap();
    2
}

fn by_hand(done: Chan<u32>) -> impl Future<Output = u32> {
    async move { waits(&done).await }
}

mod elsewhere {
    use goroutines::prelude::*;

    #[goroutines]
    pub fn own(done: &Chan<u32>) {
        done.send(3).unwrap();
    }
}

struct Counter(Chan<u32>);

impl Counter {
    fn new(done: Chan<u32>) -> Self {
        Counter(done)
    }

    fn len(&self) -> impl Future<Output = usize> {
        let done = self.0.clone();
        async move {
            done.send(4).await.unwrap();
            1
        }
    }

    #[goroutines]
    fn is_empty(&self) -> bool {
        self.0.send(5).unwrap();
        false
    }
}

#[goroutines]
fn main() {
    let done: Chan<u32> = chan(8);
    let _ = own(1);
    unmarked(&done);
    waits(&done);
    by_hand(done.clone());
    replace(&done, 6);
    elsewhere::own(&done);
    let counter = Counter::new(done.clone());
    counter.len();
    counter.is_empty();
    mem::swap(&mut 1, &mut 2);
    done.close();
    let mut all = Vec::new();
    for value in done {
        all.push(value);
    }
    assert_eq!(all, [1, 2, 2, 6, 3, 4, 5]);
}
