//! The programs that measure: this one, its twin with mimalloc, and Go's; the last two are built
//! here, once per run.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::options::Options;
use crate::sample::{Allocator, Line, Samples};

/// Where the programs are.
pub struct Programs {
    /// This one.
    system: PathBuf,
    /// With mimalloc; `None` if nobody wants it.
    mimalloc: Option<PathBuf>,
    /// Go's; `None` without Go.
    go: Option<PathBuf>,
    /// Which of the first two are wanted.
    allocators: Vec<Allocator>,
}

impl Programs {
    /// Builds what the options ask for.
    pub fn build(options: &Options, samples: &mut Samples) -> Result<Programs, String> {
        let system = env::current_exe().map_err(|error| format!("where is this program? {error}"))?;
        let wants_mimalloc = options.allocators.contains(&Allocator::Mimalloc);
        let mimalloc = wants_mimalloc.then(|| build_mimalloc(&system)).transpose()?;
        let go = if options.wants_peer("go") { build_go(&system, samples)? } else { None };
        if let Some(version) = printed(Command::new("rustc").arg("--version")) {
            samples.machine.insert("rust".to_owned(), version);
        }
        Ok(Programs { system, mimalloc, go, allocators: options.allocators.clone() })
    }

    /// The allocators of the Rust peers.
    pub fn allocators(&self) -> impl Iterator<Item = Allocator> {
        self.allocators.iter().copied()
    }

    /// Whether there is Go.
    pub fn has_go(&self) -> bool {
        self.go.is_some()
    }

    /// The command that takes one measurement.
    pub fn command(&self, line: &Line, size: u64) -> Command {
        let program = match line.allocator {
            Allocator::System => Some(&self.system),
            Allocator::Mimalloc => self.mimalloc.as_ref(),
            Allocator::Go => self.go.as_ref(),
        };
        let mut command = Command::new(program.expect("only what was built is measured"));
        if line.allocator != Allocator::Go {
            command.args(["child", &line.workload, &line.peer]).arg(size.to_string()).arg(line.workers.to_string());
        } else {
            command.arg(&line.workload).arg(size.to_string()).env("GOMAXPROCS", line.workers.to_string());
        }
        command
    }
}

/// The twin stands beside this program, built with the same profile.
fn build_mimalloc(system: &Path) -> Result<PathBuf, String> {
    let twin = system.with_file_name("goroutines-bench-mimalloc");
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args([
        "build",
        "--quiet",
        "-p",
        "goroutines-bench",
        "--bin",
        "goroutines-bench-mimalloc",
        "--profile",
        profile,
    ]);
    let status = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status();
    let built = status.is_ok_and(|status| status.success()) && twin.exists();
    if built { Ok(twin) } else { Err(format!("cannot build {}", twin.display())) }
}

/// Go's programs, beside this one; `None`, with a word on stderr, where there is no Go.
fn build_go(system: &Path, samples: &mut Samples) -> Result<Option<PathBuf>, String> {
    let Some(version) = printed(Command::new("go").arg("version")) else {
        eprintln!("goroutines-bench: no `go` on the PATH: measuring without it");
        return Ok(None);
    };
    samples.machine.insert("go".to_owned(), version);
    let program = system.with_file_name("goroutines-bench-go");
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../go");
    let status = Command::new("go").args(["build", "-o"]).arg(&program).arg(".").current_dir(sources).status();
    let built = status.is_ok_and(|status| status.success());
    if built { Ok(Some(program)) } else { Err("cannot build benches/go".to_owned()) }
}

/// The first line a command prints, if it does well.
fn printed(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).lines().next()?.to_owned())
}
