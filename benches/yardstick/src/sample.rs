//! What was measured, as the JSON file has it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::{fmt, thread};

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::options::Options;

/// Who gives out memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Allocator {
    /// The system's.
    System,
    /// mimalloc.
    Mimalloc,
    /// Go's own.
    #[value(skip)]
    Go,
}

impl fmt::Display for Allocator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Allocator::System => "system",
            Allocator::Mimalloc => "mimalloc",
            Allocator::Go => "go",
        })
    }
}

/// What is measured again and again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Line {
    /// The workload's name.
    pub workload: String,
    /// The peer's name.
    pub peer: String,
    /// Its allocator.
    pub allocator: Allocator,
    /// How many workers it had.
    pub workers: usize,
}

/// One measurement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sample {
    /// Of what.
    #[serde(flatten)]
    pub line: Line,
    /// How much work it was.
    pub size: u64,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a measurement.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The answer was right: the figures by their keys, as the child said them; its `peak` memory
    /// in bytes; and the share of the machine that `others` took meanwhile.
    Done(BTreeMap<String, f64>),
    /// It was not, or there was none: how.
    Failed(String),
}

/// Others may take this share of the machine; where they take more, a measurement is disturbed.
const QUIET: f64 = 0.1;

impl Outcome {
    /// Whether it is known what others did during the measurement.
    pub fn is_watched(&self) -> bool {
        matches!(self, Outcome::Done(figures) if figures.contains_key("others"))
    }

    /// Whether others were at work during the measurement.
    pub fn is_disturbed(&self) -> bool {
        matches!(self, Outcome::Done(figures) if figures.get("others").is_some_and(|&others| others > QUIET))
    }
}

/// All samples, and where they were taken.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Samples {
    /// The machine and the compilers, one a line.
    pub machine: BTreeMap<String, String>,
    /// The samples, in the order in which they were taken.
    pub samples: Vec<Sample>,
    /// What this run measures anew: older samples of it are gone.
    #[serde(skip)]
    renewed: BTreeSet<Line>,
}

impl Samples {
    /// Those of the file, or none.
    pub fn open(options: &Options) -> Result<Samples, String> {
        options.json.as_deref().filter(|path| path.exists()).map_or_else(|| Ok(Samples::default()), Samples::read)
    }

    /// Those of the file.
    pub fn read(path: &Path) -> Result<Samples, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        serde_json::from_str(&text).map_err(|error| format!("{} holds no samples: {error}", path.display()))
    }

    /// Writes the file.
    pub fn save(&mut self, path: &Path) -> Result<(), String> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        self.machine.insert("cores".to_owned(), cores.to_string());
        self.machine.insert("cpu".to_owned(), cpu_model());
        let text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        fs::write(path, text + "\n").map_err(|error| format!("cannot write {}: {error}", path.display()))
    }

    /// Adds a sample; the first of a line in this run replaces the line's older ones.
    pub fn push(&mut self, sample: Sample) {
        if self.renewed.insert(sample.line.clone()) {
            self.samples.retain(|other| other.line != sample.line);
        }
        self.samples.push(sample);
    }

    /// The samples of a line.
    pub fn of<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = &'a Sample> {
        self.samples.iter().filter(move |sample| sample.line == *line)
    }
}

fn cpu_model() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split_once(": "));
    model.map_or_else(|| "unknown".to_owned(), |(_, model)| model.to_owned())
}
