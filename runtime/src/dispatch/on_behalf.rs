//! Threads and jobs of rayon's act on behalf of the goroutine in whose code they are written: what
//! they start belongs to its test, and names it in a dump.
//!
//! `thread::spawn(move || work())` becomes
//!
//! ```text
//! thread::spawn({
//!     let spawner = __go::spawner();
//!     move || { let acts = __go::acts_for(spawner); work() }
//! })
//! ```

use crate::goroutine::{self, Adopted, Identity};

/// Who starts a thread or a job.
#[derive(Clone, Copy)]
pub struct Spawner(Option<Identity>);

/// As long as it is kept, this thread acts on behalf of a goroutine.
pub struct Acts {
    _adopted: Option<Adopted>,
}

/// The goroutine at hand, if there is one.
pub fn spawner() -> Spawner {
    Spawner(goroutine::spawner())
}

/// Has this thread act on behalf of `spawner`.
pub fn acts_for(spawner: Spawner) -> Acts {
    Acts { _adopted: spawner.0.map(|spawner| goroutine::adopt(Some(spawner))) }
}
