//! What a file says of the functions that are called in it.

use super::*;
use crate::analyze::known::Taken;

struct Anywhere;

impl CallSite for Anywhere {
    fn sort(&self, _: &str) -> Option<Sort> {
        None
    }

    fn is_item(&self, _: &str) -> bool {
        true
    }

    fn own_type(&self) -> Option<(&str, Taken)> {
        None
    }
}

fn of_call(file: &str, call: &str) -> Option<Calling> {
    let file = File::of_items(&syn::parse_file(file).unwrap().items);
    file.of_call(&syn::parse_str(call).unwrap(), &Anywhere)
}

const PLAIN: Option<Calling> = Some(Calling::Plain);

#[test]
fn a_function_of_the_file_is_plain_by_its_result() {
    assert_eq!(of_call("fn f() -> u32 { 1 }", "f()"), PLAIN);
    assert_eq!(of_call("#[must_use] pub fn f(x: &str) {}", "f(y)"), PLAIN);
    assert_eq!(of_call("struct R; fn f() -> R { R }", "f()"), PLAIN);
    assert_eq!(of_call("fn f() -> impl Iterator<Item = u8> { [].into_iter() }", "f()"), PLAIN);
    assert_eq!(of_call("#[goroutines] #[must_use] fn f() -> u32 { 1 }", "f()"), Some(Calling::Waits));
    assert_eq!(of_call("#[goroutines] fn f() -> u32 { 1 }", "f()"), None);
    assert_eq!(of_call("struct R; impl R { fn new() -> Self { R } }", "R::new()"), PLAIN);
}

fn is_free_call(file: &str, call: &str) -> bool {
    let file = File::of_items(&syn::parse_file(file).unwrap().items);
    file.is_free_call(&syn::parse_str(call).unwrap(), &Anywhere)
}

#[test]
fn a_result_is_free_if_no_argument_has_its_type() {
    assert!(is_free_call("fn make<T: Default>() -> T { T::default() }", "make()"));
    assert!(is_free_call("mod m { pub fn make<T>(n: u8) -> T { x } } use m::make as new;", "new(1)"));
    assert!(is_free_call("struct R; impl R { fn get<T>(&self, i: u8) -> T { x } }", "R::get(r, 1)"));
    assert!(is_free_call("use rand::random;", "random()"));
    assert!(is_free_call("", "rand::random()"));
    assert!(!is_free_call("fn id<T>(x: T) -> T { x }", "id(y)"));
    assert!(!is_free_call("fn call<T>(f: impl Fn() -> T) -> T { f() }", "call(y)"));
    assert!(!is_free_call("fn wait<T: Future>() -> T { x }", "wait()"));
    assert!(!is_free_call("#[goroutines] fn make<T: Default>() -> T { T::default() }", "make()"));
    assert!(!is_free_call("async fn make<T: Default>() -> T { T::default() }", "make()"));
    assert!(!is_free_call("fn f() -> u8 { 1 }", "f()"));
}

#[test]
fn what_may_be_a_future_is_chosen_by_type() {
    assert_eq!(of_call("async fn f() {}", "f()"), None);
    assert_eq!(of_call("fn f() -> impl Future<Output = u8> { async { 1 } }", "f()"), None);
    assert_eq!(of_call("fn f<T>(x: T) -> T { x }", "f(y)"), None);
    assert_eq!(of_call("fn f() -> Elsewhere { x }", "f()"), None);
    assert_eq!(of_call("struct R; impl Future for R {} fn f() -> R { R }", "f()"), None);
    assert_eq!(of_call("type R = Boxed; fn f() -> R { x }", "f()"), None);
    assert_eq!(of_call("#[other] fn f() {}", "f()"), None);
    assert_eq!(of_call("#[goroutines] impl R { fn new() -> u32 { 1 } } struct R;", "R::new()"), None);
}

#[test]
fn a_name_that_may_mean_something_else_is_chosen_by_type() {
    assert_eq!(of_call("fn f() {} mod m { pub fn f() {} }", "f()"), None);
    assert_eq!(of_call("fn f() {} mod m { use other::f; }", "f()"), None);
    assert_eq!(of_call("fn f() {} declare! { fn f() {} }", "f()"), None);
    assert_eq!(of_call("fn f() {} fn g() { fn f() {} }", "f()"), None);
    assert_eq!(of_call("use rayon::prelude::*; mod m { pub fn f() {} }", "f()"), None);
    assert_eq!(of_call("use rayon::prelude::*; fn f() {}", "f()"), PLAIN);
    assert_eq!(of_call("#[cfg(a)] fn f() {} #[cfg(not(a))] async fn f() {}", "f()"), None);
    assert_eq!(of_call("mod m { pub struct R; } struct R; fn f() -> R { R }", "f()"), None);
}

#[test]
fn imports_are_followed() {
    assert_eq!(of_call("mod m { pub fn f() {} } use m::f as g;", "g()"), PLAIN);
    assert_eq!(of_call("mod m { pub fn f() {} }", "m::f()"), PLAIN);
    assert_eq!(of_call("fn f() {} mod m { use super::f; }", "f()"), PLAIN);
    assert_eq!(of_call("use std::mem;", "mem::take(x)"), PLAIN);
    assert_eq!(of_call("use std::mem::take as grab;", "grab(x)"), PLAIN);
    assert_eq!(of_call("", "std::fs::read(x)"), PLAIN);
    assert_eq!(of_call("", "std::future::ready(1)"), None);
    assert_eq!(of_call("use tokio::fs;", "fs::read(x)"), None);
    assert_eq!(of_call("", "fs::read(x)"), None);
}
