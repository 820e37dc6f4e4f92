//! Kernels of leaks that were found in real Go programs, after the GoKer collection, named as there: which of their goroutines
//! a dump marks `(leaked)` once the function that started them is gone; and the repaired programs, which leave none behind.

#![forbid(unsafe_code)]

use std::any::Any;
use std::sync::Arc;

use goroutines::prelude::*;
use goroutines::sync::{Mutex, RwLock, WaitGroup};
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

/// What a kernel leaves behind.
struct Left {
    /// Its goroutines, those that end included if it is repaired.
    goroutines: Vec<JoinHandle<()>>,
    /// What its own function had, with which somebody could still wake them.
    held: Box<dyn Any + Send>,
}

fn left(goroutines: impl Into<Vec<JoinHandle<()>>>, held: impl Any + Send) -> Left {
    Left { goroutines: goroutines.into(), held: Box::new(held) }
}

/// Declares one test per kernel: how many of the goroutines that it leaves behind are marked while somebody still has what could
/// wake them, and afterwards.
macro_rules! kernels {
    ($($name:ident($($arg:expr),*): $held:literal, $marked:literal;)*) => {$(
        #[goroutines(allow_leaks)]
        #[test]
        fn $name() {
            let Left { goroutines, held } = kernel::$name($($arg),*);
            assert_eq!(marked(&goroutines), $held, "of {}, which can be woken", goroutines.len());
            drop(held);
            assert_eq!(marked(&goroutines), $marked, "of {}", goroutines.len());
        }
    )*};
}

/// Declares one test per repaired kernel: all its goroutines end, nothing is left behind, and nothing was ever marked.
macro_rules! repaired {
    ($($name:ident: $kernel:ident($($arg:expr),*);)*) => {$(
        #[goroutines]
        #[test]
        fn $name() {
            let Left { goroutines, held } = kernel::$kernel($($arg),*);
            drop(held);
            while goroutines.iter().any(|it| !it.is_finished()) {
                let dump = runtime::dump();
                let mut marked = dump.leaked().filter(|it| goroutines.iter().any(|one| one.id() == it.id()));
                assert!(marked.next().is_none(), "{dump}");
            }
            for handle in goroutines {
                handle.join().unwrap();
            }
        }
    )*};
}

kernels! {
    cockroach13755(false): 0, 1;
    cockroach24808(1): 0, 1;
    cockroach25456(false): 0, 1;
    cockroach35931(0): 0, 1;
    etcd6857(false): 0, 1;
    grpc660(0): 0, 1;
    grpc1275(false): 0, 1;
    grpc1424(false): 0, 1;
    hugo5379(false): 1, 1;
    istio16224(false): 0, 2;
    kubernetes1321(false): 0, 2;
    kubernetes5316(0): 0, 1;
    kubernetes25331(0): 0, 1;
    kubernetes38669(0): 0, 1;
    kubernetes58107(false): 0, 1;
    kubernetes70277(false): 0, 1;
    moby33293(0): 0, 1;
    serving2137(false): 0, 1;
    syncthing5795(false): 0, 1;
}

// Not proven: the goroutine has a clone that it made itself.
kernels! {
    moby33781(0): 0, 0;
}

repaired! {
    cockroach13755_repaired: cockroach13755(true);
    cockroach24808_repaired: cockroach24808(2);
    cockroach25456_repaired: cockroach25456(true);
    cockroach35931_repaired: cockroach35931(1);
    etcd6857_repaired: etcd6857(true);
    grpc660_repaired: grpc660(1);
    grpc1275_repaired: grpc1275(true);
    grpc1424_repaired: grpc1424(true);
    hugo5379_repaired: hugo5379(true);
    istio16224_repaired: istio16224(true);
    kubernetes1321_repaired: kubernetes1321(true);
    kubernetes5316_repaired: kubernetes5316(1);
    kubernetes25331_repaired: kubernetes25331(1);
    kubernetes38669_repaired: kubernetes38669(2);
    kubernetes58107_repaired: kubernetes58107(true);
    kubernetes70277_repaired: kubernetes70277(true);
    moby33293_repaired: moby33293(1);
    moby33781_repaired: moby33781(1);
    serving2137_repaired: serving2137(true);
    syncthing5795_repaired: syncthing5795(true);
}

/// The kernels.
#[goroutines]
mod kernel {
    use super::*;

    /// Rows wait for a context that nobody cancels.
    pub(super) fn cockroach13755(cancels: bool) -> Left {
        let (ctx, cancel) = context::with_cancel(&context::background());
        let rows = go!(await_done(ctx));
        if cancels {
            cancel();
        }
        left([rows], cancel)
    }

    fn await_done(ctx: context::Context) {
        ctx.done().recv();
    }

    /// A compactor whose suggestions nobody takes any more.
    pub(super) fn cockroach24808(room: usize) -> Left {
        let suggestions = chan::<()>(room);
        suggestions.send(()).unwrap();
        left([go!(suggest(suggestions))], suggestions)
    }

    fn suggest(suggestions: Chan<()>) {
        suggestions.send(()).unwrap();
    }

    /// A queue that waits for a stopper which never stops.
    pub(super) fn cockroach25456(stops: bool) -> Left {
        let (stopped, never) = (chan::<()>(0), chan::<()>(0));
        let queue = go!(process(stopped.clone(), never));
        if stops {
            stopped.close();
        }
        left([queue], stopped)
    }

    fn process(stopped: Chan<()>, never: Chan<()>) {
        select! {
            _ = stopped.recv() => {}
            _ = never.recv() => {}
        }
    }

    /// A source that pushes to a sink which has returned.
    pub(super) fn cockroach35931(room: usize) -> Left {
        let rows = Arc::new(Rows { pushed: chan(room) });
        left([go!(push(rows))], rows)
    }

    struct Rows {
        pushed: Chan<u32>,
    }

    fn push(rows: Arc<Rows>) {
        rows.pushed.send(1).unwrap();
    }

    /// A node that has stopped is asked for its status.
    pub(super) fn etcd6857(asks_done: bool) -> Left {
        let (status, stop, done) = (chan::<u32>(0), chan::<()>(0), chan::<()>(0));
        let node = go!(run_node(status.clone(), stop.clone(), done.clone()));
        stop.close();
        node.join().unwrap();
        let asks = if asks_done { go!(ask_or_done(status, done)) } else { go!(ask(status)) };
        left([asks], status)
    }

    fn run_node(status: Chan<u32>, stop: Chan<()>, done: Chan<()>) {
        defer!(done.close());
        loop {
            select! {
                _ = status.recv() => {}
                _ = stop.recv() => return,
            }
        }
    }

    fn ask(status: Chan<u32>) {
        status.send(1).unwrap();
    }

    fn ask_or_done(status: Chan<u32>, done: Chan<()>) {
        select! {
            status.send(1) => {}
            _ = done.recv() => {}
        }
    }

    /// A worker reports its end to a benchmark that has ended.
    pub(super) fn grpc660(room: usize) -> Left {
        let (ended, stop) = (chan::<bool>(room), chan::<()>(0));
        let worker = go!(work(ended, stop.clone()));
        stop.close();
        left([worker], ended)
    }

    fn work(ended: Chan<bool>, stop: Chan<()>) {
        stop.recv();
        ended.send(true).unwrap();
    }

    /// A reader of a stream that nobody closes.
    pub(super) fn grpc1275(closes: bool) -> Left {
        let stream = Arc::new(Stream { received: chan(0), done: chan(0) });
        let reader = go!(read(stream.clone()));
        if closes {
            stream.done.close();
        }
        left([reader], stream)
    }

    struct Stream {
        received: Chan<u32>,
        done: Chan<()>,
    }

    fn read(stream: Arc<Stream>) {
        select! {
            _ = stream.done.recv() => {}
            _ = stream.received.recv() => {}
        }
    }

    /// A watcher ranges over addresses that nobody sends any more, nor closes.
    pub(super) fn grpc1424(closes: bool) -> Left {
        let addresses = chan::<u32>(1);
        addresses.send(1).unwrap();
        let watcher = go!(watch(addresses.clone()));
        if closes {
            addresses.close();
        }
        left([watcher], addresses)
    }

    fn watch(addresses: Chan<u32>) {
        for address in addresses {
            drop(address.to_string());
        }
    }

    /// A page locks what it has locked.
    pub(super) fn hugo5379(unlocks: bool) -> Left {
        let page = Arc::new(Mutex::new(0));
        left([go!(render(page, unlocks))], page)
    }

    fn render(page: Arc<Mutex<u32>>, unlocks: bool) {
        let first = page.lock();
        if unlocks {
            drop(first);
            *page.lock() += 1;
        } else {
            *page.lock() += *first;
        }
    }

    /// A handler sends while it holds a lock that the receiver wants first.
    pub(super) fn istio16224(sends_unlocked: bool) -> Left {
        let (lock, events, locked) = (Arc::new(Mutex::new(())), chan::<u32>(0), chan::<()>(0));
        let handler = go!(handle(lock.clone(), events.clone(), locked.clone(), sends_unlocked));
        locked.recv();
        left([handler, go!(receive_locked(lock, events))], events)
    }

    fn handle(lock: Arc<Mutex<()>>, events: Chan<u32>, locked: Chan<()>, sends_unlocked: bool) {
        let guard = lock.lock();
        locked.close();
        if sends_unlocked {
            drop(guard);
            events.send(1).unwrap();
        } else {
            events.send(1).unwrap();
            drop(guard);
        }
    }

    fn receive_locked(lock: Arc<Mutex<()>>, events: Chan<u32>) {
        drop(lock.lock());
        events.recv();
    }

    /// A multiplexer distributes under the lock that the stop of its watcher wants.
    pub(super) fn kubernetes1321(unlocks: bool) -> Left {
        let (mux, result, begun) = (Arc::new(RwLock::new(())), chan::<u32>(0), chan::<()>(0));
        let distributes = go!(distribute(mux.clone(), result.clone(), begun.clone(), unlocks));
        begun.recv();
        left([distributes, go!(stop_watching(mux, result))], result)
    }

    fn distribute(mux: Arc<RwLock<()>>, result: Chan<u32>, begun: Chan<()>, unlocks: bool) {
        let guard = mux.write();
        begun.close();
        if unlocks {
            drop(guard);
            result.send(1).unwrap();
        } else {
            result.send(1).unwrap();
            drop(guard);
        }
    }

    fn stop_watching(mux: Arc<RwLock<()>>, result: Chan<u32>) {
        drop(mux.write());
        result.recv();
    }

    /// A request that has timed out gets its result.
    pub(super) fn kubernetes5316(room: usize) -> Left {
        let (results, timed_out) = (chan::<u32>(room), chan::<()>(0));
        let request = go!(finish_request(results, timed_out.clone()));
        timed_out.close();
        left([request], results)
    }

    fn finish_request(results: Chan<u32>, timed_out: Chan<()>) {
        timed_out.recv();
        results.send(1).unwrap();
    }

    /// A watch sends its error to whoever has stopped reading.
    pub(super) fn kubernetes25331(room: usize) -> Left {
        let errors = chan::<String>(room);
        let (ctx, cancel) = context::with_cancel(&context::background());
        let watch = go!(run_watch(ctx, errors));
        cancel();
        left([watch], errors)
    }

    fn run_watch(ctx: context::Context, errors: Chan<String>) {
        ctx.done().recv();
        errors.send("cancelled".to_owned()).unwrap();
    }

    /// A cache watcher has more initial events than room.
    pub(super) fn kubernetes38669(room: usize) -> Left {
        let input = chan(room);
        let watcher = Box::new(Watcher { input: input.clone(), events: vec![1, 2] });
        left([go!(process_events(watcher))], input)
    }

    struct Watcher {
        input: Chan<u32>,
        events: Vec<u32>,
    }

    fn process_events(watcher: Box<Watcher>) {
        for event in &watcher.events {
            watcher.input.send(*event).unwrap();
        }
    }

    /// A worker waits for work on a queue that is never shut down.
    pub(super) fn kubernetes58107(shuts_down: bool) -> Left {
        let (queue, group) = (chan::<u32>(0), WaitGroup::new());
        group.add(1);
        let worker = go!(sync(queue.clone(), group.clone()));
        if shuts_down {
            queue.close();
        }
        left([worker], queue)
    }

    fn sync(queue: Chan<u32>, group: WaitGroup) {
        defer!(group.done());
        while queue.recv().is_some() {}
    }

    /// A poller ticks for a waiter that has returned.
    pub(super) fn kubernetes70277(done: bool) -> Left {
        let (ticks, stop) = (chan::<()>(0), chan::<()>(0));
        let poller = go!(poll(ticks, stop.clone()));
        if done {
            stop.close();
        }
        left([poller], stop)
    }

    fn poll(ticks: Chan<()>, stop: Chan<()>) {
        select! {
            ticks.send(()) => {}
            _ = stop.recv() => {}
        }
    }

    /// The error of a container that nobody waits for.
    pub(super) fn moby33293(room: usize) -> Left {
        let wait = chan::<u32>(room);
        let waits = vec![wait.clone()];
        left([go!(exits(waits))], wait)
    }

    fn exits(waits: Vec<Chan<u32>>) {
        for wait in &waits {
            wait.send(1).unwrap();
        }
    }

    /// The result of a probe whose monitor was stopped.
    pub(super) fn moby33781(room: usize) -> Left {
        let results = chan::<u32>(room);
        let probe = go! {
            let spare = results.clone();
            results.send(1).unwrap();
            drop(spare);
        };
        left([probe], results)
    }

    /// A request waits for a lock that its breaker gives back only after it.
    pub(super) fn serving2137(releases: bool) -> Left {
        let (active, accepted) = (chan::<()>(1), chan::<()>(0));
        active.send(()).unwrap();
        let request = go!(throttled(active.clone(), accepted));
        if releases {
            active.recv();
        }
        left([request], active)
    }

    fn throttled(active: Chan<()>, accepted: Chan<()>) {
        active.send(()).unwrap();
        accepted.close();
    }

    /// A connection that ended before its dispatcher began.
    pub(super) fn syncthing5795(closes: bool) -> Left {
        let conn = Arc::new(Conn { inbox: chan(0), closed: chan(0) });
        let dispatcher = go!(dispatch(conn.clone()));
        if closes {
            conn.closed.close();
        }
        left([dispatcher], conn)
    }

    struct Conn {
        inbox: Chan<u32>,
        closed: Chan<()>,
    }

    fn dispatch(conn: Arc<Conn>) {
        loop {
            select! {
                _ = conn.inbox.recv() => {}
                _ = conn.closed.recv() => return,
            }
        }
    }
}
