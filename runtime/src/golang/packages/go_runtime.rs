//! `runtime`

/// Go's `runtime.Gosched`.
pub fn Gosched() -> crate::YieldNow {
    crate::yield_now()
}

/// Go's `runtime.NumGoroutine`.
#[must_use]
pub fn NumGoroutine() -> isize {
    isize::try_from(crate::num_goroutines()).unwrap_or(isize::MAX)
}

/// Go's `runtime.GOMAXPROCS`, which only tells the number here: the builder of the runtime sets it.
#[must_use]
pub fn GOMAXPROCS(_: isize) -> isize {
    isize::try_from(crate::gomaxprocs()).unwrap_or(isize::MAX)
}

/// Go's `runtime.NumCPU`.
#[must_use]
pub fn NumCPU() -> isize {
    std::thread::available_parallelism().map_or(1, |count| isize::try_from(count.get()).unwrap_or(1))
}
