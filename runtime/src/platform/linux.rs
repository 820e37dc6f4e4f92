//! Linux: the kernel tells about the process in `/proc`, and has timers that are descriptors.

#[cfg(all(feature = "net", not(loom)))]
mod registrations;
#[cfg(all(feature = "net", not(loom)))]
mod timeout;

use std::fs;
use std::ops::Range;
#[cfg(not(loom))]
use std::time::Duration;

#[cfg(all(feature = "net", not(loom)))]
pub(crate) use registrations::Registrations;
#[cfg(all(feature = "net", not(loom)))]
pub(crate) use timeout::Timeout;

#[cfg(not(loom))]
use super::ThreadWork;

/// How many threads this process has.
pub(crate) fn thread_count() -> Option<usize> {
    // `PID (NAME) STATE …`: the count is the twentieth field, and the name may hold anything.
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    fields.split_ascii_whitespace().nth(17)?.parse().ok()
}

/// Returns true if the process has a handler for `signal`; false also if that is unknown.
#[cfg(not(loom))]
pub(crate) fn catches(signal: i32) -> bool {
    let caught = fs::read_to_string("/proc/self/status").ok().and_then(|status| {
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:"))?.trim();
        u64::from_str_radix(mask, 16).ok()
    });
    caught.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

/// The number by which the kernel knows this thread.
#[cfg(not(loom))]
pub(crate) fn thread_number() -> u32 {
    thread_local! {
        /// Kept: the reactor asks at each wait.
        static NUMBER: u32 = rustix::thread::gettid().as_raw_nonzero().get().unsigned_abs();
    }
    NUMBER.with(|number| *number)
}

/// What the thread of that number has done.
#[cfg(not(loom))]
pub(crate) fn thread_work(number: u32) -> Option<ThreadWork> {
    let read = |file| fs::read_to_string(format!("/proc/self/task/{number}/{file}")).ok();
    // `CPU-NANOSECONDS WAIT-NANOSECONDS SLICES`, and `PID (NAME) STATE …`.
    let cpu = read("schedstat")?.split_ascii_whitespace().next()?.parse().ok()?;
    let state = read("stat")?.rsplit_once(')')?.1.trim_start().chars().next()?;
    Some(ThreadWork { cpu: Duration::from_nanos(cpu), is_blocked: state != 'R' })
}

/// The addresses at which statics of the program and its libraries lie; `None` if the system does
/// not tell.
#[cfg_attr(loom, allow(dead_code, reason = "models have no dumps"))]
pub(crate) fn statics() -> Option<Vec<Range<usize>>> {
    let maps = fs::read_to_string("/proc/self/maps").ok()?;
    let mut statics: Vec<Range<usize>> = Vec::new();
    for line in maps.lines() {
        let mut fields = line.split_ascii_whitespace();
        let (start, end) = fields.next()?.split_once('-')?;
        let range = usize::from_str_radix(start, 16).ok()?..usize::from_str_radix(end, 16).ok()?;
        // Mapped from a file, or, without a name, right behind one: what begins as zeros.
        let is_file = fields.nth(4).map(|name| name.starts_with('/'));
        match statics.last_mut() {
            _ if is_file == Some(true) => statics.push(range),
            Some(last) if is_file.is_none() && last.end == range.start => last.end = range.end,
            _ => {}
        }
    }
    Some(statics)
}

#[cfg(all(test, not(loom)))]
mod tests {
    #[test]
    fn the_work_of_a_thread_is_seen() {
        let number = super::thread_number();
        let before = super::thread_work(number).unwrap();
        assert!(!before.is_blocked);
        while super::thread_work(number).unwrap().cpu == before.cpu {
            std::hint::spin_loop();
        }
    }

    #[test]
    fn threads_are_counted() {
        let before = super::thread_count().unwrap();
        let (hold, held) = std::sync::mpsc::channel::<()>();
        let thread = std::thread::spawn(move || held.recv());
        // Others may start or end meanwhile, but this one is there.
        assert!(super::thread_count().unwrap() >= 2 && before >= 1);
        drop(hold);
        assert!(thread.join().unwrap().is_err());
    }

    #[test]
    fn a_handler_is_seen() {
        use signal_hook::consts::SIGUSR2;
        use signal_hook::iterator::Signals;
        assert!(!super::catches(SIGUSR2));
        let signals = Signals::new([SIGUSR2]).unwrap();
        assert!(super::catches(SIGUSR2));
        drop(signals);
    }
}
