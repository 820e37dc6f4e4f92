//! A block that names fields of a variable captures those: handles are shared, and the variable stays.

use std::ops::Deref;
use std::sync::Arc;

use goroutines::prelude::*;

struct M {
    quit: Chan<()>,
    out: Chan<i32>,
    name: String,
    step: i32,
}

impl M {
    fn new() -> Self {
        M { quit: chan(0), out: chan(4), name: "m".to_owned(), step: 2 }
    }
}

struct Outer {
    inner: M,
    pair: (Chan<i32>, String, Chan<i32>),
    shared: Arc<M>,
}

#[derive(Clone, Share)]
struct Handle {
    out: Chan<i32>,
    done: WaitGroup,
}

struct SeenThrough(M);

impl Deref for SeenThrough {
    type Target = M;

    fn deref(&self) -> &M {
        &self.0
    }
}

struct Dropped {
    out: Chan<i32>,
    name: String,
}

impl Drop for Dropped {
    fn drop(&mut self) {
        self.out.try_send(-1).unwrap();
    }
}

#[goroutines]
fn of_a_struct() {
    let m = M { quit: chan(0), out: chan(2), name: "m".to_owned(), step: 1 };
    for i in 0..2 {
        go! { m.quit.recv(); m.out.send(i * m.step).unwrap() };
    }
    m.quit.close();
    assert_eq!(m.out.recv().unwrap() + m.out.recv().unwrap(), 1);
    assert_eq!(m.name, "m");
}

#[goroutines]
fn of_a_parameter(m: M, mut counted: (Chan<usize>, u8)) {
    go! { m.out.send(m.step).unwrap() };
    go!(|n: i32| { m.out.send(n + m.step).unwrap() }(1));
    assert_eq!(m.out.recv().unwrap() + m.out.recv().unwrap(), 5);
    counted.1 += 1;
    go! { counted.0.send(usize::from(counted.1)).unwrap() };
    assert_eq!(counted.0.recv(), Some(2));
}

#[goroutines]
fn a_field_that_moves() {
    let m = M::new();
    let moved = go! { m.out.send(m.step).unwrap(); m.name };
    assert_eq!(m.out.recv(), Some(2));
    assert_eq!(moved.join().unwrap(), "m");
}

#[goroutines]
fn nested() {
    let outer = Outer { inner: M::new(), pair: (chan(1), "pair".to_owned(), chan(1)), shared: Arc::new(M::new()) };
    go! {
        outer.inner.out.send(1).unwrap();
        (outer.pair.2).send(2).unwrap();
        outer.shared.out.send(outer.shared.name.len() as i32).unwrap();
        select! {
            case outer.pair.0 <- 3: {}
            case <-outer.inner.quit: {}
        }
    };
    assert_eq!((outer.inner.out.recv(), outer.pair.2.recv()), (Some(1), Some(2)));
    assert_eq!((outer.shared.out.recv(), outer.pair.0.recv()), (Some(1), Some(3)));
    assert_eq!((outer.inner.name, outer.pair.1), ("m".to_owned(), "pair".to_owned()));
}

#[goroutines]
fn of_a_handle() {
    let (handle, arc) = (Handle { out: chan(2), done: WaitGroup::new() }, Arc::new(M::new()));
    handle.done.add(2);
    for i in 0..2 {
        go! { handle.out.send(i + arc.step).unwrap(); handle.done.done() };
    }
    handle.done.wait();
    assert_eq!(handle.out.recv().unwrap() + handle.out.recv().unwrap(), 5);
    assert_eq!(arc.name, "m");
}

#[goroutines]
fn seen_through() {
    let (seen, boxed) = (SeenThrough(M::new()), Box::new(M::new()));
    let out = seen.out.clone();
    go! { seen.out.send(seen.name.len() as i32).unwrap() };
    assert_eq!(out.recv(), Some(1));
    assert_eq!(go! { boxed.name.len() + boxed.step as usize }.join().unwrap(), 3);
}

#[goroutines]
fn with_a_destructor() {
    let out = chan(4);
    let dropped = Dropped { out: out.clone(), name: "gone".to_owned() };
    go! { dropped.out.send(dropped.name.len() as i32).unwrap() }.join().unwrap();
    assert_eq!((out.recv(), out.recv()), (Some(4), Some(-1)));
}

#[goroutines]
fn nested_blocks() {
    let m = M::new();
    go! {
        go! { m.out.send(1).unwrap() };
        go! { m.out.send(println_len(&m.out, 1)).unwrap() };
    };
    assert_eq!(m.out.recv().unwrap() + m.out.recv().unwrap(), 2);
    assert_eq!(m.step, 2);
}

fn println_len(_: &Chan<i32>, n: i32) -> i32 {
    n
}

#[goroutines]
fn main() {
    of_a_struct();
    of_a_parameter(M::new(), (chan(0), 1));
    a_field_that_moves();
    nested();
    of_a_handle();
    seen_through();
    with_a_destructor();
    nested_blocks();
    let m = M::new();
    goroutines::go! { m.out.send(7).unwrap() };
    assert_eq!(m.out.recv(), Some(7));
}
