// The user's own items under every name that Rust gives without an import: primitive types, the prelude, crates and macros.
#![allow(dead_code, non_camel_case_types, non_snake_case, non_upper_case_globals, unused_assignments, unused_macros)]

mod std {}
mod core {}
mod alloc {}

macro_rules! types {
    ($($name:ident)*) => { $(struct $name;)* };
}
types! {
    bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
    Option Some None Result Ok Err Box Vec String Pin Poll Context Arc Rc Mutex Duration Ordering Instant
}

macro_rules! traits {
    ($($name:ident)*) => { $(trait $name {})* };
}
traits! {
    Send Sync Sized Unpin Future IntoFuture Copy Clone Drop Default Debug Display Iterator IntoIterator Extend
    Fn FnMut FnOnce AsRef AsMut Into From TryFrom TryInto ToString ToOwned Eq PartialEq Ord PartialOrd Hash Deref Termination
}

macro_rules! functions {
    ($($name:ident)*) => { $(fn $name() {})* };
}
functions! { drop spawn select boxed recv send zero swap replace size_of catch_unwind run sleep tag same now stop }

macro_rules! nothing {
    ($dollar:tt $($name:ident)*) => {
        $(macro_rules! $name { ($dollar($dollar any:tt)*) => { ::std::compile_error!("the user's own macro") } })*
    };
}
nothing! {
    $ vec format print println eprint eprintln panic assert assert_eq assert_ne debug_assert write writeln matches
    unreachable todo unimplemented dbg concat stringify line file compile_error format_args thread_local
}

use ::core::primitive as p;
use ::goroutines::{Share, chan, context, defer, go, goroutines, recover, select, sync, time};

#[derive(::core::clone::Clone, Share)]
struct Handle {
    n: ::std::sync::Arc<p::u32>,
    jobs: ::goroutines::Chan<p::u32>,
}

#[goroutines]
trait Work {
    fn work(&self, n: &p::u32) -> p::u32;
    fn other(&self, names: &[&p::str]) -> p::usize {
        names.len()
    }
}

#[goroutines]
impl Work for Handle {
    fn work(&self, n: &p::u32) -> p::u32 {
        *self.n + *n
    }
}

#[goroutines(dyn)]
trait Shape {
    fn area(&self) -> p::u32;
    fn corners(&self, _at: &p::u32) -> p::u32 {
        4
    }
}

#[goroutines(dyn)]
impl Shape for Handle {
    fn area(&self) -> p::u32 {
        defer! { ::core::mem::drop(::std::vec![1]) };
        worker(*self.n)
    }
}

#[goroutines]
impl Handle {
    fn down(&self, n: p::u32) -> p::u32 {
        if n == 0 { 0 } else { 1 + self.down(n - 1) }
    }

    fn started(&self) {
        go!(self.clone().down(2));
        let jobs = self.jobs.clone();
        go! { jobs.send(3).unwrap() };
        go!(|n| { jobs.send(n).unwrap() }(4));
    }
}

#[goroutines]
fn tree(n: p::u32, out: &::goroutines::Chan<p::u32>) {
    if n > 0 {
        go!(tree(n - 1, out));
    }
    out.send(n).unwrap();
}

#[goroutines]
fn worker(n: p::u32) -> p::u32 {
    defer!(::core::mem::drop(::std::vec![n]));
    defer!(|n| { ::core::mem::drop(::std::vec![n]) }(n));
    n + 1
}

#[goroutines]
fn attempt(n: p::u32) -> ::core::result::Result<p::u32, ::std::num::ParseIntError> {
    defer! { ::core::mem::drop(recover()) };
    let parsed = ::std::format!("{n}").parse::<p::u32>()?;
    ::core::result::Result::Ok(worker(parsed))
}

fn plain(jobs: ::goroutines::Chan<p::u32>) {
    let n = 5;
    go!(worker(n));
    go! { jobs.send(n).unwrap() };
}

#[goroutines]
fn selects(handle: Handle) -> p::u32 {
    let quit = chan::<()>(1);
    let mut value = 7;
    let (mut got, mut ok) = (0, false);
    let mut sum = 0;
    for _ in 0..3 {
        select! {
            handle.jobs.send(value) => value += 1,
            _ = quit.recv() => ::std::unreachable!("nobody quits"),
        }
        select! {
            got = handle.jobs.recv() => sum += got.unwrap(),
            _ = quit.recv() if value > 100 => ::std::unreachable!("nobody quits"),
        }
        select! {
            v = handle.jobs.recv() => ::std::unreachable!("nobody sends {v:?}"),
            sent = quit.send(()) if false => sent.unwrap(),
            _ = time::sleep(::core::time::Duration::from_millis(1)) => {}
        }
        select! {
            v = handle.jobs.recv() => ::std::unreachable!("nobody sends {v:?}"),
            default => sum += 1,
        }
    }
    handle.jobs.send(1).unwrap();
    (got, ok) = go! {
        (mut got, mut ok) := (0, false);
        select {
            case got, ok = <-handle.jobs:
            case <-quit:
        }
        (got, ok)
    }
    .join()
    .unwrap();
    let mutex = sync::Mutex::new(0);
    select! {
        mut guard = mutex.lock() => *guard += 1,
        _ = quit.recv() => {}
    }
    sum + got + p::u32::from(ok)
}

#[goroutines]
fn main() {
    let handle = Handle { n: ::std::sync::Arc::new(3), jobs: chan(8) };
    let mut sum = 0;
    for n in ::std::vec![1, 2] {
        sum += worker(n);
    }
    sum += go!(worker(1)).join().unwrap();
    sum += go! { handle.work(&1) }.join().unwrap();
    sum += handle.area() + handle.corners(&1) + handle.down(3);
    ::std::assert_eq!(sum, 5 + 2 + 4 + 4 + 4 + 3);
    ::std::assert!(handle.other(&["a"]) == 1 && attempt(4) == ::core::result::Result::Ok(5));
    ::std::dbg!(worker(1));

    handle.started();
    ::std::assert_eq!(handle.jobs.recv().unwrap() + handle.jobs.recv().unwrap(), 7);
    plain(handle.jobs.clone());
    ::std::assert_eq!(handle.jobs.recv(), ::core::option::Option::Some(5));
    tree(3, &handle.jobs);
    for _ in 0..4 {
        handle.jobs.recv().unwrap();
    }
    ::std::assert_eq!(selects(handle.clone()), 7 + 8 + 9 + 3 + 2);

    let wg = sync::WaitGroup::new();
    let (ctx, cancel) = context::with_cancel(&context::background());
    wg.go(|| {
        ctx.done().recv();
    });
    let stop = time::after_func(::core::time::Duration::from_millis(1), || cancel());
    wg.wait();
    ::core::mem::drop(stop);
    let own = ::goroutines::chan(2);
    own.send(1).unwrap();
    let go_moves = own.clone();
    go!(move { go_moves.send(2).unwrap() }).join().unwrap();
    own.close();
    let mut all = 0;
    for n in own {
        all += n;
    }
    ::std::assert_eq!(all, 3);
}
