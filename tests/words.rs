//! Documentation and messages are in plain words: the worst of the words that this repository used to have do not come back.

#![forbid(unsafe_code)]

use std::fs;
use std::path::{Path, PathBuf};

/// What not to write, and what to write instead.
const WORDS: &[(&str, &str)] = &[
    ("gives way", "yields"),
    ("give way", "yield"),
    ("giving way", "yielding"),
    ("stands in", "is in"),
    ("stand in the", "are in the"),
    ("is told", "gets, is called"),
    ("are told", "get, are called"),
    ("what it comes to", "its result"),
    ("comes to when", "returns when"),
    ("can be had", "is available"),
    ("to be had", "available"),
    ("are had", "are available"),
    ("who is woken", "a woken waiter"),
    ("just now", "now"),
    ("leaves word", "records"),
    ("has rayon start", "makes rayon start"),
    ("nobody need", "no goroutine needs to"),
    ("nothing need be", "nothing has to be"),
    ("says whether", "returns whether"),
    ("for ever ", "forever "),
    ("for ever.", "forever."),
    ("for ever,", "forever,"),
    ("for ever;", "forever;"),
    ("for ever:", "forever:"),
    ("for ever)", "forever)"),
];

#[test]
fn documentation_and_messages_are_in_plain_words() {
    let mut found = Vec::new();
    for path in texts() {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for (number, line) in text.lines().enumerate() {
            if path.extension().is_some_and(|extension| extension == "rs") && !is_prose(line) {
                continue;
            }
            let line = line.to_lowercase();
            for (word, better) in WORDS.iter().filter(|(word, _)| line.contains(word)) {
                found.push(format!("{}:{}: \"{word}\" ({better})", path.display(), number + 1));
            }
        }
    }
    found.sort();
    assert!(found.is_empty(), "{} old words:\n{}", found.len(), found.join("\n"));
}

/// Whether a line of Rust may be read by a user: documentation, or text in quotes.
fn is_prose(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("///") || line.starts_with("//!") || line.contains('"') && !line.starts_with("//")
}

/// The Markdown files, and the sources of the three crates without their tests.
fn texts() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in [".", "docs", "docs/guide", "benches", "runtime/src/scheduler"] {
        found.extend(files(Path::new(folder), "md", false));
    }
    for folder in ["src", "macros/src", "runtime/src", "benches/yardstick/src"] {
        found.extend(files(Path::new(folder), "rs", true));
    }
    assert!(found.len() > 40, "the files are elsewhere");
    found
}

fn files(folder: &Path, extension: &str, deep: bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() && deep {
            found.extend(files(&path, extension, deep));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path.strip_prefix(".").unwrap_or(&path).to_owned());
        }
    }
    found
}
