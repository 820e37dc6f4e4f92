//! What a body takes along: the variables and places of `self` that it names, captured under their names.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Block, Expr, Ident, Pat};

use crate::analyze::captures;
use crate::analyze::exact::Exact;
use crate::analyze::scope::Local;
use crate::analyze::stays::{self, Stays};
use crate::expand::body::Lower;
use crate::expand::capture::{self, Carried, Shape, Sure, Way};
use crate::expand::keeps::Keeps;
use crate::expand::refuse::Extent;
use crate::expand::{at, local, places};

/// Refuses a `&self` that is no reference to a handle: the goroutine may outlive it.
pub(super) fn check_self(cx: &Lower<'_>, place: &Expr) -> Option<TokenStream> {
    let Expr::Path(path) = place else { return None };
    let name = path.path.get_ident().filter(|name| *name == "self" && cx.self_is_reference)?;
    Some(capture::expand_borrowed_self_check(name, cx.golang.shares))
}

/// Notes that the goroutine takes `place` along.
pub(super) fn carry(cx: &mut Lower<'_>, place: &Expr, cfg: Option<TokenStream>) {
    cx.carried.push(Carried { what: place.to_token_stream(), shape: Shape::Place, extent: Extent::of(place), cfg });
}

/// Notes that the goroutine takes `place` along, whose type is known; a text or a number may go
/// anywhere.
pub(super) fn carry_sure(cx: &mut Lower<'_>, place: &Expr, sure: Sure, cfg: Option<TokenStream>) {
    let shape = match sure {
        Sure::Shared | Sure::MovedWhole => Shape::Known,
        Sure::Lent => Shape::Lent,
        Sure::Moved => return,
    };
    cx.carried.push(Carried { what: place.to_token_stream(), shape, extent: Extent::of(place), cfg });
}

impl Lower<'_> {
    /// How `place` is captured, if its declaration says so.
    pub(super) fn sure(&self, place: &Expr, way: Way) -> Option<Sure> {
        let Expr::Path(path) = place else { return None };
        match self.scopes.exact(&path.path.get_ident()?.to_string()).filter(|_| way == Way::Any)? {
            Exact::Value => Some(Sure::Moved),
            Exact::Collection => Some(Sure::MovedWhole),
            Exact::Named { name, is_reference } if self.known.is_handle(&name, self) => {
                Some(if is_reference { Sure::Lent } else { Sure::Shared })
            }
            Exact::Named { .. } => None,
        }
    }

    /// How a variable may be captured here.
    pub(crate) fn way_of(&self, local: Option<Local>) -> Way {
        match local {
            Some(local) if local.depth < self.body.depth => self.share_way(),
            _ => self.any_way(),
        }
    }

    /// How what may not be moved is captured by the form at hand.
    pub(super) fn share_way(&self) -> Way {
        if self.golang.shares { Way::GolangShareOnly } else { Way::ShareOnly }
    }
}

/// What a block captures.
#[derive(Default)]
pub(super) struct Captured {
    /// The captures, which are evaluated now.
    pub(super) prelude: TokenStream,
    /// How they look inside the block.
    pub(super) opened: TokenStream,
    pub(super) keeps: Keeps,
}

/// Captures the variables that `block` names, each under its own name.
pub(super) fn capture_variables(
    cx: &mut Lower<'_>,
    block: &Block,
    params: &[Pat],
    depth: usize,
    span: Span,
    Captured { prelude, opened, keeps }: &mut Captured,
) {
    for free in cx.free_variables(block, params) {
        let name = &free.name;
        let known = cx.scopes.get(&name.to_string());
        let way = match known {
            Some(local) if local.depth < depth => cx.share_way(),
            _ => cx.any_way(),
        };
        let cfg = free.uses.attribute();
        let points = cx.points(name);
        if let Some(span) = free.assigned.filter(|_| !points) {
            let check = capture::expand_assign_check(name, span);
            prelude.extend(quote!(#cfg { #check }));
        }
        let place: Expr = syn::parse_quote!(#name);
        let splits = way == Way::Any && !known.is_some_and(|local| local.reference);
        let fields = free.fields.as_ref().filter(|_| splits && !points);
        let sure = cx.sure(&place, way).filter(|_| fields.is_none());
        match (sure, fields) {
            (Some(sure), _) => carry_sure(cx, &place, sure, cfg.clone()),
            (None, Some(fields)) => cx.carried.extend(places::carried(fields, cfg.as_ref())),
            (None, None) => carry(cx, &place, cfg.clone()),
        }
        let mutable = known.is_some_and(|local| local.mutable);
        let keyword = (mutable || known.is_none() || cx.is_offered(name)).then(|| quote!(mut));
        // Bound where the variable is declared: there rustc says that it is not `mut`. Not where it
        // is named: rustc would take the place that is moved, were it the same, for a pattern.
        let mut bound = name.clone();
        let declared = known.and_then(|local| local.declared).unwrap_or(span);
        bound.set_span(name.span().located_at(declared));
        if known.is_some_and(|local| local.reference) {
            let slot = local(&format!("lent_{name}"), name.span());
            let (value, open) = match sure {
                Some(sure) => {
                    (capture::expand_sure(&place, sure, mutable), capture::open_sure(&slot, sure, name.span()))
                }
                None => (capture::expand_slot(&place, way, mutable), capture::expand_open(&slot, name.span())),
            };
            prelude.extend(quote_spanned!(at(name.span())=> #cfg let #slot = #value;));
            opened.extend(quote_spanned!(at(name.span())=> #cfg #[allow(unused_mut)] let #keyword #bound = #open;));
            if cfg.is_none() {
                keeps.add(&slot, if sure == Some(Sure::Lent) { Stays::Handle } else { Stays::Reached });
            }
        } else {
            let value = match fields {
                _ if let Some(sure) = sure => capture::expand_sure(&place, sure, mutable),
                _ if cx.is_read_only(&place) => quote_spanned!(at(name.span())=> ::core::clone::Clone::clone(&#name)),
                Some(fields) => places::expand_places(&place, fields, mutable),
                None => capture::expand_value(&place, way, mutable),
            };
            prelude.extend(quote_spanned!(at(name.span())=> #cfg #[allow(unused_mut)] let #keyword #bound = #value;));
            if cfg.is_none() && fields.is_none() && sure != Some(Sure::Moved) {
                keeps.add(name, stays::stays(block, &name.to_string(), &|call, index| cx.kept_by_call(call, index)));
            }
        }
        let (sort, exact) = (cx.scopes.sort(&name.to_string()), cx.scopes.exact(&name.to_string()));
        let declared = Some(declared);
        let shared = known.is_some_and(|local| local.shared);
        cx.scopes.insert(name.to_string(), Local { mutable, reference: false, depth: 0, declared, shared });
        cx.scopes.note_name(name.to_string(), sort);
        cx.scopes.note_exact(name.to_string(), exact);
    }
}

/// Captures `self`, or the fields of it that `block` names, and lets the block name variables
/// instead.
pub(super) fn capture_self(
    cx: &mut Lower<'_>,
    block: &mut Block,
    depth: usize,
    Captured { prelude, opened, keeps }: &mut Captured,
) -> Vec<Ident> {
    let way = if depth > 0 { cx.share_way() } else { cx.any_way() };
    let mut names = Vec::new();
    for captures::SelfPlace { place, name } in captures::replace_self(block, cx.self_is_reference) {
        let span = place.span();
        carry(cx, &place, None);
        if matches!(place, Expr::Path(_)) {
            prelude.extend(check_self(cx, &place));
            let slot = local("lent_self", span);
            let value = capture::expand_slot(&place, way, false);
            let open = capture::expand_open(&slot, span);
            prelude.extend(quote_spanned!(at(span)=> let #slot = #value;));
            opened.extend(quote_spanned!(at(span)=> #[allow(unused_mut)] let mut #name = #open;));
            keeps.add(&slot, Stays::Reached);
        } else {
            let value = capture::expand_value(&place, way, false);
            prelude.extend(quote_spanned!(at(span)=> #[allow(unused_mut)] let mut #name = #value;));
            keeps.add(&name, stays::stays(block, &name.to_string(), &|call, index| cx.kept_by_call(call, index)));
        }
        names.push(name);
    }
    names
}

/// The same for a function value, whose calls see what it has taken along.
pub(crate) fn capture_places(
    cx: &mut Lower<'_>,
    block: &mut Block,
    span: Span,
    (prelude, opened): (&mut TokenStream, &mut TokenStream),
) {
    let way = if cx.body.depth > 0 { cx.share_way() } else { cx.any_way() };
    for captures::SelfPlace { place, name } in captures::replace_self(block, cx.self_is_reference) {
        if matches!(place, Expr::Path(_)) {
            prelude.extend(check_self(cx, &place));
            let slot = local("lent_self", span);
            let value = capture::expand_slot(&place, way, false);
            prelude.extend(quote_spanned!(at(span)=> let #slot = #value;));
            opened.extend(quote_spanned!(at(span)=> let #name = #slot.__go_see();));
        } else {
            let value = capture::expand_value(&place, way, false);
            prelude.extend(quote_spanned!(at(span)=> let #name = #value;));
        }
        cx.scopes.insert(
            name.to_string(),
            Local { mutable: false, reference: true, depth: cx.body.depth, declared: None, shared: false },
        );
    }
}
