//! Channels of other kinds: `oneshot`, `broadcast`, `watch`.

use goroutines_runtime::chan::{broadcast, chan, oneshot, watch};
use goroutines_runtime::select::{recv_case, select, wait_case};
use goroutines_runtime::{run, spawn, yield_now};

#[test]
fn oneshot_sends_once() {
    let (tx, rx) = oneshot();
    assert!(!tx.is_closed());
    tx.send(1).unwrap();
    assert_eq!((rx.recv_blocking(), rx.recv_blocking()), (Some(1), None));
    let (tx, rx) = oneshot::<u32>();
    drop(rx);
    assert!(tx.is_closed() && tx.send(2) == Err(2));
}

#[test]
fn broadcast_reaches_all_and_drops_the_oldest() {
    let news = broadcast(2);
    assert_eq!(news.send(0), 0);
    let (a, b) = (news.subscribe(), news.subscribe());
    for n in 1..=4 {
        assert_eq!(news.send(n), 2);
    }
    assert_eq!((a.try_recv(), a.try_recv(), news.dropped()), (Ok(3), Ok(4), 4));
    drop(a);
    assert_eq!((news.send(5), news.subscribers()), (1, 1));
    let late = news.clone().subscribe();
    drop(news);
    assert_eq!((b.iter_blocking().collect::<Vec<_>>(), late.recv_blocking()), (vec![4, 5], None));
}

#[test]
fn watch_sees_the_latest() {
    run(async {
        let (level, seen) = watch(0);
        let other = seen.clone();
        level.send(1);
        level.send(2);
        assert_eq!((seen.changed().await, *seen.get()), (Some(()), 2));
        assert!(seen.changed_now().is_none());
        let waits = spawn(async move { other.wait_for(|level| *level >= 10).await.map(|level| *level) });
        for n in 3..=10 {
            level.send(n);
            yield_now().await;
        }
        assert_eq!(waits.join().await.unwrap(), Some(10));
        // As a case of a select, beside a channel.
        let ch = chan::<u32>(0);
        seen.changed().await;
        level.send(11);
        let (mut receive, mut changed) = (recv_case(&ch), wait_case(seen.changed()));
        assert_eq!(select(&mut [&mut receive, &mut changed]).await, 1);
        drop((receive, changed));
        drop(level);
        assert_eq!((seen.changed().await, seen.clone().changed().await), (None, None));
    });
}

trait ChangedNow {
    fn changed_now(&self) -> Option<()>;
}

impl<T> ChangedNow for goroutines_runtime::chan::Watch<T> {
    fn changed_now(&self) -> Option<()> {
        use goroutines_runtime::select::Waitable;
        self.changed().try_now().flatten()
    }
}
