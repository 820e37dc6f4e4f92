//! Attributes of tests below `#[goroutines]`: libtest's own, and those of other crates.

#![forbid(unsafe_code)]

use goroutines::prelude::*;

#[goroutines]
fn add(a: u32, b: u32) -> u32 {
    let sum = chan(0);
    go!(sum.send(a + b));
    sum.recv().unwrap()
}

#[goroutines]
#[test]
#[should_panic(expected = "no luck")]
fn a_panic_is_expected() {
    panic!("no luck")
}

#[goroutines]
#[test]
#[should_panic]
fn a_failed_assertion_behind_a_wait_is_expected() {
    assert_eq!(add(1, 1), 3);
}

#[goroutines]
#[test]
#[ignore = "shows that it is not run"]
fn an_ignored_test_does_not_run() {
    panic!("run")
}

#[goroutines]
#[test]
fn a_result_is_reported() -> Result<(), Box<dyn std::error::Error>> {
    assert_eq!(add("1".parse()?, 1), 2);
    Ok(())
}

#[goroutines]
#[cfg_attr(all(), test)]
fn a_test_by_cfg_attr() {
    assert_eq!(add(1, 1), 2);
}

#[goroutines]
#[rstest::rstest]
#[case(1, "1")]
#[case::two(2, "2")]
fn rstest_cases(#[case] n: u32, #[case] text: &str) {
    assert_eq!(add(n, 0).to_string(), text);
}

#[goroutines]
#[rstest::rstest]
#[should_panic(expected = "three")]
fn rstest_values_that_panic(#[values(3, 4)] n: u32) {
    assert_eq!(add(n, 0), 1, "three");
}

#[rstest::fixture]
fn seven() -> u32 {
    7u32
}

#[goroutines]
#[rstest::rstest]
fn rstest_fixtures(seven: u32) -> Result<(), String> {
    if add(seven, 1) == 8 { Ok(()) } else { Err("a wrong sum".to_owned()) }
}

#[goroutines]
#[test_case::test_case(1, 2 => 3)]
#[test_case::test_case(2, 2 => 4; "with a name")]
fn test_case_with_results(a: u32, b: u32) -> u32 {
    add(a, b)
}

#[goroutines]
#[test_case::test_case(3 => panics "three")]
fn test_case_that_panics(a: u32) {
    assert!(add(a, 0) != 3, "three");
}

#[goroutines]
mod marked {
    use super::add;

    #[test]
    #[should_panic]
    fn expects_a_panic() {
        assert_eq!(add(1, 1), 3);
    }

    #[rstest::rstest]
    #[case(1)]
    fn has_cases(#[case] n: u32) {
        assert_eq!(add(n, 1), 2);
    }
}
