//! Room 1: tokens become an AST. The grammar of each form stands at the head of its file.

pub(crate) mod body;
pub(crate) mod go;
pub(crate) mod options;
pub(crate) mod select;
pub(crate) mod std_macro;

use syn::Macro;

/// The forms of the language that stand in goroutine code as macro calls.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Go,
    Defer,
    Select,
}

/// Which form `mac` is, by the last name of its path.
pub(crate) fn form(mac: &Macro) -> Option<Form> {
    match mac.path.segments.last()?.ident.to_string().as_str() {
        "go" => Some(Form::Go),
        "defer" => Some(Form::Defer),
        "select" => Some(Form::Select),
        _ => None,
    }
}

/// The delimiter of a `go!` as written.
pub(crate) fn delimiter(mac: &Macro) -> go::Delimiter {
    match mac.delimiter {
        syn::MacroDelimiter::Brace(_) => go::Delimiter::Brace,
        _ => go::Delimiter::Paren,
    }
}
