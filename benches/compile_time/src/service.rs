//! A service of some 3,300 lines, as goroutine code and with `.await` on tokio: stores, workers, a
//! protocol on sockets, `select!`.

use std::fmt::Write;

use crate::generate::Style;

/// How many resources the service has; each is a module of its own.
const RESOURCES: usize = 17;

const SHARED: &str = include_str!("service/shared.txt");

impl Style {
    /// The module of one resource, in which `RESOURCE` is its name.
    fn resource(self) -> &'static str {
        match self {
            Style::Goroutines => include_str!("service/goroutines.txt"),
            Style::ByHand => include_str!("service/tokio.txt"),
        }
    }

    /// The head of `main`.
    fn main(self) -> &'static str {
        match self {
            Style::Goroutines => "#[goroutines::goroutines]\nfn main() {",
            Style::ByHand => "#[tokio::main]\nasync fn main() {",
        }
    }

    /// What the manifest of the service says beside this crate.
    pub(crate) fn dependencies(self) -> &'static str {
        match self {
            Style::Goroutines => "tokio = { version = \"1\", features = [\"io-util\"] }\n",
            Style::ByHand => {
                "tokio = { version = \"1\", features = [\"io-util\", \"macros\", \"net\", \"rt-multi-thread\", \"sync\", \"time\"] }\n"
            }
        }
    }
}

/// The files under `src`, with their names.
pub(crate) fn files(style: Style) -> Vec<(String, String)> {
    let mut files = vec![("shared.rs".to_owned(), SHARED.to_owned())];
    let (mut modules, mut calls) = ("#![allow(dead_code)]\nmod shared;\n".to_owned(), String::new());
    for resource in 0..RESOURCES {
        files
            .push((format!("resource{resource}.rs"), style.resource().replace("RESOURCE", &format!("Item{resource}"))));
        let _ = writeln!(modules, "mod resource{resource};");
        let _ = writeln!(calls, "println!(\"{{:?}}\", resource{resource}::run(10){});", style.wait());
    }
    files.push(("main.rs".to_owned(), format!("{modules}{}\n{calls}}}\n", style.main())));
    files
}
