//! `#[cfg(…)]` and other attributes, wherever Rust allows them.

use goroutines::prelude::*;

#[goroutines]
trait Store {
    fn get(&self, key: &str, #[cfg(any())] trace: &str) -> usize;
    fn put<'a>(&mut self, #[cfg(any())] trace: &mut Trace, #[cfg(all())] key: &'a str, value: &str) -> &'a str;
}

struct S;

#[goroutines]
impl Store for S {
    fn get(&self, key: &str, #[cfg(any())] trace: &str) -> usize {
        #[cfg(any())]
        trace.len();
        key.len()
    }

    fn put<'a>(&mut self, #[cfg(any())] trace: &mut Trace, #[cfg(all())] key: &'a str, value: &str) -> &'a str {
        if value.is_empty() { "" } else { key }
    }
}

#[goroutines(dyn)]
trait Boxed {
    fn call<#[cfg(any())] T: Missing>(&self, key: &str, #[cfg(any())] trace: &T) -> usize
    where
        Self: Sized;
    fn plain(&self, #[cfg(any())] trace: &Trace, key: &str) -> usize;
}

#[goroutines(dyn)]
impl Boxed for S {
    fn call<#[cfg(any())] T: Missing>(&self, key: &str, #[cfg(any())] trace: &T) -> usize {
        self.get(key)
    }

    fn plain(&self, #[cfg(any())] trace: &Trace, key: &str) -> usize {
        self.get(key)
    }
}

#[goroutines]
fn again(#[cfg(any())] trace: &Trace, left: u32, done: &Chan<u32>) {
    if left > 0 {
        go!(again(
            #[cfg(any())]
            trace,
            left - 1,
            done
        ));
    } else {
        done.send(7).unwrap();
    }
}

#[goroutines]
fn generic<#[cfg(any())] T, #[cfg(all())] U: Send + 'static>(#[cfg(all())] value: U, #[allow(unused)] other: u8) -> U {
    value
}

#[goroutines]
fn sum(a: u32, #[cfg(all())] b: u32, #[cfg(any())] c: u32) -> u32 {
    a + b
}

#[goroutines]
fn statements() {
    let c = chan(4);
    #[cfg(any())]
    missing(&c);
    #[cfg(all())]
    c.send(1).unwrap();
    #[cfg(any())]
    let seen = missing();
    #[cfg(all())]
    let seen = sum(c.recv().unwrap(), 1);
    #[allow(clippy::needless_late_init)]
    let last;
    #[cfg(any())]
    {
        last = missing();
    }
    #[cfg(all())]
    {
        last = sum(1, 1);
    }
    assert_eq!(seen, last);
    #[cfg(any())]
    for x in missing() {
        c.send(x);
    }
    #[allow(unused_must_use)]
    sum(1, 1);
    let list = [
        sum(1, 1),
        #[cfg(any())]
        missing(),
        #[cfg(all())]
        sum(1, 2),
    ];
    assert_eq!(list, [2, 3]);
    assert_eq!(
        sum(
            1,
            #[cfg(any())]
            missing(),
            #[cfg(all())]
            sum(1, 1)
        ),
        3
    );
    match seen {
        #[cfg(any())]
        Missing => missing(),
        #[cfg(all())]
        2 => assert_eq!(sum(1, 1), 2),
        #[allow(unreachable_patterns)]
        _ => unreachable!(),
    }
    #[cfg(any())]
    defer!(missing());
    #[cfg(all())]
    defer!(c.close());
    #[cfg(any())]
    go!(missing());
    #[cfg(any())]
    go! { missing() };
}

struct Point {
    x: u32,
    #[cfg(any())]
    y: Missing,
}

#[goroutines]
fn captured() {
    #[cfg(any())]
    let tracer = missing();
    #[cfg(all())]
    let (c, n) = (chan(1), 3);
    let name = "outer".to_owned();
    go! {
        #[cfg(any())]
        tracer.record(n);
        #[cfg(any())]
        {
            tracer.record(n);
        }
        #[cfg(any())]
        let n = tracer.count();
        let point = Point {
            x: n,
            #[cfg(any())]
            y: tracer,
        };
        match point.x {
            #[cfg(any())]
            7 => tracer.record(),
            _ => {}
        }
        #[cfg(any())]
        drop(name);
        c.send(point.x).unwrap();
    };
    assert_eq!((c.recv(), name.len()), (Some(3), 5));
}

#[goroutines]
fn cases() -> u32 {
    let (a, b) = (chan(1), chan::<i32>(1));
    #[cfg(any())]
    let missing = chan(0);
    a.send(1).unwrap();
    let first = select! {
        /// Documented.
        #[allow(unused_variables)]
        case v := <-a: { 1 }
        #[cfg(any())]
        case v := <-missing: { 2 }
        #[cfg(all())]
        case <-b: { 3 }
    };
    let second = select! {
        #[cfg(any())]
        _ = missing.recv() => 1,
        #[cfg(all())]
        #[allow(unused)]
        v = b.recv() => 2,
        #[cfg(any())]
        default => missing,
        #[cfg(all())]
        default => 3,
    };
    let third = go! {
        select! {
            #[cfg(any())]
            case missing <- 1: { 1 }
            #[cfg(not(any()))]
            case b <- 1: { 2 }
        }
    };
    first * 100 + second * 10 + third.join().unwrap()
}

#[goroutines]
fn main() {
    let mut s = S;
    assert_eq!(s.get("key") + s.call("key") + s.plain("key"), 9);
    assert_eq!(s.put("key", "value"), "key");
    let done = chan(0);
    go!(again(2, &done));
    assert_eq!(done.recv(), Some(7));
    assert_eq!(generic("a", 1), "a");
    assert_eq!(sum(1, 2), 3);
    let go_sum = go!(sum(
        #[cfg(any())]
        missing,
        #[cfg(all())]
        1,
        sum(1, 1)
    ));
    assert_eq!(go_sum.join().unwrap(), 3);
    statements();
    captured();
    assert_eq!(cases(), 132);
}
