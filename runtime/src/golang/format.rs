//! `fmt.Printf`'s formats, read while the program runs.

use std::fmt::Write;
use std::iter::Peekable;
use std::str::Chars;

use super::error::Error;
use super::show::{Show, Verb};

/// A value to print.
pub type Item<'a> = Box<dyn Show + 'a>;

/// The items of `fmt.Println(a, list...)`.
#[must_use]
pub fn with_rest<'a, T: Show>(mut items: Vec<Item<'a>>, list: &'a [T]) -> Vec<Item<'a>> {
    items.extend(list.iter().map(|item| Box::new(item) as Item<'a>));
    items
}

/// `fmt.Sprint(items)`: a space between two that are no strings.
#[must_use]
pub fn print(items: &[Item<'_>]) -> String {
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 && !item.__go_is_text() && !items[index - 1].__go_is_text() {
            out.push(' ');
        }
        item.__go_show(&mut out, Verb::VALUE);
    }
    out
}

/// `fmt.Sprintln(items)`: a space between all, and a line end.
#[must_use]
pub fn println(items: &[Item<'_>]) -> String {
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        item.__go_show(&mut out, Verb::VALUE);
    }
    out.push('\n');
    out
}

/// The width and the flags of a verb.
#[derive(Default)]
struct Field {
    width: usize,
    left: bool,
    zero: bool,
    space: bool,
}

/// `fmt.Sprintf(format, items)`, and the error of a `%w`.
#[must_use]
pub fn printf(format: &str, items: &[Item<'_>]) -> (String, Option<Error>) {
    let mut out = String::new();
    let mut wrapped = None;
    let mut next = 0;
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let (field, mut verb) = read_verb(&mut chars, items, &mut next);
        match verb.letter {
            '%' => out.push('%'),
            '\0' => out.push_str("%!(NOVERB)"),
            _ => match items.get(next) {
                None => drop(write!(out, "%!{}(MISSING)", verb.letter)),
                Some(item) => {
                    next += 1;
                    if verb.letter == 'w' {
                        wrapped = item.__go_as_error();
                        verb.letter = 'v';
                    }
                    out.push_str(&pad(&shown(&**item, verb), &field));
                }
            },
        }
    }
    if next < items.len() {
        out.push_str("%!(EXTRA ");
        for (index, item) in items[next..].iter().enumerate() {
            let _ = write!(out, "{}{}=", if index > 0 { ", " } else { "" }, item.__go_type());
            item.__go_show(&mut out, Verb::VALUE);
        }
        out.push(')');
    }
    (out, wrapped)
}

fn read_verb(chars: &mut Peekable<Chars<'_>>, items: &[Item<'_>], next: &mut usize) -> (Field, Verb) {
    let mut field = Field::default();
    let mut verb = Verb { letter: '\0', ..Verb::VALUE };
    while let Some(&flag) = chars.peek() {
        match flag {
            '-' => field.left = true,
            '+' => verb.plus = true,
            '#' => verb.sharp = true,
            ' ' => field.space = true,
            '0' => field.zero = true,
            _ => break,
        }
        chars.next();
    }
    field.width = number(chars, items, next).unwrap_or(0);
    if chars.next_if_eq(&'.').is_some() {
        verb.precision = Some(number(chars, items, next).unwrap_or(0));
    }
    verb.letter = chars.next().unwrap_or('\0');
    (field, verb)
}

/// A number, or `*` for the next item.
fn number(chars: &mut Peekable<Chars<'_>>, items: &[Item<'_>], next: &mut usize) -> Option<usize> {
    if chars.next_if_eq(&'*').is_some() {
        let mut text = String::new();
        items.get(*next)?.__go_show(&mut text, Verb::VALUE);
        *next += 1;
        return text.parse().ok();
    }
    let mut digits = String::new();
    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
        digits.push(digit);
    }
    digits.parse().ok()
}

/// `item` as `verb` says; Go's complaint if the verb is none for it.
fn shown(item: &dyn Show, verb: Verb) -> String {
    let mut text = String::new();
    if verb.letter == 'T' {
        return item.__go_type().to_owned();
    }
    if verb.letter == 'p' {
        item.__go_show(&mut text, Verb::VALUE);
        return text;
    }
    if item.__go_show(&mut text, verb) {
        return text;
    }
    let mut value = String::new();
    item.__go_show(&mut value, Verb::VALUE);
    format!("%!{}({}={value})", verb.letter, item.__go_type())
}

fn pad(text: &str, field: &Field) -> String {
    let text = if field.space && !text.starts_with('-') { format!(" {text}") } else { text.to_owned() };
    let missing = field.width.saturating_sub(text.chars().count());
    if field.left {
        return text + &" ".repeat(missing);
    }
    if field.zero {
        let (sign, digits) = text.split_at(usize::from(text.starts_with(['-', '+'])));
        return format!("{sign}{}{digits}", "0".repeat(missing));
    }
    " ".repeat(missing) + &text
}

#[cfg(test)]
mod tests {
    use super::{Item, print, printf, println};

    fn items<'a>(number: &'a isize, text: &'a str, float: &'a f64) -> Vec<Item<'a>> {
        vec![Box::new(number), Box::new(text), Box::new(float)]
    }

    #[test]
    fn verbs_are_gos() {
        let (number, text, float) = (-5, "a\"b", 2.0 / 3.0);
        let cases = [
            ("%v %v %v", "-5 a\"b 0.6666666666666666"),
            ("%4d|%-6s|%.2f", "  -5|a\"b   |0.67"),
            ("%05d %q %8.3f", "-0005 \"a\\\"b\"    0.667"),
            ("%x %x %e", "-5 612262 6.666667e-01"),
            ("%d%%", "-5%%!(EXTRA string=a\"b, float64=0.6666666666666666)"),
            ("%s", "%!s(int=-5)%!(EXTRA string=a\"b, float64=0.6666666666666666)"),
        ];
        for (format, wanted) in cases {
            assert_eq!(printf(format, &items(&number, text, &float)).0, wanted, "{format}");
        }
        assert_eq!(printf("%d", &[]).0, "%!d(MISSING)");
    }

    #[test]
    fn print_and_println_space_as_in_go() {
        let (one, two): (isize, isize) = (1, 2);
        let list: Vec<Item<'_>> = vec![Box::new(&one), Box::new(&two), Box::new("a"), Box::new("b")];
        assert_eq!(print(&list), "1 2a b".replace("a b", "ab"));
        assert_eq!(println(&list), "1 2 a b\n");
    }
}
