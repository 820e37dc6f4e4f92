//! `fmt`: the arguments are items that the macro makes of the user's.

use std::io::Write;

use super::super::error::{self, Error};
use super::super::format::{self, Item};
use super::super::text::Text;

fn write(text: &str) {
    // As `print!`, whose output a test captures; an error of the terminal is dropped, as in Go.
    print!("{text}");
    let _ = std::io::stdout().flush();
}

/// Go's `fmt.Print`.
pub fn Print(items: &[Item<'_>]) {
    write(&format::print(items));
}

/// Go's `fmt.Println`.
pub fn Println(items: &[Item<'_>]) {
    write(&format::println(items));
}

/// Go's `fmt.Printf`.
pub fn Printf<F: Text>(format: F, items: &[Item<'_>]) {
    write(&format::printf(format.__go_text(), items).0);
}

/// Go's `fmt.Sprint`.
#[must_use]
pub fn Sprint(items: &[Item<'_>]) -> String {
    format::print(items)
}

/// Go's `fmt.Sprintln`.
#[must_use]
pub fn Sprintln(items: &[Item<'_>]) -> String {
    format::println(items)
}

/// Go's `fmt.Sprintf`.
#[must_use]
pub fn Sprintf<F: Text>(format: F, items: &[Item<'_>]) -> String {
    format::printf(format.__go_text(), items).0
}

/// Go's `fmt.Errorf`.
#[must_use]
pub fn Errorf<F: Text>(format: F, items: &[Item<'_>]) -> Error {
    let (text, wrapped) = format::printf(format.__go_text(), items);
    error::new(text, wrapped)
}

/// What `fmt.Fprint` and the like write to.
#[diagnostic::on_unimplemented(
    message = "cannot use `{Self}` as io.Writer value",
    label = "nothing to write to",
    note = "`os.Stdout`, `os.Stderr` and a `strings.Builder` are writers; Rust's `write!` writes to any other"
)]
pub trait Writer {
    /// Writes `text`.
    fn __go_write(&self, text: &str);
}

impl<W: Writer + ?Sized> Writer for &W {
    fn __go_write(&self, text: &str) {
        (**self).__go_write(text);
    }
}

/// Go's `fmt.Fprint`.
pub fn Fprint<W: Writer>(to: W, items: &[Item<'_>]) {
    to.__go_write(&format::print(items));
}

/// Go's `fmt.Fprintln`.
pub fn Fprintln<W: Writer>(to: W, items: &[Item<'_>]) {
    to.__go_write(&format::println(items));
}

/// Go's `fmt.Fprintf`.
pub fn Fprintf<W: Writer, F: Text>(to: W, format: F, items: &[Item<'_>]) {
    to.__go_write(&format::printf(format.__go_text(), items).0);
}
