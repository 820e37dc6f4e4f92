//! Every workload at a small size, by every Rust peer: the answers are right. No time is asserted.

#![forbid(unsafe_code)]

use std::collections::BTreeSet;
use std::process::Command;

use goroutines_bench::workloads;

#[test]
fn every_peer_gives_the_right_answer() {
    let peers = workloads::ALL.iter().flat_map(|workload| workload.peers).map(|peer| peer.name);
    let peers: Vec<_> = peers.collect::<BTreeSet<_>>().into_iter().collect();
    let output = Command::new(env!("CARGO_BIN_EXE_goroutines-bench"))
        .args(["--quick", "--strict", "--rounds", "1", "--allocators", "system", "--peers", &peers.join(",")])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let table = String::from_utf8(output.stdout).unwrap();
    for workload in workloads::ALL {
        assert!(table.contains(workload.title), "`{}` is not in the table:\n{table}", workload.name);
    }
}

#[test]
fn every_workload_has_a_name_of_its_own_and_a_line_in_the_readme() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md")).unwrap();
    let names: BTreeSet<_> = workloads::ALL.iter().map(|workload| workload.name).collect();
    assert_eq!(names.len(), workloads::ALL.len());
    for name in names {
        assert!(readme.contains(&format!("| `{name}` |")), "benches/README.md does not explain `{name}`");
    }
}

#[test]
fn go_has_the_workloads_that_it_is_said_to_have() {
    let main = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../go/main.go")).unwrap();
    for workload in workloads::ALL {
        assert_eq!(main.contains(&format!("\t\"{}\": ", workload.name)), workload.go, "{}", workload.name);
    }
}
