//! Counts the locked instructions of an operation: what it costs when several workers write to the
//! same cache line.
//!
//! callgrind says how often each instruction ran, objdump which of them lock, addr2line from which
//! source line they come.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::process::Command;

use crate::count;

/// Where valgrind loads a program that may lie anywhere.
const LOADED_AT: u64 = 0x10_8000;
/// The functions that only pass a call on to the atomic instruction.
const WRAPPERS: [&str; 5] = ["/core/src/", "/alloc/src/", "/std/src/", "/crossbeam-utils-", "/spin-"];

/// How often an operation runs a locked instruction, by source file.
pub(crate) type Locked = BTreeMap<String, f64>;

/// The locked instructions of one operation `name`.
pub(crate) fn each(name: &str) -> Locked {
    let locking = locking();
    let (few, many) = (count::by_address(name, count::FEW), count::by_address(name, count::MANY));
    let each = |(address, times): (u64, u64)| {
        let linked = [address, address.wrapping_sub(LOADED_AT)].into_iter().find(|linked| locking.contains(linked))?;
        let more = times.saturating_sub(few.get(&address).copied().unwrap_or(0));
        Some((linked, more as f64 / (count::MANY - count::FEW) as f64))
    };
    let mut locked = Locked::new();
    for (address, times) in many.into_iter().filter_map(each).filter(|&(_, times)| times > 0.004) {
        *locked.entry(file_of(address)).or_default() += times;
    }
    locked
}

/// This program's instructions that lock a cache line, by address.
fn locking() -> BTreeSet<u64> {
    let text = output(Command::new("objdump").args(["-d", "--no-show-raw-insn"]).arg(this()));
    text.lines().filter_map(locking_address).collect()
}

/// The address of a line of objdump, if its instruction locks.
fn locking_address(line: &str) -> Option<u64> {
    let (address, instruction) = line.split_once(":\t")?;
    let locks = instruction.starts_with("lock ") || instruction.starts_with("xchg") && instruction.contains('(');
    (locks || instruction.starts_with("mfence")).then(|| u64::from_str_radix(address.trim(), 16).ok())?
}

/// The innermost source file of the code at an address that is more than a wrapper of an atomic
/// instruction.
fn file_of(address: u64) -> String {
    let address = format!("{address:#x}");
    let lines = output(Command::new("addr2line").args(["-i", "-e"]).arg(this()).arg(address));
    let files = || lines.lines().map(|line| line.split(':').next().unwrap_or(line));
    let file = files().find(|file| !WRAPPERS.iter().any(|wrapper| file.contains(wrapper))).or_else(|| files().next());
    shorter(file.unwrap_or("?"))
}

/// A path from its package on.
fn shorter(file: &str) -> String {
    let parts: Vec<&str> = file.split('/').collect();
    let package = parts.iter().rposition(|&part| part == "src").unwrap_or(1).saturating_sub(1);
    parts[package..].join("/")
}

fn this() -> std::path::PathBuf {
    env::current_exe().expect("this program has a path")
}

fn output(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}: install binutils"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{locking_address, shorter};

    #[test]
    fn lines_of_objdump() {
        assert_eq!(locking_address("  1a2b:\tlock xadd %rax,(%rdi)"), Some(0x1a2b));
        assert_eq!(locking_address("  1a2b:\txchg   %al,(%rdi)"), Some(0x1a2b));
        assert_eq!(locking_address("  1a2b:\txchg   %ax,%ax"), None);
        assert_eq!(locking_address("  1a2b:\tmov    %rax,(%rdi)"), None);
        assert_eq!(locking_address("0000000000001000 <main>:"), None);
    }

    #[test]
    fn paths_from_their_package_on() {
        assert_eq!(shorter("/home/me/runtime/src/chan/core.rs"), "runtime/src/chan/core.rs");
        assert_eq!(shorter("??"), "??");
    }
}
