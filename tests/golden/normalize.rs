//! What two texts have to have in common, and what changes from run to run.
//!
//! [`stable`] makes two runs of one of our programs comparable, and keeps every word of it:
//!
//! - goroutine 1 keeps its number; of all others the parts of the text are put in order (by their lines, numbers aside) and then
//!   numbered anew from 2; a goroutine that is only named, as somebody's creator, becomes `goroutine ?`;
//! - an address `0x…` becomes `0x?`, and the number behind a thread's name `(?)`;
//! - the line `{async_fn#0}` is left out, for it is a call to which this compiler's debug information gives no name; its place stays.
//!
//! [`outline`] keeps what our text and Go's both tell, and makes it equal where both mean the same:
//!
//! - the lines before the first goroutine, and the exit status;
//! - of each goroutine its header, with the wait reason, and the line `created by FUNCTION in goroutine N`; the lines between, which
//!   are calls and places there, and places and channels here, are left out;
//! - a function is its bare name: `worker` for `main.worker` as well as for `golden::deadlock::send::worker`; in a function literal
//!   (`main.worker.func1`, `golden::…::worker::{{closure}}`) it is that of the function around it; case and `_` do not count, since
//!   Go writes `sleepsForever` for `sleeps_forever`;
//! - goroutines are put in order and numbered as above.
//!
//! [`outline_of_leaks`] keeps of a leak program what [`outline`] keeps of the goroutines that wait: in Go main is the one that tells
//! the leaks, here it is the test.

use std::collections::HashMap;
use std::fmt::Write as _;

/// One goroutine's part of a text.
struct Part {
    /// Its number.
    id: u64,
    /// What stands behind the number in its header.
    header: String,
    /// The lines below.
    lines: Vec<String>,
}

/// A text taken apart.
struct Text {
    /// The lines before the first goroutine.
    head: Vec<String>,
    /// The goroutines, in the order of the text.
    parts: Vec<Part>,
    /// The lines behind the last goroutine.
    tail: Vec<String>,
}

/// The text with the numbers of goroutines and addresses made the same in each run.
pub(crate) fn stable(text: &str) -> String {
    let mut text = Text::parse(text);
    for part in &mut text.parts {
        part.lines.retain(|line| !is_nameless(line));
    }
    for line in text.lines_mut() {
        *line = without_thread_numbers(&without_addresses(line));
    }
    text.number_anew();
    text.print("\n")
}

/// What both Go's text and ours tell.
pub(crate) fn outline(text: &str) -> String {
    let mut text = Text::parse(text);
    text.keep_creators();
    text.tail.retain(|line| line.starts_with("exit status "));
    text.number_anew();
    text.print("")
}

/// What both Go's text and ours tell of the goroutines that are left.
pub(crate) fn outline_of_leaks(text: &str) -> String {
    let mut text = Text::parse(text);
    text.head.clear();
    text.tail.clear();
    text.parts.retain(|part| part.header != "[running]:");
    text.keep_creators();
    text.number_anew();
    text.print("")
}

impl Text {
    fn parse(text: &str) -> Self {
        let (body, status) = match text.rfind("exit status ") {
            Some(at) => text.split_at(at),
            None => (text, ""),
        };
        let mut parsed = Text { head: Vec::new(), parts: Vec::new(), tail: Vec::new() };
        // Whether the line stands in a part, which a blank line ends.
        let mut inside = false;
        for line in body.lines() {
            match (header_of(line), parsed.parts.last_mut()) {
                (Some((id, header)), _) => {
                    parsed.parts.push(Part { id, header: header.to_owned(), lines: Vec::new() });
                    inside = true;
                }
                (None, None) => parsed.head.push(line.to_owned()),
                (None, Some(_)) if line.is_empty() => inside = false,
                (None, Some(part)) if inside => part.lines.push(line.to_owned()),
                (None, Some(_)) => {
                    // The blank line before them.
                    parsed.tail.extend(parsed.tail.is_empty().then(String::new));
                    parsed.tail.push(line.to_owned());
                }
            }
        }
        parsed.tail.extend(status.lines().map(str::to_owned));
        parsed
    }

    fn lines_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let of_parts = self.parts.iter_mut().flat_map(|part| &mut part.lines);
        self.head.iter_mut().chain(of_parts).chain(&mut self.tail)
    }

    /// Keeps of each goroutine's lines the one that says who created it.
    fn keep_creators(&mut self) {
        for part in &mut self.parts {
            part.lines.retain(|line| line.starts_with("created by "));
            part.lines.iter_mut().for_each(|line| *line = with_bare_name(line));
        }
    }

    /// Puts the goroutines in an order that does not depend on their numbers, and numbers them by it.
    fn number_anew(&mut self) {
        self.parts.sort_by_cached_key(|part| {
            let lines: Vec<_> = part.lines.iter().map(|line| with_numbers(line, |_| "?".to_owned())).collect();
            (part.id != 1, part.header.clone(), lines)
        });
        let others = self.parts.iter().map(|part| part.id).filter(|&id| id != 1);
        let mut anew: HashMap<u64, u64> = others.zip(2..).collect();
        if self.parts.iter().any(|part| part.id == 1) || !self.head.is_empty() {
            anew.insert(1, 1);
        }
        let number = |id| anew.get(&id).map_or("?".to_owned(), u64::to_string);
        for line in self.lines_mut() {
            *line = with_numbers(line, number);
        }
        for part in &mut self.parts {
            part.id = anew[&part.id];
        }
    }

    fn print(&self, between: &str) -> String {
        let mut text = String::new();
        let mut add = |line: &str| {
            let _ = writeln!(text, "{line}");
        };
        self.head.iter().for_each(|line| add(line));
        for (index, Part { id, header, lines }) in self.parts.iter().enumerate() {
            if index > 0 && !between.is_empty() {
                add("");
            }
            add(&format!("goroutine {id} {header}"));
            lines.iter().for_each(|line| add(line));
        }
        self.tail.iter().for_each(|line| add(line));
        text
    }
}

/// The number and the rest of `goroutine 7 [chan send]:`.
fn header_of(line: &str) -> Option<(u64, &str)> {
    let (id, rest) = line.strip_prefix("goroutine ")?.split_once(' ')?;
    Some((id.parse().ok()?, rest)).filter(|(_, rest)| rest.starts_with('[') && rest.ends_with(':'))
}

/// The line with each number behind `goroutine ` replaced.
fn with_numbers(line: &str, number: impl Fn(u64) -> String) -> String {
    let mut parts = line.split("goroutine ");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (id, rest) = part.split_at(digits);
        text.push_str("goroutine ");
        text.push_str(&id.parse().map_or(id.to_owned(), &number));
        text.push_str(rest);
    }
    text
}

/// Whether the line is a call of a block: `{async_fn#0}`.
fn is_nameless(line: &str) -> bool {
    let name = line.strip_prefix('{').and_then(|line| line.strip_suffix('}'));
    name.and_then(|name| name.split_once('#')).is_some_and(|(_, number)| number.parse::<u32>().is_ok())
}

/// The line with each address replaced.
fn without_addresses(line: &str) -> String {
    let mut parts = line.split("0x");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("0x?");
        text.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    text
}

/// `thread 'main' (7) panicked at …` with the number replaced.
fn without_thread_numbers(line: &str) -> String {
    let parts = line.split_once("' (").filter(|_| line.starts_with("thread '"));
    match parts.and_then(|(name, rest)| Some((name, rest.split_once(") ")?.1))) {
        Some((name, rest)) => format!("{name}' (?) {rest}"),
        None => line.to_owned(),
    }
}

/// `created by worker in goroutine 7` for Go's and for our spelling of the function.
fn with_bare_name(line: &str) -> String {
    let Some((function, rest)) = line.strip_prefix("created by ").and_then(|line| line.split_once(" in ")) else {
        return line.to_owned();
    };
    let segments: Vec<_> = match function.contains("::") {
        true => function.split("::").collect(),
        false => function.split('.').collect(),
    };
    let literal = |segment: &str| {
        segment.starts_with('{')
            || ["func", "gowrap", ""].iter().any(|name| {
                let number = segment.strip_prefix(name);
                number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
            })
    };
    let name = segments.iter().rev().find(|segment| !literal(segment)).copied().unwrap_or(function);
    format!("created by {} in {rest}", name.to_lowercase().replace('_', ""))
}

/// Two texts of the same program, one of each side, and what is made of them.
pub(crate) fn check_normalization() {
    let go = "fatal error: all asleep\n\ngoroutine 1 [select (no cases)]:\nmain.main()\n\t./x.go:9 +0x1d\n\n\
              goroutine 19 [chan send]:\nmain.f(0xc000)\n\t./x.go:4 +0x2\ncreated by main.startAll.func2 in goroutine 18\n\t./x.go:8\n\n\
              goroutine 18 [chan receive]:\nmain.g(...)\n\t./x.go:5\ncreated by main.main in goroutine 1\n\t./x.go:9\nexit status 2\n";
    let ours = "fatal error: all asleep\n\ngoroutine 1 [select (no cases)]:\n\tx.rs:9\n\n\
                goroutine 2 [chan receive]:\n\tx.rs:5\ncreated by golden::x::main in goroutine 1\n\tx.rs:9\n\n\
                goroutine 7 [chan send]:\n\tx.rs:4\n\t\tchan at 0x7f\ncreated by golden::x::start_all::{{closure}} in goroutine 2\n\tx.rs:8\n\n\
                help: of goroutine 9\nexit status 2\n";
    let both = "fatal error: all asleep\n\ngoroutine 1 [select (no cases)]:\ngoroutine 2 [chan receive]:\n\
                created by main in goroutine 1\ngoroutine 3 [chan send]:\ncreated by startall in goroutine 2\nexit status 2\n";
    assert_eq!((outline(go).as_str(), outline(ours).as_str()), (both, both));
    let expected =
        ours.replace("goroutine 7", "goroutine 3").replace("0x7f", "0x?").replace("goroutine 9", "goroutine ?");
    assert_eq!(stable(ours), expected);
    let crash = |call: &str| format!("panic: x\n\ngoroutine 2 [running]:\n{call}\tx.rs:5\nexit status 2\n");
    assert_eq!(stable(&crash("{async_fn#0}\n")), crash(""));
    assert_eq!(stable(&crash("x::fails(...)\n")), crash("x::fails(...)\n"));
}
