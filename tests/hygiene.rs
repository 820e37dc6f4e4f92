//! Generated code in a crate that imports this one under another name and denies every warning: `tests/lint`, built and run.

#![forbid(unsafe_code)]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

#[test]
fn a_renamed_crate_under_strict_lints_runs_without_a_warning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lint");
    fs::create_dir_all(copy.join("src")).expect("a folder");
    let manifest = fs::read_to_string(root.join("tests/lint/Cargo.toml")).expect("the manifest");
    let path = root.to_str().expect("a path that is text");
    fs::write(copy.join("Cargo.toml"), manifest.replace("\"../..\"", &format!("{path:?}")))
        .expect("a writable manifest");
    fs::copy(root.join("tests/lint/src/main.rs"), copy.join("src/main.rs")).expect("a writable source");
    fs::copy(root.join("Cargo.lock"), copy.join("Cargo.lock")).expect("a writable lock file");
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--offline"])
        .current_dir(&copy)
        // The folder of this test's own build, where dependencies are ready.
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("tmp is below the target folder"),
        )
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("src/main.rs"), "{said}");
}
