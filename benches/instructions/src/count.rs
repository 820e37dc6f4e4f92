//! Runs this program under callgrind and reads how many instructions it took.

use std::process::{Command, Stdio};
use std::{env, fs};

/// The two numbers of times that an operation is done.
const FEW: u64 = 1_000;
const MANY: u64 = 6_000;
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
    let out = env::temp_dir().join(format!("goroutines-instructions-{}", std::process::id()));
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", "--fair-sched=yes"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(env::current_exe().expect("this program has a path"))
        .args(["play", name, &times.to_string()])
        .output()
        .expect("valgrind starts");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let profile = fs::read_to_string(&out).expect("a profile");
    _ = fs::remove_file(&out);
    let total = profile.lines().find_map(|line| line.strip_prefix("totals: ").or(line.strip_prefix("summary: ")));
    total.and_then(|total| total.trim().parse().ok()).expect("a total of instructions")
}
