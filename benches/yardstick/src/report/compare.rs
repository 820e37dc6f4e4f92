//! Two runs beside each other: what a change did to the figures of goroutines.

use super::details::name;
use super::number::{ratio, short};
use super::summary::{self, Spread};
use super::table::Table;
use crate::options::Options;
use crate::sample::{Allocator, Line, Samples};
use crate::workload::{Figure, Workload};
use crate::workloads;

/// A row for each figure that both runs have: medians, spreads, and the ratio of the new median to
/// the old.
pub fn text(options: &Options, old: &Samples, new: &Samples) -> String {
    let mut table = Table::new(&["workload", "allocator", "old", "spread", "new", "spread", "new to old", ""]);
    for workload in workloads::ALL.iter().filter(|workload| options.wants(workload.name)) {
        for (figure, allocator) in workload.figures.iter().flat_map(|f| options.allocators.iter().map(move |a| (f, *a)))
        {
            let of = |samples| spread(samples, workload, figure, allocator, options.workers);
            let (Some(old), Some(new)) = (of(old), of(new)) else { continue };
            table.row([
                name(workload, figure),
                allocator.to_string(),
                format!("{} {}", short(old.median), figure.unit.symbol()),
                ends(old),
                format!("{} {}", short(new.median), figure.unit.symbol()),
                ends(new),
                ratio(new.median / old.median),
                verdict(old, new, figure.less_is_better()).to_owned(),
            ]);
        }
    }
    format!("The old run beside this one, goroutines alone, {} workers:\n\n{}\n", options.workers, table.text())
}

/// The figure of goroutines in these samples.
fn spread(
    samples: &Samples,
    workload: &Workload,
    figure: &Figure,
    allocator: Allocator,
    workers: usize,
) -> Option<Spread> {
    let line = Line { workload: workload.name.to_owned(), peer: "goroutines".to_owned(), allocator, workers };
    summary::of(samples, workload, figure, &line)?.result.ok()
}

fn ends(spread: Spread) -> String {
    format!("{}–{}", short(spread.low), short(spread.high))
}

/// Whether the spreads lie apart, and on which side.
fn verdict(old: Spread, new: Spread, less_is_better: bool) -> &'static str {
    let (lower, higher) = if less_is_better { ("better", "worse") } else { ("worse", "better") };
    if new.high < old.low {
        lower
    } else if new.low > old.high {
        higher
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::verdict;
    use crate::report::summary::Spread;

    #[test]
    fn only_spreads_that_lie_apart_are_judged() {
        let spread = |low, high| Spread { median: f64::midpoint(low, high), low, high };
        assert_eq!(verdict(spread(10.0, 12.0), spread(8.0, 9.0), true), "better");
        assert_eq!(verdict(spread(10.0, 12.0), spread(13.0, 14.0), true), "worse");
        assert_eq!(verdict(spread(10.0, 12.0), spread(13.0, 14.0), false), "better");
        assert_eq!(verdict(spread(10.0, 12.0), spread(11.0, 14.0), true), "");
    }
}
