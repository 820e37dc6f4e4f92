//! `index.txt` and the tests agree.

use std::collections::BTreeSet;
use std::fs;

const MODULES: [&str; 4] = ["chan", "context", "sync", "time"];

#[test]
fn every_test_of_go_is_here_or_says_why_not() {
    let mut listed = BTreeSet::new();
    let index = fs::read_to_string("tests/go/index.txt").expect("the index");
    for line in index.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, rest) = line.split_once(' ').unwrap_or_else(|| panic!("no reason and no module: {line}"));
        assert!(name.starts_with("Test"), "{line}");
        match MODULES.iter().find(|module| rest == **module) {
            Some(module) => assert!(listed.insert(format!("{module}::{}", snake(name))), "twice: {line}"),
            None => assert!(rest.starts_with("- "), "neither a module nor a reason: {line}"),
        }
    }
    let mut written = BTreeSet::new();
    for module in MODULES {
        let source = fs::read_to_string(format!("tests/go/{module}.rs")).expect("a module");
        let mut lines = source.lines();
        while let Some(line) = lines.next() {
            if line == "#[test]" {
                let signature = lines.find(|line| line.starts_with("fn ")).expect("a function");
                let name = signature.trim_start_matches("fn ").split('(').next().expect("a name");
                written.insert(format!("{module}::{name}"));
            }
        }
    }
    assert_eq!(listed, written, "tests/go/index.txt lists on the left what the modules have on the right");
}

/// `TestRWMutex` as `rwmutex`, `TestNonblockRecvRace` as `nonblock_recv_race`.
fn snake(name: &str) -> String {
    let name: Vec<char> = name.trim_start_matches("Test").chars().collect();
    let mut snake = String::new();
    for (i, &c) in name.iter().enumerate() {
        let starts_word = c.is_uppercase() && i > 0 && !name[i - 1].is_uppercase();
        if starts_word {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}
