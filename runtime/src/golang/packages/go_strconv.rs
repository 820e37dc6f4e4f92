//! `strconv`

use std::num::IntErrorKind;

use super::super::error::{self, Error};
use super::super::show::{self, Show, Verb};
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

/// Go's `strconv.ParseInt`, of the bases 2 to 36, and of 0 by the text's prefix.
#[must_use]
pub fn ParseInt<T: Text>(text: T, base: isize, bits: isize) -> (i64, Error) {
    let text = text.__go_text();
    let (sign, digits) =
        text.strip_prefix('-').map_or(("", text.strip_prefix('+').unwrap_or(text)), |rest| ("-", rest));
    let (base, digits) = match (base, digits.get(..2).map(str::to_ascii_lowercase).as_deref()) {
        (0, Some("0x")) => (16, &digits[2..]),
        (0, Some("0o")) => (8, &digits[2..]),
        (0, Some("0b")) => (2, &digits[2..]),
        (0, _) => (10, digits),
        (base, _) => (u32::try_from(base).unwrap_or(0), digits),
    };
    if !(2..=36).contains(&base) {
        return (0, error::new(format!("strconv.ParseInt: parsing {text:?}: invalid base {base}"), None));
    }
    let bits = if (1..64).contains(&bits) { bits } else { 64 };
    let (least, most) = (i64::MIN >> (64 - bits), i64::MAX >> (64 - bits));
    match i128::from_str_radix(&format!("{sign}{digits}"), base) {
        Ok(number) => match i64::try_from(number) {
            Ok(number) if (least..=most).contains(&number) => (number, Error::default()),
            _ => (if number < 0 { least } else { most }, out_of_range(text)),
        },
        Err(error) if *error.kind() == IntErrorKind::PosOverflow => (most, out_of_range(text)),
        Err(error) if *error.kind() == IntErrorKind::NegOverflow => (least, out_of_range(text)),
        Err(_) => (0, invalid("ParseInt", text)),
    }
}

fn out_of_range(text: &str) -> Error {
    error::new(format!("strconv.ParseInt: parsing {text:?}: value out of range"), None)
}

/// Go's `strconv.FormatInt`, of the bases 2 to 36.
///
/// # Panics
///
/// If the base is another.
#[must_use]
#[track_caller]
pub fn FormatInt<N: Into<i64>>(number: N, base: isize) -> String {
    let Some(base) = u32::try_from(base).ok().filter(|base| (2..=36).contains(base)) else {
        panic!("strconv: illegal AppendInt/FormatInt base")
    };
    let number = number.into();
    let (mut rest, mut digits) = (number.unsigned_abs(), Vec::new());
    while rest > 0 || digits.is_empty() {
        digits.extend(char::from_digit((rest % u64::from(base)) as u32, base));
        rest /= u64::from(base);
    }
    digits.extend((number < 0).then_some('-'));
    digits.iter().rev().collect()
}

/// Go's `strconv.FormatBool`.
#[must_use]
pub fn FormatBool(value: bool) -> String {
    value.to_string()
}

/// Go's `strconv.FormatFloat`; a precision of -1 is as many digits as tell the number.
#[must_use]
pub fn FormatFloat<N: Into<f64>, L: Letter>(number: N, letter: L, precision: isize, _bits: isize) -> String {
    let number = number.into();
    let (letter, precision) = (letter.__go_letter(), usize::try_from(precision).ok());
    let mut out = String::new();
    match (letter, precision) {
        ('f', None) if number.is_finite() => return number.to_string(),
        ('e' | 'E', None) if number.is_finite() => show::exponent(&mut out, &format!("{number:e}")),
        ('f' | 'F' | 'e' | 'E' | 'g' | 'G', precision) => {
            let verb = Verb { letter: letter.to_ascii_lowercase(), precision, ..Verb::VALUE };
            number.__go_show(&mut out, verb);
        }
        (other, _) => return format!("%{other}"),
    }
    if letter.is_uppercase() { out.to_uppercase() } else { out }
}

/// The letter of a format: a byte in Go.
pub trait Letter {
    /// The letter.
    fn __go_letter(self) -> char;
}

impl Letter for char {
    fn __go_letter(self) -> char {
        self
    }
}

impl Letter for u8 {
    fn __go_letter(self) -> char {
        char::from(self)
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

#[cfg(test)]
mod tests {
    use super::{FormatFloat, FormatInt, ParseInt};

    #[test]
    fn floats_as_go_formats_them() {
        let of = |number: f64, letter: char, precision| FormatFloat(number, letter, precision, 64);
        assert_eq!([of(1.5, 'f', -1), of(7.0, 'f', -1), of(1e21, 'f', -1)], ["1.5", "7", "1000000000000000000000"]);
        assert_eq!([of(2.0 / 3.0, 'f', 2), of(1234.5, 'e', 3), of(0.5, 'e', -1)], ["0.67", "1.234e+03", "5e-01"]);
        assert_eq!([of(1e21, 'g', -1), of(1e21, 'G', -1), of(100_000.0, 'g', 3)], ["1e+21", "1E+21", "1e+05"]);
        assert_eq!(FormatFloat(1.0, b'f', 1, 32), "1.0");
    }

    #[test]
    fn whole_numbers_in_other_bases() {
        assert_eq!([FormatInt(255, 16), FormatInt(-8, 2), FormatInt(0, 10)], ["ff", "-1000", "0"]);
        assert_eq!(FormatInt(i64::MIN, 10), i64::MIN.to_string());
        let of = |text, base, bits| {
            let (number, error) = ParseInt(text, base, bits);
            (number, error.to_string())
        };
        assert_eq!(of("-ff", 16, 64).0, -255);
        assert_eq!(of("0x1F", 0, 64).0, 31);
        assert_eq!(of("300", 10, 8), (127, "strconv.ParseInt: parsing \"300\": value out of range".to_owned()));
        assert_eq!(of("x", 10, 64), (0, "strconv.ParseInt: parsing \"x\": invalid syntax".to_owned()));
    }
}
