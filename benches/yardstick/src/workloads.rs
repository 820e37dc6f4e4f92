//! All workloads, in the order of the table.

pub mod channel_1p1c;
pub mod channel_4p4c;
pub mod parked;
pub mod ping_pong;
pub mod select4;
pub mod sieve;
pub mod skynet;
pub mod spawn;
pub mod waves;

use crate::workload::Workload;

/// All workloads.
pub static ALL: &[&Workload] = &[
    &spawn::WORKLOAD,
    &waves::WORKLOAD,
    &parked::WORKLOAD,
    &ping_pong::WORKLOAD,
    &channel_1p1c::WORKLOAD,
    &channel_4p4c::BUFFERED,
    &channel_4p4c::UNBUFFERED,
    &select4::WORKLOAD,
    &sieve::WORKLOAD,
    &skynet::WORKLOAD,
];

/// The workload of this name.
pub fn find(name: &str) -> Option<&'static Workload> {
    ALL.iter().copied().find(|workload| workload.name == name)
}
