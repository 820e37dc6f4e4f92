//! How Go prints values: `%v` of numbers, strings, lists, maps, structs, errors, times, and what a
//! verb makes of them.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::calendar;
use super::error::Error;
use crate::chan::{Chan, Receiver, Sender};
use crate::defer::Recovered;

/// A verb of a format, with its flags: `%-5.2f`.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// `v`, `d`, `s`, …
    pub letter: char,
    /// `+v`: with the names of fields.
    pub plus: bool,
    /// `#x`: with `0x`.
    pub sharp: bool,
    /// The digits behind the point.
    pub precision: Option<usize>,
}

impl Verb {
    /// `%v`
    pub const VALUE: Verb = Verb { letter: 'v', plus: false, sharp: false, precision: None };
}

/// A value that Go can print.
pub trait Show {
    /// Writes the value as `verb` says; false if the verb is none for it.
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool;

    /// Whether `fmt.Print` puts no space beside it.
    fn __go_is_text(&self) -> bool {
        false
    }

    /// The error that it is, for `%w`.
    fn __go_as_error(&self) -> Option<Error> {
        None
    }

    /// The name of its type, for `%T` and for a wrong verb.
    fn __go_type(&self) -> &'static str {
        std::any::type_name::<Self>()
    }
}

impl<T: Show + ?Sized> Show for &T {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        (**self).__go_show(out, verb)
    }

    fn __go_is_text(&self) -> bool {
        (**self).__go_is_text()
    }

    fn __go_as_error(&self) -> Option<Error> {
        (**self).__go_as_error()
    }

    fn __go_type(&self) -> &'static str {
        (**self).__go_type()
    }
}

macro_rules! through {
    ($($Pointer:ident)*) => { $(impl<T: Show + ?Sized> Show for $Pointer<T> {
        fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
            (**self).__go_show(out, verb)
        }

        fn __go_is_text(&self) -> bool {
            (**self).__go_is_text()
        }

        fn __go_as_error(&self) -> Option<Error> {
            (**self).__go_as_error()
        }

        fn __go_type(&self) -> &'static str {
            (**self).__go_type()
        }
    })* };
}

through! { Box Arc }

macro_rules! whole_numbers {
    ($($Int:ty, $Unsigned:ty, $name:literal;)*) => { $(impl Show for $Int {
        fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
            #[allow(unused_comparisons, clippy::cmp_owned)]
            let sign = if *self < 0 { "-" } else if verb.plus && verb.letter != 'v' { "+" } else { "" };
            let absolute = (*self as i128).unsigned_abs();
            let written = match (verb.letter, verb.sharp) {
                ('v' | 'd', _) => write!(out, "{sign}{absolute}"),
                ('x', false) => write!(out, "{sign}{absolute:x}"),
                ('x', true) => write!(out, "{sign}{absolute:#x}"),
                ('X', _) => write!(out, "{sign}{absolute:X}"),
                ('b', _) => write!(out, "{sign}{absolute:b}"),
                ('o', _) => write!(out, "{sign}{absolute:o}"),
                ('c', _) => write!(out, "{}", u32::try_from(absolute).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')),
                ('q', _) => write!(out, "{:?}", u32::try_from(absolute).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')),
                ('U', _) => write!(out, "U+{absolute:04X}"),
                _ => return false,
            };
            written.is_ok()
        }

        fn __go_type(&self) -> &'static str {
            $name
        }
    })* };
}

whole_numbers! {
    i8, u8, "int8"; i16, u16, "int16"; i32, u32, "int32"; i64, u64, "int64"; isize, usize, "int";
    u8, u8, "uint8"; u16, u16, "uint16"; u32, u32, "uint32"; u64, u64, "uint64"; usize, usize, "uint";
}

macro_rules! floats {
    ($($Float:ty, $name:literal;)*) => { $(impl Show for $Float {
        fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
            let number = f64::from(*self);
            if verb.plus && verb.letter != 'v' && !number.is_sign_negative() {
                out.push('+');
            }
            if number.is_infinite() {
                out.push_str(if number > 0.0 { "+Inf" } else { "-Inf" });
                return true;
            }
            match (verb.letter, verb.precision) {
                ('v' | 'g', None) => shortest(out, number, &self.to_string()),
                ('g' | 'v', Some(digits)) => significant(out, number, digits),
                ('f' | 'F', digits) => drop(write!(out, "{number:.*}", digits.unwrap_or(6))),
                ('e' | 'E', digits) => exponent(out, &format!("{number:.*e}", digits.unwrap_or(6))),
                _ => return false,
            }
            true
        }

        fn __go_type(&self) -> &'static str {
            $name
        }
    })* };
}

floats! { f32, "float32"; f64, "float64"; }

/// Go's `%v` of a float: an exponent below 1e-4 and from 1e21 on.
fn shortest(out: &mut String, number: f64, plain: &str) {
    let size = number.abs();
    if size != 0.0 && !(1e-4..1e21).contains(&size) && !number.is_nan() {
        return exponent(out, &format!("{number:e}"));
    }
    out.push_str(plain);
}

/// `%.3g`
fn significant(out: &mut String, number: f64, digits: usize) {
    let digits = digits.max(1);
    let scientific = format!("{:.*e}", digits - 1, number);
    let power: i32 = scientific.rsplit('e').next().and_then(|power| power.parse().ok()).unwrap_or(0);
    let limit = i32::try_from(digits).unwrap_or(i32::MAX);
    if power < -4 || power >= limit {
        let digits = scientific.split('e').next().unwrap_or_default();
        return exponent(out, &format!("{}e{power}", without_zeros(digits)));
    }
    let text = format!("{number:.*}", usize::try_from(limit - 1 - power).unwrap_or(0));
    out.push_str(without_zeros(&text));
}

/// A decimal fraction without the zeros at its end.
fn without_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// Rust's `1e6` as Go's `1e+06`.
pub(super) fn exponent(out: &mut String, text: &str) {
    let (digits, power) = text.split_once('e').unwrap_or((text, "0"));
    let (sign, power) = power.strip_prefix('-').map_or(('+', power), |power| ('-', power));
    let _ = write!(out, "{digits}e{sign}{power:0>2}");
}

fn show_text(text: &str, out: &mut String, verb: Verb) -> bool {
    let cut: String = match verb.precision {
        Some(count) => text.chars().take(count).collect(),
        None => text.to_owned(),
    };
    match verb.letter {
        'v' if verb.sharp => drop(write!(out, "{cut:?}")),
        'v' | 's' => out.push_str(&cut),
        'q' => drop(write!(out, "{cut:?}")),
        'x' => cut.bytes().for_each(|byte| {
            let _ = write!(out, "{byte:02x}");
        }),
        'X' => cut.bytes().for_each(|byte| {
            let _ = write!(out, "{byte:02X}");
        }),
        _ => return false,
    }
    true
}

macro_rules! texts {
    ($($Type:ty)*) => { $(impl Show for $Type {
        fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
            show_text(self, out, verb)
        }

        fn __go_is_text(&self) -> bool {
            true
        }

        fn __go_type(&self) -> &'static str {
            "string"
        }
    })* };
}

texts! { str String }

impl Show for char {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        match verb.letter {
            'c' => out.push(*self),
            'q' => drop(write!(out, "{self:?}")),
            _ => return u32::from(*self).__go_show(out, verb),
        }
        true
    }

    fn __go_type(&self) -> &'static str {
        "int32"
    }
}

impl Show for bool {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        let is_verb = matches!(verb.letter, 'v' | 't');
        if is_verb {
            out.push_str(if *self { "true" } else { "false" });
        }
        is_verb
    }

    fn __go_type(&self) -> &'static str {
        "bool"
    }
}

impl Show for () {
    fn __go_show(&self, out: &mut String, _: Verb) -> bool {
        out.push_str("{}");
        true
    }

    fn __go_type(&self) -> &'static str {
        "struct {}"
    }
}

impl Show for Error {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        let verb = if verb.letter == 'w' { Verb::VALUE } else { verb };
        show_text(&self.to_string(), out, verb)
    }

    fn __go_as_error(&self) -> Option<Error> {
        Some(self.clone())
    }
}

impl Show for Duration {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        match verb.letter {
            'd' => drop(write!(out, "{}", self.as_nanos())),
            _ => return show_text(&calendar::duration(*self), out, verb),
        }
        true
    }

    fn __go_type(&self) -> &'static str {
        "time.Duration"
    }
}

impl Show for Instant {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        show_text(&calendar::instant(*self), out, verb)
    }

    fn __go_type(&self) -> &'static str {
        "time.Time"
    }
}

/// Shows values one after another, with `open`, spaces and `close`.
fn show_list<'a>(
    items: impl Iterator<Item = &'a (dyn Show + 'a)>,
    out: &mut String,
    verb: Verb,
    (open, close): (&str, &str),
) -> bool {
    out.push_str(open);
    let mut good = true;
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(' ');
        }
        good &= item.__go_show(out, verb);
    }
    out.push_str(close);
    good
}

macro_rules! lists {
    ($([$($param:tt)*] $Type:ty;)*) => { $(impl<T: Show, $($param)*> Show for $Type {
        fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
            show_list(self.iter().map(|item| item as &dyn Show), out, verb, ("[", "]"))
        }
    })* };
}

lists! { [] [T]; [] Vec<T>; [] VecDeque<T>; [const N: usize] [T; N]; }

impl<K: Show + Ord, V: Show> Show for BTreeMap<K, V> {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        show_map(self.iter(), out, verb)
    }
}

/// By key, as Go does.
impl<K: Show + Ord, V: Show, S> Show for HashMap<K, V, S> {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        let mut pairs: Vec<_> = self.iter().collect();
        pairs.sort_by(|a, b| a.0.cmp(b.0));
        show_map(pairs.into_iter(), out, verb)
    }
}

fn show_map<'a, K: Show + 'a, V: Show + 'a>(
    pairs: impl Iterator<Item = (&'a K, &'a V)>,
    out: &mut String,
    verb: Verb,
) -> bool {
    out.push_str("map[");
    let mut good = true;
    for (index, (key, value)) in pairs.enumerate() {
        if index > 0 {
            out.push(' ');
        }
        good &= key.__go_show(out, verb);
        out.push(':');
        good &= value.__go_show(out, verb);
    }
    out.push(']');
    good
}

impl Show for Recovered {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        self.message().__go_show(out, verb)
    }

    fn __go_is_text(&self) -> bool {
        true
    }
}

impl<T: Show> Show for Option<T> {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        match self {
            Some(value) => value.__go_show(out, verb),
            None => {
                out.push_str("<nil>");
                true
            }
        }
    }
}

macro_rules! tuples {
    ($(($($T:ident $index:tt),+);)*) => { $(impl<$($T: Show),+> Show for ($($T,)+) {
        fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
            show_list([$(&self.$index as &dyn Show),+].into_iter(), out, verb, ("{", "}"))
        }
    })* };
}

tuples! { (A 0); (A 0, B 1); (A 0, B 1, C 2); (A 0, B 1, C 2, D 3); }

macro_rules! channels {
    ($($Handle:ident)*) => { $(impl<T> Show for $Handle<T> {
        fn __go_show(&self, out: &mut String, _: Verb) -> bool {
            write!(out, "{self:?}").is_ok()
        }
    })* };
}

channels! { Chan Receiver Sender }

/// The fields of a struct that a Go-looking block declares: `{1 2}`, or `{x:1 y:2}` for `%+v`.
pub fn show_fields(fields: &[(&str, &dyn Show)], out: &mut String, verb: Verb) -> bool {
    out.push('{');
    let mut good = true;
    for (index, (name, value)) in fields.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        if verb.plus {
            let _ = write!(out, "{name}:");
        }
        good &= value.__go_show(out, verb);
    }
    out.push('}');
    good
}

/// What is printed, and how: by [`Show`], else by `Display`, else by `Debug`.
pub struct Shown<'a, T: ?Sized>(pub &'a T);

/// What prints a value: a [`ladder`](crate::dispatch::ladder) that looks at the value.
pub trait ShowChoice<'a> {
    /// What prints it.
    fn __go_shown(&self) -> Box<dyn Show + 'a>;
}

impl<'a, T: Show + ?Sized> ShowChoice<'a> for &&Shown<'a, T> {
    fn __go_shown(&self) -> Box<dyn Show + 'a> {
        Box::new(self.0)
    }
}

impl<'a, T: fmt::Display + ?Sized> ShowChoice<'a> for &Shown<'a, T> {
    fn __go_shown(&self) -> Box<dyn Show + 'a> {
        Box::new(Displayed(self.0))
    }
}

impl<'a, T: fmt::Debug + ?Sized> ShowChoice<'a> for Shown<'a, T> {
    fn __go_shown(&self) -> Box<dyn Show + 'a> {
        Box::new(Debugged(self.0))
    }
}

struct Displayed<'a, T: ?Sized>(&'a T);

impl<T: fmt::Display + ?Sized> Show for Displayed<'_, T> {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        show_text(&self.0.to_string(), out, verb)
    }
}

struct Debugged<'a, T: ?Sized>(&'a T);

impl<T: fmt::Debug + ?Sized> Show for Debugged<'_, T> {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        show_text(&format!("{:?}", self.0), out, verb)
    }
}
