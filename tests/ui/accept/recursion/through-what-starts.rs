//! A function may start itself from wherever a goroutine is started.

use goroutines::prelude::*;

#[goroutines]
fn by_case(stop: &Chan<bool>, hops: u32) {
    select! {
        case <-stop: {}
        default: { go!(by_case(stop, hops + 1)); }
    }
}

#[goroutines]
fn by_rust_case(stop: &Chan<bool>, hops: u32) {
    select! {
        _ = stop.recv() => {}
        default => { go!(by_rust_case(stop, hops + 1)); }
    }
}

#[goroutines]
fn by_timer(done: &Chan<u32>, left: u32) {
    if left == 0 {
        done.send(left).unwrap();
        return;
    }
    let again = done.clone();
    time::after_func(time::MICROSECOND, || by_timer(&again, left - 1));
}

#[goroutines]
fn by_wait_group(wg: &WaitGroup, done: &Chan<u32>, left: u32) {
    if left > 0 {
        let (more, again) = (wg.clone(), done.clone());
        wg.go(|| by_wait_group(&more, &again, left - 1));
    }
    done.send(left).unwrap();
}

#[goroutines]
fn by_once_func(done: &Chan<u32>, left: u32) {
    done.send(left).unwrap();
    if left > 0 {
        let again = done.clone();
        sync::once_func(|| by_once_func(&again, left - 1)).call();
    }
}

#[goroutines]
fn by_spawn(done: &Chan<u32>, left: u32) {
    if left > 0 {
        let again = done.clone();
        goroutines::spawn(async move { by_spawn(&again, left - 1).await });
    }
    done.send(left).unwrap();
}

#[goroutines]
mod walk {
    use super::*;

    pub struct Walker {
        pub found: Chan<u32>,
    }

    impl Walker {
        pub fn walk(&self, left: u32) {
            select! {
                case self.found <- left: {
                    if left > 0 {
                        self.next(left);
                    }
                }
            }
        }

        fn next(&self, left: u32) {
            let next = Walker { found: self.found.clone() };
            go! { next.walk(left - 1) };
        }
    }
}

#[goroutines]
fn main() {
    let stop = chan(2);
    go!(by_case(&stop, 0));
    go!(by_rust_case(&stop, 0));
    stop.send(true).unwrap();
    stop.send(true).unwrap();
    let done = chan(4);
    by_timer(&done, 2);
    assert_eq!(done.recv(), Some(0));
    let wg = WaitGroup::new();
    by_wait_group(&wg, &done, 2);
    wg.wait();
    assert_eq!((done.recv().unwrap(), done.recv().unwrap(), done.recv().unwrap()).0, 2);
    by_once_func(&done, 2);
    assert_eq!((done.recv(), done.recv(), done.recv()), (Some(2), Some(1), Some(0)));
    by_spawn(&done, 1);
    assert_eq!(done.recv().unwrap() + done.recv().unwrap(), 1);
    walk::Walker { found: done.clone() }.walk(2);
    assert_eq!((done.recv(), done.recv(), done.recv()), (Some(2), Some(1), Some(0)));
}
