//! What a function keeps of its arguments until it ends: read off the body of the function that a
//! call can only mean, in the marked scope or in the user's file.

use std::cell::RefCell;

use quote::ToTokens;
use syn::{Block, Expr, ExprCall, FnArg, Pat, Signature, Type};

use super::captures;
use super::file::File;
use super::known::{self, CallSite, Hidden, Known, Taken};
use super::stays::{Stays, stays};
use super::std_types::Sort;

/// A function that waits, with parameters that may be handles. It has no tokens: what a file says
/// outlives the expansion that it was read for.
pub(crate) struct Body {
    params: Vec<Kept>,
    /// The names of those that are looked at.
    names: Vec<String>,
    /// What the block names.
    idents: Vec<String>,
    hidden: Hidden,
}

/// How a function keeps an argument.
#[derive(Clone)]
struct Kept {
    /// As long as the call at its end does, if there is one.
    stays: Stays,
    given: Option<Given>,
}

/// The call at the end of a body that takes an argument.
#[derive(Clone)]
struct Given {
    path: Vec<String>,
    index: usize,
    count: usize,
}

impl Given {
    fn of(call: &ExprCall, index: usize) -> Option<Given> {
        let Expr::Path(path) = &*call.func else { return None };
        let names = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        path.qself.is_none().then(|| Given { path: names, index, count: call.args.len() })
    }
}

impl Body {
    /// The body of a function, if one of its parameters may be a handle.
    pub(super) fn of(sig: &Signature, block: &Block) -> Option<Body> {
        let handles: Vec<_> = sig.inputs.iter().map(handle).collect::<Option<_>>()?;
        let names: Vec<String> = handles.iter().flatten().cloned().collect();
        if names.is_empty() {
            return None;
        }
        let params = handles.iter().map(|name| Kept::of(name.as_ref(), block)).collect();
        let idents = captures::idents(block.to_token_stream()).iter().map(ToString::to_string).collect();
        Some(Body { params, names, idents, hidden: known::hidden(block) })
    }
}

impl Kept {
    fn of(name: Option<&String>, block: &Block) -> Kept {
        let Some(name) = name else { return Kept { stays: Stays::No, given: None } };
        let given = RefCell::new(None);
        let stays = stays(block, name, &|call, index| {
            let path = Given::of(call, index);
            let stays = if path.is_some() { Stays::Whole } else { Stays::No };
            given.replace(path);
            stays
        });
        Kept { stays, given: given.into_inner() }
    }
}

/// The name of a parameter that may be a handle, or own memory where handles may lie. `None` if it
/// may be configured away.
#[expect(clippy::option_option, reason = "two questions in one pass")]
fn handle(input: &FnArg) -> Option<Option<String>> {
    let FnArg::Typed(param) = input else { return Some(None) };
    if param.attrs.iter().any(|attr| attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr")) {
        return None;
    }
    let name = match &*param.pat {
        Pat::Ident(name) if name.by_ref.is_none() && name.subpat.is_none() => Some(name.ident.to_string()),
        _ => None,
    };
    Some(name.filter(|_| may_hold(&param.ty)))
}

/// Whether a value of `ty` may be something that the runtime's `dispatch/holding.rs` notes.
fn may_hold(ty: &Type) -> bool {
    const HOLD: &[&str] = &["Chan", "chan", "Sender", "Receiver", "WaitGroup", "Arc", "Box", "Vec"];
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| HOLD.iter().any(|name| last.ident == name))
}

/// How the function that `call` names keeps its argument `index`.
pub(crate) fn kept_by_call(
    known: &Known,
    file: Option<&File>,
    call: &ExprCall,
    index: usize,
    place: &impl CallSite,
) -> Stays {
    Given::of(call, index).map_or(Stays::No, |given| kept((known, file), &given, place, CALLS))
}

/// How many calls, each the last of the other, are followed.
const CALLS: usize = 4;

fn kept((known, file): (&Known, Option<&File>), given: &Given, place: &impl CallSite, calls: usize) -> Stays {
    let body = known.body_of(&given.path, place).or_else(|| file?.body_of(&given.path, place));
    let Some(body) = body.filter(|body| calls > 0 && body.params.len() == given.count) else { return Stays::No };
    let Some(Kept { stays, given }) = body.params.get(given.index) else { return Stays::No };
    given.as_ref().map_or(*stays, |given| kept((known, file), given, body, calls - 1).min(*stays))
}

/// The place of a call at the end of the body.
impl CallSite for Body {
    fn sort(&self, _: &str) -> Option<Sort> {
        None
    }

    /// A name that the body mentions once is no variable of its own.
    fn is_item(&self, name: &str) -> bool {
        let is_param = self.names.iter().any(|param| param == name);
        !is_param && self.idents.iter().filter(|ident| *ident == name).count() == 1 && !self.hidden.hides(name)
    }

    fn own_type(&self) -> Option<(&str, Taken)> {
        None
    }
}
