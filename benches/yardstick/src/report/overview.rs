//! The table of benches/README.md: goroutines, Go and the best peer, a row for each figure.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::details::{cpu_unit, median_of, name};
use super::number::{ratio, short};
use super::summary::{self, Spread, Summary};
use super::table::Table;
use crate::options::Options;
use crate::sample::{Allocator, Outcome, Samples};
use crate::workload::{Aim, Figure, Unit, Workload};
use crate::workloads;

const HEAD: [&str; 9] =
    ["workload", "goroutines", "spread", "CPU", "peak", "Go", "best peer", "to Go", "to the best peer"];

/// One row, before it is written.
pub struct Row {
    /// Everybody, Go last.
    all: Vec<Summary>,
    /// Goroutines.
    pub ours: Spread,
    /// Go.
    pub go: Option<Spread>,
    /// The best Rust peer, by name.
    pub best: Option<(String, Spread)>,
}

/// A table for each allocator, and who failed.
pub fn text(options: &Options, samples: &Samples) -> String {
    let mut text = String::new();
    for &allocator in &options.allocators {
        let table = table(options, samples, allocator);
        if !table.is_empty() {
            let whose = if allocator == Allocator::System { "The system's allocator" } else { "mimalloc" };
            let _ = writeln!(text, "{whose}, {} workers:\n\n{}", options.workers, table.text());
        }
    }
    let failures = failures(options, samples);
    if !failures.is_empty() {
        let _ = writeln!(text, "Failed: {}.\n", failures.into_iter().collect::<Vec<_>>().join("; "));
    }
    let _ = write!(text, "{}", quietness(options, samples));
    text
}

/// How quiet the machine was, as far as it was watched; nothing if it was quiet all the time.
fn quietness(options: &Options, samples: &Samples) -> String {
    let wanted = || samples.samples.iter().filter(|sample| options.wants(&sample.line.workload));
    let watched = wanted().filter(|sample| sample.outcome.is_watched()).count();
    let disturbed = wanted().filter(|sample| sample.outcome.is_disturbed()).count();
    let unwatched = wanted().count() - watched;
    let mut text = String::new();
    if disturbed > 0 {
        text += &format!(
            "The machine was not quiet: during {disturbed} of {watched} measurements others took more than a tenth of it. Such a \
             measurement counts only where there is no better one.\n\n"
        );
    }
    if unwatched > 0 {
        text += &format!("Of {unwatched} measurements it is not known how quiet the machine was.\n\n");
    }
    text
}

fn table(options: &Options, samples: &Samples, allocator: Allocator) -> Table {
    let mut table = Table::new(&[&HEAD[..], &["aim"]].concat());
    for workload in workloads::ALL.iter().filter(|workload| options.wants(workload.name)) {
        for (i, figure) in workload.figures.iter().enumerate() {
            let Some(row) = Row::read(samples, workload, figure, allocator, options.workers) else { continue };
            let rest = |key, unit| {
                let figure = Figure { key, title: "", unit, aims: &[] };
                median_of(&summary::all(samples, workload, &figure, allocator, options.workers), "goroutines")
            };
            // Once for each workload: they are of the whole lap.
            let once = |cell: String| if i == 0 { cell } else { String::new() };
            let cpu = once(format!("{} {}", rest("cpu", cpu_unit(figure)), cpu_unit(figure).symbol()));
            let peak = once(rest("peak", Unit::Mebibytes) + " MiB");
            table.row(row.cells(workload, figure, cpu, peak));
        }
    }
    table
}

impl Row {
    /// Of what was measured; `None` without goroutines.
    pub fn read(
        samples: &Samples,
        workload: &Workload,
        figure: &Figure,
        allocator: Allocator,
        workers: usize,
    ) -> Option<Row> {
        let all = summary::all(samples, workload, figure, allocator, workers);
        let spread = |name: &str| spread_of(&all, name);
        let good = all.iter().filter(|summary| summary.peer != "goroutines" && summary.peer != "go");
        let good = good.filter_map(|summary| Some((summary.peer.clone(), *summary.result.as_ref().ok()?)));
        let order = |a: &Spread, b: &Spread| {
            let order = a.median.total_cmp(&b.median);
            if figure.less_is_better() { order } else { order.reverse() }
        };
        let best = good.min_by(|(_, a), (_, b)| order(a, b));
        Some(Row { ours: spread("goroutines")?, go: spread("go"), best, all })
    }

    fn cells(&self, workload: &Workload, figure: &Figure, cpu: String, peak: String) -> Vec<String> {
        let unit = figure.unit.symbol();
        let ours = self.ours.median;
        let to = |other: Option<f64>| other.map_or_else(|| "–".to_owned(), |other| ratio(ours / other));
        let best = self.best.as_ref();
        vec![
            name(workload, figure),
            format!("**{}** {unit}", short(ours)),
            format!("{}–{}", short(self.ours.low), short(self.ours.high)),
            cpu,
            peak,
            self.go.map_or_else(|| "–".to_owned(), |go| short(go.median)),
            best.map_or_else(|| "–".to_owned(), |(peer, best)| format!("{} ({peer})", short(best.median))),
            to(self.go.map(|go| go.median)),
            to(best.map(|(_, best)| best.median)),
            figure.aims.iter().map(|aim| self.judge(*aim, unit)).collect::<Vec<_>>().join(", "),
        ]
    }

    /// The aim, and whether it is reached.
    fn judge(&self, aim: Aim, unit: &str) -> String {
        let ours = self.ours.median;
        let medians = self.all.iter().filter(|summary| summary.peer != "goroutines");
        let medians = medians.filter_map(|summary| Some(summary.result.as_ref().ok()?.median));
        let (bound, whose) = match aim {
            Aim::AtLeast(least) => return format!("≥ {least} {}", mark(Some(ours >= least))),
            Aim::AtMost(most) => (Some(most), format!("{most} {unit}")),
            Aim::OfGo(part) => (self.go.map(|go| part * go.median), format!("{part} of Go")),
            Aim::Of(part, peer) => {
                (spread_of(&self.all, peer).map(|spread| part * spread.median), format!("{part} of {peer}"))
            }
            Aim::OfBest(part) => (medians.reduce(f64::min).map(|best| part * best), format!("{part} of the best")),
        };
        format!("≤ {whose} {}", mark(bound.map(|bound| ours <= bound)))
    }
}

/// Whether an aim is reached; a question mark where what it is measured by is missing.
fn mark(reached: Option<bool>) -> &'static str {
    reached.map_or("?", |reached| if reached { "✓" } else { "✗" })
}

fn spread_of(all: &[Summary], peer: &str) -> Option<Spread> {
    all.iter().find(|summary| summary.peer == peer)?.result.as_ref().ok().copied()
}

/// Who failed, at what, and how.
fn failures(options: &Options, samples: &Samples) -> BTreeSet<String> {
    let wanted = samples.samples.iter().filter(|sample| options.wants(&sample.line.workload));
    wanted
        .filter_map(|sample| {
            let Outcome::Failed(how) = &sample.outcome else { return None };
            let peers = workloads::find(&sample.line.workload)?.peers;
            let why = peers.iter().find(|peer| peer.name == sample.line.peer).map_or("", |peer| peer.fails);
            let why = if why.is_empty() { String::new() } else { format!(": {why}") };
            Some(format!("{} at `{}` {how}{why}", sample.line.peer, sample.line.workload))
        })
        .collect()
}
