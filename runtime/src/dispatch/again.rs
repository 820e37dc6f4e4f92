//! A function literal that runs again, as `time::after_func(d, || { … })` does after a `reset`:
//! what each run takes of its captures.
//!
//! ```text
//! let mut kept_x = keep(x);
//! again(move || {
//!     let x = kept_x.__go_again();                    // a clone; of a value without one, the value, once
//!     async move { let Some(x) = x else { return }; BODY }
//! })
//! ```

use std::future::Future;

/// A captured value between two runs.
pub struct Kept<T>(Option<T>);

/// Keeps `value` for the runs to come.
pub fn keep<T>(value: T) -> Kept<T> {
    Kept(Some(value))
}

impl<T: Clone> Kept<T> {
    /// The value of one more run.
    pub fn __go_again(&mut self) -> Option<T> {
        self.0.clone()
    }
}

/// Second choice: a value that cannot be cloned, which the first run takes.
pub trait ElseOnce {
    /// The value.
    type Value;

    /// The value of the first run.
    fn __go_again(&mut self) -> Option<Self::Value>;
}

impl<T> ElseOnce for Kept<T> {
    type Value = T;

    fn __go_again(&mut self) -> Option<T> {
        self.0.take()
    }
}

/// A literal that can run again.
pub fn again<W, F>(work: W) -> W
where
    W: FnMut() -> F + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    work
}
