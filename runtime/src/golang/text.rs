//! Where Go takes a `string`: a copy of any text.

use std::borrow::Cow;
use std::sync::Arc;

/// What is a `string` in Go's sense.
#[diagnostic::on_unimplemented(
    message = "cannot use `{Self}` as string value",
    label = "not text",
    note = "to print a value use `fmt.Sprint(x)` or `format!(\"{{x}}\")`"
)]
pub trait Text {
    /// The text.
    fn __go_text(&self) -> &str;
}

macro_rules! texts {
    ($($Type:ty)*) => { $(impl Text for $Type {
        fn __go_text(&self) -> &str {
            self
        }
    })* };
}

texts! { str String Box<str> Arc<str> Cow<'_, str> }

impl<T: Text + ?Sized> Text for &T {
    fn __go_text(&self) -> &str {
        (**self).__go_text()
    }
}

impl<T: Text + ?Sized> Text for &mut T {
    fn __go_text(&self) -> &str {
        (**self).__go_text()
    }
}

/// The text of `text`.
pub fn text<T: Text + ?Sized>(text: &T) -> &str {
    text.__go_text()
}

/// A string of its own for `text`.
#[must_use]
pub fn string<T: Text>(text: T) -> String {
    text.__go_text().to_owned()
}

/// Go's `min` of two.
#[must_use]
pub fn smaller<T: PartialOrd>(a: T, b: T) -> T {
    if b < a { b } else { a }
}

/// Go's `max` of two.
#[must_use]
pub fn greater<T: PartialOrd>(a: T, b: T) -> T {
    if b > a { b } else { a }
}

/// Go's `panic(v)`.
///
/// # Panics
///
/// Always, with the value as Go prints it.
#[track_caller]
pub fn go_panic(value: Box<dyn super::show::Show + '_>) -> ! {
    let mut text = String::new();
    value.__go_show(&mut text, super::show::Verb::VALUE);
    std::panic::panic_any(text)
}

/// Go's `x[i:j]`: a copy of the part, as strings cannot change and lists have one owner.
pub trait GoSlice {
    /// A string or a list.
    type Copied;

    /// The copy.
    fn __go_slice(&self) -> Self::Copied;
}

impl GoSlice for str {
    type Copied = String;

    fn __go_slice(&self) -> String {
        self.to_owned()
    }
}

impl<T: Clone> GoSlice for [T] {
    type Copied = Vec<T>;

    fn __go_slice(&self) -> Vec<T> {
        self.to_vec()
    }
}

/// Go's `a + b` of strings.
#[must_use]
pub fn concat<A: Text + ?Sized, B: Text + ?Sized>(a: &A, b: &B) -> String {
    [a.__go_text(), b.__go_text()].concat()
}

/// What a `String()` or `Error()` of the user's gives, which does not wait.
///
/// # Panics
///
/// If it waits.
#[track_caller]
pub fn now<F: std::future::Future>(text: F) -> F::Output {
    let mut text = std::pin::pin!(text);
    match text.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        std::task::Poll::Ready(text) => text,
        std::task::Poll::Pending => panic!("a method that makes text, or that compares, must not wait"),
    }
}
