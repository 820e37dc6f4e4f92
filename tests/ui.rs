//! Programs that compile and run, and programs that are refused with the right words.
//!
//! `TRYBUILD=overwrite cargo test --test ui` refreshes the `.stderr` files; they belong to the stable compiler of the day.

#![forbid(unsafe_code)]

#[test]
fn accepted_programs_run() {
    trybuild::TestCases::new().pass("tests/ui/accept/**/*.rs");
}

#[test]
fn fixed_programs_run() {
    trybuild::TestCases::new().pass("tests/ui/fixed/**/*.rs");
}

#[test]
fn rejected_programs_are_explained() {
    trybuild::TestCases::new().compile_fail("tests/ui/reject/**/*.rs");
}
