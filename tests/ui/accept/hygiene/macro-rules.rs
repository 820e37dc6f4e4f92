// The forms of the language inside the user's own macros.
use goroutines::prelude::*;

macro_rules! start {
    ($f:ident($($arg:expr),*)) => {
        go!($f($($arg),*))
    };
}

macro_rules! started_block {
    ($($body:tt)*) => {
        go! { $($body)* }
    };
}

macro_rules! start_any {
    ($call:expr) => {
        go!($call)
    };
}

macro_rules! goroutine_fn {
    ($name:ident, $arg:ident: $ty:ty, $body:expr) => {
        #[goroutines]
        fn $name($arg: $ty) -> $ty {
            let inner = helper($arg);
            inner + $body
        }
    };
}

#[goroutines]
fn helper(n: u32) -> u32 {
    goroutines::yield_now();
    n + 1
}

goroutine_fn!(made, n: u32, n * 10);

#[goroutines]
fn main() {
    assert_eq!(made(1), 12);
    assert_eq!(start!(helper(1 + 1)).join().unwrap(), 3);
    assert_eq!(start_any!(helper(2)).join().unwrap(), 3);
    let base = std::sync::Arc::new(5);
    assert_eq!(started_block!(*base + 1).join().unwrap(), 6);
}
