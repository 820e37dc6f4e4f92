//! The pages that a repository's host shows are those of the documentation, without the lines that
//! rustdoc hides.
//!
//! `src/from_go.md` is the source: its examples run as tests, and some need a line or two that says
//! nothing to a reader. rustdoc hides such a line, which begins with `# `; a host's page does not,
//! so `docs/from_go.md` is the same text without them. After a change of the source
//! `UPDATE_PAGES=1 cargo test --test pages` writes the page.

#![forbid(unsafe_code)]

use std::fs;

const SOURCE: &str = "src/from_go.md";
const PAGE: &str = "docs/from_go.md";

#[test]
fn the_page_for_go_programmers_is_its_source_without_hidden_lines() {
    let wanted = without_hidden_lines(&fs::read_to_string(SOURCE).expect(SOURCE));
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(PAGE, &wanted).expect(PAGE);
    }
    let page = fs::read_to_string(PAGE).expect(PAGE);
    let differs = page.lines().zip(wanted.lines()).position(|(is, wants)| is != wants);
    let help = "run `UPDATE_PAGES=1 cargo test --test pages`";
    assert!(page == wanted, "{PAGE} differs from {SOURCE} near line {differs:?}: {help}");
}

/// `text` without the lines of its examples that rustdoc does not show.
fn without_hidden_lines(text: &str) -> String {
    let mut shown = String::from("<!-- Made from src/from_go.md, whose examples run as tests. -->\n\n");
    let mut fence = None;
    for line in text.lines() {
        if let Some(info) = line.trim_start().strip_prefix("```") {
            fence = if fence.is_some() { None } else { Some(info.to_owned()) };
            // A fence without a language is Rust for rustdoc, and nothing for a host.
            let opens_rust = fence.as_deref() == Some("");
            shown.push_str(line);
            shown.push_str(if opens_rust { "rust\n" } else { "\n" });
            continue;
        }
        let is_rust = fence.as_deref().is_some_and(|info| info != "text");
        if !(is_rust && (line.trim() == "#" || line.trim_start().starts_with("# "))) {
            shown.push_str(line);
            shown.push('\n');
        }
    }
    shown
}

#[test]
fn hidden_lines_are_those_of_rust_examples_alone() {
    let text = "# Title\n\n```text\n# in Go\n```\n\n```\n# use x;\n    # y\nf();\n#\n#[test]\n```\n# Next\n";
    let shown = without_hidden_lines(text);
    let (_, shown) = shown.split_once("\n\n").expect("the first line says where the page is from");
    assert_eq!(shown, "# Title\n\n```text\n# in Go\n```\n\n```rust\nf();\n#[test]\n```\n# Next\n");
}
