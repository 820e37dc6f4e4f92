//! Many samples of one figure, in few numbers.

use crate::sample::{Allocator, Line, Outcome, Samples};
use crate::workload::{Figure, Workload};

/// One figure of one peer.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The peer.
    pub peer: String,
    /// What was measured, or how it failed.
    pub result: Result<Spread, String>,
}

/// The middle and the ends of what was measured, in the figure's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Half of the samples are at most this.
    pub median: f64,
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

impl Spread {
    /// That of these values, if there are any.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Spread> {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let (&low, &high) = (values.first()?, values.last()?);
        let middle = values.len() / 2;
        let median = if values.len().is_multiple_of(2) {
            f64::midpoint(values[middle - 1], values[middle])
        } else {
            values[middle]
        };
        Some(Spread { median, low, high })
    }
}

/// The figure of this peer; `None` if it was not measured. One failure counts for all; disturbed
/// samples count if there are no others.
pub fn of(samples: &Samples, workload: &Workload, figure: &Figure, line: &Line) -> Option<Summary> {
    let all_disturbed = samples.of(line).all(|sample| sample.outcome.is_disturbed());
    let mut values = Vec::new();
    for sample in samples.of(line) {
        match &sample.outcome {
            Outcome::Failed(how) => {
                return Some(Summary { peer: line.peer.clone(), result: Err(how.clone()) });
            }
            Outcome::Done(figures) if all_disturbed || !sample.outcome.is_disturbed() => {
                let operations = (workload.operations)(sample.size);
                values.extend(figures.get(figure.key).map(|raw| figure.scaled(*raw, operations)));
            }
            Outcome::Done(_) => {}
        }
    }
    Some(Summary { peer: line.peer.clone(), result: Ok(Spread::of(values)?) })
}

/// Everybody who was measured, in the order of the workload's list; Go last.
pub fn all(
    samples: &Samples,
    workload: &Workload,
    figure: &Figure,
    allocator: Allocator,
    workers: usize,
) -> Vec<Summary> {
    let rust = workload.peers.iter().map(|peer| (peer.name, allocator));
    let lines = rust.chain([("go", Allocator::Go)]).map(|(peer, allocator)| Line {
        workload: workload.name.to_owned(),
        peer: peer.to_owned(),
        allocator,
        workers,
    });
    lines.filter_map(|line| of(samples, workload, figure, &line)).collect()
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(Spread::of([3.0, 1.0, 2.0]), Some(Spread { median: 2.0, low: 1.0, high: 3.0 }));
        assert_eq!(Spread::of([4.0, 1.0, 2.0, 3.0]), Some(Spread { median: 2.5, low: 1.0, high: 4.0 }));
        assert_eq!(Spread::of([]), None);
    }
}
