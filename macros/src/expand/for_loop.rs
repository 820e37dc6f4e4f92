//! A `for` loop receives from a channel until it is closed, and runs over anything else as ever.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Expr, ExprForLoop, Stmt};

use super::body::Lower;
use super::call::told;
use super::refuse::{Extent, refuse};
use super::{arrow, at, go, local, outer, single, vet};
use crate::analyze::declared::Kind;
use crate::analyze::polls::Polls;
use crate::analyze::std_types::Sort;
use crate::analyze::{cfg, plain, scope};
use crate::syntax::gotokens::is_any;

/// What a loop in Go's spelling ranges over, seen as something that a loop of Rust's runs over.
///
/// ```text
/// range x, with one variable   →   match &x { x => (&&&range_tag(x)).__go_ranges().__go_over(x) }
///          with two            →   range_two(&x)
/// ```
pub(crate) fn expand_range(cx: &mut Lower<'_>, variables: usize, kind: &Kind, operand: &mut Expr) -> TokenStream {
    let span = arrow::first_span(operand);
    let operand = arrow::borrowed(cx, operand);
    // Go's indices are of type `int`.
    if matches!(kind, Kind::List(_) | Kind::Variadic(_) | Kind::Text) {
        return match variables {
            2 => {
                quote_spanned!(span=> ::core::iter::Iterator::map(__go::range_two(#operand), __go::with_int))
            }
            _ if *kind == Kind::Text => {
                quote_spanned!(span=> __go::range_two(#operand).map(__go::with_int).map(|(at, _)| at))
            }
            _ => quote_spanned!(span=> (0..__go::names::int(__go::len(#operand)))),
        };
    }
    if variables == 2 {
        return quote_spanned!(span=> __go::range_two(#operand));
    }
    // Where the user's operand is: rustc says of it that it cannot be ranged over.
    let ranged = Ident::new("__go_ranged", span);
    quote_spanned!(span=> match #operand {
        #ranged => (&&&__go::range_tag(#ranged)).__go_ranges().__go_over(#ranged),
    })
}

/// A loop whose operand, pattern and body are lowered already; see the runtime's
/// `dispatch/for_loop.rs` for the shape. A loop that starts goroutines yields before it takes the
/// next item; a receive yields by itself.
pub(crate) fn expand_for(
    for_loop: &ExprForLoop,
    allow: Option<&TokenStream>,
    vets: bool,
    give_way: Option<&Stmt>,
) -> TokenStream {
    let ExprForLoop { attrs, label, pat, expr, body, .. } = for_loop;
    let span = expr.span();
    // Where the user's operand is: rustc says of it that it is no iterator, once for all of these.
    let user = |name: &str| Ident::new(name, span);
    let (operand, tag, kind) = (user("__go_operand"), local("tag", span), user("__go_kind"));
    let (items, item) = (user("__go_items"), local("item", span));
    let told = told(&tag, &operand, span);
    let refuse = refuse("RangeChannel", "__go_way", &quote!(#tag), "__go_range_direction", Extent::of(expr));
    // `range` takes nothing of std's that holds a worker, and what it refuses is refused already.
    let vet = if vets { Some(vet::of_type(&tag, span)) } else { None };
    let start = quote_spanned!(span=> __go::For::__go_start(&#kind, #operand));
    let waits = quote_spanned!(span=> __go::For::__go_waits(&#kind));
    // Of the whole call: it says where the loop waits.
    let recv = quote_spanned!(span=> __go::For::__go_recv(&#kind, &mut #items).await);
    let next = quote_spanned!(span=> __go::For::__go_next(&#kind, &mut #items));
    let stmts = &body.stmts;
    let pat = single(pat);
    let (cfgs, attrs): (Vec<_>, Vec<_>) = attrs.iter().cloned().map(outer).partition(cfg::is_cfg);
    quote_spanned! {at(span)=>
        #(#cfgs)*
        match #expr {
            #operand => {
                #told
                #refuse
                #vet
                let #kind = (&&#tag).__go_for();
                let mut #items = #start;
                #(#attrs)*
                #label while let ::core::option::Option::Some(#item) =
                    (if #waits { #recv } else { #give_way #next })
                {
                    #allow let #pat = #item;
                    #(#stmts)*
                }
            }
        }
    }
}

impl Lower<'_> {
    /// Refuses an iterator's method on a channel, as in `for (i, v) in ch.enumerate()`: a channel is
    /// none. Gives what replaces the loop then.
    fn refuse_adapter(&mut self, operand: &Expr) -> Option<TokenStream> {
        const ADAPTERS: &[&str] =
            &["enumerate", "zip", "take", "skip", "map", "filter", "chain", "step_by", "peekable"];
        let Expr::MethodCall(call) = operand else { return None };
        // A `Receiver` is a stream, which has some of these.
        let is_chan = || matches!(self.known.sort(&call.receiver, self), Some(Sort::Named(name)) if name == "chan");
        if !is_any(&call.method, ADAPTERS) || !is_chan() {
            return None;
        }
        let (name, receiver) = (&call.method, &call.receiver);
        let help = "receive with `for v in ch { … }`, and do the rest in the loop";
        self.cx.help(name.span(), format_args!("`{name}` is a method of iterators, and a channel is none"), help);
        Some(quote!({ let _ = &#receiver; }))
    }

    /// A loop, in place.
    pub(super) fn for_loop(&mut self, expr: &mut Expr) {
        self.with_kinds(|this| this.loop_over(expr));
    }

    fn loop_over(&mut self, expr: &mut Expr) {
        let Expr::ForLoop(for_loop) = expr else { return };
        let references = scope::yields_references(&for_loop.expr);
        if let Some(instead) = self.refuse_adapter(&for_loop.expr) {
            *expr = Expr::Verbatim(instead);
            return;
        }
        let golang = self.range(for_loop);
        // What a method returns holds no worker; and where there is no such method, one error is
        // enough.
        let vets = !matches!(*for_loop.expr, Expr::MethodCall(_));
        let plain = self.cannot_wait() || (self.body.in_async && !golang) || plain::is_iterator(&for_loop.expr);
        if !golang {
            self.visit_expr_mut(&mut for_loop.expr);
        }
        let plain = plain || (!golang && self.is_collection(&for_loop.expr));
        if golang {
            super::tail::discard_calls(&mut for_loop.body)
        } else {
            self.discard(&mut for_loop.body)
        }
        let give_way = self.starting(Polls::No, |this| {
            this.scoped(|this| {
                this.bind(&for_loop.pat, references);
                this.visit_block_mut(&mut for_loop.body);
            });
        });
        let again = self.offered_again(&for_loop.pat);
        for_loop.body.stmts.splice(0..0, again);
        if plain {
            for_loop.body.stmts.splice(0..0, give_way);
        } else {
            let allow = golang.then(|| quote!(#[allow(unused_mut)]));
            *expr = Expr::Verbatim(expand_for(for_loop, allow.as_ref(), vets && !golang, give_way.as_ref()));
        }
    }

    /// Visits the body of a loop. If it starts goroutines, or `polls` for what others do, returns
    /// what lets them run now and then. Else the loop would make goroutines faster than they are
    /// run, or, with one worker, go on before any runs.
    pub(super) fn starting(&mut self, polls: Polls, visit: impl FnOnce(&mut Self)) -> Option<Stmt> {
        let before = self.body.starts;
        self.body.loops += 1;
        visit(self);
        self.body.loops -= 1;
        ((polls != Polls::No || self.body.starts > before) && !self.in_closure())
            .then(|| Stmt::Expr(Expr::Verbatim(go::expand_give_way(polls)), None))
    }
}
