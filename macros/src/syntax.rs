//! Room 1: tokens become an AST. The grammar of each form stands at the head of its file.

mod anonymous;
mod assertion;
pub(crate) mod body;
mod boxed;
mod builtin;
mod chan_type;
mod composite;
mod declaration;
mod define;
mod for_statement;
pub(crate) mod fragment;
mod func;
pub(crate) mod go;
mod go_statement;
mod go_type;
pub(crate) mod gotokens;
mod if_statement;
pub(crate) mod imports;
pub(crate) mod items;
mod labels;
mod lines;
pub(crate) mod marker;
mod method;
pub(crate) mod options;
pub(crate) mod owner;
pub(crate) mod package;
mod params;
pub(crate) mod pointer;
mod raw;
mod recover;
pub(crate) mod respell;
mod results;
pub(crate) mod runtime_names;
pub(crate) mod select;
mod slip;
pub(crate) mod std_macro;
pub(crate) mod std_names;
mod switch;

use syn::Macro;

/// The forms of the language that stand in goroutine code as macro calls.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Go,
    Defer,
    Select,
}

/// Which form `mac` is: the user's, or the marker of a statement in Go's spelling.
pub(crate) fn form(mac: &Macro) -> Option<Form> {
    let form = match mac.path.segments.last()?.ident.to_string().as_str() {
        "go" => Form::Go,
        "defer" => Form::Defer,
        "select" => Form::Select,
        "__go_go" => return Some(Form::Go),
        "__go_defer" => return Some(Form::Defer),
        "__go_select" => return Some(Form::Select),
        _ => return None,
    };
    owner::is_own(mac).then_some(form)
}

/// Whether `mac` stands for a statement in Go's spelling.
pub(crate) fn is_statement(mac: &Macro) -> bool {
    mac.path.get_ident().is_some_and(|name| name.to_string().starts_with("__go_"))
}

/// How the `go` or `defer` that is `mac` is written.
pub(crate) fn written(mac: &Macro, keyword: go::Keyword) -> go::Written {
    let spelling = if is_statement(mac) { go::Spelling::Statement } else { go::Spelling::Macro };
    let delimiter = match mac.delimiter {
        syn::MacroDelimiter::Brace(_) => go::Delimiter::Brace,
        _ => go::Delimiter::Paren,
    };
    go::Written { keyword, spelling, delimiter }
}
