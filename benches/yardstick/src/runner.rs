//! Takes all measurements: round by round, everybody in turn, each in a process of its own.

pub mod child;
pub mod machine;
pub mod process;
pub mod programs;

use crate::options::Options;
use crate::sample::{Allocator, Line, Outcome, Sample, Samples};
use crate::workload::{Peer, Workload};
use crate::workloads;

use programs::Programs;

/// Measures what the options want.
pub fn run(options: &Options, samples: &mut Samples) -> Result<(), String> {
    let wanted: Vec<_> = workloads::ALL.iter().copied().filter(|workload| options.wants(workload.name)).collect();
    if wanted.is_empty() {
        return Err("no workload has such a name; `--list` has them all".to_owned());
    }
    if options.list {
        wanted.iter().for_each(|workload| list(workload));
        return Ok(());
    }
    if options.rounds == 0 {
        return Ok(());
    }
    let programs = Programs::build(options, samples)?;
    for workload in wanted {
        measure(options, &programs, workload, samples);
        if let Some(path) = &options.json {
            samples.save(path)?;
        }
    }
    if options.strict { check(samples) } else { Ok(()) }
}

fn list(workload: &Workload) {
    let go = if workload.go { ", go" } else { "" };
    let peers: Vec<_> = workload.peers.iter().map(|peer| peer.name).collect();
    println!("{:<20} {}{go}", workload.name, peers.join(", "));
}

/// All rounds of one workload.
fn measure(options: &Options, programs: &Programs, workload: &Workload, samples: &mut Samples) {
    let mut lines = lines(options, programs, workload);
    for round in 0..options.rounds {
        // Everybody begins a round some time; who failed is not asked again.
        let first = round as usize % lines.len().max(1);
        lines.rotate_left(first);
        lines.retain(|line| {
            let peer = workload.peers.iter().find(|peer| peer.name == line.peer);
            let size = size(options, workload, peer);
            // Who is known to fail need not take long over it.
            let limit =
                if peer.is_some_and(|peer| !peer.fails.is_empty()) { options.limit.min(10) } else { options.limit };
            let outcome = process::measure(programs.command(line, size), limit, (workload.answer)(size));
            report(workload, line, round, size, &outcome);
            let failed = matches!(outcome, Outcome::Failed(_));
            samples.push(Sample { line: line.clone(), size, outcome });
            !failed
        });
    }
}

/// How much work it is for one of them.
fn size(options: &Options, workload: &Workload, peer: Option<&Peer>) -> u64 {
    let size = options.size.unwrap_or(if options.quick { workload.quick } else { workload.size });
    size.div_ceil(peer.map_or(1, |peer| peer.part))
}

/// Who does this workload, with which allocator.
fn lines(options: &Options, programs: &Programs, workload: &Workload) -> Vec<Line> {
    let line = |peer: &str, allocator| Line {
        workload: workload.name.to_owned(),
        peer: peer.to_owned(),
        allocator,
        workers: options.workers,
    };
    let peers = workload.peers.iter().filter(|peer| options.wants_peer(peer.name));
    let peers = peers.filter(|peer| peer.fails.is_empty() || !options.strict);
    let rust = peers.flat_map(|peer| programs.allocators().map(move |allocator| line(peer.name, allocator)));
    let go = (workload.go && programs.has_go()).then(|| line("go", Allocator::Go));
    go.into_iter().chain(rust).collect()
}

/// Says on stderr how it goes.
fn report(workload: &Workload, line: &Line, round: u32, size: u64, outcome: &Outcome) {
    let result = match outcome {
        Outcome::Failed(how) => how.clone(),
        Outcome::Done(figures) => {
            let known = workload.figures.iter().filter_map(|figure| {
                let raw = figures.get(figure.key)?;
                Some(format!("{:.4} {}", figure.scaled(*raw, (workload.operations)(size)), figure.unit.symbol()))
            });
            known.collect::<Vec<_>>().join(", ")
        }
    };
    eprintln!("{:<16} round {} {:<14} {:<9} {result}", line.workload, round + 1, line.peer, line.allocator.to_string());
}

/// Fails if somebody did.
fn check(samples: &Samples) -> Result<(), String> {
    let failed = samples.samples.iter().filter_map(|sample| match &sample.outcome {
        Outcome::Failed(how) => Some(format!("{} at {} {how}", sample.line.peer, sample.line.workload)),
        Outcome::Done(_) => None,
    });
    let failed: Vec<_> = failed.collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("; ")) }
}
