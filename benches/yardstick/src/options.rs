//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::sample::Allocator;

/// Measures goroutines beside Go and Rust's other ways, on the same work.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub struct Options {
    /// Only these workloads; `select*` for all that begin so
    #[arg(long, value_name = "W,…", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Only these peers, `goroutines` and `go` among them
    #[arg(long, value_name = "P,…", value_delimiter = ',')]
    pub peers: Vec<String>,
    /// Only these allocators, for the Rust peers
    #[arg(long, value_name = "A,…", value_delimiter = ',', default_values_t = [Allocator::System, Allocator::Mimalloc])]
    pub allocators: Vec<Allocator>,
    /// How often each is measured; 0 reports what `--json` holds
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub rounds: u32,
    /// How many workers everybody has
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub workers: usize,
    /// A smoke run: each workload at a small size
    #[arg(long)]
    pub quick: bool,
    /// How much work, instead of each workload's own size
    #[arg(long, value_name = "N")]
    pub size: Option<u64>,
    /// When a measurement counts as hung
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub limit: u64,
    /// Leave out those who are known to fail, and fail if anybody else does
    #[arg(long)]
    pub strict: bool,
    /// List workloads and peers, and measure nothing
    #[arg(long)]
    pub list: bool,
    /// Print every peer of every workload, not the overview alone
    #[arg(long)]
    pub details: bool,
    /// Write all samples here; those of other measurements that are there already are kept
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Print the ratio to the figures of this older file, line by line
    #[arg(long, value_name = "OLD.json")]
    pub compare: Option<PathBuf>,
    /// Draw the chart here
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
    /// Put the whole table between the markers of this file
    #[arg(long, value_name = "FILE")]
    pub table: Option<PathBuf>,
    /// Put the ten lines of the README between the markers of this file
    #[arg(long, value_name = "FILE")]
    pub readme: Option<PathBuf>,
    /// What the runner tells its children
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the runner tells its children.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Measures once, in this process
    #[command(hide = true)]
    Child(Child),
}

/// One measurement.
#[derive(Debug, Args)]
pub struct Child {
    /// The workload's name
    pub workload: String,
    /// The peer's name
    pub peer: String,
    /// How much work
    pub size: u64,
    /// How many workers
    pub workers: usize,
}

impl Options {
    /// Whether `--only` lets this workload through.
    pub fn wants(&self, workload: &str) -> bool {
        self.only.is_empty()
            || self
                .only
                .iter()
                .any(|only| workload == only || only.ends_with('*') && workload.starts_with(only.trim_end_matches('*')))
    }

    /// Whether `--peers` lets this peer through.
    pub fn wants_peer(&self, peer: &str) -> bool {
        self.peers.is_empty() || self.peers.iter().any(|wanted| wanted == peer)
    }
}
