//! Signals on channels and contexts. Each test has signals of its own, because they belong to the process.

#![cfg(all(feature = "net", unix, not(loom)))]

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};

use goroutines::channel::TryRecvError;
use goroutines::prelude::*;
use goroutines::signal::{self, Signal};
use signal_hook::low_level::raise;

fn send(signal: Signal) {
    raise(signal.number()).unwrap();
}

#[goroutines]
#[test]
fn a_channel_gets_its_signals_and_no_other() {
    let (one, both) = (chan(1), chan(2));
    signal::notify(&one, [Signal::USER1]);
    signal::notify(&both, [Signal::USER1, Signal::USER2]);
    // Said twice, told once.
    signal::notify(&both, [Signal::USER1]);
    send(Signal::USER1);
    assert_eq!(one.recv(), Some(Signal::USER1));
    assert_eq!(both.recv(), Some(Signal::USER1));
    send(Signal::USER2);
    assert_eq!(both.recv(), Some(Signal::USER2));
    assert_eq!(one.try_recv(), Err(TryRecvError::Empty));
    signal::stop(&one);
    send(Signal::USER1);
    assert_eq!(both.recv(), Some(Signal::USER1));
    assert_eq!(one.try_recv(), Err(TryRecvError::Empty));
    signal::ignore([Signal::USER1, Signal::USER2]);
}

#[goroutines]
#[test]
fn a_full_channel_loses_the_signal() {
    let (full, roomy) = (chan(1), chan(3));
    signal::notify(&full, [Signal::WINDOW]);
    signal::notify(&roomy, [Signal::WINDOW]);
    for _ in 0..3 {
        send(Signal::WINDOW);
        // The system merges what comes too fast: one after the other.
        assert_eq!(roomy.recv(), Some(Signal::WINDOW));
    }
    assert_eq!(full.recv(), Some(Signal::WINDOW));
    assert_eq!(full.try_recv(), Err(TryRecvError::Empty));
}

#[goroutines]
#[test]
fn a_context_ends_with_a_signal() {
    let (ctx, stop) = signal::notify_context(&context::background(), [Signal::HANGUP]);
    send(Signal::HANGUP);
    ctx.done().recv();
    assert_eq!(ctx.cause().unwrap().to_string(), "hangup signal received");
    stop();
    let (other, stop) = signal::notify_context(&context::background(), [Signal::HANGUP]);
    stop();
    assert_eq!(other.cause().unwrap().to_string(), "context canceled");
}

#[test]
#[should_panic(expected = "signal 9 cannot be handled")]
fn kill_cannot_be_handled() {
    signal::ignore([Signal::from_number(9)]);
}

/// Runs `body` in a child of this program, where it may end by a signal.
fn in_child(name: &str, body: fn()) -> Option<Output> {
    if std::env::var("SIGNAL_TEST").as_deref() == Ok(name) {
        body();
        std::process::exit(7);
    }
    let me = std::env::current_exe().unwrap();
    Some(Command::new(me).args(["--exact", name, "--nocapture"]).env("SIGNAL_TEST", name).output().unwrap())
}

/// Waits until a signal that comes behind `signal` has been told, so that `signal` has too.
#[goroutines]
fn deliver(signal: Signal) {
    let behind = chan(1);
    signal::notify(&behind, [Signal::CHILD]);
    send(signal);
    for _ in 0..50 {
        send(Signal::CHILD);
        behind.recv();
        goroutines::yield_now();
    }
}

#[test]
fn ignored_signals_do_nothing_and_reset_ones_end_the_program() {
    let ended = |name, body| in_child(name, body).map(|child| (child.status.signal(), child.status.code()));
    let name = "ignored_signals_do_nothing_and_reset_ones_end_the_program";
    let body = || {
        goroutines::run(async {
            signal::ignore([Signal::TERMINATE]);
            deliver(Signal::TERMINATE).await;
            let ch = chan(1);
            signal::notify(&ch, [Signal::TERMINATE]);
            deliver(Signal::TERMINATE).await;
            assert_eq!(ch.try_recv(), Ok(Signal::TERMINATE));
            signal::reset([Signal::TERMINATE]);
            deliver(Signal::TERMINATE).await;
            // Until the signal ends the program.
            std::future::pending::<()>().await;
        });
    };
    assert_eq!(ended(name, body), Some((Some(15), None)));
}

#[test]
fn quit_goes_to_the_program_that_asks_for_it() {
    let name = "quit_goes_to_the_program_that_asks_for_it";
    let body = || {
        goroutines::run(async {
            let ch = chan(1);
            signal::notify(&ch, [Signal::QUIT]);
            send(Signal::QUIT);
            assert_eq!(ch.recv().await, Some(Signal::QUIT));
            signal::stop(&ch);
            send(Signal::QUIT);
            std::future::pending::<()>().await;
        });
    };
    let child = in_child(name, body).unwrap();
    let text = String::from_utf8_lossy(&child.stderr).into_owned();
    assert_eq!(child.status.code(), Some(2), "{text}");
    assert!(text.contains("SIGQUIT: quit"), "{text}");
}
