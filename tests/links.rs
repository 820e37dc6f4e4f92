//! Links and pictures of the Markdown files lead somewhere, on every site that shows them.
//!
//! The files at the top and in the crates' folders are shown by a repository's host and by the registry: their links are paths of
//! files that exist, headings of these, or whole addresses. The files under `docs/` are pages of the API documentation as well,
//! where a path leads nowhere: there a link is a name that rustdoc resolves and that other sites show as a name.

#![forbid(unsafe_code)]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_link_of_the_repository_leads_to_a_file_and_its_heading() {
    let mut broken = Vec::new();
    let pages = pages();
    assert!(pages.iter().any(|page| page.ends_with("README.md")), "{pages:?}");
    for page in pages.iter().filter(|page| !page.starts_with("docs")) {
        for link in links(&read(page)) {
            if !link.starts_with("https://") && !leads_somewhere(page, &link) {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "broken links:\n{}", broken.join("\n"));
}

/// What a page names in backquotes as a file or folder of the repository exists: from the root, from `tests/`, below a crate's
/// `src/`, or beside the page. Names of a user's project (`src/main.rs`), and those with a placeholder, are none of ours.
#[test]
fn every_file_that_a_page_names_exists() {
    let (mut checked, mut missing) = (0, Vec::new());
    for page in pages() {
        let text = prose(&read(&page)).join("\n");
        let beside = page.parent().unwrap_or(Path::new(""));
        for name in text.split('`').skip(1).step_by(2).filter(|name| is_file_name(name)) {
            let roots = ["", "runtime/src", "macros/src", "tests", "tests/ecosystem/tests", "benches"].map(Path::new);
            checked += 1;
            if !roots.iter().chain([&beside]).any(|root| root.join(name).exists()) {
                missing.push(format!("{}: {name}", page.display()));
            }
        }
    }
    assert!(checked > 100, "only {checked} names found");
    assert!(missing.is_empty(), "these do not exist:\n{}", missing.join("\n"));
}

/// Whether text in backquotes names a file or a folder of this repository.
fn is_file_name(text: &str) -> bool {
    let path = text.strip_prefix("goroutines/").unwrap_or(text);
    let is_path = path.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    let has_end = [".rs", ".md", ".sh", ".toml", ".yml", ".txt", ".json", "/"].iter().any(|end| path.ends_with(end));
    let is_placeholder =
        path.chars().any(char::is_uppercase) && !path.ends_with(".md") && !path.ends_with("Cargo.toml");
    // The user's, the build's, and another repository's.
    let is_elsewhere =
        ["src/main.rs", "src/lib.rs", "Cargo.toml", "target/"].contains(&path) || path.starts_with("target");
    is_path && has_end && !is_placeholder && !is_elsewhere && path.len() > 1
}

/// Prose is wrapped at 100 columns, so that a change of a word is a small difference. Tables, code and generated parts are not.
#[test]
fn prose_is_wrapped() {
    let mut long = Vec::new();
    for page in pages() {
        let text = read(&page);
        for line in prose(&text).iter().filter(|line| !line.trim_start().starts_with(['|', '!', '<', '['])) {
            // A link or code that is longer alone stays.
            let words = line.split_whitespace().count();
            if line.chars().count() > 100 && words > 1 && !line.trim_start().starts_with('`') {
                long.push(format!("{}: {line}", page.display()));
            }
        }
    }
    assert!(long.is_empty(), "more than 100 columns:\n{}", long.join("\n"));
}

#[test]
fn pages_of_the_api_documentation_have_no_paths() {
    let mut paths = Vec::new();
    for page in pages().iter().filter(|page| page.starts_with("docs")) {
        let links = links(&read(page));
        paths.extend(
            links.iter().filter(|link| !link.starts_with("https://")).map(|link| format!("{}: {link}", page.display())),
        );
    }
    assert!(
        paths.is_empty(),
        "write these as [`name`], which rustdoc resolves and other sites show as text:\n{}",
        paths.join("\n")
    );
}

#[test]
fn every_chapter_of_the_guide_is_in_the_documentation() {
    let root = read(Path::new("src/lib.rs"));
    let (_, chapters) = root.split_once("chapters! {").expect("the list of chapters");
    let chapters: Vec<_> = chapters.split('}').next().expect("its end").split_whitespace().collect();
    for page in pages().iter().filter(|page| page.starts_with("docs/guide")) {
        let name = page.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        assert!(chapters.contains(&name), "src/lib.rs does not list docs/guide/{name}.md");
    }
}

/// A registry resolves the relative links of a README by the address of the repository.
#[test]
fn every_package_says_where_its_repository_is() {
    for manifest in ["Cargo.toml", "macros/Cargo.toml", "runtime/Cargo.toml"] {
        let text = read(Path::new(manifest));
        for line in
            ["repository.workspace = true", "documentation = \"https://docs.rs/goroutines\"", "readme = \"README.md\""]
        {
            assert!(text.contains(line), "{manifest} lacks {line}");
        }
    }
    assert!(read(Path::new("Cargo.toml")).contains("\nrepository = \"https://"));
}

#[test]
fn every_package_carries_the_licences() {
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        for package in ["macros", "runtime"] {
            assert_eq!(read(&Path::new(package).join(licence)), read(Path::new(licence)), "{package}/{licence}");
        }
    }
}

/// Whether `link` on `page` names a file or folder of the repository, and a heading in it if it asks for one.
fn leads_somewhere(page: &Path, link: &str) -> bool {
    let (path, heading) = link.split_once('#').map_or((link, None), |(path, heading)| (path, Some(heading)));
    let target = if path.is_empty() { page.to_owned() } else { page.parent().unwrap_or(Path::new("")).join(path) };
    match heading {
        None => target.exists(),
        Some(heading) => target.is_file() && headings(&read(&target)).iter().any(|known| known == heading),
    }
}

/// The anchors of the headings, as repository hosts make them.
fn headings(text: &str) -> Vec<String> {
    let lines = prose(text);
    let heads = lines.iter().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    heads
        .map(|head| {
            let kept =
                head.to_lowercase().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect::<String>();
            kept.replace(' ', "-")
        })
        .collect()
}

/// The targets of `[…](…)` outside code.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    for line in prose(text) {
        let mut rest = &*without_code(&line);
        while let Some((_, after)) = rest.split_once("](") {
            let (target, after) = after.split_once(')').unwrap_or((after, ""));
            links.push(target.to_owned());
            rest = after;
        }
    }
    links
}

/// The lines outside code blocks and generated tables.
fn prose(text: &str) -> Vec<String> {
    let (mut in_code, mut is_generated) = (false, false);
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if line.starts_with("<!-- the yardstick's") {
            is_generated = line.contains("begin");
        } else if !in_code && !is_generated {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// `line` without what is between backquotes.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("`")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Markdown files of the repository.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<_> =
        files(Path::new(".")).map(|path| path.strip_prefix(".").unwrap_or(&path).to_owned()).collect();
    for folder in ["docs", "docs/guide", "benches", "macros", "runtime", "runtime/src/scheduler", ".github"] {
        pages.extend(files(Path::new(folder)));
    }
    pages
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
}
