//! With `panic = "abort"` nothing catches a panic: Go's text and status 2 come from the panic hook.

#![forbid(unsafe_code)]

use std::error::Error;
use std::panic::panic_any;
use std::process::{Command, ExitCode};

use goroutines::prelude::*;
use rayon::prelude::*;

/// Each kind, with the lines that its text begins with, and whether the program names the goroutine's creator.
const KINDS: &[(&str, &str, bool)] = &[
    ("main", "panic: in main\n\ngoroutine 1 [running]:\n\tsrc/main.rs:", false),
    ("detached", "panic: in helper 1\n\ngoroutine 2 [running]:\n\tsrc/main.rs:", true),
    ("joined", "panic: in helper 1\n\ngoroutine 2 [running]:\n\tsrc/main.rs:", true),
    ("parallel", "panic: in a piece\n\n", false),
    ("job", "panic: in a job\n\n", false),
    ("blocking", "panic: in blocking\n\ngoroutine 1 [running]:\n\tsrc/main.rs:", false),
    ("error", "panic: no luck\n\ngoroutine 1 [running]:\n", false),
    ("closed", "panic: close of closed channel\n\ngoroutine 1 [running]:\n\tsrc/main.rs:", false),
    ("group", "panic: sync: negative WaitGroup counter\n\ngoroutine 1 [running]:\n\tsrc/main.rs:", false),
    ("handled", "panic: nothing to go on with\n\n", false),
    ("deadlock", "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\n", false),
];

#[goroutines]
fn helper() {
    panic!("in helper {}", 1);
}

#[goroutines]
fn play(kind: String) {
    match &*kind {
        "main" => panic!("in main"),
        "detached" => {
            go!(helper());
            time::sleep(10 * time::SECOND);
        }
        "joined" => drop(go!(helper()).join()),
        "parallel" => (0..100).into_par_iter().for_each(|i| assert!(i != 50, "in a piece")),
        "job" => {
            rayon::spawn(|| panic!("in a job"));
            time::sleep(10 * time::SECOND);
        }
        "blocking" => goroutines::blocking(|| panic!("in blocking")),
        "error" => {
            let error: Box<dyn Error + Send + Sync> = "no luck".into();
            panic_any(error);
        }
        "closed" => {
            let ch = chan::<u32>(0);
            ch.close();
            ch.close();
        }
        "group" => WaitGroup::new().done(),
        "deadlock" => drop(chan::<u32>(0).recv()),
        other => panic!("no kind {other}"),
    }
}

/// Plays `kind` as the main goroutine.
fn play_main(kind: String) -> ExitCode {
    goroutines::__private::run_main(play(kind));
    ExitCode::FAILURE
}

/// Whether the text and the status of `kind` are as they should be.
fn is_right(kind: &str, expected: &str, names_creator: bool) -> bool {
    let this = std::env::current_exe().expect("this program has a path");
    let output = Command::new(this).arg(kind).env("RUST_BACKTRACE", "0").output().expect("it starts");
    let text = String::from_utf8_lossy(&output.stderr);
    let creator = !names_creator || text.contains("created by goroutines_abort::play in goroutine 1\n");
    let right = output.status.code() == Some(2) && text.starts_with(expected) && creator;
    if !right {
        eprintln!("{kind}: {}, and instead of\n{expected}it printed\n{text}", output.status);
    }
    right
}

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("handled") => {
            let runtime = goroutines::Runtime::builder().on_panic(|_| ()).build().expect("it starts");
            runtime.run(async { panic!("nothing to go on with") })
        }
        Some(kind) => play_main(kind.to_owned()),
        None => {
            let wrong = KINDS.iter().filter(|&&(kind, text, creator)| !is_right(kind, text, creator)).count();
            println!("{} kinds of ends, {wrong} wrong", KINDS.len());
            ExitCode::from(u8::from(wrong > 0))
        }
    }
}
