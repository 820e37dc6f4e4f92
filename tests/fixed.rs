//! Every program under `tests/ui/fixed` is the rejected program of the same name after its help was followed: `tests/ui`
//! compiles and runs it; this test checks that the help in its first line is what the compiler says.

#![forbid(unsafe_code)]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_fixed_program_follows_what_its_error_says() {
    let fixed = Path::new("tests/ui/fixed");
    let programs = programs(fixed);
    assert!(!programs.is_empty(), "no fixed program");
    for path in programs {
        let name = path.strip_prefix(fixed).expect("a path below the folder");
        let stderr = Path::new("tests/ui/reject").join(name).with_extension("stderr");
        let said = fs::read_to_string(&stderr).unwrap_or_else(|error| panic!("{}: {error}", stderr.display()));
        let source = fs::read_to_string(&path).expect("a readable program");
        let help = source.lines().next().and_then(|line| line.strip_prefix("// ")).expect("a first line with the help");
        assert!(help.starts_with("help: ") || help.starts_with("note: "), "{}: {help}", path.display());
        assert!(words(&said).contains(&words(help)), "{} does not say: {help}", stderr.display());
    }
}

/// `text` with single spaces, so that the layout of a message does not matter.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn programs(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            found.extend(programs(&path));
        } else {
            found.push(path);
        }
    }
    found
}
