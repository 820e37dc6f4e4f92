//! A generated crate on disk, and how long cargo takes with it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};
use std::{fs, process};

use crate::generate::Style;

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Command {
    Check,
    Release,
}

impl Command {
    pub(crate) const ALL: [Command; 2] = [Command::Check, Command::Release];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Command::Check => "check",
            Command::Release => "release",
        }
    }

    /// What is run.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Command::Check => "cargo check",
            Command::Release => "cargo build --release",
        }
    }
}

/// A generated crate.
pub(crate) struct Subject {
    folder: PathBuf,
    target: PathBuf,
}

impl Subject {
    /// Writes the crate.
    pub(crate) fn create(
        root: &Path,
        name: &str,
        style: Style,
        (dependencies, files): (&str, &[(String, String)]),
    ) -> Result<Self, String> {
        let folder = root.join(format!("{name}-{}", style.name()));
        let goroutines = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let manifest = format!(
            "[package]\nname = \"{name}-{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             goroutines = {{ path = {goroutines:?} }}\n{dependencies}",
            style.name()
        );
        let write = || {
            fs::create_dir_all(folder.join("src"))?;
            fs::write(folder.join("Cargo.toml"), manifest)?;
            fs::copy(goroutines.join("Cargo.lock"), folder.join("Cargo.lock"))?;
            files.iter().try_for_each(|(name, text)| fs::write(folder.join("src").join(name), text))
        };
        write().map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self { folder, target: root.join("target") })
    }

    /// How many milliseconds cargo takes to do its work on this crate, all of it, when what it
    /// depends on is there already.
    pub(crate) fn time(&self, command: Command) -> Result<f64, String> {
        let main = self.folder.join("src/main.rs");
        let touch =
            || fs::File::options().append(true).open(&main)?.set_modified(SystemTime::now() + Duration::from_secs(1));
        touch().map_err(|error| format!("{}: {error}", main.display()))?;
        let arguments: &[&str] = match command {
            Command::Check => &["check"],
            Command::Release => &["build", "--release"],
        };
        let start = Instant::now();
        let output = process::Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(arguments)
            .arg("--offline")
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .output()
            .map_err(|error| format!("cargo: {error}"))?;
        let time = start.elapsed();
        if !output.status.success() {
            return Err(format!("{}: {}", self.folder.display(), String::from_utf8_lossy(&output.stderr)));
        }
        Ok(time.as_secs_f64() * 1000.0)
    }
}

/// The middle one of `times`.
pub(crate) fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
