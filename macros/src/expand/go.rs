//! Rules 2 and 3: `go!` evaluates the function value and the arguments now, takes along what its
//! block names, and runs the call in a new goroutine. `defer!` and the function literals given to
//! `wg.go(…)` are built from the same parts.
//!
//! ```text
//! go!(f(x, g()))   →   { let slot_0 = CAPTURE(x); let slot_1 = g(); spawn(async move { f(OPEN(slot_0), slot_1) }) }
//! go! { x.run() }  →   { let x = CAPTURE(x); spawn(async move { x.run() }) }
//! ```

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Block, Expr, ExprCall, ExprMethodCall, Ident, Pat, ReturnType};

use super::body::Lower;
use super::call::{Frame, expand_call, expand_method_call};
use super::capture::{self, Carried, Shape, Sure, Way};
use super::keeps::Keeps;
use super::refuse::Extent;
use super::tail::discard_calls;
use super::{again, at, builtin, defer, local, package, places};
use crate::analyze::captures::{self, Use};
use crate::analyze::cfg;
use crate::analyze::declared::Kind;
use crate::analyze::exact::Exact;
use crate::analyze::known::Calling;
use crate::analyze::polls::Polls;
use crate::analyze::scope::Local;
use crate::analyze::stays::{self, Stays};
use crate::syntax::go::{Go, Operand};
use crate::syntax::gotokens::is_any;
use crate::syntax::marker;
use crate::syntax::runtime_names::LITERALS;
use crate::syntax::std_macro;

/// `go!`: an expression of type `JoinHandle`.
pub(crate) fn expand_go(cx: &mut Lower<'_>, go: Go, span: Span) -> TokenStream {
    let outer = std::mem::take(&mut cx.carried);
    cx.opens = matches!(go.operand, Operand::Block(_) | Operand::Literal { .. });
    let Taken { prelude, keeps, future } = expand_future(cx, go, span);
    let future = keeps.around(future, span);
    cx.starts += 1;
    let carried = std::mem::replace(&mut cx.carried, outer);
    let of = |is_value| {
        let of_shape = move |carried: &&Carried| (carried.shape == Shape::Value) == is_value;
        capture::expand_carried(carried.iter().filter(of_shape), span)
    };
    let (places, values) = (of(false), of(true));
    let name = Ident::new("__go_future", span);
    let start = expand_start(&name, span);
    // Values are looked at behind the call, which may tell the type of one: `go!(f(x.into()))`.
    quote_spanned!(at(span)=> { #places #prelude let #name = #future; #values #start })
}

/// Starts the goroutine that runs the future `name`: through a function of the place, so that what
/// rustc says about its bounds points at the user's `go!`, and so that the goroutine's origin is
/// there.
fn expand_start(name: &Ident, span: Span) -> TokenStream {
    quote_spanned! {span=> {
        #[track_caller]
        #[allow(clippy::all, clippy::pedantic, unused_qualifications)]
        fn go<F>(goroutine: F) -> __go::JoinHandle<F::Output>
        where
            F: __go::Future + __go::Send + 'static,
            F::Output: __go::Send,
        {
            __go::spawn(goroutine)
        }
        go(#name)
    }}
}

/// The beginning of each turn of a loop that starts goroutines, or polls: once a run has started
/// many or asked often, it yields.
pub(crate) fn expand_give_way(polls: Polls) -> TokenStream {
    let is_time = match polls {
        Polls::ByQuestion => quote!(__go::has_asked_often),
        Polls::No | Polls::ByOperation => quote!(__go::has_started_many),
    };
    quote_spanned!(Span::mixed_site()=> if #is_time() { __go::yield_now().await })
}

/// `defer!`: a statement.
pub(crate) fn expand_deferred(cx: &mut Lower<'_>, go: Go, span: Span) -> TokenStream {
    // It stays in the goroutine at hand: what it takes along is not carried to another.
    let outer = std::mem::take(&mut cx.carried);
    let Taken { prelude, keeps, future } = expand_future(cx, go, span);
    cx.carried = outer;
    defer::expand_defer(&prelude, &keeps.until_begun(), &future, span)
}

/// What `go!` and `defer!` are made of.
struct Taken {
    /// What is evaluated now.
    prelude: TokenStream,
    /// What is taken along and kept.
    keeps: Keeps,
    /// The future that runs later.
    future: TokenStream,
}

/// What is evaluated now, and the future that runs later.
fn expand_future(cx: &mut Lower<'_>, go: Go, span: Span) -> Taken {
    let by_move = go.move_token.is_some();
    match package::as_literal(cx, go.operand) {
        Operand::Block(block) => expand_block(cx, block, &[], by_move, span),
        Operand::Literal { params, output, body, args } => {
            let literal = Literal { params: &params, output: &output, body };
            expand_literal(cx, literal, args, by_move, span)
        }
        Operand::Call(call) => expand_call_operand(cx, call, by_move, span),
        Operand::Method(mut call) => match cx.field_call(&Expr::MethodCall(call.clone())) {
            Some(Expr::Call(call)) => expand_call_operand(cx, call, by_move, span),
            _ => {
                cx.promoted(&mut call);
                expand_method_operand(cx, call, by_move, span)
            }
        },
        Operand::Macro(mac) => expand_macro_operand(cx, mac, by_move, span),
    }
}

/// The slots of a call: what was evaluated in the caller, by number.
struct Slots {
    prelude: TokenStream,
    keeps: Keeps,
    count: usize,
    by_move: bool,
    /// The conditions of the argument at hand.
    cfg: Option<TokenStream>,
}

impl Slots {
    fn new(by_move: bool) -> Self {
        Self { prelude: TokenStream::new(), keeps: Keeps::default(), count: 0, by_move, cfg: None }
    }

    fn fill(&mut self, value: &TokenStream, span: Span) -> Ident {
        let name = local(&format!("slot_{}", self.count), span);
        self.count += 1;
        let cfg = &self.cfg;
        self.prelude.extend(quote_spanned!(at(span)=> #cfg let #name = #value;));
        name
    }

    /// The slots, and behind them what `taken` evaluates and keeps.
    fn before(self, taken: Taken) -> Taken {
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

    fn fill_value(&mut self, cx: &mut Lower<'_>, value: &impl ToTokens, span: Span) -> Ident {
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
    fn arguments(
        &mut self,
        cx: &mut Lower<'_>,
        args: impl IntoIterator<Item = Expr>,
        kinds: &[Kind],
    ) -> Vec<TokenStream> {
        let args = args.into_iter().enumerate().map(|(index, mut arg)| {
            let span = arg.span();
            if let Some(kind @ (Kind::Channel(..) | Kind::Text | Kind::Error | Kind::Func(_) | Kind::Interface(_))) =
                kinds.get(index)
            {
                cx.given(&mut arg, kind);
                return self.fill(&arg.to_token_stream(), span).into_token_stream();
            }
            if matches!(kinds.get(index), Some(Kind::Ref)) && cx.kind_of(&arg) == Kind::Pointer {
                arg = syn::parse_quote!(&#arg);
            }
            self.argument(cx, arg)
        });
        args.collect()
    }

    /// What an argument is inside the goroutine.
    fn argument(&mut self, cx: &mut Lower<'_>, mut arg: Expr) -> TokenStream {
        let cfgs = cfg::take(&mut arg);
        let cfg = (!cfgs.is_empty()).then(|| quote!(#(#cfgs)*));
        self.cfg.clone_from(&cfg);
        let value = self.value(cx, arg);
        self.cfg = None;
        quote!(#cfg #value)
    }

    fn value(&mut self, cx: &mut Lower<'_>, mut arg: Expr) -> TokenStream {
        let span = arg.span();
        if matches!(arg, Expr::Lit(_)) {
            return arg.to_token_stream();
        }
        if let Some((way, mutable)) = self.way(cx, &arg) {
            self.prelude.extend(check_self(cx, &arg));
            if let Some(sure) = cx.sure(&arg, way) {
                carry_sure(cx, &arg, sure, self.cfg.clone());
                let slot = self.fill(&capture::expand_sure(&arg, sure, mutable), span);
                self.keep(&slot, if sure == Sure::Lent { Stays::Handle } else { Stays::No });
                return capture::open_sure(&slot, sure, span);
            }
            carry(cx, &arg, self.cfg.clone());
            let slot = self.fill(&capture::expand_slot(&arg, way, mutable), span);
            self.keep(&slot, Stays::No);
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
        cx.visit_expr_mut(&mut arg);
        let slot = self.fill_value(cx, &arg, span);
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

/// Refuses a `&self` that is no reference to a handle: the goroutine may outlive it.
fn check_self(cx: &Lower<'_>, place: &Expr) -> Option<TokenStream> {
    let Expr::Path(path) = place else { return None };
    let name = path.path.get_ident().filter(|name| *name == "self" && cx.self_is_reference)?;
    Some(capture::expand_borrowed_self_check(name, cx.golang.shares))
}

/// Notes that the goroutine takes `place` along.
fn carry(cx: &mut Lower<'_>, place: &Expr, cfg: Option<TokenStream>) {
    cx.carried.push(Carried { what: place.to_token_stream(), shape: Shape::Place, extent: Extent::of(place), cfg });
}

/// Notes that the goroutine takes `place` along, whose type is known; a text or a number may go
/// anywhere.
fn carry_sure(cx: &mut Lower<'_>, place: &Expr, sure: Sure, cfg: Option<TokenStream>) {
    let shape = match sure {
        Sure::Shared | Sure::MovedWhole => Shape::Known,
        Sure::Lent => Shape::Lent,
        Sure::Moved => return,
    };
    cx.carried.push(Carried { what: place.to_token_stream(), shape, extent: Extent::of(place), cfg });
}

impl Lower<'_> {
    /// How `place` is captured, if its declaration says so.
    fn sure(&self, place: &Expr, way: Way) -> Option<Sure> {
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
    pub(super) fn way_of(&self, local: Option<Local>) -> Way {
        match local {
            Some(local) if local.depth < self.scopes.depth => self.share_way(),
            _ => self.any_way(),
        }
    }

    /// How what may not be moved is captured by the form at hand.
    fn share_way(&self) -> Way {
        if self.golang.shares { Way::GolangShareOnly } else { Way::ShareOnly }
    }
}

fn expand_call_operand(cx: &mut Lower<'_>, call: ExprCall, by_move: bool, span: Span) -> Taken {
    let mut slots = Slots::new(by_move);
    let (kinds, calling) = (cx.kinds_of_call(&call), cx.calling_of(&call));
    if cx.known.is_constructor(&call.func, cx) {
        let help = "name a function that uses the value: `go!(f(x))`";
        let message = format!("go requires function call, not conversion\nhelp: {help}");
        cx.cx.push(syn::Error::new_spanned(&call, message));
    }
    let mut func = *call.func;
    let (name, call_span) = match &func {
        Expr::Path(path) => path.path.segments.last().map(|last| (last.ident.to_string(), last.ident.span())),
        _ => None,
    }
    .unwrap_or_else(|| (String::new(), func.span()));
    while let Expr::Paren(paren) = func {
        func = *paren.expr;
    }
    if let Some(builtin) = builtin::callee(cx, &func) {
        let args: Vec<_> = call.args.into_iter().map(|arg| slots.argument(cx, arg)).collect();
        let called = quote_spanned!(call_span=> #builtin(#(&#args),*));
        return finish_call(slots, &called, (Frame::Inline, None), call_span, span);
    }
    let is_item = matches!(&func, Expr::Path(_))
        && captures::root(&func).is_none_or(|name| cx.scopes.get(&name.to_string()).is_none());
    let func = match func {
        item if is_item => item.to_token_stream(),
        // An element of a list stays where it is.
        mut element @ Expr::Index(_) => {
            cx.value(&mut element);
            slots.fill_value(cx, &element, call_span).into_token_stream()
        }
        value => slots.argument(cx, value),
    };
    let func = if is_item { func } else { quote!((#func)) };
    let mut args = call.args;
    cx.pack(&mut args, &kinds);
    let args = slots.arguments(cx, args, &kinds);
    let called = quote_spanned!(call_span=> (#(#args),*));
    finish_call(slots, &quote!(#func #called), (cx.frame(&name), calling), call_span, span)
}

fn expand_method_operand(cx: &mut Lower<'_>, call: ExprMethodCall, by_move: bool, span: Span) -> Taken {
    let mut slots = Slots::new(by_move);
    let receiver = slots.argument(cx, *call.receiver);
    slots.keeps.reach();
    let kinds = cx.kinds_of_method(&call.method, call.args.len());
    let mut args = call.args;
    cx.pack(&mut args, &kinds);
    let args = slots.arguments(cx, args, &kinds);
    let (method, turbofish) = (&call.method, &call.turbofish);
    let receiver_name = local("receiver", span);
    let called = quote_spanned! {method.span()=> #receiver_name.#method #turbofish (#(#args),*) };
    let frame = cx.frame(&method.to_string());
    let awaited = expand_method_call(&called, method, frame);
    let future = quote_spanned! {at(span)=> async move {
        #[allow(unused_mut)]
        let mut #receiver_name = #receiver;
        #[allow(unreachable_code)]
        let __go_output = #awaited;
        __go_output
    }};
    Taken { prelude: slots.prelude, keeps: slots.keeps, future }
}

fn finish_call(
    slots: Slots,
    call: &TokenStream,
    (frame, calling): (Frame, Option<Calling>),
    call_span: Span,
    span: Span,
) -> Taken {
    let awaited = match calling {
        Some(Calling::Waits) if frame == Frame::Inline => quote_spanned!(call_span=> #call.await),
        Some(Calling::Plain) => quote!(#call),
        _ => expand_call(call, call_span, frame),
    };
    let future = quote_spanned!(at(span)=> async move {
        #[allow(unreachable_code)]
        let __go_output = #awaited;
        __go_output
    });
    Taken { prelude: slots.prelude, keeps: slots.keeps, future }
}

/// `go!(println!("{x}", f()))`: the arguments are evaluated now.
fn expand_macro_operand(cx: &mut Lower<'_>, mut mac: syn::ExprMacro, by_move: bool, span: Span) -> Taken {
    let mut slots = Slots::new(by_move);
    let mut bound = Vec::new();
    if let Some(std_macro::Args::List(mut list)) = std_macro::args(&mac.mac) {
        for arg in list.iter_mut().filter(|arg| !matches!(arg.value, Expr::Lit(_))) {
            let name = local(&format!("arg_{}", bound.len()), arg.value.span());
            let value = slots.argument(cx, std::mem::replace(&mut arg.value, syn::parse_quote!(#name)));
            bound.push((syn::parse_quote!(#name), value));
        }
        std_macro::set_args(&mut mac.mac, &std_macro::Args::List(list));
    }
    let block: Block = syn::parse_quote!({ #mac; });
    slots.before(expand_block(cx, block, &bound, by_move, span))
}

/// A function literal: its parameters, what it returns, and its body.
struct Literal<'a> {
    params: &'a [Pat],
    output: &'a ReturnType,
    body: Block,
}

/// What Go's spelling says of the type of a parameter.
fn kind_of_param(param: &Pat) -> Kind {
    match param {
        Pat::Type(typed) => Kind::of(&typed.ty),
        _ => Kind::Other,
    }
}

/// A function literal, called: its parameters are bound to what was evaluated now.
fn expand_literal(cx: &mut Lower<'_>, literal: Literal<'_>, args: Vec<Expr>, by_move: bool, span: Span) -> Taken {
    let Literal { params, output, mut body } = literal;
    let mut slots = Slots::new(by_move);
    let kinds: Vec<Kind> = params.iter().map(kind_of_param).collect();
    let args = slots.arguments(cx, args, &kinds);
    let bound: Vec<_> = params.iter().cloned().zip(args).collect();
    if cx.golang.shares && matches!(output, ReturnType::Default) {
        discard_calls(&mut body);
    }
    if let ReturnType::Type(_, ty) = output {
        let typed = defer::fake_return(ty);
        body.stmts.insert(0, syn::Stmt::Expr(Expr::Verbatim(typed), None));
    }
    slots.before(expand_block(cx, body, &bound, by_move, span))
}

/// A block that runs wholly in the new goroutine, after `bound` parameters; what it names is
/// captured now.
fn expand_block(
    cx: &mut Lower<'_>,
    mut block: Block,
    bound: &[(Pat, TokenStream)],
    by_move: bool,
    span: Span,
) -> Taken {
    let params: Vec<Pat> = bound.iter().map(|(param, _)| param.clone()).collect();
    let mut captured = Captured::default();
    let (depth, starts) = (std::mem::take(&mut cx.scopes.depth), cx.starts);
    let (floor, returns) = (std::mem::take(&mut cx.scopes.floor), std::mem::take(&mut cx.returns));
    let plain = std::mem::take(&mut cx.in_plain_code);
    let in_async = std::mem::take(&mut cx.in_async);
    cx.scopes.push();
    cx.offered.extend(captures::offered(&block));
    if !by_move {
        let places = capture_self(cx, &mut block, depth, &mut captured);
        capture_variables(cx, &block, &params, depth, span, &mut captured);
        for name in places {
            cx.scopes.insert(name.to_string(), Local { mutable: true, reference: false, depth: 0, declared: None });
        }
    }
    for param in &params {
        cx.scopes.bind(param, false);
        cx.note(param, kind_of_param(param));
    }
    let kept = cx.golang.recount(&block);
    let body = cx.function_body(&mut block, None);
    cx.golang.restore(kept);
    cx.scopes.pop();
    (cx.scopes.depth, cx.scopes.floor, cx.starts) = (depth, floor, starts);
    (cx.returns, cx.in_plain_code, cx.in_async) = (returns, plain, in_async);
    let bindings = bound.iter().map(|(param, value)| {
        let (attrs, param) = without_attributes(param);
        let again = cx.offered_again(&param);
        // A pattern without a variable takes nothing, and the argument lives on all the same.
        let kept = crate::analyze::scope::names(&param).is_empty().then(|| local("kept", param.span()));
        match kept {
            Some(kept) => quote_spanned!(at(param.span())=> #(#attrs)* let #kept = #value; let #param = #kept;),
            None => quote_spanned!(at(param.span())=> #(#attrs)* let #param = #value; #(#again)*),
        }
    });
    let Captured { prelude, opened, keeps } = captured;
    let future = quote_spanned!(at(span)=> async move { #opened #(#bindings)* #body });
    Taken { prelude, keeps, future }
}

/// What a block captures.
#[derive(Default)]
struct Captured {
    /// The captures, which are evaluated now.
    prelude: TokenStream,
    /// How they look inside the block.
    opened: TokenStream,
    keeps: Keeps,
}

/// A parameter as a pattern, and the attributes it has, which stand before the `let` of a pattern.
fn without_attributes(param: &Pat) -> (Vec<syn::Attribute>, Pat) {
    let mut param = param.clone();
    let attrs = match &mut param {
        Pat::Type(typed) => std::mem::take(&mut typed.attrs),
        Pat::Ident(name) => std::mem::take(&mut name.attrs),
        _ => Vec::new(),
    };
    (attrs, param)
}

/// Captures the variables that `block` names, each under its own name.
fn capture_variables(
    cx: &mut Lower<'_>,
    block: &Block,
    params: &[Pat],
    depth: usize,
    span: Span,
    Captured { prelude, opened, keeps }: &mut Captured,
) {
    let knows = cx.knows_locals;
    let scopes = &cx.scopes;
    let outer = |name: &str, used: Use| match scopes.get(name) {
        Some(_) => true,
        None => !knows && used == Use::Named && captures::reads_as_variable(name),
    };
    for free in captures::free_variables(block, params, &outer) {
        let name = &free.name;
        let known = cx.scopes.get(&name.to_string());
        let way = match known {
            Some(local) if local.depth < depth => cx.share_way(),
            _ => cx.any_way(),
        };
        let cfg = free.uses.attribute();
        let points = matches!(cx.kind_of(&syn::parse_quote!(#name)), Kind::Ptr(_));
        if let Some(span) = free.assigned.filter(|_| !points) {
            let check = capture::expand_assign_check(name, span);
            prelude.extend(quote!(#cfg { #check }));
        }
        let place: Expr = syn::parse_quote!(#name);
        let splits = way == Way::Any && !known.is_some_and(|local| local.reference);
        let fields = free.fields.as_ref().filter(|_| splits && !matches!(cx.kind_of(&place), Kind::Ptr(_)));
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
                keeps.add(name, stays::stays(block, &name.to_string()));
            }
        }
        let (sort, exact) = (cx.scopes.sort(&name.to_string()), cx.scopes.exact(&name.to_string()));
        let declared = Some(declared);
        cx.scopes.insert(name.to_string(), Local { mutable, reference: false, depth: 0, declared });
        cx.scopes.note_name(name.to_string(), sort);
        cx.scopes.note_exact(name.to_string(), exact);
    }
}

/// Captures `self`, or the fields of it that `block` names, and lets the block name variables
/// instead.
fn capture_self(
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
            keeps.add(&name, stays::stays(block, &name.to_string()));
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
    let way = if cx.scopes.depth > 0 { cx.share_way() } else { cx.any_way() };
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
            Local { mutable: false, reference: true, depth: cx.scopes.depth, declared: None },
        );
    }
}

/// `after_func(d, || { … })`: the closure is a function literal.
pub(crate) fn lower_literal_arguments(cx: &mut Lower<'_>, call: &mut ExprCall) {
    let Expr::Path(path) = &*call.func else { return };
    if path.path.segments.last().is_some_and(|last| is_any(&last.ident, &LITERALS[1..])) {
        let name = path.path.segments[path.path.segments.len() - 1].ident.clone();
        call.args.iter_mut().for_each(|arg| called(cx, &name, arg));
        let runs = if again::runs_again(call) { Runs::Again } else { Runs::Once };
        call.args.iter_mut().for_each(|arg| lower_literal(cx, arg, runs));
    }
}

/// How often a function literal may run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Runs {
    Once,
    Again,
}

/// `wg.go(|| { … })`: the closure is a function literal.
pub(crate) fn lower_literal_method(cx: &mut Lower<'_>, call: &mut ExprMethodCall) {
    for arg in &mut call.args {
        called(cx, &call.method, arg);
    }
    let takes_literal =
        call.args.first().is_some_and(|arg| marker::func(arg).is_some() || matches!(arg, Expr::Closure(_)));
    if call.method == "Do" && takes_literal && !cx.recursion.declares_method("Do") {
        call.method = Ident::new("do_once", call.method.span());
    }
    if call.method == "Go" && takes_literal && !cx.recursion.declares_method("Go") {
        call.method = Ident::new(LITERALS[0], call.method.span());
    }
    if is_any(&call.method, LITERALS) {
        cx.starts += usize::from(call.method == LITERALS[0]);
        call.args.iter_mut().for_each(|arg| lower_literal(cx, arg, Runs::Once));
    }
}

/// `wg.go(f)` of a function value: `wg.go(|| f())`.
fn called(cx: &Lower<'_>, callee: &Ident, arg: &mut Expr) {
    let once = callee == "Do" && matches!(arg, Expr::Path(_));
    let takes = callee == "Go" || is_any(callee, LITERALS);
    if once || takes && matches!(cx.kind_of(arg), Kind::Func(_)) {
        *arg = syn::parse_quote!(|| (#arg)());
    }
}

fn lower_literal(cx: &mut Lower<'_>, arg: &mut Expr, runs: Runs) {
    let is_func = marker::func(arg).is_some();
    let closure = match (marker::func(arg), &*arg) {
        (Some(func), _) => func,
        (None, Expr::Closure(closure)) if closure.asyncness.is_none() => closure,
        _ => return,
    };
    if !closure.inputs.is_empty() {
        return;
    }
    let span = closure.inputs_begin.span;
    let body = &closure.body;
    let block: Block = match &**body {
        Expr::Block(block) => block.block.clone(),
        other => syn::parse_quote!({ #other }),
    };
    let mut block = block;
    let shares = std::mem::replace(&mut cx.golang.shares, is_func);
    if is_func {
        discard_calls(&mut block);
    }
    let outer = std::mem::take(&mut cx.carried);
    // What runs again needs to know what it takes along; a handle that is shared is as good as one
    // that is moved.
    let by_move = closure.capture.is_some() && runs == Runs::Once;
    let Taken { prelude, keeps, future } = expand_block(cx, block, &[], by_move, span);
    cx.golang.shares = shares;
    cx.carried = outer;
    *arg = Expr::Verbatim(match runs {
        Runs::Once => {
            let future = keeps.around(future, span);
            quote_spanned!(at(span)=> { #prelude #future })
        }
        Runs::Again => again::expand_again(&prelude, &future, span),
    });
}
