//! The reactor: tokio's sockets, timers and tasks in goroutines, on runtimes of one and of several workers.
#![cfg(feature = "net")]

use std::io::{Read as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use goroutines_runtime::{Runtime, chan, spawn, yield_now};
use rayon::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

fn runtime(workers: usize) -> Runtime {
    Runtime::builder().workers(workers).deadlock_detection(false).build().unwrap()
}

/// Answers each client until it closes; ends with the reactor, which a dropped runtime shuts down.
async fn echo(listener: TcpListener) {
    while let Ok((mut stream, _)) = listener.accept().await {
        drop(spawn(async move {
            let (mut reader, mut writer) = stream.split();
            let _ = tokio::io::copy(&mut reader, &mut writer).await;
        }));
    }
}

/// Sends `rounds` messages and checks the answers.
async fn ping(address: std::net::SocketAddr, rounds: u32) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    for round in 0..rounds {
        let message = round.to_le_bytes();
        stream.write_all(&message).await.unwrap();
        let mut answer = [0; 4];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(answer, message);
    }
}

async fn serve() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(spawn(echo(listener)));
    address
}

#[test]
fn sockets_of_tokio_work_in_goroutines() {
    for workers in [1, 2, 4] {
        runtime(workers).run(async {
            let address = serve().await;
            let clients: Vec<_> = (0..20).map(|_| spawn(ping(address, 50))).collect();
            for client in clients {
                client.join().await.unwrap();
            }
        });
    }
}

#[test]
fn timers_and_tasks_of_tokio_work_in_goroutines() {
    for workers in [1, 2] {
        runtime(workers).run(async {
            let begin = Instant::now();
            tokio::time::sleep(Duration::from_millis(5)).await;
            assert!(begin.elapsed() >= Duration::from_millis(5));
            let task = tokio::spawn(async {
                tokio::time::sleep(Duration::from_millis(1)).await;
                goroutines_runtime::id()
            });
            assert_eq!(task.await.unwrap(), None, "a task of tokio's is no goroutine");
            let blocking = tokio::task::spawn_blocking(|| 6 * 7);
            assert_eq!(blocking.await.unwrap(), 42);
            let late = tokio::time::timeout(Duration::from_millis(1), std::future::pending::<()>()).await;
            assert!(late.is_err());
        });
    }
}

#[test]
fn a_task_of_tokio_starts_goroutines_and_waits_for_them() {
    for workers in [1, 2] {
        let answer = runtime(workers).run(async {
            let task = tokio::spawn(async { spawn(async { goroutines_runtime::id() }).join().await.unwrap() });
            task.await.unwrap()
        });
        assert!(answer.is_some());
    }
}

#[test]
fn several_runtimes_have_reactors_of_their_own() {
    let runtimes: Vec<_> = (0..3).map(|index| runtime(1 + index % 2)).collect();
    let address = runtimes[0].run(serve());
    let clients: Vec<_> = runtimes.iter().map(|runtime| runtime.spawn(ping(address, 100))).collect();
    for client in clients {
        client.join_blocking().unwrap();
    }
}

#[test]
fn a_runtime_dropped_while_sockets_are_open_ends() {
    for workers in [1, 2] {
        let (ended, end) = mpsc::channel::<()>();
        let runtime = runtime(workers);
        let address = runtime.run(serve());
        for _ in 0..3 {
            let ended = ended.clone();
            drop(runtime.spawn(async move {
                let _dropped_at_the_end = ended;
                // The reactor may end before it connects.
                let Ok(mut stream) = TcpStream::connect(address).await else { return };
                let mut nothing = [0; 1];
                let _ = stream.read(&mut nothing).await;
                std::future::pending::<()>().await;
            }));
        }
        drop(ended);
        runtime.run(ping(address, 1));
        drop(runtime);
        // What waits for a socket is woken by the reactor's end, and dropped.
        assert_eq!(end.recv(), Err(mpsc::RecvError));
    }
}

#[test]
fn a_lent_runtime_of_tokio_is_used() {
    let tokio = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let lent = Runtime::builder().workers(2).deadlock_detection(false).tokio(tokio.handle()).build().unwrap();
    let id = tokio.handle().id();
    lent.run(async move {
        assert_eq!(tokio::runtime::Handle::current().id(), id);
        let address = serve().await;
        ping(address, 50).await;
        tokio::time::sleep(Duration::from_millis(1)).await;
    });
}

#[test]
fn a_socket_is_answered_beside_goroutines_that_never_wait() {
    for workers in [1, 2] {
        let over = Arc::new(AtomicBool::new(false));
        let runtime = runtime(workers);
        for _ in 0..4 {
            let over = Arc::clone(&over);
            drop(runtime.spawn(async move {
                while !over.load(Ordering::Relaxed) {
                    yield_now().await;
                }
            }));
        }
        runtime.run(async {
            let address = serve().await;
            ping(address, 20).await;
        });
        over.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_socket_is_answered_while_another_worker_computes() {
    let runtime = runtime(2);
    let (go_on, wait) = mpsc::channel::<()>();
    let busy = runtime.spawn(async move { wait.recv().unwrap_err() });
    runtime.run(async {
        let address = serve().await;
        ping(address, 20).await;
    });
    drop(go_on);
    busy.join_blocking().unwrap();
}

#[test]
fn rayon_gets_the_worker_that_waits_in_the_reactor() {
    let runtime = runtime(2);
    runtime.run(async {
        let address = serve().await;
        ping(address, 20).await;
        // Both halves must run at the same time: the other worker leaves the reactor.
        let barrier = std::sync::Barrier::new(2);
        rayon::join(|| barrier.wait(), || barrier.wait());
        ping(address, 20).await;
    });
}

#[test]
fn plain_threads_wake_a_worker_that_waits_in_the_reactor() {
    for workers in [1, 2] {
        let runtime = runtime(workers);
        let address = runtime.run(serve());
        for _ in 0..200 {
            assert_eq!(runtime.run(async { 6 * 7 }), 42);
        }
        runtime.run(ping(address, 1));
    }
}

/// Computes until `done`.
fn compute_until(done: &AtomicBool) {
    let begin = Instant::now();
    while !done.load(Ordering::Acquire) {
        assert!(begin.elapsed() < Duration::from_secs(60), "nobody answered");
        std::hint::spin_loop();
    }
}

/// A client outside asks a server in goroutines, while goroutines call `occupy` on all workers, which end only with the last answer.
fn is_answered_while(count: usize, workers: usize, occupy: fn(&AtomicBool)) {
    let runtime = runtime(workers);
    let address = runtime.run(serve());
    let (busy, done) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let occupied: Vec<_> = (0..count)
        .map(|_| {
            let (busy, done) = (Arc::clone(&busy), Arc::clone(&done));
            runtime.spawn(async move {
                busy.fetch_add(1, Ordering::AcqRel);
                occupy(&done);
            })
        })
        .collect();
    while busy.load(Ordering::Acquire) < count {
        std::thread::yield_now();
    }
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    for round in 0..20_u32 {
        let mut answer = [0; 4];
        stream.write_all(&round.to_le_bytes()).unwrap();
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(answer, round.to_le_bytes());
    }
    done.store(true, Ordering::Release);
    for handle in occupied {
        handle.join_blocking().unwrap();
    }
}

#[test]
fn a_socket_is_answered_while_all_workers_compute() {
    for workers in [1, 2, 4] {
        is_answered_while(workers, workers, compute_until);
    }
}

#[test]
fn a_socket_is_answered_while_all_workers_are_in_a_par_iter() {
    for workers in [1, 2, 4] {
        is_answered_while(1, workers, |done| (0..64).into_par_iter().for_each(|_| compute_until(done)));
    }
}

/// The worker is blocked meanwhile, as in any call that blocks; others, or the relief, run what it waits for.
#[test]
fn a_runtime_of_tokio_may_be_driven_in_a_goroutine() {
    for workers in [1, 2] {
        runtime(workers).run(async {
            let (there, back) = (chan::<u32>(0), chan::<u32>(0));
            let (asked, answers) = (there.clone(), back.clone());
            let answering = spawn(async move {
                while let Some(value) = asked.recv().await {
                    answers.send(value + 1).await.unwrap();
                }
            });
            let inner = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let sum = inner.block_on(async {
                let mut sum = 0;
                for value in 0..300 {
                    there.send(value).await.unwrap();
                    sum += back.recv().await.unwrap();
                }
                tokio::time::sleep(Duration::from_millis(1)).await;
                sum + tokio::spawn(spawn(async { 1 }).join()).await.unwrap().unwrap()
            });
            assert_eq!(sum, 300 * 301 / 2 + 1);
            there.close();
            answering.join().await.unwrap();
        });
    }
}

/// Nobody but the monitor drives the reactor then.
#[test]
fn a_worker_may_wait_for_its_own_reactor() {
    for workers in [1, 2] {
        runtime(workers).run(async {
            let address = serve().await;
            tokio::runtime::Handle::current().block_on(async {
                tokio::time::sleep(Duration::from_millis(1)).await;
                ping(address, 3).await;
            });
        });
    }
}
