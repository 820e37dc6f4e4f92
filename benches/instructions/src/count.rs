//! Runs this program under callgrind and reads how many instructions it took.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::{env, fs};

/// The two numbers of times that an operation is done.
pub(crate) const FEW: u64 = 1_000;
pub(crate) const MANY: u64 = 6_000;
/// How often each is counted; the least counts, since the other threads only ever add.
const ROUNDS: usize = 3;

/// Whether valgrind is there.
pub(crate) fn is_possible() -> bool {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// The instructions of one operation `name`.
pub(crate) fn each(name: &str) -> f64 {
    let least = |times| (0..ROUNDS).map(|_| all(name, times)).min().expect("at least one round");
    let (few, many) = (least(FEW), least(MANY));
    many.saturating_sub(few) as f64 / (MANY - FEW) as f64
}

/// The instructions of a whole run that does the operation `times` times.
fn all(name: &str, times: u64) -> u64 {
    let profile = profile(name, times, &[]);
    let total = profile.lines().find_map(|line| line.strip_prefix("totals: ").or(line.strip_prefix("summary: ")));
    total.and_then(|total| total.trim().parse().ok()).expect("a total of instructions")
}

/// How often each instruction of this program runs, by its address, in such a run.
pub(crate) fn by_address(name: &str, times: u64) -> BTreeMap<u64, u64> {
    let profile = profile(name, times, &["--dump-instr=yes", "--compress-pos=no", "--compress-strings=no"]);
    let (mut counts, mut ours, mut after_call) = (BTreeMap::new(), false, false);
    for line in profile.lines() {
        if let Some(object) = line.strip_prefix("ob=") {
            ours = object.ends_with("goroutines-instructions");
        }
        if let Some((address, count)) = address_and_count(line).filter(|_| ours && !after_call) {
            *counts.entry(address).or_default() += count;
        }
        // The line after a call counts what the called function took.
        after_call = line.starts_with("calls=");
    }
    counts
}

/// A line of a profile: an address, a source line, and how often.
fn address_and_count(line: &str) -> Option<(u64, u64)> {
    let (address, rest) = line.strip_prefix("0x")?.split_once(' ')?;
    let (_, count) = rest.split_once(' ')?;
    Some((u64::from_str_radix(address, 16).ok()?, count.parse().ok()?))
}

/// What callgrind writes of a run of this program, with more options of callgrind.
fn profile(name: &str, times: u64, options: &[&str]) -> String {
    let out = env::temp_dir().join(format!("goroutines-instructions-{}", std::process::id()));
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", "--fair-sched=yes"])
        .args(options)
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(env::current_exe().expect("this program has a path"))
        .args(["play", name, &times.to_string()])
        .output()
        .expect("valgrind starts");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let profile = fs::read_to_string(&out).expect("a profile");
    _ = fs::remove_file(&out);
    profile
}
