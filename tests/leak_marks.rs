//! Which stuck goroutines a dump marks `(leaked)`, by where their handles lie; and twins that somebody can still wake, none of
//! which is marked.

#![forbid(unsafe_code)]

use std::sync::{Arc, Weak};

use goroutines::prelude::*;
use goroutines::sync::{Mutex, WaitGroup};
use goroutines::{JoinHandle, runtime};

/// How many of `handles`, all of which come to wait, are marked.
#[goroutines]
fn marked(handles: &[JoinHandle<()>]) -> usize {
    loop {
        let dump = runtime::dump();
        let mine: Vec<_> =
            dump.goroutines().iter().filter(|it| handles.iter().any(|one| one.id() == it.id())).collect();
        if mine.len() == handles.len() && mine.iter().all(|it| it.is_waiting()) {
            return mine.iter().filter(|it| it.is_leaked()).count();
        }
        runtime::yield_now();
    }
}

/// Channels that are a field of something shared.
struct Conn {
    requests: Chan<u32>,
    quit: Chan<()>,
}

impl Conn {
    fn new() -> Conn {
        Conn { requests: chan(0), quit: chan(0) }
    }
}

#[goroutines]
impl Conn {
    fn serve(&self) {
        self.requests.recv();
    }

    fn wait_for_quit(&self) {
        self.quit.recv();
    }

    fn serve_shared(self: Arc<Self>) {
        self.requests.recv();
    }
}

#[goroutines]
fn produce(ch: Chan<u32>) {
    defer!(ch.close());
    ch.send(1).unwrap();
}

#[goroutines(allow_leaks = 100)]
#[test]
fn deferred_calls_keep_handles() {
    let ch = chan(0);
    let alone = [go!(produce(ch))];
    assert_eq!(marked(&alone), 0);
    drop(ch);
    assert_eq!(marked(&alone), 1);

    let (ch, group) = (chan(0), WaitGroup::new());
    group.add(1);
    let waits = group.clone();
    let both = [
        go! {
            defer! {
                ch.close();
                group.done();
            };
            ch.send(1).unwrap();
        },
        go! { waits.wait() },
    ];
    assert_eq!(marked(&both), 0);
    drop((ch, group));
    assert_eq!(marked(&both), 1, "`waits` could count the group down");
    drop(waits);
    assert_eq!(marked(&both), 2);
}

#[goroutines]
fn deferred_send(first: Chan<u32>, second: Chan<u32>) {
    defer! {
        second.send(1).unwrap();
    };
    first.recv();
}

#[goroutines(allow_leaks = 100)]
#[test]
fn a_deferred_call_that_waits() {
    let (first, second) = (chan(0), chan(0));
    let sends = [go!(deferred_send(first, second))];
    first.send(1).unwrap();
    drop(first);
    assert_eq!(marked(&sends), 0);
    drop(second);
    assert_eq!(marked(&sends), 1);
}

#[goroutines(allow_leaks = 100)]
#[test]
fn variables_of_a_block_keep_handles() {
    let (a, b) = (chan::<u32>(0), chan::<u32>(0));
    let crossed = [
        go! {
            a.recv();
            b.send(1).unwrap();
        },
        go! {
            b.recv();
            a.send(1).unwrap();
        },
    ];
    assert_eq!(marked(&crossed), 0);
    drop(a);
    assert_eq!(marked(&crossed), 0);
    drop(b);
    assert_eq!(marked(&crossed), 2);

    let ch = chan::<u32>(0);
    let second = ch.clone();
    let twice = [go! {
        ch.recv();
        drop(second);
    }];
    drop(ch);
    assert_eq!(marked(&twice), 0);
    drop(second);
    assert_eq!(marked(&twice), 1);

    let (jobs, quit) = (chan::<u32>(0), chan::<()>(0));
    let selects = [go! {
        loop {
            select! {
                case v := <-jobs: jobs.send(v).unwrap();
                case <-quit: return;
            }
        }
    }];
    assert_eq!(marked(&selects), 0);
    drop(quit);
    assert_eq!(marked(&selects), 0);
    jobs.send(1).unwrap();
    drop(jobs);
    assert_eq!(marked(&selects), 1, "it waits to send to itself");
}

#[goroutines(allow_leaks = 100)]
#[test]
fn lists_and_boxes_keep_handles() {
    let ch = chan::<u32>(0);
    let list = vec![ch.clone(), chan(0)];
    let boxed = Box::new(ch.clone());
    let conn = Box::new(Conn { requests: ch.clone(), quit: chan(0) });
    let all = [go! { let _ = list[0].recv(); }, go! { let _ = boxed.recv(); }, go! { serve(&conn) }];
    assert_eq!(marked(&all), 0);
    drop(ch);
    assert_eq!(marked(&all), 3);
}

#[goroutines(allow_leaks = 100)]
#[test]
fn goroutines_that_own_an_arc_together() {
    let conn = Arc::new(Conn::new());
    let both = [go!(conn.serve()), go! { conn.wait_for_quit() }];
    assert_eq!(marked(&both), 0);
    let weak = Arc::downgrade(&conn);
    drop(conn);
    assert_eq!(marked(&both), 0, "a weak reference can be upgraded");
    drop(weak);
    assert_eq!(marked(&both), 2);

    let conn = Arc::new(Conn::new());
    let runs = [go!(conn.serve_shared())];
    assert_eq!(marked(&runs), 0);
    drop(conn);
    assert_eq!(marked(&runs), 1);
}

#[goroutines]
fn close_at_the_end(conn: Arc<Conn>) {
    defer!(conn.quit.close());
    conn.serve();
}

#[goroutines(allow_leaks = 100)]
#[test]
fn an_arc_that_a_live_goroutine_has() {
    let (conn, go_on) = (Arc::new(Conn::new()), chan::<()>(0));
    let far = Arc::clone(&conn);
    let waits = go_on.clone();
    let live = go! {
        waits.recv();
        far.requests.send(1).unwrap();
    };
    let serves = [go!(conn.serve()), go!(close_at_the_end(conn))];
    drop(conn);
    assert_eq!(marked(&serves), 0);
    go_on.send(()).unwrap();
    live.join().unwrap();
}

#[goroutines]
fn serve(conn: &Conn) {
    conn.serve();
}

/// What goroutines gave away; anybody may use it.
type Given = Mutex<Vec<Chan<u32>>>;

#[goroutines]
fn give(given: &Given, ch: Chan<u32>) {
    given.lock().push(ch);
}

#[goroutines]
#[test]
fn handles_that_were_given_away() {
    static GIVEN: Given = Mutex::new(Vec::new());
    let (a, b, c) = (chan::<u32>(0), chan::<u32>(0), chan::<u32>(0));
    let (a2, b2, c2) = (a.clone(), b.clone(), c.clone());
    let waiting = [
        // To a function that keeps it.
        go! {
            give(&GIVEN, a2);
            a.recv();
        },
        // Through another variable.
        go! {
            let mine = b2;
            GIVEN.lock().push(mine);
            b.recv();
        },
        // To what a closure has moved.
        go! {
            let push = move || c2.clone();
            GIVEN.lock().push(push());
            c.recv();
        },
    ];
    drop((a, b, c));
    assert_eq!(marked(&waiting), 0);
    for ch in GIVEN.lock().drain(..) {
        ch.send(1).unwrap();
    }
    for one in waiting {
        one.join().unwrap();
    }
}

#[goroutines]
#[test]
fn handles_that_are_gone_do_not_count() {
    let (ch, ready) = (chan::<u32>(0), chan::<()>(1));
    let (kept, early) = (ch.clone(), ch.clone());
    let waits = [go! {
        drop(early);
        ready.send(()).unwrap();
        ch.recv();
    }];
    ready.recv();
    drop((ch, early));
    assert_eq!(marked(&waits), 0, "`kept` is as many handles as the goroutine has dropped");
    kept.send(1).unwrap();
    for one in waits {
        one.join().unwrap();
    }
}

#[goroutines]
#[test]
fn boxes_and_lists_that_went_on() {
    static GIVEN: Given = Mutex::new(Vec::new());
    let (list, boxed, go_on) = (vec![chan::<u32>(0)], Box::new(chan::<u32>(0)), chan::<Vec<Chan<u32>>>(0));
    let (first, second) = (list[0].clone(), (*boxed).clone());
    let out = go_on.clone();
    let waiting = [
        go! {
            out.send(list).unwrap();
            first.recv();
        },
        go! {
            let inner = *boxed;
            give(&GIVEN, inner);
            second.recv();
        },
    ];
    drop((first, second));
    let list = go_on.recv().unwrap();
    assert_eq!(marked(&waiting), 0);
    list[0].send(1).unwrap();
    let given = GIVEN.lock().pop().unwrap();
    given.send(1).unwrap();
    for one in waiting {
        one.join().unwrap();
    }
}

#[goroutines(allow_leaks = 100)]
#[test]
fn an_owned_guard_may_be_anywhere() {
    let (mutex, ready, unlock) = (Arc::new(Mutex::new(0)), chan::<()>(0), chan::<()>(0));
    let (theirs, given, go_on) = (Arc::clone(&mutex), ready.clone(), unlock.clone());
    // It locks, gives the guard to another goroutine, and never goes on itself.
    let stuck = [go! {
        let guard = theirs.lock_owned();
        go! {
            go_on.recv();
            drop(guard);
        };
        given.send(()).unwrap();
        chan::<u32>(0).recv();
    }];
    ready.recv();
    assert_eq!(marked(&stuck), 1);
    let waits = [go! { *mutex.lock() += 1 }];
    assert_eq!(marked(&waits), 0);
    unlock.send(()).unwrap();
    for one in waits {
        one.join().unwrap();
    }
}

#[goroutines]
#[test]
fn an_arc_that_is_unique_again() {
    // What is noted of a goroutine must not outlive it.
    let conn = Arc::new(Conn::new());
    conn.requests.close();
    go!(conn.serve()).join().unwrap();
    let weak: Weak<Conn> = Arc::downgrade(&conn);
    assert_eq!((Arc::strong_count(&conn), weak.weak_count()), (1, 1));
}

/// Functions that have had a handle of `ch` and wait for `quit` without it.
#[goroutines]
mod gone {
    use super::*;

    static GIVEN: Given = Mutex::new(Vec::new());

    pub(super) fn given_away(ch: Chan<u32>, quit: Chan<()>) {
        ch.recv();
        give(&GIVEN, ch);
        quit.recv();
    }

    pub(super) fn dropped(ch: Chan<u32>, quit: Chan<()>) {
        ch.recv();
        drop(ch);
        quit.recv();
    }

    pub(super) fn ranged_over(ch: Chan<u32>, quit: Chan<()>) {
        for _ in ch {
            break;
        }
        quit.recv();
    }

    pub(super) fn passed_on(ch: Chan<u32>, quit: Chan<()>) {
        dropped(ch, quit);
    }

    pub(super) fn called_before(ch: Chan<u32>, quit: Chan<()>) {
        receive(ch);
        quit.recv();
    }

    fn receive(ch: Chan<u32>) {
        ch.recv();
    }

    pub(super) fn body_ended(ch: Chan<u32>, quit: Chan<()>) {
        defer! {
            quit.recv();
        };
        ch.recv();
    }

    pub(super) fn another_function(ch: Chan<u32>, quit: Chan<()>) {
        let kept = |ch: Chan<u32>, _: &Chan<()>| drop(ch);
        ch.recv();
        kept(ch, &quit);
        quit.recv();
    }
}

/// A goroutine that has lost its handle of a channel waits forever; what it had must not count for what `kept` is, with which
/// another goroutine is woken.
macro_rules! handles_that_are_gone {
    ($($name:ident)*) => {$(
        #[goroutines(allow_leaks = 1)]
        #[test]
        fn $name() {
            let (ch, quit) = (chan::<u32>(0), chan::<()>(0));
            let (kept, waits) = (ch.clone(), ch.clone());
            let had = go!(gone::$name(ch.clone(), quit.clone()));
            ch.send(1).unwrap();
            let both = [had, go! { waits.recv(); }];
            drop((ch, waits));
            assert_eq!(marked(&both), 0);
            drop(quit);
            assert_eq!(marked(&both), 1);
            kept.send(1).unwrap();
            let [_, waits] = both;
            waits.join().unwrap();
        }
    )*};
}

handles_that_are_gone!(given_away dropped ranged_over passed_on called_before body_ended another_function);

#[goroutines(allow_leaks = 1)]
#[test]
fn a_block_whose_body_has_ended() {
    let (ch, quit) = (chan::<u32>(0), chan::<()>(0));
    let (kept, waits, had) = (ch.clone(), ch.clone(), ch.clone());
    let both = [
        go! {
            defer! {
                quit.recv();
            };
            had.recv();
        },
        go! { waits.recv(); },
    ];
    drop((waits, had));
    ch.send(1).unwrap();
    ch.send(1).unwrap();
    let [had, waits] = both;
    waits.join().unwrap();
    let both = [had, go! { kept.recv(); }];
    drop((kept, quit));
    assert_eq!(marked(&both), 1, "`ch` is as many handles as the block has dropped");
    ch.send(1).unwrap();
    let [_, waits] = both;
    waits.join().unwrap();
}

/// What a goroutine holds through the arguments of its function.
#[goroutines]
mod kept {
    use super::*;

    pub(super) fn in_turn(first: Chan<u32>, second: Chan<u32>) {
        first.recv();
        second.recv();
    }

    pub(super) fn passed_on(first: Chan<u32>, second: Chan<u32>) {
        in_turn(first, second)
    }

    pub(super) fn ranged_over(first: Chan<u32>, second: Chan<u32>) {
        for _ in first {
            second.recv();
        }
    }
}

#[goroutines]
fn beside(first: Chan<u32>, second: Chan<u32>) {
    first.recv();
    second.send(1).unwrap();
}

/// Two goroutines that wait for one another, through the arguments of their functions.
macro_rules! arguments_keep_handles {
    ($($name:ident: |$a:ident, $b:ident| $start:expr;)*) => {$(
        #[goroutines(allow_leaks = 2)]
        #[test]
        fn $name() {
            #[goroutines]
            fn start($a: Chan<u32>, $b: Chan<u32>) -> JoinHandle<()> {
                $start
            }
            let (a, b) = (chan::<u32>(0), chan::<u32>(0));
            let crossed = [start(a.clone(), b.clone()), start(b.clone(), a.clone())];
            assert_eq!(marked(&crossed), 0);
            drop(a);
            assert_eq!(marked(&crossed), 0);
            drop(b);
            assert_eq!(marked(&crossed), 2);
        }
    )*};
}

arguments_keep_handles! {
    of_a_function: |a, b| go!(kept::in_turn(a, b));
    of_a_function_in_the_file: |a, b| go!(beside(a.clone(), b.clone()));
    passed_on_to_another: |a, b| go!(kept::passed_on(a, b));
    of_a_function_that_ranges: |a, b| go!(kept::ranged_over(a, b));
    of_a_block_that_calls: |a, b| go! { kept::in_turn(a, b) };
    of_a_literal: |a, b| go!(|a: Chan<u32>, b: Chan<u32>| {
        a.recv();
        b.recv();
    }(a, b));
}
