//! What a `go!` evaluates in the caller: the function value and the arguments, one slot each.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Expr, Ident};

use super::Taken;
use super::captured::{carry, carry_sure, check_self};
use crate::analyze::declared::Kind;
use crate::analyze::stays::Stays;
use crate::analyze::{captures, cfg};
use crate::expand::body::Lower;
use crate::expand::capture::{self, Carried, Shape, Sure, Way};
use crate::expand::keeps::Keeps;
use crate::expand::refuse::Extent;
use crate::expand::{at, local};

/// The slots of a call: what was evaluated in the caller, by number.
pub(super) struct Slots {
    pub(super) prelude: TokenStream,
    pub(super) keeps: Keeps,
    pub(super) count: usize,
    pub(super) by_move: bool,
    /// The conditions of the argument at hand.
    pub(super) cfg: Option<TokenStream>,
    /// How the function keeps the argument at hand.
    stays: Stays,
}

impl Slots {
    pub(super) fn new(by_move: bool) -> Self {
        Self { prelude: TokenStream::new(), keeps: Keeps::default(), count: 0, by_move, cfg: None, stays: Stays::No }
    }

    fn fill(&mut self, value: &TokenStream, span: Span) -> Ident {
        let name = local(&format!("slot_{}", self.count), span);
        self.count += 1;
        let cfg = &self.cfg;
        self.prelude.extend(quote_spanned!(at(span)=> #cfg let #name = #value;));
        name
    }

    /// The slots, and behind them what `taken` evaluates and keeps.
    pub(super) fn before(self, taken: Taken) -> Taken {
        let (Slots { prelude: slots, mut keeps, .. }, Taken { prelude, .. }) = (self, &taken);
        let prelude = quote!(#slots #prelude);
        keeps.append(taken.keeps);
        Taken { prelude, keeps, future: taken.future }
    }

    /// Notes that `slot` is kept, unless it is configured away.
    fn keep(&mut self, slot: &Ident, stays: Stays) {
        if self.cfg.is_none() {
            self.keeps.add(slot, stays);
        }
    }

    pub(super) fn fill_value(&mut self, cx: &mut Lower<'_>, value: &impl ToTokens, span: Span) -> Ident {
        let slot = self.fill(&value.to_token_stream(), span);
        let (what, cfg) = (slot.to_token_stream(), self.cfg.clone());
        cx.carried.push(Carried { what, shape: Shape::Value, extent: Extent::of(value), cfg });
        slot
    }

    /// How `place` may be captured here; `None` if it is no place of a local variable.
    fn way(&self, cx: &Lower<'_>, place: &Expr) -> Option<(Way, bool)> {
        if cx.is_golang() && cx.is_behind_pointer(place) {
            return None;
        }
        let root = captures::root(place)?;
        if root == "self" {
            let way = if cx.in_closure() { cx.share_way() } else { cx.any_way() };
            return Some((if self.by_move { Way::Move } else { way }, false));
        }
        let local = cx.scopes.get(&root.to_string());
        if local.is_none() && (cx.knows_locals || !captures::reads_as_variable(&root.to_string())) {
            return None;
        }
        let mutable = local.is_some_and(|local| local.mutable) && matches!(place, Expr::Path(_));
        Some((if self.by_move { Way::Move } else { cx.way_of(local) }, mutable))
    }

    /// What the arguments of a call are inside the goroutine; a channel is given with the direction
    /// that the function takes.
    pub(super) fn arguments(
        &mut self,
        cx: &mut Lower<'_>,
        args: impl IntoIterator<Item = Expr>,
        kinds: &[Kind],
        kept: &[Stays],
    ) -> Vec<TokenStream> {
        let args = args.into_iter().enumerate().map(|(index, mut arg)| {
            let span = arg.span();
            self.stays = kept.get(index).copied().unwrap_or(Stays::No);
            if let Some(
                kind @ (Kind::Channel(..)
                | Kind::Text
                | Kind::Error
                | Kind::Func(_)
                | Kind::Interface(_)
                | Kind::Any
                | Kind::Named(..)),
            ) = kinds.get(index)
            {
                let stays = if is_known(&arg) { self.stays } else { Stays::No };
                cx.given(&mut arg, kind);
                let slot = self.fill(&arg.to_token_stream(), span);
                self.keep(&slot, stays);
                return slot.into_token_stream();
            }
            if matches!(kinds.get(index), Some(Kind::Ref)) && cx.kind_of(&arg) == Kind::Pointer {
                arg = syn::parse_quote!(&#arg);
            }
            self.argument(cx, arg)
        });
        let args = args.collect();
        self.stays = Stays::No;
        args
    }

    /// What an argument is inside the goroutine.
    pub(super) fn argument(&mut self, cx: &mut Lower<'_>, mut arg: Expr) -> TokenStream {
        let cfgs = cfg::take(&mut arg);
        let cfg = (!cfgs.is_empty()).then(|| quote!(#(#cfgs)*));
        self.cfg.clone_from(&cfg);
        let value = self.value(cx, arg);
        self.cfg = None;
        quote!(#cfg #value)
    }

    pub(super) fn value(&mut self, cx: &mut Lower<'_>, mut arg: Expr) -> TokenStream {
        let span = arg.span();
        if matches!(arg, Expr::Lit(_)) {
            return arg.to_token_stream();
        }
        if let Some((way, mutable)) = self.way(cx, &arg) {
            self.prelude.extend(check_self(cx, &arg));
            if let Some(sure) = cx.sure(&arg, way) {
                carry_sure(cx, &arg, sure, self.cfg.clone());
                let slot = self.fill(&capture::expand_sure(&arg, sure, mutable), span);
                self.keep(&slot, if sure == Sure::Lent { Stays::Handle } else { self.stays });
                return capture::open_sure(&slot, sure, span);
            }
            carry(cx, &arg, self.cfg.clone());
            let slot = self.fill(&capture::expand_slot(&arg, way, mutable), span);
            self.keep(&slot, self.stays);
            return capture::expand_open(&slot, span);
        }
        if let Expr::Reference(reference) = &mut arg
            && cx.is_golang()
            && matches!(*reference.expr, Expr::Index(_))
        {
            // An element of a list stays where it is.
            cx.value(&mut reference.expr);
            let slot = self.fill_value(cx, &reference.expr, span);
            return quote_spanned!(at(span)=> &#slot);
        }
        if let Expr::Reference(reference) = &mut arg
            && reference.mutability.is_none()
            && !matches!(*reference.expr, Expr::Index(_) | Expr::Unary(_) | Expr::Lit(_))
        {
            let slot = match self.way(cx, &reference.expr) {
                Some((way, mutable)) => {
                    carry(cx, &reference.expr, self.cfg.clone());
                    let slot = self.fill(&capture::expand_value(&reference.expr, way, mutable), span);
                    self.keep(&slot, Stays::Whole);
                    slot
                }
                None => {
                    cx.visit_expr_mut(&mut reference.expr);
                    self.fill_value(cx, &reference.expr, span)
                }
            };
            return quote_spanned!(at(span)=> &#slot);
        }
        if let Some(name) = self.mutably_borrowed(cx, &arg) {
            let message = format_args!("a goroutine may outlive `{name}`, so it cannot borrow it");
            let help = format_args!(
                "move it in, with a block in place of the call: `go! {{ … &mut {name} … }}`, or share an `Arc<sync::Mutex<_>>`"
            );
            cx.cx.push(syn::Error::new_spanned(&arg, format!("{message}\nhelp: {help}")));
            return quote_spanned!(at(span)=> ::core::option::Option::unwrap(::core::option::Option::None));
        }
        let stays = if is_known(&arg) { self.stays } else { Stays::No };
        cx.visit_expr_mut(&mut arg);
        let slot = self.fill_value(cx, &arg, span);
        self.keep(&slot, stays);
        slot.into_token_stream()
    }

    /// The local variable that `arg` borrows with `&mut`, which no goroutine can be given.
    fn mutably_borrowed<'a>(&self, cx: &Lower<'_>, arg: &'a Expr) -> Option<&'a Ident> {
        let Expr::Reference(reference) = arg else { return None };
        reference.mutability?;
        let Expr::Path(_) = &*reference.expr else { return None };
        self.way(cx, &reference.expr)?;
        captures::root(&reference.expr)
    }
}

/// Whether the type of `arg` is known before the call that it is an argument of: a variable, or a
/// clone of one.
fn is_known(arg: &Expr) -> bool {
    match arg {
        Expr::MethodCall(call) => {
            call.method == "clone" && call.args.is_empty() && captures::root(&call.receiver).is_some()
        }
        Expr::Call(call) => matches!(&*call.func, Expr::Path(path) if {
            let names: Vec<_> = path.path.segments.iter().rev().take(2).map(|segment| segment.ident.to_string()).collect();
            matches!(&names[..], [name, ty] if ty == "Arc" && (name == "clone" || name == "new"))
        }),
        other => captures::root(other).is_some(),
    }
}
