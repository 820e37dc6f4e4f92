// Everything of this crate that waits can be a case, in Rust's spelling.
use std::sync::Arc;

use goroutines::prelude::*;
use goroutines::sync::{Mutex, RwLock, Semaphore};

struct Server {
    state: Mutex<Vec<u32>>,
    slots: Arc<Semaphore>,
}

impl Server {
    fn slots(&self) -> Arc<Semaphore> {
        self.slots.clone()
    }
}

#[goroutines]
impl Server {
    fn push(&self, value: u32) -> usize {
        select! {
            mut list = self.state.lock() => {
                list.push(value);
                list.len()
            }
        }
    }

    fn slot(&self, wanted: usize) -> bool {
        select! {
            permits = self.slots().acquire_owned(wanted) => permits.count() == wanted,
            default => false,
        }
    }
}

#[goroutines]
fn main() {
    // A handle stays a handle until its case is chosen.
    let (ch, work) = (chan::<u32>(0), chan::<()>(0));
    let handle = {
        let (ch, work) = (ch.clone(), work.clone());
        go! {
            for n in 0..3 {
                ch.send(n).unwrap();
            }
            work.recv();
            "result"
        }
    };
    let mut received = 0;
    let result = loop {
        select! {
            r = handle.join() => break r.unwrap(),
            Some_n = ch.recv() => {
                received += 1;
                assert!(Some_n.is_some());
                if received == 3 {
                    work.close();
                }
            }
        }
    };
    assert_eq!((received, result), (3, "result"));

    // Locks.
    let (mutex, lock) = (Arc::new(Mutex::new(5)), RwLock::new(String::from("x")));
    let held = mutex.lock();
    select! {
        _ = mutex.lock() => unreachable!("it is held"),
        w = lock.write() if false => unreachable!("{w}"),
        r = lock.read() => assert_eq!(*r, "x"),
    }
    {
        let held_by = lock.read();
        select! {
            mut w = lock.write() => w.push('y'),
            default => assert_eq!(*held_by, "x"),
        }
    }
    drop(held);
    select! { mut w = lock.write() => w.push('y') }
    select! { g = mutex.lock() => assert_eq!((*g, lock.into_inner()), (5, "xy".to_owned())) }

    // Permits, through a receiver that is made for the case.
    let server = Server { state: Mutex::new(Vec::new()), slots: Arc::new(Semaphore::new(2)) };
    assert_eq!((server.push(1), server.push(2)), (1, 2));
    assert!(server.slot(2) && !server.slot(3));
    let one = select! { p = server.slots.acquire(1) => p };
    assert!(!server.slot(2) && server.slot(1));
    drop(one);

    // Groups and times.
    let wg = WaitGroup::new();
    wg.add(1);
    {
        let wg = wg.clone();
        go! {
            time::sleep(time::MILLISECOND);
            wg.done();
        };
    }
    select! {
        wg.wait() => {}
        time::sleep(time::HOUR) => unreachable!("an hour"),
    }
    select! {
        ch.recv() if false => {}
        _ = time::sleep_until(time::now()) => {}
    }
}
