//! All workloads, in the order of the table.

pub mod accept;
pub mod channel_1p1c;
pub mod channel_4p4c;
pub mod echo;
pub mod hog;
pub mod http;
pub mod idle;
pub mod latency;
pub mod mutex;
pub mod par_iter;
pub mod parked;
pub mod ping_pong;
pub mod scaling;
pub mod select4;
pub mod select_cases;
pub mod sieve;
pub mod skynet;
pub mod spawn;
pub mod starve;
pub mod tickers;
pub mod timers;
pub mod waves;
pub mod yields;

use crate::workload::Workload;

/// All workloads.
pub static ALL: &[&Workload] = &[
    &spawn::WORKLOAD,
    &waves::WORKLOAD,
    &parked::WORKLOAD,
    &parked::TEN_MILLION,
    &ping_pong::WORKLOAD,
    &channel_1p1c::WORKLOAD,
    &channel_4p4c::BUFFERED,
    &channel_4p4c::UNBUFFERED,
    &select4::WORKLOAD,
    &select_cases::WORKLOAD,
    &sieve::WORKLOAD,
    &skynet::WORKLOAD,
    &timers::WORKLOAD,
    &timers::TEN_THOUSAND,
    &tickers::WORKLOAD,
    &mutex::WORKLOAD,
    &yields::WORKLOAD,
    &par_iter::ALONE,
    &par_iter::SHARED,
    &starve::WORKLOAD,
    &hog::WORKLOAD,
    &idle::WORKLOAD,
    &latency::WORKLOAD,
    &echo::ONE,
    &echo::SOME,
    &echo::MANY,
    &echo::HUGE,
    &accept::WORKLOAD,
    &http::WORKLOAD,
    &scaling::SPAWN,
    &scaling::MESSAGE,
    &scaling::TIMER,
];

/// The workload of this name.
pub fn find(name: &str) -> Option<&'static Workload> {
    ALL.iter().copied().find(|workload| workload.name == name)
}
