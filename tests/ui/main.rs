//! Programs that compile and run, and programs that the compiler rejects with the right words.
//!
//! - `accept/` and `fixed/`: one program per file, with a `main`. A program passes when it compiles and its process succeeds.
//! - `reject/`: one program per file, with the compiler's words beside it in a `.stderr`.
//!
//! Linking each accepted program alone takes minutes, so [`together`] links many of them into one binary and starts that
//! binary once per program. A program that needs to be a crate root stays alone, in trybuild's hands.
//!
//! `cargo test --test ui -- accepted trybuild=NAME` runs the accepted programs whose path contains `NAME`, each alone;
//! `TRYBUILD=overwrite cargo test --test ui -- rejected` refreshes the `.stderr` files, which belong to the compiler that
//! `rust-version` in Cargo.toml names.

#![forbid(unsafe_code)]

mod program;
mod project;
mod together;

use program::Program;

#[test]
fn accepted_programs_run() {
    run("accept");
}

/// A crate of an older edition may use this one. A program that needs a newer edition says so in a line `// edition: 2021` or
/// `// edition: 2024`.
#[test]
fn accepted_programs_run_in_edition_2021() {
    if !has_filter() {
        together::run("accept", "2021", &accepted_before(&["2024"]));
    }
}

/// The same for edition 2018, where what runs is no other code: the programs are checked.
#[test]
fn accepted_programs_compile_in_edition_2018() {
    if !has_filter() {
        together::check("accept", "2018", &accepted_before(&["2021", "2024"]));
    }
}

/// The accepted programs that can be modules and need none of `editions`.
fn accepted_before(editions: &[&str]) -> Vec<Program> {
    let needs = |program: &Program, edition| program.source.contains(&format!("\n// edition: {edition}\n"));
    let programs = program::all("accept").into_iter().filter(|program| !program.is_crate_root());
    programs.filter(|program| !editions.iter().any(|edition| needs(program, edition))).collect()
}

#[test]
fn fixed_programs_run() {
    run("fixed");
}

#[test]
fn rejected_programs_are_explained() {
    trybuild::TestCases::new().compile_fail("tests/ui/reject/**/*.rs");
}

/// Runs the programs under `folder`: those that can be modules together, the others alone.
fn run(folder: &str) {
    if has_filter() {
        trybuild::TestCases::new().pass(format!("tests/ui/{folder}/**/*.rs"));
        return;
    }
    let (alone, modules): (Vec<_>, Vec<_>) = program::all(folder).into_iter().partition(Program::is_crate_root);
    assert!(!modules.is_empty(), "no program under tests/ui/{folder}");
    if !alone.is_empty() {
        let trybuild = trybuild::TestCases::new();
        alone.iter().for_each(|program| trybuild.pass(&program.path));
    }
    together::run(folder, "2024", &modules);
}

/// Whether the command line names the programs to run, as trybuild reads it.
fn has_filter() -> bool {
    std::env::args().any(|argument| argument.starts_with("trybuild="))
}
