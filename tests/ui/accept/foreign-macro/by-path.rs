//! A macro that is named by a foreign path, or that the marked code declares or imports, is not this crate's, nor std's.

use goroutines::prelude::*;

mod other {
    pub struct AtEnd<F: FnMut()>(pub F);

    impl<F: FnMut()> Drop for AtEnd<F> {
        fn drop(&mut self) {
            (self.0)()
        }
    }

    macro_rules! defer_ {
        ($($t:tt)*) => {
            let _at_end = $crate::other::AtEnd(|| { $($t)* });
        };
    }
    macro_rules! select_ {
        ($name:ident = $future:expr => $body:expr) => {{
            let $name = $future;
            $body
        }};
    }
    macro_rules! go_ {
        ($e:expr => $f:expr) => {
            $f($e)
        };
    }
    macro_rules! assert_eq_ {
        ($a:expr, $b:expr, within $by:expr) => {
            assert!(($a as i32 - $b as i32).abs() <= $by)
        };
    }
    pub(crate) use {assert_eq_ as assert_eq, defer_ as defer, go_ as go, select_ as select};
}

fn log(of: &sync::Mutex<Vec<&'static str>>, word: &'static str) {
    of.try_lock().unwrap().push(word);
}

#[goroutines]
fn by_path() {
    let words = sync::Mutex::new(Vec::new());
    {
        other::defer! { log(&words, "inner") }
        log(&words, "first");
    }
    log(&words, "after");
    assert_eq!(*words.try_lock().unwrap(), ["first", "inner", "after"]);
    let got = other::select! { v = 7 => v + 1 };
    std::assert_eq!(got, crate::other::go!(4 => |x: i32| x * 2));
    other::assert_eq!(got, 9, within 1);
    ::core::assert_eq!(id(got), std::format!("{}", id(8)).parse::<i32>().unwrap());
}

#[goroutines]
fn id(n: i32) -> i32 {
    n
}

#[goroutines]
mod marked {
    use super::id;
    use super::other::assert_eq;

    macro_rules! go {
        ($e:expr) => {
            $e
        };
    }

    pub fn imported() {
        let (three, two) = (go!(1) + id(2), goroutines::go!(id(2)).join().unwrap());
        assert_eq!(three, 4, within 1);
        assert_eq!(two, 2, within 0);
    }
}

#[goroutines]
fn ours_by_path() {
    let c = goroutines::chan(1);
    goroutines::go!(c.send(3)).join().unwrap().unwrap();
    goroutines::defer!({ assert_eq!(c.len(), 0) });
    ::goroutines::select! {
        case v := <-c: assert_eq!(v, 3);
    }
}

#[goroutines]
fn declared_here() -> i32 {
    macro_rules! select {
        ($e:expr) => {
            $e + 1
        };
    }
    select!(1)
}

#[goroutines]
fn main() {
    by_path();
    marked::imported();
    ours_by_path();
    assert_eq!(declared_here(), 2);
    go! {
        let got = other::select! { v = 7 => v + 1 };
        assert_eq!(got, 8);
    }
    .join()
    .unwrap();
}
