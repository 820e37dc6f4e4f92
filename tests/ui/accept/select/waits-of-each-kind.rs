// Whatever waits can be a case: a join, a lock, permits, a sleep.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let h = go! { 5 };
    let never = chan::<()>(0);
    let a = select! { r = h.join() => r.unwrap(), _ = never.recv() => 0 };
    let m = sync::Mutex::new(1);
    let b = select! { _g = m.lock() => "locked", _ = never.recv() => "" };
    let sem = sync::Semaphore::new(2);
    let c = select! { _p = sem.acquire(2) => "permit", _ = never.recv() => "" };
    let d = select! { _ = time::sleep(time::MILLISECOND) => "slept", _ = never.recv() => "" };
    println!("{a} {b} {c} {d}");
}
