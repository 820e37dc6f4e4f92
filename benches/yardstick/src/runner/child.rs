//! The child's side: does the work once and prints what came of it, as `key value` lines.

use crate::options::Child;
use crate::workload::{Job, Lap, nanos};
use crate::workloads;

/// Measures once.
pub fn work(child: &Child) -> Result<(), String> {
    let workload = workloads::find(&child.workload).ok_or("no such workload")?;
    let peer = workload.peers.iter().find(|peer| peer.name == child.peer).ok_or("no such peer")?;
    print(&(peer.run)(Job { size: child.size, workers: child.workers, warm: true }));
    Ok(())
}

fn print(lap: &Lap) {
    println!("answer {}", lap.answer.value);
    println!("time {}", nanos(lap.wall));
    println!("cpu {}", nanos(lap.cpu));
    // Last, so that they take the place of the lap's own.
    for (key, value) in &lap.answer.figures {
        println!("{key} {value}");
    }
}
