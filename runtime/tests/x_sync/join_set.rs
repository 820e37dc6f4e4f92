//! `JoinSet`: results in the order of ends, and as a case of a select.

use goroutines_runtime::chan::{Chan, chan};
use goroutines_runtime::group::JoinSet;
use goroutines_runtime::select::{Case, recv_case, select, try_select, wait_case};
use goroutines_runtime::{run, spawn};

#[test]
fn join_set_gives_results_in_the_order_of_ends() {
    run(async {
        let (mut set, gates) = (JoinSet::new(), [chan::<()>(0), chan(0), chan(0)]);
        for (n, gate) in gates.iter().cloned().enumerate() {
            set.spawn(async move {
                gate.recv().await;
                if n == 1 {
                    panic!("one");
                }
                n
            });
        }
        for n in [2, 1, 0] {
            gates[n].close();
            match set.join_next().await.unwrap() {
                Ok(value) => assert_eq!(value, n),
                Err(error) => assert_eq!((error.message(), n), ("one", 1)),
            }
        }
        assert!(set.is_empty() && set.join_next().await.is_none());
        let all: JoinSet<u32> = (0..100).map(|n| async move { n }).collect();
        let mut all = all.join_all().await;
        all.sort_unstable();
        assert_eq!(all, (0..100).collect::<Vec<_>>());
    });
}

#[test]
fn a_join_set_is_a_case() {
    run(async {
        let (mut set, gate, other) = (JoinSet::new(), chan::<()>(0), chan::<()>(0));
        for n in 0..2 {
            let gate = gate.clone();
            set.extend([async move {
                gate.recv().await;
                n
            }]);
        }
        assert!(set.try_join_next().is_none());
        let closes = other.clone();
        spawn(async move { closes.close() });
        let (mut end, mut receive) = (wait_case(set.join_next()), recv_case(&other));
        let mut cases: [&mut (dyn Case + Send); 2] = [&mut end, &mut receive];
        assert_eq!(select(&mut cases).await, 1, "a case that is not chosen takes no result");
        drop(end);
        gate.close();
        let mut sum = 0;
        for _ in 0..2 {
            let (mut end, mut never) = (wait_case(set.join_next()), recv_case(None::<&Chan<()>>));
            let mut cases: [&mut (dyn Case + Send); 2] = [&mut end, &mut never];
            assert_eq!(select(&mut cases).await, 0);
            sum += 1 + end.take().unwrap().unwrap().unwrap();
        }
        assert_eq!(sum, 3);
        let (mut end, mut never) = (wait_case(set.join_next()), recv_case(None::<&Chan<()>>));
        let mut cases: [&mut (dyn Case + Send); 2] = [&mut end, &mut never];
        assert_eq!(try_select(&mut cases).await, Some(0), "an empty set is ready");
        assert!(end.take().unwrap().is_none());
    });
}
