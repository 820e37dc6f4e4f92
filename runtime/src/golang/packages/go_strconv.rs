//! `strconv`

use super::super::error::{self, Error};
use super::super::text::Text;

/// Go's `strconv.Itoa`.
#[must_use]
pub fn Itoa<N: ToString>(number: N) -> String {
    number.to_string()
}

/// Go's `strconv.Atoi`.
#[must_use]
pub fn Atoi<T: Text>(text: T) -> (isize, Error) {
    parse("Atoi", text.__go_text())
}

/// Go's `strconv.Quote`.
#[must_use]
pub fn Quote<T: Text>(text: T) -> String {
    format!("{:?}", text.__go_text())
}

/// Go's `strconv.ParseFloat`.
#[must_use]
pub fn ParseFloat<T: Text>(text: T, _bits: isize) -> (f64, Error) {
    parse("ParseFloat", text.__go_text())
}

/// Go's `strconv.ParseBool`.
#[must_use]
pub fn ParseBool<T: Text>(text: T) -> (bool, Error) {
    match text.__go_text() {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => (true, Error::default()),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => (false, Error::default()),
        text => (false, invalid("ParseBool", text)),
    }
}

fn parse<N: std::str::FromStr + Default>(function: &str, text: &str) -> (N, Error) {
    match text.parse() {
        Ok(number) => (number, Error::default()),
        Err(_) => (N::default(), invalid(function, text)),
    }
}

fn invalid(function: &str, text: &str) -> Error {
    error::new(format!("strconv.{function}: parsing {text:?}: invalid syntax"), None)
}
