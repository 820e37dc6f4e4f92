//! The forms of `Once` and its kin that take a context.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use crate::context::{Context, ContextError};
use crate::sync::{DoOnce, Once, OnceFunc, OnceValue, OnceValues};

impl Once {
    /// Runs `work` as [`do_once`](Once::do_once) does, but waits for the work of another no longer
    /// than until `ctx` is over.
    ///
    /// Work that has begun here is not interrupted: give it the context, so that it can stop.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before the work has begun here or is done
    /// elsewhere.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::Once;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let once = Once::new();
    ///     let (ctx, cancel) = context::with_cancel(&context::background());
    ///     cancel();
    ///     assert!(once.do_once_ctx(&ctx, async { unreachable!() }).is_err());
    ///     assert!(once.do_once_ctx(&context::background(), async {}).is_ok());
    ///     assert!(once.is_done());
    /// }
    /// ```
    #[track_caller]
    pub fn do_once_ctx<'a, F>(
        &'a self,
        ctx: &Context,
        work: F,
    ) -> impl Future<Output = Result<(), ContextError>> + use<'a, F>
    where
        F: Future<Output = ()>,
    {
        or_done(self.do_once(work), ctx.clone(), DoOnce::does_the_work)
    }
}

impl OnceFunc {
    /// Runs the work as [`call`](OnceFunc::call) does, unless `ctx` is over first; then the work is
    /// left to the next caller.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before the work is done.
    #[track_caller]
    pub fn call_ctx<'a>(&'a self, ctx: &Context) -> impl Future<Output = Result<(), ContextError>> + Send + use<'a> {
        or_done(self.call(), ctx.clone(), |_| false)
    }
}

impl<T: Send + Sync> OnceValue<T> {
    /// Waits for the value as [`get`](OnceValue::get) does, unless `ctx` is over first; then the
    /// work is left to the next caller.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before the value is there.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let answer = sync::once_value(async { time::sleep(time::MILLISECOND); 42 });
    ///     let (ctx, cancel) = context::with_cancel(&context::background());
    ///     cancel();
    ///     assert!(answer.get_ctx(&ctx).is_err());
    ///     assert_eq!(answer.get_ctx(&context::background()), Ok(&42));
    /// }
    /// ```
    #[track_caller]
    pub fn get_ctx<'a>(
        &'a self,
        ctx: &Context,
    ) -> impl Future<Output = Result<&'a T, ContextError>> + Send + use<'a, T> {
        or_done(self.get(), ctx.clone(), |_| false)
    }
}

impl<A: Send + Sync, B: Send + Sync> OnceValues<A, B> {
    /// Waits for the values as [`get`](OnceValues::get) does, unless `ctx` is over first; then the
    /// work is left to the next caller.
    ///
    /// # Errors
    ///
    /// With the error of the context, if it is over before the values are there.
    #[track_caller]
    pub fn get_ctx<'a>(
        &'a self,
        ctx: &Context,
    ) -> impl Future<Output = Result<(&'a A, &'a B), ContextError>> + Send + use<'a, A, B> {
        or_done(self.get(), ctx.clone(), |_| false)
    }
}

/// Waits for `operation`, unless `ctx` is over before it is done or `goes_on` says that it must not
/// be dropped.
async fn or_done<F: Future>(
    operation: F,
    ctx: Context,
    goes_on: impl Fn(&F) -> bool,
) -> Result<F::Output, ContextError> {
    if let Some(error) = ctx.err() {
        return Err(error);
    }
    let done = ctx.done();
    let (mut operation, mut over) = (pin!(operation), pin!(done.recv()));
    poll_fn(|cx| {
        if let Poll::Ready(output) = operation.as_mut().poll(cx) {
            return Poll::Ready(Ok(output));
        }
        if goes_on(&operation) || over.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        Poll::Ready(Err(ctx.err().unwrap_or(ContextError::Canceled)))
    })
    .await
}
