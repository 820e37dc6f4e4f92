//! What a workload is: its work, its size, its right answer, and how a lap of it is taken.

mod job;
mod lap;
mod tally;

pub use job::{Job, Peer, failing_peer, peer, slow_peer};
pub use lap::{Answer, Clock, Lap, nanos};
pub use tally::{Tally, tally, tally_of};

/// One thing to measure.
pub struct Workload {
    /// What `--only` calls it.
    pub name: &'static str,
    /// What it measures, for the table.
    pub title: &'static str,
    /// How much work: goroutines, messages, …
    pub size: u64,
    /// The same for a smoke run.
    pub quick: u64,
    /// How many operations that is, where a figure is for each: mostly the size itself.
    pub operations: fn(u64) -> u64,
    /// The right answer for a size.
    pub answer: fn(u64) -> u64,
    /// What is read off a lap.
    pub figures: &'static [Figure],
    /// Whether `benches/go` has it too.
    pub go: bool,
    /// Whether its first figure is a bar of the chart.
    pub charted: bool,
    /// Those who do it.
    pub peers: &'static [Peer],
}

/// One figure of a lap; less is better.
pub struct Figure {
    /// What a child calls it; `time` is the wall time of the lap, `cpu` its CPU time, `peak` the
    /// child's peak memory.
    pub key: &'static str,
    /// What the table adds to the workload's title; may be empty.
    pub title: &'static str,
    /// What it is given in.
    pub unit: Unit,
    /// What is to be reached.
    pub aims: &'static [Aim],
}

/// What a figure is given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nanoseconds per operation: the child's nanoseconds over the size.
    NanosEach,
    /// Milliseconds: the child's nanoseconds over a million.
    Millis,
    /// Nanoseconds as the child says.
    Nanos,
    /// Bytes as the child says.
    Bytes,
    /// Mebibytes: the child's bytes over 2^20.
    Mebibytes,
    /// Operations as the child says; more is better.
    Count,
    /// A number without a unit.
    Ratio,
}

impl Unit {
    /// As it is printed.
    pub fn symbol(self) -> &'static str {
        match self {
            Unit::NanosEach | Unit::Nanos => "ns",
            Unit::Millis => "ms",
            Unit::Bytes => "B",
            Unit::Mebibytes => "MiB",
            Unit::Count | Unit::Ratio => "×",
        }
    }
}

/// What is to be reached.
#[derive(Clone, Copy, Debug)]
pub enum Aim {
    /// At most this part of Go.
    OfGo(f64),
    /// At most this part of the named peer, with the same allocator.
    Of(f64, &'static str),
    /// At most this part of the best peer, Go among them, with the same allocator.
    OfBest(f64),
    /// At most this much, in the figure's unit.
    AtMost(f64),
    /// At least this much, in the figure's unit.
    AtLeast(f64),
}

/// The figure of most workloads: time for each operation.
pub const fn time_each(aims: &'static [Aim]) -> Figure {
    Figure { key: "time", title: "", unit: Unit::NanosEach, aims }
}

/// The figure of whole programs.
pub const fn time_whole(aims: &'static [Aim]) -> Figure {
    Figure { key: "time", title: "", unit: Unit::Millis, aims }
}

impl Figure {
    /// The figure in its unit, from what a child said of so many operations.
    pub fn scaled(&self, raw: f64, operations: u64) -> f64 {
        match self.unit {
            Unit::NanosEach => raw / operations as f64,
            Unit::Mebibytes => raw / f64::from(1 << 20),
            Unit::Millis => raw / 1e6,
            Unit::Nanos | Unit::Bytes | Unit::Count | Unit::Ratio => raw,
        }
    }

    /// Whether less is better.
    pub fn less_is_better(&self) -> bool {
        self.unit != Unit::Count
    }
}

/// The operations of most workloads.
pub const fn as_many(size: u64) -> u64 {
    size
}

/// The sum of `0..n`: the right answer wherever each of `n` values arrives once.
pub const fn sum_below(n: u64) -> u64 {
    n * n.saturating_sub(1) / 2
}
