//! Values in Go's spelling: a place that is assigned, sent, returned or put into a struct is copied
//! where its type says so, and stays usable; see the runtime's `golang/value.rs`.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{Block, Expr, ExprStruct, Pat};

use super::body::Lower;
use super::call::told;
use super::capture::Way;
use super::{arrow, at, direction, local};
use crate::analyze::declared::{Kind, is_text};
use crate::analyze::{captures, reads};
use crate::syntax::marker::{self, Direction, GoExpr};

/// What is known of a body beside its scopes.
#[derive(Default)]
pub(crate) struct Golang {
    /// The constants of the body that have no type.
    pub(crate) consts: HashMap<String, Expr>,
    /// What Go's spelling says of the types of variables.
    kinds: HashMap<String, Kind>,
    /// The parameters and the body of the function.
    inputs: TokenStream,
    body: TokenStream,
    is_counted: bool,
    /// How often the function names each name; counted when it is asked, as is what follows.
    uses: OnceCell<HashMap<String, usize>>,
    /// The names that are assigned to.
    assigned: OnceCell<HashSet<String>>,
    /// What the body of the goroutine or the literal at hand says.
    kept: Kept,
    /// The named results that deferred calls may assign to.
    pub(crate) named: Vec<proc_macro2::Ident>,
    /// Whether `len` and `cap` give Rust's `usize` here.
    pub(crate) sizes: bool,
    /// Whether the body of a function value is at hand, whose captured variables are not its own.
    pub(crate) in_func: bool,
    /// Whether a `go`, a `defer` or a `func` in Go's spelling is at hand, which shares what it
    /// takes along.
    pub(crate) shares: bool,
}

/// How often a body names each name elsewhere than as the function of a call that is made where it
/// stands.
#[derive(Default)]
pub(crate) struct Kept {
    body: TokenStream,
    counts: OnceCell<HashMap<String, usize>>,
}

impl Golang {
    /// Keeps the body of a function as it is written, whose names all its parts may ask for.
    pub(crate) fn count(&mut self, block: &Block) {
        if !self.is_counted {
            self.is_counted = true;
            self.body = block.to_token_stream();
            self.kept = Kept { body: self.body.clone(), counts: OnceCell::new() };
        }
    }

    /// Counts anew for the body of a goroutine or a literal, whose own variables are called there;
    /// gives what to restore behind it.
    pub(crate) fn recount(&mut self, block: &Block) -> Kept {
        std::mem::replace(&mut self.kept, Kept { body: block.to_token_stream(), counts: OnceCell::new() })
    }

    /// Forgets the count of an inner body.
    pub(crate) fn restore(&mut self, kept: Kept) {
        self.kept = kept;
    }

    /// Whether the function only reads the list `name`.
    pub(crate) fn only_reads(&self, name: &str) -> bool {
        reads::reads_only(self.body.clone(), name)
    }

    /// Whether something is assigned to the variable `name`.
    pub(crate) fn is_assigned(&self, name: &str) -> bool {
        let assigned = || {
            let mut assigned = HashSet::new();
            super::kept::assigned(self.body.clone(), &mut assigned);
            assigned
        };
        self.assigned.get_or_init(assigned).contains(name)
    }

    /// Whether the variable `name`, a function literal, is only called.
    pub(crate) fn is_only_called(&self, name: &str) -> bool {
        let counts = || {
            let mut counts = HashMap::new();
            super::kept::count(self.kept.body.clone(), false, &mut counts);
            counts
        };
        self.kept.counts.get_or_init(counts).get(name).is_none_or(|count| *count <= 1)
    }

    /// Whether `name` stands elsewhere than in its declaration and in one use.
    fn is_used_again(&self, name: &str) -> bool {
        let uses = || {
            let mut uses = HashMap::new();
            count(self.inputs.clone(), &mut uses);
            count(self.body.clone(), &mut uses);
            uses
        };
        name == "self" || self.uses.get_or_init(uses).get(name).is_none_or(|count| *count > 2)
    }
}

fn count(tokens: TokenStream, uses: &mut HashMap<String, usize>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => *uses.entry(name.to_string()).or_default() += 1,
            TokenTree::Group(group) => count(group.stream(), uses),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                for part in text.split('{').skip(1) {
                    let end = part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(part.len());
                    *uses.entry(part[..end].to_owned()).or_default() += 1;
                }
            }
            TokenTree::Punct(_) => {}
        }
    }
}

impl Lower<'_> {
    /// Returns true if the code is in a `go! { … }` of items.
    pub(crate) fn is_golang(&self) -> bool {
        self.declared.is_some()
    }

    /// How what may be moved is captured by the form at hand.
    pub(crate) fn any_way(&self) -> Way {
        if self.golang.shares { Way::Golang } else { Way::Any }
    }

    /// Whether `name` is a variable among the items of the block.
    pub(crate) fn is_global(&self, name: &str) -> bool {
        self.declared.is_some_and(|declared| declared.is_global(name)) && self.scopes.get(name).is_none()
    }

    /// Notes what a declaration says of the type of the variable of `pat`.
    pub(crate) fn note(&mut self, pat: &Pat, kind: Kind) {
        let name = match pat {
            Pat::Ident(pat) => pat.ident.to_string(),
            Pat::Type(typed) => return self.note(&typed.pat, kind),
            _ => return,
        };
        if kind == Kind::Other {
            self.golang.kinds.remove(&name);
        } else {
            self.golang.kinds.insert(name, kind);
        }
    }

    /// What is known of the type of `place`.
    pub(crate) fn kind_of(&self, place: &Expr) -> Kind {
        match place {
            Expr::Path(path) => {
                let name = path.path.get_ident().map(ToString::to_string);
                name.and_then(|name| match self.golang.kinds.get(&name) {
                    Some(kind) => Some(kind.clone()),
                    None if self.is_global(&name) => self.declared?.global(&name).cloned(),
                    None => None,
                })
            }
            Expr::Field(field) => match &field.member {
                syn::Member::Named(name) => return self.kind_of_field(&field.base, name),
                syn::Member::Unnamed(_) => None,
            },
            Expr::Paren(paren) => return self.kind_of(&paren.expr),
            Expr::Group(group) => return self.kind_of(&group.expr),
            Expr::Index(indexed) => match self.kind_of(&indexed.expr) {
                Kind::Variadic(element) if matches!(*indexed.index, Expr::Range(_)) => Some(Kind::List(element)),
                Kind::Variadic(element) => Some(*element),
                kind @ (Kind::List(_) | Kind::Text) if matches!(*indexed.index, Expr::Range(_)) => Some(kind),
                Kind::List(element) | Kind::Map { value: element, .. } => Some(*element),
                _ => None,
            },
            Expr::Binary(binary)
                if !matches!(
                    binary.op,
                    syn::BinOp::Eq(_)
                        | syn::BinOp::Ne(_)
                        | syn::BinOp::Lt(_)
                        | syn::BinOp::Gt(_)
                        | syn::BinOp::Le(_)
                        | syn::BinOp::Ge(_)
                ) =>
            {
                let float = |side: &Expr| self.kind_of(side) == Kind::Float;
                (float(&binary.left) || float(&binary.right)).then_some(Kind::Float)
            }
            Expr::Lit(lit) if self.is_golang() && matches!(lit.lit, syn::Lit::Float(_)) => Some(Kind::Float),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => return self.kind_of(&unary.expr),
            Expr::MethodCall(call) if call.method == marker::SLICE => return self.kind_of(&call.receiver),
            Expr::Call(call) => return self.kind_of_call(call),
            Expr::MethodCall(call) => return self.kind_of_method(call),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => match marker::recv(place) {
                Some((channel, _)) => match self.kind_of(channel) {
                    Kind::Channel(_, element) => Some(*element),
                    _ => None,
                },
                None => None,
            },
            Expr::Reference(reference) => {
                return match self.pointer_of(place) {
                    Some(kind) => kind,
                    None => self.kind_of(&reference.expr),
                };
            }
            _ => None,
        }
        .unwrap_or(Kind::Other)
    }

    /// What is known of the field `name` of `base`.
    fn kind_of_field(&self, base: &Expr, name: &syn::Ident) -> Kind {
        let Some(declared) = self.declared else { return Kind::Other };
        let of = |fields: &[(syn::Ident, Kind)]| {
            fields.iter().find(|(field, _)| field == name).map(|(_, kind)| kind.clone())
        };
        if let Kind::Ptr(owner) = self.kind_of(base)
            && let Some(kind) = declared.fields(&owner).and_then(of)
        {
            return kind;
        }
        declared.field(&name.to_string()).cloned().unwrap_or(Kind::Other)
    }

    /// What is known of what the method of a type of the block gives.
    fn kind_of_method(&self, call: &syn::ExprMethodCall) -> Kind {
        if let Expr::Path(path) = &*call.receiver
            && path
                .path
                .get_ident()
                .is_some_and(|name| self.scopes.get(&name.to_string()).is_none() && !self.is_global(&name.to_string()))
        {
            return Kind::Other;
        }
        match self.declared.map_or(&[][..], |declared| declared.results(&call.method.to_string())) {
            [one] => one.clone(),
            _ => Kind::Other,
        }
    }

    /// Whether `channel` is known to be one of strings.
    pub(crate) fn is_text_channel(&self, channel: &Expr) -> bool {
        matches!(self.kind_of(channel), Kind::Channel(_, element) if *element == Kind::Text)
    }

    /// Whether `channel` is known to be one of times, which needs no zero value.
    pub(crate) fn is_clock(&self, channel: &Expr) -> bool {
        is_clock(channel) || self.kind_of(channel) == Kind::Clock
    }

    /// Lowers `value` where a value of `kind` is taken.
    pub(crate) fn given(&mut self, value: &mut Expr, kind: &Kind) {
        let lowered = match kind {
            Kind::Func(_) if !is_nil(value) => self.func(value),
            Kind::Channel(direction, _) if !is_nil(value) => direction::expand_given(self, value, *direction),
            Kind::Text => self.text(value),
            Kind::Interface(name) if !is_nil(value) => self.object(value, name),
            Kind::Error if !is_nil(value) => {
                let span = arrow::first_span(value);
                let error = arrow::borrowed(self, value);
                quote_spanned!(span=> __go::error_of(#error))
            }
            Kind::Size if measures(value) => {
                let outer = std::mem::replace(&mut self.golang.sizes, true);
                self.visit_expr_mut(value);
                self.golang.sizes = outer;
                return;
            }
            Kind::Changed => return self.changed(value),
            Kind::Ref if self.kind_of(value) == Kind::Pointer => {
                self.visit_expr_mut(value);
                quote_spanned!(arrow::first_span(value)=> &#value)
            }
            Kind::Float if matches!(value, Expr::Lit(_)) => return as_float(value),
            Kind::Duration if matches!(value, Expr::Lit(_)) => {
                let span = arrow::first_span(value);
                quote_spanned!(span=> __go::go_time::Duration::from_nanos(#value))
            }
            Kind::Int if measures(value) && !self.is_golang() => {
                self.visit_expr_mut(value);
                let span = arrow::first_span(value);
                quote_spanned!(span=> __go::names::int(#value))
            }
            _ => return self.value(value),
        };
        *value = Expr::Verbatim(lowered);
    }

    /// A function value for `value`: a literal, a variable, or the name of a function.
    fn func(&mut self, value: &mut Expr) -> TokenStream {
        let span = arrow::first_span(value);
        if let Expr::Closure(closure) = value
            && closure.asyncness.is_none()
        {
            return super::func::expand_func(self, closure, None);
        }
        let is_literal = marker::func(value).is_some();
        self.value(value);
        if is_literal { value.to_token_stream() } else { quote_spanned!(span=> __go::func(#value)) }
    }

    /// A value of the interface `name`.
    fn object(&mut self, value: &mut Expr, name: &str) -> TokenStream {
        let is_object = matches!(self.kind_of(value), Kind::Interface(own) if own == name);
        if let Expr::Reference(reference) = value {
            *value = (*reference.expr).clone();
        }
        let span = arrow::first_span(value);
        self.value(value);
        if is_object {
            return value.to_token_stream();
        }
        let Ok(mut interface) = syn::parse_str::<syn::Ident>(name) else { return value.to_token_stream() };
        interface.set_span(span.resolved_at(proc_macro2::Span::call_site()));
        quote_spanned! {at(span)=> {
            let __go_value: __go::Interface<dyn #interface> = ::std::sync::Arc::new(#value);
            __go_value
        }}
    }

    /// A string of its own for `value`.
    pub(crate) fn text(&mut self, value: &mut Expr) -> TokenStream {
        let span = arrow::first_span(value);
        let value = if is_place(value) {
            arrow::borrowed(self, value)
        } else {
            self.visit_expr_mut(value);
            value.to_token_stream()
        };
        quote_spanned!(span=> __go::string(#value))
    }

    /// `&x`, where a pointer is taken through which `x` changes.
    fn changed(&mut self, value: &mut Expr) {
        if let Expr::Reference(reference) = value {
            reference.mutability.get_or_insert_with(Default::default);
        } else if self.kind_of(value) == Kind::Pointer {
            self.visit_expr_mut(value);
            *value = Expr::Verbatim(quote_spanned!(arrow::first_span(value)=> &mut #value));
            return;
        }
        self.visit_expr_mut(value);
    }

    /// Lowers `value` where it is assigned, sent or put into a struct: a place is copied if its
    /// type says so.
    pub(crate) fn value(&mut self, value: &mut Expr) {
        match value {
            Expr::Struct(literal) => self.struct_literal(literal),
            Expr::Tuple(tuple) => tuple.elems.iter_mut().for_each(|value| self.value(value)),
            Expr::Paren(paren) => self.value(&mut paren.expr),
            place if self.is_copied(place) => {
                let copied = self.copy(place);
                *place = Expr::Verbatim(copied);
            }
            other => self.visit_expr_mut(other),
        }
    }

    fn is_copied(&self, place: &Expr) -> bool {
        if self.in_closure() || !is_place(place) || self.is_map_element(place) || self.is_behind_pointer(place) {
            return false;
        }
        let Some(root) = root(place) else { return false };
        let name = root.to_string();
        if self.is_global(&name) {
            return true;
        }
        let local = self.scopes.get(&name);
        let is_captured = self.golang.in_func && local.is_some_and(|local| local.depth < self.scopes.floor);
        (local.is_some() || name == "self")
            && (is_captured || self.loops > 0 || self.golang.is_used_again(&name) || !matches!(place, Expr::Path(_)))
    }

    /// Whether `place` is a list or a map whose copy cannot be told from it, because the function
    /// only reads it.
    pub(crate) fn is_read_only(&self, place: &Expr) -> bool {
        let Expr::Path(path) = place else { return false };
        let Some(name) = path.path.get_ident() else { return false };
        let is_list = matches!(self.kind_of(place), Kind::List(_) | Kind::Variadic(_) | Kind::Map { .. });
        is_list && self.is_golang() && self.golang.only_reads(&name.to_string())
    }

    /// `place`, copied or moved by its type.
    fn copy(&mut self, place: &mut Expr) -> TokenStream {
        let span = arrow::first_span(place);
        let tag = local("tag", span);
        self.visit_expr_mut(place);
        let told = told(&tag, place, span);
        quote_spanned! {at(span)=> {
            #told
            let __go_kind = (&&#tag).__go_value_kind();
            if __go_kind.__go_copies() {
                __go_kind.__go_may_copy();
                __go_kind.__go_copy(&#place)
            } else {
                __go_kind.__go_may_move();
                __go_kind.__go_own(#place)
            }
        }}
    }

    /// `P { x: v }`: each value as its field asks; what Go's struct literal leaves out is zero.
    pub(crate) fn struct_literal(&mut self, literal: &mut ExprStruct) {
        let name = literal.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        let declared = self.declared.and_then(|declared| declared.fields(&name)).map(<[_]>::to_vec);
        if let Some(declared) = &declared {
            by_position(literal, declared);
        }
        for field in &mut literal.fields {
            let kind =
                declared.iter().flatten().find(|(name, _)| matches!(&field.member, syn::Member::Named(n) if n == name));
            let shorthand = field.colon_token.is_none();
            let before = field.expr.to_token_stream().to_string();
            match kind {
                Some((_, kind)) => self.given(&mut field.expr, &kind.clone()),
                None => self.value(&mut field.expr),
            }
            if shorthand && field.expr.to_token_stream().to_string() != before {
                field.colon_token = Some(Default::default());
            }
        }
        if let Some(rest) = &mut literal.rest {
            self.visit_expr_mut(rest);
        } else if literal.dot2_token.is_none() {
            for (name, _) in declared.iter().flatten() {
                let given =
                    literal.fields.iter().any(|field| matches!(&field.member, syn::Member::Named(n) if n == name));
                if !given {
                    let span = at(arrow::first_span(&Expr::Struct(literal.clone())));
                    let field: syn::FieldValue = syn::parse_quote_spanned!(span=> #name: __go::zero());
                    literal.fields.push(field);
                }
            }
        }
    }

    /// Lowers the value of a send; a handle in it is shared.
    pub(crate) fn sent(&mut self, channel: &Expr, value: &mut Expr) {
        match self.kind_of(channel) {
            Kind::Channel(_, element) => self.given(value, &element),
            _ => self.value(value),
        }
    }

    /// Notes what Go's spelling says of the parameters.
    pub(crate) fn note_params(&mut self, sig: &syn::Signature) {
        self.golang.inputs = sig.inputs.to_token_stream();
        for input in &sig.inputs {
            if let syn::FnArg::Typed(param) = input {
                self.note(&param.pat, Kind::of(&param.ty));
            }
        }
    }

    /// Lowers what a `return` gives, in a function whose results Go's spelling names; whether
    /// `expr` is one.
    pub(super) fn returned(&mut self, expr: &mut Expr) -> bool {
        let Expr::Return(returned) = expr else { return false };
        let Some(value) = &mut returned.expr else { return false };
        if self.returns.is_empty() || self.scopes.depth != self.scopes.floor {
            return false;
        }
        let kinds = self.returns.clone();
        match &mut **value {
            Expr::Tuple(tuple) if tuple.elems.len() == kinds.len() => {
                tuple.elems.iter_mut().zip(&kinds).for_each(|(value, kind)| self.given(value, kind));
            }
            one if kinds.len() == 1 => self.given(one, &kinds[0]),
            other => self.visit_expr_mut(other),
        }
        true
    }

    /// What the value of a declaration says of the variable's type.
    pub(crate) fn kind_of_value(&self, init: &Expr) -> Kind {
        if is_clock(init) {
            return Kind::Clock;
        }
        if let Expr::Lit(lit) = init
            && let (syn::Lit::Str(_), true) = (&lit.lit, self.is_golang())
        {
            return Kind::Text;
        }
        if self.is_golang() && super::duration::is_duration(self, init) {
            return Kind::Duration;
        }
        if let Expr::Cast(cast) = marker::strip(init) {
            return Kind::of(&cast.ty);
        }
        if let Some(closure) = marker::func(init) {
            return Kind::Func(super::func::kinds(closure));
        }
        self.kind_of(marker::strip(init))
    }

    /// What is known of `count` variables that `values` gives.
    pub(crate) fn kinds_of_values(&self, count: usize, values: &Expr) -> Vec<Kind> {
        if let Expr::Tuple(tuple) = values {
            return tuple.elems.iter().map(|value| self.kind_of_value(value)).collect();
        }
        let value = marker::strip(values);
        let first = match value {
            Expr::Index(_) | Expr::Unary(_) => self.kind_of(value),
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => return self.kinds_of_results(count, path.path.get_ident()),
                _ => Kind::Other,
            },
            Expr::MethodCall(call) if super::package::named(self, value).is_none() => {
                return self.kinds_of_results(count, Some(&call.method));
            }
            _ => Kind::Other,
        };
        vec![first, Kind::Other]
    }

    /// Whether `values` is a call of a function of the block that gives two values.
    pub(crate) fn gives_two(&self, values: &Expr) -> bool {
        let name = match marker::strip(values) {
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => path.path.get_ident(),
                _ => None,
            },
            _ => None,
        };
        name.and_then(|name| Some(self.declared?.results(&name.to_string()).len() == 2)).unwrap_or(false)
    }

    /// What is known of the `count` results of the function `name`.
    fn kinds_of_results(&self, count: usize, name: Option<&syn::Ident>) -> Vec<Kind> {
        let results = name.and_then(|name| Some(self.declared?.results(&name.to_string()))).unwrap_or_default();
        if results.len() == count { results.to_vec() } else { vec![Kind::Other; count] }
    }

    /// What is known of the type of what a call gives.
    fn kind_of_call(&self, call: &syn::ExprCall) -> Kind {
        let Expr::Path(path) = &*call.func else { return Kind::Other };
        let types: Vec<&syn::Type> = match path.path.segments.last().map(|last| &last.arguments) {
            Some(syn::PathArguments::AngleBracketed(of)) => of.args.iter().filter_map(as_type).collect(),
            _ => Vec::new(),
        };
        if let Some((_, name)) = marker::builtin(call) {
            return match (name.as_str(), call.args.first()) {
                ("make", _) => {
                    Kind::Channel(Direction::Both, Box::new(types.first().map_or(Kind::Other, |ty| Kind::of(ty))))
                }
                ("len" | "cap", _) if self.is_golang() && !self.golang.sizes => Kind::Int,
                ("append" | "append_all", Some(list)) => self.kind_of(list),
                _ => Kind::Other,
            };
        }
        let of = |at: usize| types.get(at).map_or(Kind::Other, |ty| Kind::of(ty));
        let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        match (&names.iter().map(String::as_str).collect::<Vec<_>>()[..], &path.qself) {
            ([.., "from_iter"], Some(qself)) => Kind::of(&qself.ty),
            ([pointer, "__go_new"], None) => {
                pointer.strip_prefix(crate::syntax::pointer::POINTER).map_or(Kind::Other, |of| Kind::Ptr(of.to_owned()))
            }
            (["__go", "list" | "make_list" | "make_list_of"], _) => Kind::List(Box::new(of(0))),
            (["__go", "make_map" | "make_map_of"], _) => {
                Kind::Map { text: types.first().is_some_and(|ty| is_text(ty)), value: Box::new(of(1)) }
            }
            (["__go", "string"], _) => Kind::Text,
            (["float64" | "float32"], None) if self.is_golang() => Kind::Float,
            ([name], None) if self.scopes.get(name).is_none() => {
                match self.declared.map_or(&[][..], |declared| declared.results(name)) {
                    [one] => one.clone(),
                    _ => Kind::Other,
                }
            }
            _ => Kind::Other,
        }
    }
}

fn as_type(argument: &syn::GenericArgument) -> Option<&syn::Type> {
    match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// The variable that a place begins with, elements of lists included.
fn root(place: &Expr) -> Option<&syn::Ident> {
    match place {
        Expr::Index(indexed) => root(&indexed.expr),
        Expr::Field(field) => root(&field.base),
        Expr::Paren(paren) => root(&paren.expr),
        place => captures::root(place),
    }
}

/// Whether `value` is text by how it is written: a literal, or a sum that begins with text.
fn is_text_value(cx: &Lower<'_>, value: &Expr) -> bool {
    match value {
        Expr::Lit(lit) => matches!(lit.lit, syn::Lit::Str(_)),
        Expr::Binary(sum) => {
            matches!(sum.op, syn::BinOp::Add(_)) && (is_text_value(cx, &sum.left) || is_text_value(cx, &sum.right))
        }
        Expr::Call(call) => {
            let converts = matches!(&*call.func, Expr::Path(path) if path.path.is_ident("string"));
            (converts && cx.scopes.get("string").is_none()) || cx.kind_of(value) == Kind::Text
        }
        Expr::MethodCall(call) => matches!(&*call.receiver, Expr::Path(path)
            if (path.path.is_ident("fmt") && call.method.to_string().starts_with("Sprint"))
                || (path.path.is_ident("strconv") && call.method == "Itoa")),
        Expr::Paren(paren) => is_text_value(cx, &paren.expr),
        place => cx.kind_of(place) == Kind::Text,
    }
}

impl Lower<'_> {
    /// Lowers `"a" + b`, which joins text in Go; whether `expr` is that.
    pub(crate) fn joined(&mut self, expr: &mut Expr) -> bool {
        let adds = matches!(expr, Expr::Binary(sum) if matches!(sum.op, syn::BinOp::Add(_)));
        if !adds || !self.is_golang() || !is_text_value(self, expr) {
            return false;
        }
        let Expr::Binary(sum) = expr else { return false };
        let span = arrow::first_span(&sum.left);
        let (left, right) = (arrow::borrowed(self, &mut sum.left), arrow::borrowed(self, &mut sum.right));
        *expr = Expr::Verbatim(quote_spanned!(span=> __go::concat(#left, #right)));
        true
    }
}

/// Names the values of `P{a, b}` where they are no fields of `P` by their names.
fn by_position(literal: &mut ExprStruct, declared: &[(syn::Ident, Kind)]) {
    let is_field = |field: &syn::FieldValue| {
        declared.iter().any(|(name, _)| matches!(&field.member, syn::Member::Named(member) if member == name))
    };
    let bare = literal.fields.iter().all(|field| field.colon_token.is_none());
    if bare && literal.fields.len() == declared.len() && !literal.fields.iter().all(is_field) {
        for (field, (name, _)) in literal.fields.iter_mut().zip(declared) {
            field.member = syn::Member::Named(name.clone());
            field.colon_token = Some(Default::default());
        }
    }
}

/// Whether `value` is made of `len(x)` or `cap(x)`, which give Rust's `usize`.
pub(super) fn measures(value: &Expr) -> bool {
    match value {
        Expr::Binary(binary) => measures(&binary.left) || measures(&binary.right),
        Expr::Paren(paren) => measures(&paren.expr),
        value => matches!(marker::read(value), Some(GoExpr::Builtin(name)) if name == "len" || name == "cap"),
    }
}

/// Whether `channel` is the `C` of a timer, or what `time.After` and `time.Tick` give.
fn is_clock(channel: &Expr) -> bool {
    match channel {
        Expr::MethodCall(call) => {
            let of_time = matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("time"));
            call.method == marker::TIMER_CHANNEL || (of_time && (call.method == "After" || call.method == "Tick"))
        }
        Expr::Paren(paren) => is_clock(&paren.expr),
        _ => false,
    }
}

/// `2` as `2.0`.
pub(super) fn as_float(value: &mut Expr) {
    match value {
        Expr::Lit(lit) => {
            if let syn::Lit::Int(number) = &lit.lit
                && number.suffix().is_empty()
            {
                lit.lit = syn::Lit::Float(syn::LitFloat::new(&format!("{}.0", number.base10_digits()), number.span()));
            }
        }
        Expr::Unary(unary) => as_float(&mut unary.expr),
        Expr::Paren(paren) => as_float(&mut paren.expr),
        _ => {}
    }
}

/// Whether `expr` is a place: a variable, a field, what a pointer points to.
fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(path) => path.path.get_ident().is_some_and(|name| *name != marker::NIL),
        Expr::Field(field) => is_place(&field.base),
        Expr::Index(indexed) => is_place(&indexed.expr) && !matches!(*indexed.index, Expr::Range(_)),
        Expr::Paren(paren) => is_place(&paren.expr),
        Expr::Group(group) => is_place(&group.expr),
        _ => false,
    }
}

fn is_nil(expr: &Expr) -> bool {
    matches!(marker::read(expr), Some(GoExpr::Nil(_) | GoExpr::Zero(_)))
}
