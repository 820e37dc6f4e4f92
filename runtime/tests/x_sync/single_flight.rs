//! `SingleFlight`: one run of the work for all who ask at once.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;

use goroutines_runtime::chan::chan;
use goroutines_runtime::group::SingleFlight;
use goroutines_runtime::{run, spawn, yield_now};

/// TestDo and TestDoErr.
#[test]
fn single_flight_runs_the_work() {
    run(async {
        let flights = SingleFlight::<&str, Result<u32, String>>::new();
        assert_eq!(flights.run("key", async { Ok(7) }).await, (Ok(7), false));
        assert_eq!(flights.run("key", async { Err("bad".to_owned()) }).await, (Err("bad".to_owned()), false));
    });
}

/// TestDoDupSuppress: ten callers at once share one run, and all are told that it was shared.
#[test]
fn single_flight_suppresses_duplicates() {
    run(async {
        let (flights, calls, gate) = (SingleFlight::new(), Arc::new(AtomicUsize::new(0)), chan::<u32>(0));
        let arrived = Arc::new(AtomicUsize::new(0));
        let callers: Vec<_> = (0..10)
            .map(|_| {
                let (flights, calls, gate) = (flights.clone(), Arc::clone(&calls), gate.clone());
                let arrived = Arc::clone(&arrived);
                spawn(async move {
                    let flight = flights.run("key", async move {
                        calls.fetch_add(1, SeqCst);
                        gate.recv().await.unwrap()
                    });
                    arrived.fetch_add(1, SeqCst);
                    flight.await
                })
            })
            .collect();
        while arrived.load(SeqCst) < 10 {
            yield_now().await;
        }
        gate.send(7).await.unwrap();
        for caller in callers {
            assert_eq!(caller.join().await.unwrap(), (7, true));
        }
        assert_eq!(calls.load(SeqCst), 1);
    });
}

/// TestForget: after it the next caller starts the work anew, while the first run goes on.
#[test]
fn single_flight_forgets() {
    run(async {
        let (flights, gate) = (SingleFlight::new(), chan::<()>(0));
        let first = {
            let gate = gate.clone();
            flights.run_chan("key", async move {
                gate.recv().await;
                1
            })
        };
        flights.forget(&"key");
        let second = flights.run_chan("key", async { 2 });
        assert_eq!(second.recv().await, Some((2, false)));
        gate.close();
        assert_eq!(first.recv().await, Some((1, false)));
    });
}

/// TestDoChan: callers by channel and callers that wait share a run.
#[test]
fn single_flight_tells_channels_and_callers() {
    run(async {
        let (flights, gate) = (SingleFlight::new(), chan::<()>(0));
        let work = || {
            let gate = gate.clone();
            async move {
                gate.recv().await;
                "v"
            }
        };
        let one = flights.run_chan(1, work());
        let other = flights.run(1, work());
        let another = flights.run_chan(1, work());
        gate.close();
        assert_eq!(
            (one.recv().await, other.await, another.recv().await),
            (Some(("v", true)), ("v", true), Some(("v", true)))
        );
    });
}

/// TestPanicDo: the panic goes to all callers.
#[test]
fn single_flight_panics_in_all_callers() {
    run(async {
        let (flights, gate) = (SingleFlight::<u32, ()>::new(), chan::<()>(0));
        let callers: Vec<_> = (0..5)
            .map(|_| {
                let (flights, gate) = (flights.clone(), gate.clone());
                let flight = flights.run(1, async move {
                    gate.recv().await;
                    panic!("invalid memory address");
                });
                spawn(flight)
            })
            .collect();
        gate.close();
        for caller in callers {
            assert_eq!(caller.join().await.unwrap_err().message(), "invalid memory address");
        }
    });
}
