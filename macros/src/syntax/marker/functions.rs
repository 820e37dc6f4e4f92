//! Go's built-in functions, one row each: what makes a call one of theirs, and how its marker is
//! expanded. A call with another number of arguments is the user's own function.

use std::ops::RangeInclusive;

/// A built-in function of Go's.
pub(crate) struct Function {
    pub(crate) name: &'static str,
    /// How many arguments it takes.
    pub(crate) takes: RangeInclusive<usize>,
    /// Whether the last argument may be a list with `...` behind it.
    pub(crate) spreads: bool,
    pub(crate) form: Form,
}

/// How a built-in function is expanded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// It takes a type, and counts its other arguments itself.
    Make,
    /// The function of the runtime that has its name, given a reference.
    Reference,
    /// Code of its own, in `expand/builtin.rs`.
    Code,
}

const ANY: usize = usize::MAX;

pub(crate) const FUNCTIONS: &[Function] = &[
    Function { name: "append", takes: 2..=ANY, spreads: true, form: Form::Code },
    Function { name: "cap", takes: 1..=1, spreads: false, form: Form::Reference },
    Function { name: "clear", takes: 1..=1, spreads: false, form: Form::Code },
    Function { name: "close", takes: 1..=1, spreads: false, form: Form::Reference },
    Function { name: "delete", takes: 2..=2, spreads: false, form: Form::Code },
    Function { name: "len", takes: 1..=1, spreads: false, form: Form::Reference },
    Function { name: "make", takes: 1..=ANY, spreads: false, form: Form::Make },
    Function { name: "max", takes: 2..=ANY, spreads: false, form: Form::Code },
    Function { name: "min", takes: 2..=ANY, spreads: false, form: Form::Code },
    Function { name: "panic", takes: 1..=1, spreads: false, form: Form::Code },
];

/// The built-in function called `name`.
pub(crate) fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// What the marker of a function has behind its name where a list is spread.
pub(crate) const SPREAD: &str = "_all";
