//! The chapter "ecosystem" of the guide shows the programs of this folder, each crate's in a section of its own.

use std::fs;
use std::path::Path;

/// Files that are about this crate, not about another one.
const NOT_SHOWN: &[&str] = &["pages"];

/// The sections of the chapter: the file that each names, and its program.
fn sections(chapter: &str) -> Vec<(&str, &str)> {
    let sections = chapter.split("\n# ").skip(1);
    sections
        .map(|section| {
            let (text, rest) = section.split_once("```ignore\n").expect("a section has a program");
            let (text, _) = text.rsplit_once(".rs`:").expect("a section names its file");
            (text.rsplit_once('`').expect("a file").1, rest.split_once("```\n").expect("its end").0)
        })
        .collect()
}

#[test]
fn every_program_of_the_chapter_is_a_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let chapter = fs::read_to_string(folder.join("../../docs/guide/ecosystem.md")).unwrap();
    let sections = sections(&chapter);
    for (file, program) in &sections {
        let source = fs::read_to_string(folder.join(format!("tests/{file}.rs"))).unwrap();
        for item in program.split("\n\n#") {
            assert!(
                source.contains(item.trim_end()),
                "docs/guide/ecosystem.md shows what {file}.rs does not have:\n{item}"
            );
        }
    }
    for entry in fs::read_dir(folder.join("tests")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap();
        let shown = sections.iter().any(|(file, _)| *file == name);
        assert!(shown != NOT_SHOWN.contains(&name), "docs/guide/ecosystem.md has no section of {name}.rs");
    }
}
