//! The user's calls out of a backtrace, in Go's form: a line for the function and one for its
//! place.
//!
//! Std shows a backtrace as text only:
//!
//! ```text
//!    4: program::worker::{{closure}}
//!              at ./src/main.rs:5:9
//! ```

use std::env;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

/// What the path of a file contains that is no file of the user's: std and libraries.
const LIBRARIES: &[&str] = &["/rustc/", "/library/std/", "/registry/src/", "/git/checkouts/"];

/// Whether `RUST_BACKTRACE` asks for the calls that led to a panic; read once.
pub(super) fn is_wanted() -> bool {
    static WANTED: OnceLock<bool> = OnceLock::new();
    *WANTED.get_or_init(|| env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0"))
}

/// The user's calls of `backtrace`, the innermost first; all of it, as std shows it, with
/// `RUST_BACKTRACE=full`.
pub(super) fn in_go_form(backtrace: &str) -> String {
    if env::var_os("RUST_BACKTRACE").is_some_and(|value| value == "full") {
        return backtrace.to_owned();
    }
    let mut text = String::new();
    let mut lines = backtrace.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some((_, function)) = line.trim_start().split_once(": ")
            && let Some(place) = lines.next_if(|next| next.trim_start().starts_with("at "))
            && let Some(place) = users(place.trim_start().trim_start_matches("at "))
        {
            let function = without_closures(function);
            match function.strip_prefix('{') {
                None => {
                    let _ = writeln!(text, "{function}(...)\n\t{place}");
                }
                // A block that was inlined has no other name; in a build with line tables alone it
                // is the only trace of an async function. Its place is enough, unless the line
                // before has it.
                Some(_) if !text.ends_with(&format!("\t{place}\n")) => {
                    let _ = writeln!(text, "{function}\n\t{place}");
                }
                Some(_) => {}
            }
        }
    }
    text
}

/// `FILE:LINE` of `./FILE:LINE:COLUMN`, if it is a file of the user's.
fn users(place: &str) -> Option<&str> {
    let (place, _column) = place.rsplit_once(':')?;
    let (file, _line) = place.rsplit_once(':')?;
    let here = env::current_dir().unwrap_or_default();
    let whole = file.strip_prefix("./").map_or_else(|| Path::new(file).to_owned(), |inside| here.join(inside));
    let whole = whole.to_string_lossy();
    // This file's own path, as the compiler was given it, tells where this crate lies.
    let ours = file!().trim_end_matches("unwind/backtrace.rs");
    let is_users = whole.ends_with(".rs") && !LIBRARIES.iter().chain([&ours]).any(|part| whole.contains(part));
    is_users.then(|| place.strip_prefix("./").unwrap_or(place))
}

/// `f` of `f::{{closure}}` and of `f::{async_block#0}`.
fn without_closures(mut function: &str) -> &str {
    while let Some((outer, last)) = function.rsplit_once("::")
        && last.starts_with('{')
    {
        function = outer;
    }
    function
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn only_the_users_calls_are_shown() {
        let backtrace = "   0: std::panicking::begin_panic\n   1: program::risky\n             at ./main.rs:5:9\n   \
                         2: program::main::{{closure}}::{async_block#0}\n             at /home/of/main.rs:9:5\n   \
                         3: <core::pin::Pin<P> as core::future::future::Future>::poll\n             at /rustc/1/future.rs:133:9\n   \
                         4: main\n";
        let expected = "program::risky(...)\n\tmain.rs:5\nprogram::main(...)\n\t/home/of/main.rs:9\n";
        assert_eq!(in_go_form(backtrace), expected);
    }

    #[test]
    fn async_functions_are_shown_where_only_line_tables_name_them() {
        let backtrace = "   0: {async_fn#0}\n             at ./main.rs:3:9\n   1: {block#1}\n             at ./main.rs:3:1\n   \
                         2: {async_block#0}\n             at ./main.rs:9:5\n";
        assert_eq!(in_go_form(backtrace), "{async_fn#0}\n\tmain.rs:3\n{async_block#0}\n\tmain.rs:9\n");
    }

    #[test]
    fn this_crate_is_no_file_of_the_users() {
        assert_eq!(users(&format!("/somewhere/{}:1:1", file!())), None);
        assert_eq!(users("/somewhere/src/main.rs:1:1"), Some("/somewhere/src/main.rs:1"));
    }
}
