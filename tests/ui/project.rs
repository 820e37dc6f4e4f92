//! The package that holds the programs as modules: what [`together`](crate::together) builds, under the target folder.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::program::Program;

/// How many programs share a binary: few enough that two compilers have work, many enough that linking takes little.
const PROGRAMS_PER_BINARY: usize = 45;

/// The variable that tells a binary which of its programs to play.
pub(crate) const PROGRAM: &str = "GOROUTINES_UI_PROGRAM";

/// A binary of the package, and the programs in it.
pub(crate) struct Binary<'a> {
    pub(crate) name: String,
    pub(crate) programs: &'a [Program],
}

/// Writes the package of `programs` for `edition`; returns its folder and its binaries.
pub(crate) fn write<'a>(folder: &str, edition: &str, programs: &'a [Program]) -> (PathBuf, Vec<Binary<'a>>) {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("ui-{folder}-{edition}"));
    let sources = package.join("src");
    // What a program that was renamed or removed left behind would still be built.
    _ = fs::remove_dir_all(sources.join("bin"));
    write_if_changed(&package.join("Cargo.toml"), &manifest(folder, edition));
    fs::copy("Cargo.lock", package.join("Cargo.lock")).expect("a writable lock file");
    let mut binaries = Vec::new();
    for (number, programs) in programs.chunks(PROGRAMS_PER_BINARY).enumerate() {
        let name = format!("{folder}-{edition}-{number}");
        write_if_changed(&sources.join("bin").join(format!("{name}.rs")), &root(programs));
        for program in programs {
            write_if_changed(&sources.join(&program.name).with_extension("rs"), &module(&program.source));
        }
        binaries.push(Binary { name, programs });
    }
    (package, binaries)
}

/// The manifest: the facade, and all that the facade's own tests may name.
fn manifest(folder: &str, edition: &str) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    let facade = fs::read_to_string("Cargo.toml").expect("the manifest");
    let (_, after) = facade.split_once("\n[dev-dependencies]\n").expect("development dependencies");
    let dependencies = after.split("\n[").next().expect("a section").replace("path = \"", &format!("path = \"{root}/"));
    format!(
        "[package]\nname = \"ui-{folder}-{edition}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\npublish = false\n\n\
         [workspace]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n\n\
         [dependencies]\ngoroutines = {{ path = {root:?} }}\n{dependencies}"
    )
}

/// The root of a binary: one module per program, and a `main` that plays the one that the environment names.
fn root(programs: &[Program]) -> String {
    let (mut modules, mut arms) = (String::new(), String::new());
    for (number, Program { name, .. }) in programs.iter().enumerate() {
        writeln!(modules, "#[path = \"../{name}.rs\"]\nmod program_{number};").expect("memory");
        writeln!(arms, "        {name:?} => report(program_{number}::play()),").expect("memory");
    }
    format!(
        "{modules}\nfn report(result: impl std::process::Termination) -> std::process::ExitCode {{\n    result.report()\n}}\n\n\
         fn main() -> std::process::ExitCode {{\n    \
         match &*std::env::var({PROGRAM:?}).expect(\"a program's name\") {{\n{arms}        \
         other => panic!(\"no program {{}}\", other),\n    }}\n}}\n"
    )
}

/// A program as a module: its lines as they are, and behind them a way to its `main`.
fn module(source: &str) -> String {
    format!("{source}\npub(crate) fn play() -> impl ::std::process::Termination {{\n    main()\n}}\n")
}

/// Leaves a file alone that is as it should be, so that cargo need not build it again.
fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
    fs::write(path, text).expect("a writable file");
}
