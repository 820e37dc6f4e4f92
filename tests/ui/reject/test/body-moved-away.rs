//! What attributes of other crates make of a test when they stand above `#[goroutines]`.

use goroutines::prelude::*;

fn check(_: u32) {}

#[goroutines]
#[test]
fn case_1() {
    let n = 1;
    check(n)
}

#[goroutines]
fn one_expects() {
    let _result = check(1);
    _result
}

#[goroutines]
#[test]
fn values() {
    fn values() {}
    values()
}

#[goroutines]
#[test]
fn property() {
    fn property(n: u8) -> bool {
        n == n
    }
    ::quickcheck::quickcheck(property as fn(u8) -> bool)
}

#[goroutines]
#[test]
fn on_tokio() {
    let body = async {};
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(body)
}

#[goroutines]
#[test]
fn by_proptest() {
    let mut config = proptest::test_runner::contextualize_config(Default::default());
    config.test_name = None;
}

#[goroutines]
fn traced() {
    {
        let __tracing_attr_span;
        let __tracing_attr_guard;
        {
            check(1)
        }
    }
}

fn main() {}
