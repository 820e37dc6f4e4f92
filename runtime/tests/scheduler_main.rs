//! How a program ends: its `main` goroutine returns or panics, and nothing else matters.
//!
//! This file has a `main` of its own: started by itself with a name in the environment it plays the program under test.

use std::env;
use std::process::{Command, ExitCode, Output};
use std::time::Duration;

use goroutines_runtime::{blocking, id, num_goroutines, run_main, spawn, yield_now};

/// The variable that names the program to play.
const PROGRAM: &str = "GOROUTINES_TEST_PROGRAM";

fn main() -> ExitCode {
    match env::var(PROGRAM).as_deref() {
        Ok("returns") => run_main(returns()),
        Ok("fails") => run_main(fails()),
        Ok("panics") => run_main(async { panic!("boom") }),
        Ok("idles") => run_main(idles()),
        Ok("workers") => run_main(async { ExitCode::from(goroutines_runtime::num_workers() as u8) }),
        _ => {
            check_all();
            ExitCode::SUCCESS
        }
    }
}

/// Says so when it is dropped.
struct Loud;

impl Drop for Loud {
    fn drop(&mut self) {
        println!("dropped");
    }
}

/// Ends while one goroutine waits and another is busy.
async fn returns() -> ExitCode {
    assert_eq!(id(), Some(1));
    let waits = spawn(async {
        let _loud = Loud;
        std::future::pending::<()>().await;
    });
    let busy = spawn(async {
        let _loud = Loud;
        loop {
            yield_now().await;
        }
    });
    for _ in 0..100 {
        yield_now().await;
    }
    assert_eq!(num_goroutines(), 3);
    drop((waits, busy));
    println!("main returns");
    ExitCode::SUCCESS
}

async fn fails() -> ExitCode {
    ExitCode::from(7)
}

/// Ends well if half a second with nothing to do costs less than a fifth of it in CPU time.
async fn idles() -> ExitCode {
    for _ in 0..1_000 {
        spawn(async {}).join().await.unwrap();
    }
    let before = cpu_ticks();
    // A sleep that is the subject of the test, not one that orders events.
    blocking(|| std::thread::sleep(Duration::from_millis(500))).await;
    if cpu_ticks() - before < 10 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The CPU time of this process in hundredths of a second; 0 where the system does not tell in this way.
fn cpu_ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
}

fn play(program: &str) -> (Output, String, String) {
    let output = play_with(program, "2");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    (output, out, err)
}

fn play_with(program: &str, workers: &str) -> Output {
    Command::new(env::current_exe().unwrap())
        .env(PROGRAM, program)
        .env("GOMAXPROCS", workers)
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap()
}

fn check_all() {
    let (output, out, err) = play("returns");
    assert_eq!((output.status.code(), &*out, &*err), (Some(0), "main returns\n", ""), "others are left as they are");

    let (output, ..) = play("fails");
    assert_eq!(output.status.code(), Some(7), "what main returns is the program's status");

    let (output, _, err) = play("panics");
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.starts_with("panic: boom\n\ngoroutine 1 [running]:\n\t"), "{err}");
    assert!(!err.contains("created"), "nobody created the main goroutine: {err}");

    let (output, ..) = play("idles");
    assert_eq!(output.status.code(), Some(0), "an idle program uses CPU time");

    let cores = std::thread::available_parallelism().map_or(1, usize::from) as i32;
    for (asked, workers) in [("1", 1), ("3", 3), ("0", cores), ("-4", cores), ("many", cores)] {
        assert_eq!(play_with("workers", asked).status.code(), Some(workers), "GOMAXPROCS={asked}");
    }
    println!("scheduler_main: ok");
}
