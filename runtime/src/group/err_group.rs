//! `ErrGroup`: goroutines that work on one task, of which the first error counts.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::context::{self, CancelCause, Context, ContextError};
use crate::join::JoinHandle;
use crate::primitives::lock_std;
use crate::scheduler::spawn::spawn_for;
use crate::scheduler::task::Starter;
use crate::sync::{OwnedPermit, Semaphore, WaitGroup};

/// Goroutines that work on parts of one task: Go's `errgroup.Group`. A clone is another handle.
///
/// [`wait`](ErrGroup::wait) waits for all of them, and returns the first error. A panic of a member
/// is continued in the goroutine that waits. `E` is the type of the errors; by default any error.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::sync::ErrGroup;
///
/// #[goroutines]
/// fn check(n: u32) -> Result<(), String> {
///     if n == 3 { Err(format!("{n} is bad")) } else { Ok(()) }
/// }
///
/// #[goroutines]
/// fn main() {
///     let group = ErrGroup::new();
///     for n in 0..5 {
///         group.go(async move { check(n).await });
///     }
///     assert_eq!(group.wait(), Err("3 is bad".to_owned()));
/// }
/// ```
#[doc(alias = "errgroup.Group")]
pub struct ErrGroup<E = Box<dyn Error + Send + Sync>> {
    /// What the handles share.
    shared: Arc<Shared<E>>,
}

/// What the handles and the members share.
struct Shared<E> {
    /// Counts the members.
    members: WaitGroup,
    /// Cancels the context of [`ErrGroup::with_context`].
    cancel: Option<CancelCause>,
    /// All that changes.
    state: Mutex<State<E>>,
}

struct State<E> {
    /// The first error.
    error: Option<E>,
    /// A permit for each member that may run at once, and their number.
    limit: Option<(Arc<Semaphore>, usize)>,
    /// The members that run, or have panicked.
    handles: HashMap<u64, JoinHandle<()>>,
    /// How many members there have been.
    started: u64,
}

/// `ErrGroup::go`, as traces name it.
struct Go;

impl Starter for Go {
    const PATH: &'static str = "goroutines::sync::ErrGroup::go";
}

/// A running member: its end, also by a panic, is reported to the group.
struct Member<E> {
    /// The group.
    shared: Arc<Shared<E>>,
    /// Whether it ended without an error.
    is_fine: bool,
    /// Its permit.
    _permit: Option<OwnedPermit>,
}

impl<E> Drop for Member<E> {
    fn drop(&mut self) {
        if !self.is_fine {
            self.shared.cancel();
        }
        self.shared.members.done();
    }
}

impl<E: Send + 'static> ErrGroup<E> {
    /// A group without members, limit or context.
    #[must_use]
    pub fn new() -> ErrGroup<E> {
        ErrGroup::with(None)
    }

    /// A group, and a context that is cancelled by the first error, and when
    /// [`wait`](ErrGroup::wait) returns.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::ErrGroup;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let (group, ctx) = ErrGroup::with_context(&context::background());
    ///     group.go(async { Err("no luck") });
    ///     {
    ///         let ctx = ctx.clone();
    ///         group.go(async move {
    ///             ctx.done().recv().await; // ends with the first error
    ///             Ok(())
    ///         });
    ///     }
    ///     assert_eq!(group.wait(), Err("no luck"));
    /// }
    /// ```
    #[doc(alias = "errgroup.WithContext")]
    #[must_use]
    pub fn with_context(parent: &Context) -> (ErrGroup<E>, Context) {
        let (ctx, cancel) = context::with_cancel_cause(parent);
        (ErrGroup::with(Some(cancel)), ctx)
    }

    fn with(cancel: Option<CancelCause>) -> ErrGroup<E> {
        let state = State { error: None, limit: None, handles: HashMap::new(), started: 0 };
        ErrGroup { shared: Arc::new(Shared { members: WaitGroup::new(), cancel, state: Mutex::new(state) }) }
    }

    /// Limits the number of members that run at once; a negative `limit` is none, and with zero no
    /// member can start.
    ///
    /// # Panics
    ///
    /// With Go's `errgroup: modify limit while … goroutines in the group are still active`.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::ErrGroup;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let group = ErrGroup::<String>::new();
    ///     group.set_limit(2);
    ///     for _ in 0..10 {
    ///         group.go(async { Ok(()) }); // waits while two run
    ///     }
    ///     assert_eq!(group.wait(), Ok(()));
    /// }
    /// ```
    #[doc(alias = "SetLimit")]
    #[track_caller]
    pub fn set_limit(&self, limit: isize) {
        let mut state = self.shared.lock();
        let active = state.limit.as_ref().map_or(0, |(permits, size)| size - permits.available());
        if active > 0 {
            drop(state);
            panic!("errgroup: modify limit while {active} goroutines in the group are still active");
        }
        state.limit = usize::try_from(limit).ok().map(|limit| (Arc::new(Semaphore::new(limit)), limit));
    }

    /// Starts a goroutine that runs `work`. Waits first, as long as as many members run as the
    /// limit allows.
    ///
    /// In plain code, where nothing can wait, use [`try_go`](ErrGroup::try_go).
    ///
    /// # Examples
    ///
    /// See [`ErrGroup`].
    #[track_caller]
    pub fn go<F>(&self, work: F) -> impl Future<Output = ()> + Send + use<E, F>
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
    {
        let (shared, at) = (Arc::clone(&self.shared), Location::caller());
        let limit = shared.lock().limit.clone();
        async move {
            let permit = match limit {
                Some((permits, _)) => Some(permits.acquire_owned(1).await),
                None => None,
            };
            shared.start(work, permit, at);
        }
    }

    /// Starts a goroutine that runs `work`, unless as many members run as the limit allows; true if
    /// it was started.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::sync::ErrGroup;
    ///
    /// let group = ErrGroup::<String>::new();
    /// group.set_limit(0);
    /// assert!(!group.try_go(async { Ok(()) }));
    /// ```
    #[doc(alias = "TryGo")]
    #[track_caller]
    pub fn try_go<F>(&self, work: F) -> bool
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
    {
        let limit = self.shared.lock().limit.clone();
        let permit = match limit {
            Some((permits, _)) => match permits.try_acquire_owned(1) {
                None => return false,
                permit => permit,
            },
            None => None,
        };
        self.shared.start(work, permit, Location::caller());
        true
    }

    /// Waits until all members have ended, and cancels the group's context.
    ///
    /// # Errors
    ///
    /// With the first error of a member. A second `wait` does not return it again.
    ///
    /// # Panics
    ///
    /// With the panic of a member.
    ///
    /// # Examples
    ///
    /// See [`ErrGroup`].
    pub async fn wait(&self) -> Result<(), E> {
        self.shared.members.wait().await;
        self.shared.cancel();
        let handles = std::mem::take(&mut self.shared.lock().handles);
        for handle in handles.into_values() {
            if let Err(error) = handle.join().await {
                error.resume();
            }
        }
        self.shared.lock().error.take().map_or(Ok(()), Err)
    }

    /// Waits as [`wait`](ErrGroup::wait) does, unless `ctx` is over first; then the members go on,
    /// and the group can still be waited for.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before all members have ended. Within, what
    /// `wait` returns.
    ///
    /// # Panics
    ///
    /// With the panic of a member.
    pub async fn wait_ctx(&self, ctx: &Context) -> Result<Result<(), E>, ContextError> {
        self.shared.members.wait_ctx(ctx).await?;
        Ok(self.wait().await)
    }
}

impl<E: Send + 'static> Shared<E> {
    fn start<F>(self: &Arc<Self>, work: F, permit: Option<OwnedPermit>, at: &'static Location<'static>)
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
    {
        self.members.add(1);
        let mut member = Member { shared: Arc::clone(self), is_fine: false, _permit: permit };
        // Held until the handle is there: a member takes it out at its end.
        let mut state = self.lock();
        state.started += 1;
        let number = state.started;
        let handle = spawn_for::<Go, _>(
            async move {
                let result = work.await;
                member.is_fine = result.is_ok();
                member.shared.ended(number, result);
            },
            at,
        );
        state.handles.insert(number, handle);
    }

    /// A member has returned `result`.
    fn ended(&self, number: u64, result: Result<(), E>) {
        let mut state = self.lock();
        let handle = state.handles.remove(&number);
        let later = result.err().and_then(|error| match state.error {
            None => {
                state.error = Some(error);
                None
            }
            Some(_) => Some(error),
        });
        drop(state);
        drop((handle, later));
    }
}

impl<E> Shared<E> {
    fn cancel(&self) {
        if let Some(cancel) = &self.cancel {
            cancel.cancel(None);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<E>> {
        lock_std(&self.state)
    }
}

impl<E> Clone for ErrGroup<E> {
    fn clone(&self) -> ErrGroup<E> {
        ErrGroup { shared: Arc::clone(&self.shared) }
    }
}

impl<E: Send + 'static> Default for ErrGroup<E> {
    fn default() -> ErrGroup<E> {
        ErrGroup::new()
    }
}

impl<E> fmt::Debug for ErrGroup<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrGroup").field("members", &self.shared.members).finish_non_exhaustive()
    }
}
