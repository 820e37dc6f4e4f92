//! The text of a crate with many calls, as goroutine code and as async code written by hand.

use std::fmt::Write;

use crate::kind::Kind;

const MODULES: usize = 10;
const FUNCTIONS: usize = 10;

/// Who says which calls wait.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// The macros.
    Goroutines,
    /// The programmer.
    ByHand,
}

impl Style {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Style::Goroutines => "goroutines",
            Style::ByHand => "by-hand",
        }
    }

    fn attribute(self) -> &'static str {
        match self {
            Style::Goroutines => "#[goroutines::goroutines]\n",
            Style::ByHand => "",
        }
    }

    fn function(self) -> &'static str {
        match self {
            Style::Goroutines => "fn",
            Style::ByHand => "async fn",
        }
    }

    pub(crate) fn wait(self) -> &'static str {
        match self {
            Style::Goroutines => "",
            Style::ByHand => ".await",
        }
    }
}

/// How calls are spread over functions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spread {
    /// Over a hundred functions.
    Even,
    /// All in one function: what a compiler pass does for each pair of its locals shows here.
    OneFunction,
}

/// The files under `src`, with their names.
pub(crate) fn crate_files(style: Style, kinds: &[Kind], calls: usize, spread: Spread) -> Vec<(String, String)> {
    let per_function = if spread == Spread::Even { calls.div_ceil(MODULES * FUNCTIONS) } else { calls };
    let mut kinds = kinds.iter().copied().cycle();
    let mut files = vec![("main.rs".to_owned(), main_file(style)), ("plain.rs".to_owned(), PLAIN.to_owned())];
    for module in 0..MODULES {
        let functions = match spread {
            Spread::Even => FUNCTIONS,
            Spread::OneFunction => usize::from(module == 0),
        };
        let statements = (0..functions)
            .map(|_| {
                let chosen = kinds.by_ref().take(per_function).enumerate();
                chosen.map(|(at, kind)| kind.statement(at, module, style.wait())).collect()
            })
            .collect::<Vec<Vec<String>>>();
        files.push((format!("module_{module}.rs"), module_file(style, &statements)));
    }
    files
}

fn main_file(style: Style) -> String {
    let mut text = "#![allow(dead_code, unused)]\nmod plain;\n".to_owned();
    for module in 0..MODULES {
        let _ = writeln!(text, "mod module_{module};");
    }
    let calls: String =
        (0..MODULES).map(|module| format!("acc += module_{module}::all(acc){};\n", style.wait())).collect();
    let _ = match style {
        Style::Goroutines => {
            writeln!(text, "#[goroutines::goroutines]\nfn main() {{ let mut acc = 1;\n{calls} assert_ne!(acc, 0); }}")
        }
        Style::ByHand => writeln!(
            text,
            "fn main() {{ goroutines::run(everything()); }}\nasync fn everything() {{ let mut acc = 1;\n{calls} assert_ne!(acc, 0); }}"
        ),
    };
    text
}

fn module_file(style: Style, functions: &[Vec<String>]) -> String {
    let (attribute, function, wait) = (style.attribute(), style.function(), style.wait());
    let mut text = format!(
        "pub use inner::*;\n{attribute}mod inner {{\nuse std::collections::HashMap;\nuse std::fmt::Write;\nuse goroutines::{{Chan, chan}};\n\
         pub struct Peer(u64);\nimpl Peer {{\n"
    );
    for leaf in 0..4 {
        let _ = writeln!(text, "pub {function} total_{leaf}(&self, n: u64) -> u64 {{ self.0 ^ n }}");
    }
    text += "}\n";
    for leaf in 0..4 {
        let _ = writeln!(text, "pub {function} leaf_{leaf}(a: u64, b: u64) -> u64 {{ a ^ b ^ {leaf} }}");
    }
    for (at, statements) in functions.iter().enumerate() {
        let _ = writeln!(text, "pub {function} call_{at}(peer: &Peer, chan: &Chan<u64>, n: u64) -> u64 {{");
        text += "let mut acc = n;\nlet mut list = vec![n];\nlet mut text = String::new();\nlet mut map = HashMap::new();\nmap.insert(n, n);\n";
        text += &statements.join("\n");
        text += "\nacc\n}\n";
    }
    let _ = writeln!(
        text,
        "pub {function} all(n: u64) -> u64 {{\nlet (peer, chan) = (Peer(n), chan::<u64>(100));\nlet mut acc = n;"
    );
    for at in 0..functions.len() {
        let _ = writeln!(text, "acc += call_{at}(&peer, &chan, acc){wait};");
    }
    text += "acc\n}\n}\n";
    text
}

const PLAIN: &str = "
pub fn hash(text: &str) -> u64 { text.bytes().map(u64::from).sum() }
pub fn mix(a: u64, b: u64) -> u64 { a.rotate_left(5) ^ b }
pub fn rotated(mut list: Vec<u64>, by: usize) -> Vec<u64> { let n = list.len().max(1); list.rotate_left(by % n); list }
pub fn first(list: &[u64]) -> Option<&u64> { list.first() }
";
