//! The table of the README: the first figure of ten workloads, ours beside Go and the best peer.

use super::details::name;
use super::number::{ratio, short};
use super::overview::Row;
use super::table::Table;
use crate::options::Options;
use crate::sample::{Allocator, Samples};
use crate::workloads;

/// The workloads that a reader asks about first.
const WORKLOADS: [&str; 10] =
    ["spawn", "parked", "ping-pong", "1p1c", "4p4c", "select4", "sieve", "skynet", "mutex", "par-iter"];

/// The ten lines, measured with the first of the allocators.
pub fn text(options: &Options, samples: &Samples) -> String {
    let allocator = options.allocators.first().copied().unwrap_or(Allocator::System);
    let mut table = Table::new(&["workload", "goroutines", "Go", "best Rust peer", "to Go", "to the peer"]);
    for workload in WORKLOADS.iter().filter_map(|name| workloads::find(name)) {
        let figure = &workload.figures[0];
        let Some(row) = Row::read(samples, workload, figure, allocator, options.workers) else { continue };
        let ours = row.ours.median;
        let to = |other: Option<f64>| other.map_or_else(|| "–".to_owned(), |other| ratio(ours / other));
        table.row([
            name(workload, figure),
            format!("**{}** {}", short(ours), figure.unit.symbol()),
            row.go.map_or_else(|| "–".to_owned(), |go| short(go.median)),
            row.best.as_ref().map_or_else(|| "–".to_owned(), |(peer, best)| format!("{} ({peer})", short(best.median))),
            to(row.go.map(|go| go.median)),
            to(row.best.as_ref().map(|(_, best)| best.median)),
        ]);
    }
    table.text()
}

#[cfg(test)]
mod tests {
    use super::WORKLOADS;
    use crate::workloads;

    #[test]
    fn every_line_is_a_workload() {
        for name in WORKLOADS {
            assert!(workloads::find(name).is_some(), "{name}");
        }
    }
}
