//! Every message of the macros is shown by some rejected program.

#![forbid(unsafe_code)]

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// What a message literal looks like: words. Names, keywords and generated code are shorter, or are no words.
fn is_message(text: &str) -> bool {
    text.split_whitespace().count() >= 3
}

/// Literals with words in them that no user of the macros sees.
const INTERNAL: &[&str] = &[
    // Bugs of ours, not mistakes of the user's.
    "generated signature",
    "one argument",
    "the compiler refuses",
    "diagnostics dropped before they were reported",
    // Code of ours, read again.
    "__go :: string",
    // Written out below, once for each count.
    "this function literal takes",
    "the syntax of a case takes calls alone",
    // Said by a program that runs.
    "assertion failed:",
    "makechan: size out of range",
];

#[test]
fn every_message_is_shown_by_a_rejected_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut shown = String::new();
    for path in files(&root.join("tests/ui/reject"), "stderr") {
        shown += &words(&fs::read_to_string(path).expect("a readable .stderr"));
        shown.push(' ');
    }
    let mut missing = Vec::new();
    let tests = ["tests", "tests.rs", "fuzz", "fuzz.rs"];
    let is_test = |path: &PathBuf| path.components().any(|part| tests.iter().any(|test| part.as_os_str() == *test));
    let macros = files(Path::new("macros/src"), "rs").into_iter().filter(|path| !is_test(path));
    let refusals = ["length", "operators", "range", "refusal", "vet", "zero"]
        .map(|name| format!("runtime/src/dispatch/{name}.rs").into());
    for path in macros.chain(refusals) {
        let source = fs::read_to_string(&path).expect("a readable source");
        let tokens: TokenStream = source.parse().expect("a source that tokenizes");
        let mut literals = Vec::new();
        collect(tokens, &mut literals);
        for literal in literals.iter().filter(|literal| is_message(literal)) {
            if INTERNAL.iter().any(|internal| literal.starts_with(internal)) {
                continue;
            }
            for piece in pieces(literal).iter().filter(|piece| !shown.contains(piece.as_str())) {
                missing.push(format!("{}: {piece:?}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "messages that no tests/ui/reject/**/*.stderr shows:\n{}", missing.join("\n"));
}

/// The string literals of a file; doc comments, attributes and tests left out.
fn collect(tokens: TokenStream, literals: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut after_test_attribute = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                tokens.next_if(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '!'));
                if let Some(TokenTree::Group(attribute)) = tokens.peek() {
                    let text = attribute.stream().to_string();
                    after_test_attribute |= text.starts_with("cfg (test)");
                    if text.starts_with("diagnostic") || text.starts_with("deprecated") {
                        collect(attribute.stream(), literals);
                    }
                    tokens.next();
                }
            }
            TokenTree::Group(_) if after_test_attribute => after_test_attribute = false,
            TokenTree::Group(group) => collect(group.stream(), literals),
            TokenTree::Literal(literal) => literals.extend(string(&literal.to_string())),
            _ => {}
        }
    }
}

/// The value of a string literal.
fn string(literal: &str) -> Option<String> {
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut value = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek().copied()) {
            ('\\', Some('n')) => {
                chars.next();
                value.push('\n');
            }
            ('\\', Some('\n')) => while chars.next_if(|c| c.is_whitespace()).is_some() {},
            ('\\', Some(escaped)) => {
                chars.next();
                value.push(escaped);
            }
            _ => value.push(c),
        }
    }
    Some(value)
}

/// The parts of a message between its placeholders and line breaks.
fn pieces(message: &str) -> Vec<String> {
    // rustc fills in `{Self}`, which a `format!` has with two braces.
    let plain = message.replace("{{Self}}", "{}").replace("{{", "\u{1}").replace("}}", "\u{2}");
    let mut pieces = Vec::new();
    for line in plain.lines() {
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('{') {
            pieces.push(before.to_owned());
            rest = after.split_once('}').map_or("", |(_, after)| after);
        }
        pieces.push(rest.to_owned());
    }
    let braces = |piece: String| piece.replace('\u{1}', "{").replace('\u{2}', "}");
    pieces.into_iter().map(|piece| words(&braces(piece))).filter(|piece| !piece.is_empty()).collect()
}

/// `text` with single spaces, so that the layout of a message does not matter.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|ext| ext == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}
