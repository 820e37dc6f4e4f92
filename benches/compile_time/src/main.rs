//! What goroutine code costs at compile time, beside the same code with `.await` written by hand.
//!
//! `cargo run --release -p goroutines-compile-time [-- [--rounds N] [--kinds] [--calls N] [--only check|release]]`
//! generates two crates with 2,000 calls in 100 functions of 10 modules and runs `cargo check` and
//! `cargo build --release` on them by turns. It prints the median wall times and their ratios: of
//! the mix of calls, with `--kinds` of crates that hold one kind of call only, and of one function
//! with 400 waiting calls; and of a service of 3,300 lines beside the same on tokio. The crates
//! stay in `target/compile-time`, to be profiled by hand.

mod generate;
mod kind;
mod measure;
mod service;

use std::path::Path;
use std::process::ExitCode;

use crate::generate::{Spread, Style};
use crate::kind::{KINDS, Kind, MIX};
use crate::measure::{Command, Subject};

/// The calls of the one long function.
const LONG: usize = 400;

/// A crate that is compared.
#[derive(Clone)]
struct Case {
    name: String,
    kinds: Vec<Kind>,
    calls: usize,
    /// How the calls are spread; the service has none of them.
    spread: Option<Spread>,
}

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
    let mut cases: Vec<Case> =
        vec![Case { name: "mix".to_owned(), kinds: MIX.to_vec(), calls: options.calls, spread: Some(Spread::Even) }];
    if options.kinds {
        let of = |kind: &Kind| Case { name: kind.name().to_owned(), kinds: vec![*kind], ..cases[0].clone() };
        let each: Vec<Case> = KINDS.iter().map(of).collect();
        cases.extend(each);
    }
    let long = vec![Kind::OtherModule];
    cases.push(Case { name: "one function".to_owned(), kinds: long, calls: LONG, spread: Some(Spread::OneFunction) });
    let service = Case { name: "service".to_owned(), kinds: Vec::new(), calls: 0, spread: None };
    cases.push(service);
    println!("{} calls, median of {} rounds, milliseconds: goroutines / by hand", options.calls, options.rounds);
    for kind in KINDS {
        let share = MIX.iter().filter(|other| **other == kind).count();
        println!("  {share:>2} of {} in the mix: {:<16} {}", MIX.len(), kind.name(), kind.says());
    }
    let heads: String = options.commands.iter().map(|command| format!("{:>28}", command.says())).collect();
    println!("{:<16}{heads}", "");
    for case in cases {
        println!("{:<16}{}", case.name, compare(options, &case)?);
    }
    Ok(())
}

/// Measures both crates by turns, with both commands.
fn compare(options: &Options, case: &Case) -> Result<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/compile-time");
    let name = case.name.replace(' ', "-");
    let subjects = [Style::Goroutines, Style::ByHand].map(|style| {
        let (dependencies, files) = match case.spread {
            None => (style.dependencies(), service::files(style)),
            Some(spread) => ("", generate::crate_files(style, &case.kinds, case.calls, spread)),
        };
        Subject::create(&root, &name, style, (dependencies, &files))
    });
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
