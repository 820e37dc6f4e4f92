//! The stored counts, and what a change of one means.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/counts.txt");
const HEAD: &str = "# Instructions per operation, on x86-64 with the release profile: `cargo run --release -p goroutines-instructions -- --update`.\n";

/// Grown by more than this, an operation is reported.
const REPORTED: f64 = 0.03;
/// Grown by more than this, it fails.
const FAILED: f64 = 0.10;

/// The stored counts, by operation.
pub(crate) fn read() -> BTreeMap<String, f64> {
    let text = fs::read_to_string(FILE).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once(' '));
    pairs.map(|(name, count)| (name.to_owned(), count.trim().parse().expect("a number"))).collect()
}

/// Writes the counts.
pub(crate) fn write(counts: &[(&str, f64)]) {
    let mut text = HEAD.to_owned();
    for (name, count) in counts {
        writeln!(text, "{name} {count:.0}").expect("memory");
    }
    fs::write(FILE, text).expect("a writable file");
    println!("{FILE} is written");
}

/// What to say of an operation, and whether it fails.
pub(crate) fn judge(before: f64, now: f64) -> (String, bool) {
    let change = now / before - 1.0;
    let text = format!("{:+.1} % of {before:.0}", change * 100.0);
    match change {
        change if change > FAILED => (format!("{text}: has grown by more than {:.0} %", FAILED * 100.0), true),
        change if change > REPORTED => (format!("{text}: has grown"), false),
        _ => (text, false),
    }
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn growth_is_reported_and_then_fails() {
        assert_eq!(judge(100.0, 102.0), ("+2.0 % of 100".to_owned(), false));
        assert_eq!(judge(100.0, 105.0), ("+5.0 % of 100: has grown".to_owned(), false));
        assert_eq!(judge(100.0, 111.0), ("+11.0 % of 100: has grown by more than 10 %".to_owned(), true));
        assert_eq!(judge(100.0, 50.0), ("-50.0 % of 100".to_owned(), false));
    }
}
