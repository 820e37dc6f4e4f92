//! The names of the runtime that the macros know are the runtime's.

#![forbid(unsafe_code)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const NAMES: &str = include_str!("../macros/src/syntax/runtime_names.rs");

/// The names in the list `list`.
fn names(list: &str) -> BTreeSet<&'static str> {
    let (_, rest) = NAMES.split_once(&format!("const {list}: &[&str] =")).expect("the list");
    let (list, _) = rest.split_once("];").expect("the end of the list");
    list.split('"').skip(1).step_by(2).collect()
}

/// The public functions and methods of the runtime's files below `folder`.
fn functions(folder: &str) -> BTreeSet<String> {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src").join(folder), &mut files);
    let sources = files.iter().map(|path| fs::read_to_string(path).expect("a readable source"));
    sources.flat_map(|source| source.split("pub fn ").skip(1).map(name).collect::<Vec<_>>()).collect()
}

fn name(rest: &str) -> String {
    rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn every_known_name_is_a_function_of_the_runtime() {
    let functions = functions("");
    for list in ["LITERALS", "BLOCKING", "SENDS", "CANCELABLE", "CLOCK", "CONTEXT"] {
        let missing: Vec<_> = names(list).into_iter().filter(|name| !functions.contains(*name)).collect();
        assert!(missing.is_empty(), "{list} names what the runtime does not have: {missing:?}");
    }
}

#[test]
fn every_function_that_parks_a_thread_is_known() {
    let known = names("BLOCKING");
    let unknown: Vec<_> = functions("").into_iter().filter(|name| name.ends_with("_blocking")).collect();
    let unknown: Vec<_> = unknown.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(unknown.is_empty(), "add to BLOCKING: {unknown:?}");
}

#[test]
fn every_setting_is_a_method_of_the_builder() {
    let methods = functions("scheduler");
    let missing: Vec<_> = names("SETTINGS").into_iter().filter(|name| !methods.contains(*name)).collect();
    assert!(missing.is_empty(), "the builder does not have {missing:?}");
}
