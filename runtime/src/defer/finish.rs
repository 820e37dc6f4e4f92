//! The end of a function with `defer!`: its deferred calls run, and it returns or goes on panicking.

use super::Defers;
use super::recover::{Reach, Recovering};
use super::results::{Results, set_results};
use crate::dispatch::Tag;
use crate::dispatch::zero::Zero;
use crate::primitives::lock;
use crate::unwind::{self, Panic};

/// How a function's body ended.
pub struct Outcome<T>(pub(super) Result<T, Panic>);

/// The tag of what a body returns.
pub fn output_tag<T>(_outcome: &Tag<Outcome<T>>) -> Tag<T> {
    crate::dispatch::tag()
}

/// Runs what `defers` holds and returns the function's value, the zero value after a recovered
/// panic, or goes on panicking.
///
/// # Panics
///
/// With the body's panic, if no deferred call recovered it, or with that of a deferred call.
pub async fn finish<K: Zero>(defers: Defers<'_>, outcome: Outcome<K::Value>, zero: K) -> K::Value {
    let (value, panic) = match outcome.0 {
        Ok(value) => (Some(value), None),
        Err(panic) => (None, Some(panic)),
    };
    run(defers, panic).await;
    value.or_else(|| zero.__go_value()).unwrap_or_else(no_zero)
}

/// The same for a function with named results, which its deferred calls may assign to.
///
/// # Panics
///
/// As [`finish`].
pub async fn finish_named<K: Zero>(
    defers: Defers<'_>,
    outcome: Outcome<K::Value>,
    zero: K,
    results: &Results<K::Value>,
) -> K::Value {
    let panic = match outcome.0 {
        Ok(value) => {
            set_results(results, value);
            None
        }
        Err(panic) => Some(panic),
    };
    run(defers, panic).await;
    lock(&results.0).take().or_else(|| zero.__go_value()).unwrap_or_else(no_zero)
}

/// Runs what `defers` holds, and goes on with `panic` or with that of a deferred call, unless it is
/// recovered.
async fn run(mut defers: Defers<'_>, panic: Option<Panic>) {
    let mut end = panic.map_or_else(End::default, |panic| End::default().then(panic));
    // Until it is recovered, or raised again below, the panic is in progress, also while a call
    // waits.
    let mut in_progress = None;
    while let Some(call) = defers.pop() {
        if end.going_on.is_none() {
            in_progress = None;
        } else if in_progress.is_none() {
            in_progress = Some(unwind::in_progress::deferring());
        }
        let reach = Reach { going_on: end.going_on.take(), recovered: None };
        let (result, left) = Recovering { call: unwind::catch(call), reach }.await;
        match result {
            Ok(()) => end.going_on = left.going_on,
            Err(second) if second.is_goexit() => end = end.then(second),
            Err(second) => end.going_on = Some(left.followed_by(second)),
        }
    }
    if let Some(panic) = end.going_on.or(end.exiting) {
        unwind::resume(panic);
    }
}

/// What goes on behind the deferred calls of a function.
#[derive(Default)]
struct End {
    /// The panic that is going on.
    going_on: Option<Panic>,
    /// The goroutine ends by `goexit`; a panic that comes later goes first, and may be recovered.
    exiting: Option<Panic>,
}

impl End {
    /// After `panic`, or after `goexit`, which ends a panic that was going on.
    fn then(self, panic: Panic) -> End {
        if panic.is_goexit() {
            End { going_on: None, exiting: Some(panic) }
        } else {
            End { going_on: Some(panic), ..self }
        }
    }
}

fn no_zero<T>() -> T {
    panic!(
        "a recovered function must return a value, and `{}` has no zero value\nhelp: derive `Default` for it, or return `Option`",
        std::any::type_name::<T>()
    )
}
