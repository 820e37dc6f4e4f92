//! What goroutine code costs at compile time, beside the same code with `.await` written by hand.
//!
//! `cargo run --release -p goroutines-compile-time [-- [--rounds N] [--kinds] [--calls N] [--only check|release]]` generates two crates with 2,000 calls
//! in 100 functions of 10 modules and runs `cargo check` and `cargo build --release` on them by turns. It prints the median wall
//! times and their ratios: of the mix of calls, and with `--kinds` of crates that hold one kind of call only. The crates stay in
//! `target/compile-time`, to be profiled by hand.

mod generate;
mod kind;
mod measure;

use std::path::Path;
use std::process::ExitCode;

use crate::generate::Style;
use crate::kind::{KINDS, Kind, MIX};
use crate::measure::{Command, Subject};

/// What the command line says.
struct Options {
    rounds: usize,
    calls: usize,
    kinds: bool,
    commands: Vec<Command>,
}

fn main() -> ExitCode {
    match options(std::env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut args: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options { rounds: 5, calls: 2000, kinds: false, commands: Command::ALL.to_vec() };
    while let Some(arg) = args.next() {
        let mut number = || {
            let text = args.next().unwrap_or_default();
            text.parse().map_err(|_| format!("{arg} needs a number, not {text:?}"))
        };
        match arg.as_str() {
            "--rounds" => options.rounds = number()?,
            "--calls" => options.calls = number()?,
            "--kinds" => options.kinds = true,
            "--only" => {
                let name = args.next().unwrap_or_default();
                options.commands.retain(|command| command.name() == name);
            }
            _ => {
                return Err(format!(
                    "unknown option {arg}: --rounds N, --calls N, --kinds and --only check|release are known"
                ));
            }
        }
    }
    Ok(options)
}

fn run(options: &Options) -> Result<(), String> {
    let mut cases: Vec<(String, Vec<Kind>)> = vec![("mix".to_owned(), MIX.to_vec())];
    if options.kinds {
        cases.extend(KINDS.iter().map(|kind| (kind.name().to_owned(), vec![*kind])));
    }
    println!("{} calls, median of {} rounds, milliseconds: goroutines / by hand", options.calls, options.rounds);
    for kind in KINDS {
        let share = MIX.iter().filter(|other| **other == kind).count();
        println!("  {share:>2} of {} in the mix: {:<16} {}", MIX.len(), kind.name(), kind.says());
    }
    let heads: String = options.commands.iter().map(|command| format!("{:>28}", command.says())).collect();
    println!("{:<16}{heads}", "");
    for (name, kinds) in cases {
        println!("{name:<16}{}", compare(options, &name, &kinds)?);
    }
    Ok(())
}

/// Measures both crates by turns, with both commands.
fn compare(options: &Options, name: &str, kinds: &[Kind]) -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/compile-time");
    let name = name.replace(' ', "-");
    let subjects = [Style::Goroutines, Style::ByHand]
        .map(|style| Subject::create(&root, &name, style, &generate::crate_files(style, kinds, options.calls)));
    let [ours, by_hand] = subjects;
    let (ours, by_hand) = (ours?, by_hand?);
    let mut line = String::new();
    for &command in &options.commands {
        let mut times = [Vec::new(), Vec::new()];
        // The first one builds what both depend on.
        ours.time(command)?;
        by_hand.time(command)?;
        for _ in 0..options.rounds {
            times[0].push(ours.time(command)?);
            times[1].push(by_hand.time(command)?);
        }
        let [ours, by_hand] = times.map(measure::median);
        line += &format!("{ours:>10.0} / {by_hand:>5.0}  = {:>6.2}", ours / by_hand);
    }
    Ok(line)
}
