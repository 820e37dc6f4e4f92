//! A program under `tests/ui`: its file, its name, and whether it can be a module of a larger binary.

use std::fs;
use std::path::{Path, PathBuf};

/// Programs that trybuild runs too, so that the accepted syntax is also seen in crates of their own: what is about the crate
/// or its `main`.
const CRATE_THEMES: &[&str] = &["hygiene/", "main/"];

/// One program.
pub(crate) struct Program {
    /// Its file, from the package's root.
    pub(crate) path: PathBuf,
    /// Its path below the folder of its kind, without the extension: `select/default`.
    pub(crate) name: String,
    /// Its text.
    pub(crate) source: String,
}

impl Program {
    /// Whether the program means something else, or nothing, as a module: it has attributes of a crate, or names `crate`.
    pub(crate) fn is_crate_root(&self) -> bool {
        CRATE_THEMES.iter().any(|theme| self.name.starts_with(theme))
            || ["#![", "crate::", "extern crate", "#[macro_export]"].iter().any(|sign| self.source.contains(sign))
    }
}

/// The programs under `tests/ui/FOLDER`, by name.
pub(crate) fn all(folder: &str) -> Vec<Program> {
    let folder = Path::new("tests/ui").join(folder);
    let mut programs = Vec::new();
    collect(&folder, &folder, &mut programs);
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    programs
}

fn collect(root: &Path, folder: &Path, programs: &mut Vec<Program>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(root, &path, programs);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).expect("a path below the folder").with_extension("");
            let name = name.to_str().expect("a name that is text").replace('\\', "/");
            let source = fs::read_to_string(&path).expect("a readable program");
            programs.push(Program { path, name, source });
        }
    }
}
