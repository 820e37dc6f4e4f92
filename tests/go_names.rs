//! The table of Go's names, against Go's packages and against the sources: it cannot go stale.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What Go 1.27, x/sync and x/time export of their concurrent parts: `package.Name`, `package.Type.Method`. The
/// functions of `sync/atomic` are one row, as is what has nothing to do with goroutines.
const EXPORTED: &str = include_str!("go/exported.txt");

/// A row of the table: Go's name, and what is here.
fn rows() -> Vec<(String, String)> {
    let table = fs::read_to_string("docs/guide/go_names.md").expect("the table");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let mut cells = row.trim_matches('|').splitn(2, " | ");
        let mut cell = || cells.next().expect("two cells").trim().to_owned();
        (cell(), cell())
    })
    .collect()
}

/// Go's name of a row that names one: `sync.Mutex`.
fn name_of(cell: &str) -> Option<&str> {
    cell.strip_prefix('`')?.strip_suffix('`')
}

/// The path of the first link: `sync::Mutex`.
fn link_of(cell: &str) -> Option<&str> {
    let start = cell.find("[`")? + 2;
    cell[start..].split_once('`').map(|(path, _)| path.trim_end_matches("()"))
}

#[test]
fn every_exported_name_has_a_row() {
    let rows = rows();
    let named: BTreeSet<&str> = rows.iter().filter_map(|(go, _)| name_of(go)).collect();
    let exported: BTreeSet<&str> = EXPORTED.lines().filter(|line| !line.is_empty()).collect();
    let missing: Vec<_> = exported.difference(&named).collect();
    let unknown: Vec<_> = named.difference(&exported).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "without a row: {missing:?}\nnot Go's: {unknown:?}");
}

#[test]
fn every_row_has_an_item_or_a_reason() {
    for (go, here) in rows() {
        let has_reason = here.strip_prefix("— ").is_some_and(|reason| reason.len() > 10);
        assert!(has_reason || here.contains('`'), "{go}: {here}");
    }
}

/// An item whose name is not Go's, but for case and underscores, is found by Go's name.
#[test]
fn every_item_is_found_by_gos_name() {
    let sources: String =
        files(Path::new("runtime/src")).iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let plain = |name: &str| name.to_lowercase().replace('_', "");
    let mut missing = Vec::new();
    for (go, here) in rows() {
        let (Some(name), Some(path)) = (name_of(&go), link_of(&here)) else { continue };
        let (last, item) = (name.rsplit('.').next().unwrap(), path.rsplit("::").next().unwrap());
        let aliases = [format!("doc(alias = \"{last}\")"), format!("doc(alias = \"{name}\")")];
        let is_stds = path.contains("atomic::Atomic") || matches!(path, "time::Duration" | "time::Instant");
        if !here.starts_with('—')
            && !is_stds
            && plain(last) != plain(item)
            && !aliases.iter().any(|alias| sources.contains(alias))
        {
            missing.push(format!("{path}: `#[{}]`", aliases[0]));
        }
    }
    assert!(missing.is_empty(), "not found by Go's name:\n{}", missing.join("\n"));
}

/// Each function and type of the table has an example in its documentation, or refers to one.
#[test]
fn every_item_has_an_example() {
    let sources = files(Path::new("runtime/src")).into_iter().map(|file| fs::read_to_string(file).unwrap());
    let shown: BTreeSet<String> = sources.flat_map(|source| names_with_examples(&source)).collect();
    let mut missing = BTreeSet::new();
    for (_, here) in rows() {
        let Some(path) = link_of(&here).filter(|_| !here.starts_with('—')) else { continue };
        let item = path.rsplit("::").next().unwrap();
        // Std's types, constants and the variants of an enum need none.
        let is_plain =
            path.contains("atomic::Atomic") || ["time::Duration", "time::Instant", "rate::Limit"].contains(&path);
        let is_value = item.chars().all(|c| c.is_uppercase() || c == '_') || path.contains("ContextError::");
        if !is_plain && !is_value && !shown.contains(item) {
            missing.insert(path.to_owned());
        }
    }
    assert!(missing.is_empty(), "without an example: {missing:?}");
}

/// The names of the public items whose documentation has an example.
fn names_with_examples(source: &str) -> Vec<String> {
    let (mut names, mut has_example) = (Vec::new(), false);
    for line in source.lines().map(str::trim) {
        if line.starts_with("///") {
            has_example |= line.contains("# Examples");
        } else if !line.starts_with("#[") && !line.starts_with("//") {
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            let kind = |word: &str| matches!(word, "fn" | "struct" | "enum" | "type");
            if has_example && line.starts_with("pub ") && words.any(kind) {
                names.extend(words.next().map(str::to_owned));
            }
            has_example = false;
        }
    }
    names
}

/// Each program of the chapter of patterns fits on a screen; the documentation's tests run them.
#[test]
fn patterns_are_short() {
    let chapter = fs::read_to_string("docs/guide/patterns.md").expect("the chapter");
    let programs: Vec<&str> = chapter.split("```\n").skip(1).step_by(2).collect();
    assert!(programs.len() >= 12);
    for program in programs {
        assert!(program.lines().count() <= 25, "{} lines:\n{program}", program.lines().count());
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
