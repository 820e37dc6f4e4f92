//! Everybody's figures, a table for each workload.

use std::fmt::Write as _;

use super::number::{ratio, short};
use super::summary::{self, Summary};
use super::table::Table;
use crate::options::Options;
use crate::sample::{Allocator, Samples};
use crate::workload::{Figure, Unit, Workload};
use crate::workloads;

/// All tables.
pub fn text(options: &Options, samples: &Samples) -> String {
    let mut text = String::new();
    for workload in workloads::ALL.iter().filter(|workload| options.wants(workload.name)) {
        for figure in workload.figures {
            for &allocator in &options.allocators {
                let table = table(options, samples, workload, figure, allocator);
                if !table.is_empty() {
                    let _ = writeln!(
                        text,
                        "{} ({}, {allocator})\n\n{}",
                        name(workload, figure),
                        figure.unit.symbol(),
                        table.text()
                    );
                }
            }
        }
    }
    text
}

/// What a row of a table is called.
pub fn name(workload: &Workload, figure: &Figure) -> String {
    if figure.title.is_empty() { workload.title.to_owned() } else { format!("{}: {}", workload.title, figure.title) }
}

fn table(options: &Options, samples: &Samples, workload: &Workload, figure: &Figure, allocator: Allocator) -> Table {
    let mut table = Table::new(&["peer", "median", "lowest", "highest", "CPU", "peak memory", "goroutines to it"]);
    let read = |figure: &Figure| summary::all(samples, workload, figure, allocator, options.workers);
    let cpus = read(&Figure { key: "cpu", title: "", unit: cpu_unit(figure), aims: &[] });
    let peaks = read(&Figure { key: "peak", title: "", unit: Unit::Mebibytes, aims: &[] });
    let all = read(figure);
    let ours = all.iter().find(|summary| summary.peer == "goroutines").and_then(|ours| ours.result.as_ref().ok());
    for summary in &all {
        let mut cells = vec![summary.peer.clone()];
        match &summary.result {
            Err(how) => cells.extend([how.clone()].into_iter().chain(vec![String::new(); 5])),
            Ok(spread) => {
                cells.extend([spread.median, spread.low, spread.high].map(short));
                cells.push(median_of(&cpus, &summary.peer));
                cells.push(median_of(&peaks, &summary.peer) + " MiB");
                cells.push(ours.map_or_else(String::new, |ours| ratio(ours.median / spread.median)));
            }
        }
        table.row(cells);
    }
    table
}

/// CPU time is given as the time is.
pub fn cpu_unit(figure: &Figure) -> Unit {
    if figure.unit == Unit::NanosEach { Unit::NanosEach } else { Unit::Millis }
}

/// The median of this peer, or a dash.
pub fn median_of(summaries: &[Summary], peer: &str) -> String {
    let found = summaries.iter().find(|summary| summary.peer == peer).and_then(|summary| summary.result.as_ref().ok());
    found.map_or_else(|| "–".to_owned(), |spread| short(spread.median))
}
