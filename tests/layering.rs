//! A module of the runtime imports modules of lower layers only; the table is the one in ARCHITECTURE.md.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The layer of each module, read from the rows `| L3 | `chan` | … |`.
fn layers() -> BTreeMap<String, u32> {
    let table = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| L"));
    rows.flat_map(|row| {
        let mut cells = row.split('|').map(str::trim);
        let layer: u32 = cells.next().unwrap().parse().unwrap();
        let names = cells.next().unwrap().split(',').map(|name| name.trim().trim_matches('`').to_owned());
        names.map(move |name| (name, layer)).collect::<Vec<_>>()
    })
    .collect()
}

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The module of the crate's root that a file belongs to.
fn module(path: &Path) -> String {
    let relative = path.strip_prefix(root().join("runtime/src")).unwrap();
    let first = relative.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that `source` names as `crate::name`.
fn imports(source: &str) -> impl Iterator<Item = &str> {
    source.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

/// The rooms of the macros, in the order of ARCHITECTURE.md: each uses only those before it.
const ROOMS: [&str; 6] = ["diagnostics", "syntax", "analyze", "expand", "entry", "lib"];

#[test]
fn rooms_of_the_macros_go_one_way() {
    let table = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    assert!(table.contains(&format!("`{}`", ROOMS.join(" ← "))), "ARCHITECTURE.md names other rooms");
    let source_root = root().join("macros/src");
    let mut files = Vec::new();
    sources(&source_root, &mut files);
    let place = |name: &str| ROOMS.iter().position(|room| *room == name);
    let (mut checked, mut upward) = (0, Vec::new());
    for file in files {
        let first = file.strip_prefix(&source_root).unwrap().components().next().unwrap();
        let room = first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        // The tests stand beside the rooms and may use all of them.
        let Some(own) = place(&room) else { continue };
        let source = fs::read_to_string(&file).unwrap();
        for name in imports(&source).filter(|name| *name != room) {
            let Some(other) = place(name) else { continue };
            checked += 1;
            if other >= own {
                upward.push(format!("{} ({room}) imports `{name}`", file.display()));
            }
        }
    }
    assert!(checked > 50, "only {checked} imports found");
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    let layers = layers();
    let mut files = Vec::new();
    sources(&root().join("runtime/src"), &mut files);
    for name in files.iter().map(|file| module(file)).filter(|name| name != "lib") {
        assert!(layers.contains_key(&name), "`{name}` is missing in the table of ARCHITECTURE.md");
    }
}

#[test]
fn imports_go_down() {
    let layers = layers();
    let mut files = Vec::new();
    sources(&root().join("runtime/src"), &mut files);
    let mut upward = Vec::new();
    let mut checked = 0;
    for file in files {
        let from = module(&file);
        let source = fs::read_to_string(&file).unwrap();
        for name in imports(&source).filter(|name| *name != from) {
            let (Some(own), Some(other)) = (layers.get(&from), layers.get(name)) else { continue };
            checked += 1;
            if other >= own {
                upward.push(format!("{} (L{own}) imports `{name}` (L{other})", file.display()));
            }
        }
    }
    assert!(checked > 50, "only {checked} imports found");
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

/// What only one system has is behind the functions of `platform`, which have an answer for every system.
#[test]
fn one_module_names_operating_systems() {
    let mut files = Vec::new();
    for crate_root in ["src", "macros/src", "runtime/src"] {
        sources(&root().join(crate_root), &mut files);
    }
    let (room, others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file.to_str().unwrap().contains("/platform"));
    let names = |file: &PathBuf| {
        let source = fs::read_to_string(file).unwrap();
        let mut code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
        code.any(|line| ["target_os", "target_family", "\"/proc", "rustix::"].iter().any(|sign| line.contains(sign)))
    };
    assert!(room.iter().filter(|file| names(file)).count() >= 3, "the room is elsewhere");
    let others: Vec<_> = others.iter().filter(|file| names(file)).collect();
    assert!(others.is_empty(), "move this to runtime/src/platform: {others:?}");
}

/// The files of `runtime/src/scheduler` by name, with the names of the other ones that each uses.
fn scheduler() -> BTreeMap<String, BTreeSet<String>> {
    let dir = root().join("runtime/src/scheduler");
    let files = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let sources: BTreeMap<_, _> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    let uses = |own: &str, source: &str| {
        let words = words(source).into_iter();
        words.filter(|name| name != own && sources.contains_key(name)).collect()
    };
    sources.iter().map(|(name, source)| (name.clone(), uses(name, source))).collect()
}

/// What stands behind `super::` in the `use` declarations of a file, braces resolved one level deep.
fn words(source: &str) -> BTreeSet<String> {
    let uses = source.split("use super::").skip(1).map(|rest| rest.split(';').next().unwrap());
    let first = |path: &str| path.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned();
    uses.flat_map(|path| match path.strip_prefix('{') {
        Some(list) => list.trim_end_matches('}').split(',').map(first).collect(),
        None => vec![first(path)],
    })
    .collect()
}

/// All files that `from` uses, directly or through others.
fn reachable(graph: &BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<String> {
    let (mut seen, mut left) = (BTreeSet::new(), vec![from.to_owned()]);
    while let Some(name) = left.pop() {
        left.extend(graph[&name].iter().filter(|next| seen.insert((*next).clone())).cloned());
    }
    seen
}

#[test]
fn the_scheduler_has_storeys() {
    let graph = scheduler();
    let reached: BTreeMap<_, _> = graph.keys().map(|name| (name, reachable(&graph, name))).collect();
    let in_circles = graph.keys().filter(|name| reached[name].contains(*name)).collect::<Vec<_>>();
    assert!(graph["run_loop"].contains("task") && reached[&"spawn".to_owned()].contains("queue"), "uses are found");
    assert!(in_circles.len() <= 3, "these files of the scheduler use one another in circles: {in_circles:?}");
}
