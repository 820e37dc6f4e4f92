use std::panic::panic_any;
use std::thread;

use super::*;

fn silent() -> SuppressReport {
    install_hook(|panic| -> ! { unreachable!("{panic:?}") });
    SuppressReport::begin()
}

#[test]
fn a_caught_panic_knows_its_place() {
    let _silence = silent();
    let panic = catch_call(|| panic!("boom {}", 7)).expect_err("it panics");
    assert_eq!(panic.message(), "boom 7");
    assert!(panic.place().expect("the hook noted it").contains("tests.rs:"));
}

#[test]
fn resuming_keeps_message_place_and_payload() {
    let _silence = silent();
    let first = catch_call(|| panic!("boom")).expect_err("it panics");
    let place = first.place();
    let again = catch_call(|| -> () { resume(first) }).expect_err("it resumes");
    assert_eq!(again.place(), place);
    assert_eq!(again.into_payload().downcast_ref::<&str>(), Some(&"boom"));
}

#[test]
fn a_payload_raised_again_by_hand_keeps_its_place() {
    let _silence = silent();
    let first = catch_call(|| panic!("boom {}", thread::panicking())).expect_err("it panics");
    let (place, payload) = (first.place(), first.into_payload());
    let again = catch_call(|| -> () { std_panic::resume_unwind(payload) }).expect_err("it unwinds");
    assert_eq!(again.place(), place);
}

#[test]
fn a_panic_that_replaces_another_prints_both() {
    let _silence = silent();
    let first = catch_call(|| panic!("first")).expect_err("it panics");
    let second = catch_call(|| panic!("second")).expect_err("it panics");
    let both = catch_call(|| -> () { resume(second.replacing(first)) }).expect_err("it resumes");
    assert_eq!(both.headline(), "panic: first\n\tpanic: second");
    let third = catch_call(|| panic!("third")).expect_err("it panics");
    assert_eq!(
        third.replacing(both.recovered()).headline(),
        "panic: first\n\tpanic: second [recovered]\n\tpanic: third"
    );
    let first = catch_call(|| panic!("same")).expect_err("it panics");
    let same = catch_call(|| panic!("same")).expect_err("it panics");
    let same = catch_call(|| -> () { resume(same.repanicking(first)) }).expect_err("it resumes");
    assert_eq!(same.headline(), "panic: same [recovered, repanicked]");
    assert_eq!(same.recovered().headline(), "panic: same [recovered, repanicked]");
}

#[test]
fn a_payload_from_elsewhere_has_no_place() {
    let _silence = silent();
    let panic = catch_call(|| -> () { std_panic::resume_unwind(Box::new("from afar")) }).expect_err("it unwinds");
    assert_eq!((panic.message(), panic.place()), ("from afar", None));
}

#[test]
fn a_place_is_not_lent_to_an_equal_message() {
    let _silence = silent();
    let _kept = std_panic::catch_unwind(|| panic!("equal {}", 1));
    let text = "equal 1".to_owned();
    let panic = catch_call(move || -> () { std_panic::resume_unwind(Box::new(text)) }).expect_err("it unwinds");
    assert_eq!((panic.message(), panic.place()), ("equal 1", None));
}

#[test]
fn a_panic_carried_to_another_thread_keeps_its_place() {
    let _silence = silent();
    let payload = thread::spawn(|| {
        let _silence = silent();
        panic!("carried {}", 1)
    })
    .join()
    .expect_err("it panics");
    let panic = catch_call(|| -> () { std_panic::resume_unwind(payload) }).expect_err("it goes on");
    assert!(panic.place().expect("the hook noted it").contains("tests.rs:"));
}

#[test]
fn a_number_may_be_thrown() {
    let _silence = silent();
    let panic = catch_call(|| panic_any(42)).expect_err("it panics");
    assert_eq!(panic.headline(), "panic: 42");
    assert!(panic.place().expect("the hook noted it").contains("tests.rs:"));
}

#[test]
fn later_lines_of_a_message_are_indented() {
    let _silence = silent();
    let panic = catch_call(|| panic!("one\ntwo\n")).expect_err("it panics");
    assert_eq!(panic.headline(), "panic: one\n\ttwo\n\t");
}
