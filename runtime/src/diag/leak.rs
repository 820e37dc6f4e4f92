//! Which goroutines wait forever: by counts of handles and the graph of waits.
//!
//! Whoever waits holds the handle it waits through, and if that lies in the goroutine itself nobody
//! else can use it. So it is with the handles that generated code notes of a goroutine's variables
//! and deferred calls, and with a handle in an `Arc` all of whose references such goroutines have:
//! each that waits for something in it has one. Begin with the assumption that all are stuck that
//! might be, and take out who might be woken, until nobody is left to take out: a channel is
//! *alive* if it has a handle that is not in the hands of one who is still in, and one who waits on
//! something alive is out. What remains, the greatest fixpoint, can be woken by no one: not by
//! those outside, who hold no handle, and not by those inside, who all wait.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::dump::{Goroutine, Wait};
use crate::platform;
use crate::trace::wait_reason::WaitReason;
use crate::trace::wait_target::{HandleCount, LockHolder, Place, WaitTarget};

/// Marks those that wait forever.
pub(super) fn mark(goroutines: &mut [Goroutine]) {
    let mut stuck: HashSet<u64> =
        goroutines.iter().filter(|goroutine| may_be_stuck(goroutine)).map(Goroutine::id).collect();
    let statics = Statics::near(goroutines);
    loop {
        let graph = Graph::new(goroutines, &stuck, &statics);
        let before = stuck.len();
        let still = |goroutine: &&Goroutine| goroutine.waits().iter().all(|wait| graph.is_dead(wait));
        stuck =
            goroutines.iter().filter(|it| graph.stuck.contains(&it.id())).filter(still).map(Goroutine::id).collect();
        if stuck.len() == before {
            break;
        }
    }
    for goroutine in goroutines {
        goroutine.leaked = stuck.contains(&goroutine.id());
    }
}

/// Whether all that it waits for is known, and of a kind that can be known to be dead.
fn may_be_stuck(goroutine: &Goroutine) -> bool {
    let waits = goroutine.waits();
    goroutine.is_waiting() && goroutine.is_complete && !waits.is_empty() && waits.iter().all(is_known)
}

fn is_known(Wait(wait): &Wait) -> bool {
    use WaitReason::{
        ChanReceive, ChanReceiveNil, ChanSend, ChanSendNil, Join, MutexLock, RwLockRead, RwLockWrite, Select,
        SelectNoCases, WaitGroupWait,
    };
    match wait.reason {
        // Nil cases are not among the objects: with no object left nothing can get ready.
        ChanReceiveNil | ChanSendNil | SelectNoCases | Select => true,
        ChanReceive | ChanSend | WaitGroupWait | Join | MutexLock | RwLockRead | RwLockWrite => !wait.on.is_empty(),
        _ => false,
    }
}

/// Where the program's statics lie; `None` if that is not known.
struct Statics(Option<Vec<Range<usize>>>);

impl Statics {
    /// Asks the system, if any of `goroutines` waits for a lock.
    fn near(goroutines: &[Goroutine]) -> Statics {
        let is_lock = |Wait(wait): &Wait| wait.on.iter().any(|target| matches!(target, WaitTarget::Lock(_)));
        let asked = goroutines.iter().flat_map(Goroutine::waits).any(is_lock);
        Statics(if asked { platform::statics() } else { None })
    }

    /// Whether a static may lie at `address`.
    fn contain(&self, address: usize) -> bool {
        self.0.as_ref().is_none_or(|ranges| ranges.iter().any(|range| range.contains(&address)))
    }
}

/// Who holds what, of those that may be stuck.
struct Graph<'a> {
    stuck: &'a HashSet<u64>,
    /// Where the program's statics lie.
    statics: &'a Statics,
    /// How many handles of each thing are in their hands.
    accounted: HashMap<usize, usize>,
}

impl<'a> Graph<'a> {
    fn new(goroutines: &[Goroutine], stuck: &'a HashSet<u64>, statics: &'a Statics) -> Graph<'a> {
        let of_stuck = || goroutines.iter().filter(|goroutine| stuck.contains(&goroutine.id()));
        let owned = owned_arcs(of_stuck());
        let mut accounted = HashMap::new();
        let mut count = |key: usize, handles: usize| *accounted.entry(key).or_default() += handles;
        of_stuck().flat_map(own_handles).for_each(|(key, handles)| count(key, handles));
        let shared: HashSet<(usize, usize)> = of_stuck().flat_map(|it| handles_in(it, &owned)).collect();
        shared.into_iter().for_each(|(key, _)| count(key, 1));
        Graph { stuck, statics, accounted }
    }

    /// Whether nobody can end `wait`.
    fn is_dead(&self, Wait(wait): &Wait) -> bool {
        wait.on.iter().all(|target| match target {
            WaitTarget::Channel(channel) => self.is_held(&channel.held),
            WaitTarget::Group(held) => self.is_held(held),
            WaitTarget::Goroutine(id) => self.stuck.contains(id),
            // A guard cannot leave the goroutine that locked, unless it may live as long as the
            // program.
            WaitTarget::Lock(LockHolder { address, id: Some(id) }) => {
                self.stuck.contains(id) && !self.statics.contain(*address)
            }
            WaitTarget::Never => true,
            WaitTarget::Socket(_) | WaitTarget::Open | WaitTarget::Lock(_) => false,
        })
    }

    fn is_held(&self, held: &HandleCount) -> bool {
        self.accounted.get(&held.key).is_some_and(|&accounted| accounted >= held.handles)
    }
}

/// What `goroutine` waits for by handles.
fn waits_by_handles(goroutine: &Goroutine) -> impl Iterator<Item = &HandleCount> {
    goroutine.waits().iter().flat_map(|Wait(wait)| &wait.on).filter_map(|target| match target {
        WaitTarget::Channel(channel) => Some(&channel.held),
        WaitTarget::Group(held) => Some(held),
        _ => None,
    })
}

/// How many handles of which things lie in `goroutine` itself.
fn own_handles(goroutine: &Goroutine) -> HashMap<usize, usize> {
    let borrowed: HashSet<(usize, usize)> = waits_by_handles(goroutine)
        .filter_map(|held| match held.place {
            Place::Own(address) => Some((held.key, address)),
            _ => None,
        })
        .collect();
    let mut own = counted(borrowed.into_iter().map(|(key, _)| key));
    // The handle that a wait borrows may be one of those in the variables: it counts once.
    for (key, kept) in counted(goroutine.kept.variables.iter().copied()) {
        let own = own.entry(key).or_default();
        *own = kept.max(*own);
    }
    for &key in &goroutine.kept.deferred {
        *own.entry(key).or_default() += 1;
    }
    own
}

fn counted(keys: impl Iterator<Item = usize>) -> HashMap<usize, usize> {
    keys.fold(HashMap::new(), |mut counts, key| {
        *counts.entry(key).or_default() += 1;
        counts
    })
}

/// The `Arc`s all of whose references `goroutines` have. One that waits for something in an `Arc`
/// it took along has a reference, since it borrows from it; what notes it is a weak one.
fn owned_arcs<'a>(goroutines: impl Iterator<Item = &'a Goroutine>) -> HashSet<usize> {
    let (mut references, mut accounted): (HashMap<usize, usize>, HashMap<usize, usize>) = Default::default();
    for goroutine in goroutines {
        let through: HashMap<usize, usize> = waits_by_handles(goroutine).filter_map(owner).collect();
        let kept = &goroutine.kept;
        for &arc in through.keys().chain(&kept.noted_arcs).chain(&kept.deferred_arcs) {
            *accounted.entry(arc).or_default() += 1;
        }
        for (arc, count) in through {
            let most = references.entry(arc).or_default();
            *most = count.max(*most);
        }
    }
    let is_owned = |arc: &usize| accounted.get(arc) >= references.get(arc);
    references.keys().copied().filter(is_owned).collect()
}

/// The `Arc` through which the handle of `held` is reached, and how many references it has.
fn owner(held: &HandleCount) -> Option<(usize, usize)> {
    match held.place {
        Place::Shared { owner, .. } => Some((owner.arc, owner.references)),
        _ => None,
    }
}

/// The handles through which `goroutine` waits that lie in one of `arcs`.
fn handles_in(goroutine: &Goroutine, arcs: &HashSet<usize>) -> impl Iterator<Item = (usize, usize)> {
    waits_by_handles(goroutine).filter_map(|held| match held.place {
        Place::Shared { address, owner } if arcs.contains(&owner.arc) => Some((held.key, address)),
        _ => None,
    })
}
