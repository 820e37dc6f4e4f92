//! Counts words: goroutines read the files, and `par_iter` counts each of them on the same workers.
//!
//! ```text
//! cargo run --release --example wordfreq -- FILE…
//! ```
//!
//! A word is what stands between white space, without the punctuation around it, in lower case. Files are read whole, a
//! few at a time. One that cannot be read, or is not UTF-8, is reported on stderr and not counted; the others are.

#![forbid(unsafe_code)]

use std::borrow::Cow;
use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use goroutines::blocking;
use goroutines::prelude::*;
use rayon::prelude::*;

const HELP: &str = "\
usage: wordfreq [--top N] FILE…

Prints the most frequent words of all the files, each with its count; of equally frequent words the first in the
order of their characters.

  --top N      how many words (default: 10)
  -h, --help   print this text

Exit status: 0 when all went well, 1 when a file could not be counted, 2 for a wrong command line.
";

/// How many files are read at once.
const READERS: usize = 4;

/// How often each word occurs.
type Counts = HashMap<String, u64>;

/// A file's text, or why there is none.
type Text = Result<String, String>;

#[goroutines]
fn main() -> ExitCode {
    let (top, files) = match parse(std::env::args_os().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => return finish(HELP, true),
        Err(message) => {
            complain(&format!("{message}\ntry `wordfreq --help`"));
            return ExitCode::from(2);
        }
    };

    let (texts, incoming) = chan(0).split();
    let (paths, todo) = chan(files.len()).split();
    for _ in 0..READERS {
        go!(read_all(todo.clone(), texts.clone()));
    }
    drop(texts);
    for file in files {
        paths.send(file).expect("the channel has room for all files");
    }
    drop(paths);

    let mut counts = Counts::new();
    let mut all_counted = true;
    for text in incoming {
        match text {
            Ok(text) => counts = merge(counts, count(&text)),
            Err(message) => {
                complain(&message);
                all_counted = false;
            }
        }
    }
    finish(&table(counts, top), all_counted)
}

/// Reads files until there are no more.
#[goroutines]
fn read_all(paths: Receiver<PathBuf>, texts: Sender<Text>) {
    for path in paths {
        let text = blocking(move || read(path));
        texts.send(text).expect("main takes every text");
    }
}

fn read(path: PathBuf) -> Text {
    let bytes = std::fs::read(&path).map_err(|error| format!("cannot read {path:?}: {error}"))?;
    String::from_utf8(bytes)
        .map_err(|error| format!("{path:?} is not UTF-8: invalid at byte {}", error.utf8_error().valid_up_to()))
}

/// Counts in parallel: each of rayon's jobs counts a part, and the parts are merged.
fn count(text: &str) -> Counts {
    text.par_split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .fold(Counts::new, |mut counts, word| {
            add(&mut counts, lower_case(word), 1);
            counts
        })
        .reduce(Counts::new, merge)
}

fn lower_case(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) { word.to_lowercase().into() } else { word.into() }
}

/// Counts `word`, and allocates only when it is new.
fn add(counts: &mut Counts, word: Cow<'_, str>, times: u64) {
    match counts.get_mut(&*word) {
        Some(count) => *count += times,
        None => drop(counts.insert(word.into_owned(), times)),
    }
}

/// Adds the smaller one to the larger one.
fn merge(a: Counts, b: Counts) -> Counts {
    let (mut all, rest) = if a.len() < b.len() { (b, a) } else { (a, b) };
    for (word, count) in rest {
        add(&mut all, word.into(), count);
    }
    all
}

/// The most frequent words, one per line.
fn table(counts: Counts, top: usize) -> String {
    let mut words: Vec<_> = counts.into_iter().collect();
    words.par_sort_unstable_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    words.truncate(top);
    words.iter().fold(String::new(), |mut text, (word, count)| {
        let _ = writeln!(text, "{count:>7} {word}");
        text
    })
}

/// How many words, and the files; `None` asks for help. The error is a message for the user.
fn parse(args: impl Iterator<Item = OsString>) -> Result<Option<(usize, Vec<PathBuf>)>, String> {
    let mut args = args;
    let (mut top, mut files, mut only_files) = (10, Vec::new(), false);
    while let Some(arg) = args.next() {
        match arg.to_str() {
            _ if only_files => files.push(arg.into()),
            Some("--") => only_files = true,
            Some("-h" | "--help") => return Ok(None),
            Some("--top") => {
                let number = args.next().unwrap_or_default();
                let parsed = number.to_str().and_then(|number| number.parse().ok());
                top = parsed.ok_or_else(|| format!("`--top` needs a number, not {number:?}"))?;
            }
            Some(option) if option.starts_with('-') => return Err(format!("unknown option {option:?}")),
            _ => files.push(arg.into()),
        }
    }
    if files.is_empty() { Err("which file?".to_owned()) } else { Ok(Some((top, files))) }
}

/// Prints the result; the status is 1 when a file, or the result, is missing.
fn finish(text: &str, all_counted: bool) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush()) {
        Ok(()) if all_counted => return ExitCode::SUCCESS,
        // Whoever closed the pipe has read enough, and needs no message.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("cannot write the output: {error}"))
        }
        _ => {}
    }
    ExitCode::FAILURE
}

/// Tells the user what is wrong; where stderr is closed, the exit status has to do.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "wordfreq: {message}");
}
