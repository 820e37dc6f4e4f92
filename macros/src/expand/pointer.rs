//! What a pointer of Go's points to: each access locks it for its own time, and evaluates
//! everything else before.
//!
//! ```text
//! p.items[i].x        →   { let i = i; let it = pointee(&p); clone(&it.items[index(i)].x) }
//! p.x = v             →   { let v = v; let mut it = pointee_mut(&p); it.x = v; }
//! p.xs = append(p.xs, v)   →   { let v = v; pointee_mut(&p).xs.push(v); }
//! *p                  →   load(&p)
//! &T{ … }             →   __go_ptr_T::__go_new(T { … })
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::visit_mut::VisitMut;
use syn::{BinOp, Expr, ExprMethodCall, Item, Lit, Member, Type, UnOp};

use super::body::Lower;
use super::{arrow, at, local};
use crate::analyze::declared::Kind;
use crate::syntax::marker;
use crate::syntax::pointer::POINTER;

/// How a place behind a pointer is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Change,
}

/// Methods of std's collections that change what they are called on.
const CHANGERS: &[&str] = &[
    "clear",
    "extend",
    "insert",
    "pop",
    "pop_back",
    "pop_front",
    "push",
    "push_back",
    "push_front",
    "remove",
    "retain",
];

impl Lower<'_> {
    /// Whether `place` is a part of what a pointer points to.
    pub(super) fn is_behind_pointer(&self, place: &Expr) -> bool {
        match place {
            Expr::Field(field) => {
                matches!(self.kind_of(&field.base), Kind::Ptr(_)) || self.is_behind_pointer(&field.base)
            }
            Expr::Index(indexed) => self.is_behind_pointer(&indexed.expr),
            Expr::Paren(paren) => self.is_behind_pointer(&paren.expr),
            Expr::Group(group) => self.is_behind_pointer(&group.expr),
            Expr::Unary(unary) => {
                matches!(unary.op, UnOp::Deref(_))
                    && marker::recv(place).is_none()
                    && matches!(self.kind_of(&unary.expr), Kind::Ptr(_))
            }
            _ => false,
        }
    }

    /// Lowers `expr` if it takes or uses a pointer of Go's; whether it does.
    pub(super) fn pointer(&mut self, expr: &mut Expr) -> bool {
        if !self.is_golang() {
            return false;
        }
        let lowered = match expr {
            Expr::Reference(reference) => return self.address(&mut reference.expr.clone(), expr),
            Expr::Assign(assign) if self.is_behind_pointer(&assign.left) => {
                let mut assign = assign.clone();
                self.assign_behind(&mut assign.left, &mut assign.right)
            }
            Expr::Binary(change)
                if crate::analyze::captures::is_assignment(&change.op) && self.is_behind_pointer(&change.left) =>
            {
                let mut change = change.clone();
                self.change_behind(&mut change.left, &change.op, &mut change.right)
            }
            Expr::MethodCall(call) if call.method == marker::SLICE && self.is_behind_pointer(&call.receiver) => {
                let (mut place, span) = ((*call.receiver).clone(), call.method.span());
                self.read_behind(&mut place, |place| quote_spanned!(span=> #place.__go_slice()))
            }
            Expr::MethodCall(call) if self.changes_behind(call) => {
                let mut call = call.clone();
                self.call_behind(&mut call)
            }
            Expr::MethodCall(_) => return self.promote(expr),
            Expr::Call(call) => {
                let Some((_, name)) = marker::builtin(call) else { return false };
                let mut call = call.clone();
                match self.builtin_behind(&name, &mut call) {
                    Some(lowered) => lowered,
                    None => return false,
                }
            }
            Expr::Field(_) | Expr::Index(_) | Expr::Unary(_) if self.is_behind_pointer(expr) => {
                let mut place = expr.clone();
                self.read_behind(&mut place, |place| quote!(::core::clone::Clone::clone(&#place)))
            }
            _ => return false,
        };
        *expr = Expr::Verbatim(lowered);
        true
    }

    /// `&T{ … }`, and `&p.lock` of what is shared anyway.
    fn address(&mut self, value: &mut Expr, expr: &mut Expr) -> bool {
        if let Some(name) = self.literal_of(value)
            && self.declared.is_some_and(|declared| declared.is_pointee(&name.to_string()))
        {
            let span = arrow::first_span(value);
            let pointer = format_ident!("{}{}", POINTER, name, span = name.span());
            self.visit_expr_mut(value);
            *expr = Expr::Verbatim(quote_spanned!(span=> #pointer::__go_new(#value)));
            return true;
        }
        // In parentheses it is what a `switch` looks at.
        if !self.is_behind_pointer(value) || matches!(value, Expr::Unary(_) | Expr::Paren(_)) {
            return false;
        }
        if self.kind_of(value) == Kind::Handle {
            return false;
        }
        let help = "let the field be a pointer, or a handle as `sync.Mutex` and `atomic.Int64` are";
        let message = format!("cannot take the address of a field that a pointer shares\nhelp: {help}");
        self.cx.push(syn::Error::new_spanned(&*value, message));
        let read = self.read_behind(value, |place| quote!(::core::clone::Clone::clone(&#place)));
        *expr = Expr::Verbatim(quote!({ let _ = #read; loop {} }));
        true
    }

    /// Whether `value` is `&T{ … }` of a struct that something points to.
    pub(super) fn makes_pointer(&self, value: &Expr) -> bool {
        matches!(value, Expr::Reference(reference) if self.literal_of(&reference.expr).is_some_and(|name| {
            self.declared.is_some_and(|declared| declared.is_pointee(&name.to_string()))
        }))
    }

    /// The kind of `&T{ … }`.
    pub(super) fn pointer_of(&self, value: &Expr) -> Option<Kind> {
        let Expr::Reference(reference) = value else { return None };
        let name = self.literal_of(&reference.expr).filter(|_| self.makes_pointer(value))?;
        Some(Kind::Ptr(name.to_string()))
    }

    /// The struct whose literal `value` is.
    fn literal_of(&self, value: &Expr) -> Option<Ident> {
        match value {
            Expr::Struct(literal) => literal.path.get_ident().cloned(),
            Expr::Call(call) => {
                let Expr::Path(path) = &*call.func else { return None };
                let mut segments = path.path.segments.iter().rev();
                (segments.next()?.ident == "__go_of").then(|| segments.next().map(|of| of.ident.clone())).flatten()
            }
            _ => None,
        }
    }

    /// The place `place` as one of what its pointer points to.
    fn behind(&mut self, place: &mut Expr, access: Access) -> Behind {
        match place {
            Expr::Field(field) => {
                let member = field.member.clone();
                let Kind::Ptr(name) = self.kind_of(&field.base) else {
                    let mut behind = self.behind(&mut field.base, access);
                    let base = &behind.place;
                    behind.place = quote!(#base.#member);
                    return behind;
                };
                if let Some(embedded) = self.embedded_for(&name, &member) {
                    let base = &field.base;
                    let mut inner: Expr = syn::parse_quote!(#base.#embedded.#member);
                    return self.behind(&mut inner, access);
                }
                let mut behind = self.root(&mut field.base);
                let it = &behind.it;
                behind.place = quote!(#it.#member);
                behind
            }
            Expr::Index(indexed) => {
                let kind = self.kind_of(&indexed.expr);
                let mut behind = self.behind(&mut indexed.expr, access);
                self.index_behind(&kind, &mut behind, &mut indexed.index, access);
                behind
            }
            Expr::Paren(paren) => self.behind(&mut paren.expr, access),
            Expr::Group(group) => self.behind(&mut group.expr, access),
            Expr::Unary(unary) => {
                let mut behind = self.root(&mut unary.expr);
                let it = &behind.it;
                behind.place = quote!((*#it));
                behind
            }
            other => self.root(other),
        }
    }

    /// What `pointer` points to.
    fn root(&mut self, pointer: &mut Expr) -> Behind {
        let span = arrow::first_span(pointer);
        self.visit_expr_mut(pointer);
        Behind {
            pointer: pointer.to_token_stream(),
            span,
            it: local("it", span),
            keys: TokenStream::new(),
            count: 0,
            place: TokenStream::new(),
        }
    }

    /// `base[index]`, where the index is evaluated before the lock is taken.
    fn index_behind(&mut self, kind: &Kind, behind: &mut Behind, index: &mut Expr, access: Access) {
        let span = arrow::first_span(index);
        let base = behind.place.clone();
        if let Expr::Range(range) = index {
            let (mut start, mut end) = (range.start.clone(), range.end.clone());
            for end in [&mut start, &mut end].into_iter().flatten() {
                let key = self.key_behind(behind, end, &Kind::Int);
                **end = syn::parse_quote_spanned!(span=> __go::index(#key));
            }
            let limits = &range.limits;
            behind.place = quote!(#base[#start #limits #end]);
            return;
        }
        let text = matches!(kind, Kind::Map { text: true, .. });
        if let (Expr::Lit(lit), Kind::List(_) | Kind::Variadic(_) | Kind::Text) = (&*index, kind)
            && matches!(lit.lit, Lit::Int(_))
        {
            behind.place = match kind {
                Kind::Text => quote_spanned!(span=> __go::byte_at(&#base, #index)),
                _ => quote!(#base[#index]),
            };
            return;
        }
        let key = self.key_behind(behind, index, &if text { Kind::Text } else { Kind::Other });
        behind.place = match (kind, access) {
            (Kind::Map { value, .. }, Access::Read) => {
                let get = if let Kind::Interface(_) = **value { "map_at" } else { "map_get" };
                let get = Ident::new(get, span);
                if text {
                    quote_spanned!(span=> __go::#get(&#base, __go::text(&#key)))
                } else {
                    quote_spanned!(span=> __go::#get(&#base, &#key))
                }
            }
            (Kind::Map { .. }, Access::Change) => quote_spanned!(span=> (*__go::map_slot(&mut #base, #key))),
            (Kind::Text, _) => quote_spanned!(span=> __go::byte_at(&#base, __go::index(#key))),
            (Kind::List(_) | Kind::Variadic(_), _) => quote_spanned!(span=> #base[__go::index(#key)]),
            _ => quote!(#base[#key]),
        };
    }

    /// Evaluates `key` before the lock is taken.
    fn key_behind(&mut self, behind: &mut Behind, key: &mut Expr, kind: &Kind) -> Ident {
        let span = arrow::first_span(key);
        let name = local(&format!("key_{}", behind.count), span);
        behind.count += 1;
        self.given(key, kind);
        behind.keys.extend(quote_spanned!(at(span)=> let #name = #key;));
        name
    }

    /// A copy of what `take` makes of the place `place`.
    fn read_behind(&mut self, place: &mut Expr, take: impl FnOnce(&TokenStream) -> TokenStream) -> TokenStream {
        let behind = self.behind(place, Access::Read);
        let taken = take(&behind.place);
        behind.locked(&quote!(pointee), &taken)
    }

    /// `place = value`
    fn assign_behind(&mut self, place: &mut Expr, value: &mut Expr) -> TokenStream {
        if let Some(appended) = self.append_behind(place, value) {
            return appended;
        }
        let kind = self.kind_of(place);
        let mut behind = self.behind(place, Access::Change);
        let span = arrow::first_span(value);
        self.given(value, &kind);
        let given = local("value", span);
        behind.keys.extend(quote_spanned!(at(span)=> let #given = #value;));
        let place = &behind.place;
        behind.locked(&quote!(pointee_mut), &quote!(#place = #given))
    }

    /// `place = value`, where `value` is evaluated already.
    pub(super) fn set_behind(&mut self, place: &mut Expr, value: &TokenStream) -> TokenStream {
        let behind = self.behind(place, Access::Change);
        let place = &behind.place;
        behind.locked(&quote!(pointee_mut), &quote!(#place = #value))
    }

    /// `place = append(place, value)`, which needs no copy of the list.
    fn append_behind(&mut self, place: &mut Expr, value: &Expr) -> Option<TokenStream> {
        let Expr::Call(call) = marker::strip(value) else { return None };
        let (_, name) = marker::builtin(call)?;
        let method = match name.as_str() {
            "append" => "push",
            "append_all" => "extend",
            _ => return None,
        };
        let list = call.args.first()?;
        if list.to_token_stream().to_string() != place.to_token_stream().to_string() {
            return None;
        }
        let element = match self.kind_of(place) {
            Kind::List(element) if name == "append" => *element,
            _ => Kind::Other,
        };
        let mut behind = self.behind(place, Access::Change);
        let method = Ident::new(method, arrow::first_span(value));
        let mut names = Vec::new();
        for value in call.args.iter().skip(1) {
            names.push(self.key_behind(&mut behind, &mut value.clone(), &element));
        }
        let place = &behind.place;
        Some(behind.locked(&quote!(pointee_mut), &quote!({ #(#place.#method(#names);)* })))
    }

    /// `place op= value`
    fn change_behind(&mut self, place: &mut Expr, op: &BinOp, value: &mut Expr) -> TokenStream {
        let is_text = self.kind_of(place) == Kind::Text;
        if self.kind_of(place) == Kind::Float {
            super::value::as_float(value);
        }
        let mut behind = self.behind(place, Access::Change);
        let span = arrow::first_span(value);
        self.visit_expr_mut(value);
        let given = local("value", span);
        behind.keys.extend(quote_spanned!(at(span)=> let #given = #value;));
        let place = &behind.place;
        let changed = match op {
            BinOp::AddAssign(_) if is_text => quote_spanned!(span=> #place.push_str(__go::text(&#given))),
            op => quote!(#place #op #given),
        };
        behind.locked(&quote!(pointee_mut), &changed)
    }

    /// Whether `call` calls a method that changes a part of what a pointer points to.
    fn changes_behind(&self, call: &ExprMethodCall) -> bool {
        let name = call.method.to_string();
        let changes = CHANGERS.contains(&name.as_str()) && !self.recursion.declares_method(&name)
            || self.declared.is_some_and(|declared| declared.is_changer(&name));
        changes
            && self.is_behind_pointer(&call.receiver)
            && !matches!(self.kind_of(&call.receiver), Kind::Ptr(_) | Kind::Handle | Kind::Interface(_))
    }

    /// `p.place.method(args)`, which changes the place and cannot wait.
    fn call_behind(&mut self, call: &mut ExprMethodCall) -> TokenStream {
        let own = self.recursion.declares_method(&call.method.to_string());
        let mut kinds = self.kinds_of_method(&call.method, call.args.len()).into_iter();
        let mut behind = self.behind(&mut call.receiver, Access::Change);
        let names: Vec<Ident> = call
            .args
            .iter_mut()
            .map(|arg| self.key_behind(&mut behind, arg, &kinds.next().unwrap_or(Kind::Other)))
            .collect();
        let (place, method) = (&behind.place, &call.method);
        let called =
            if own { quote!(__go::now(#place.#method(#(#names),*))) } else { quote!(#place.#method(#(#names),*)) };
        behind.locked(&quote!(pointee_mut), &called)
    }

    /// `len(p.xs)`, `delete(p.m, k)` and the like.
    fn builtin_behind(&mut self, name: &str, call: &mut syn::ExprCall) -> Option<TokenStream> {
        let first = call.args.first()?.clone();
        if !self.is_behind_pointer(&first) || self.scopes.get(name).is_some() || self.recursion.declares(name) {
            return None;
        }
        let mut place = first.clone();
        let span = arrow::first_span(&first);
        match name {
            "len" | "cap" if !matches!(self.kind_of(&first), Kind::Channel(..)) => {
                let name = Ident::new(name, span);
                let sizes = self.golang.sizes;
                Some(self.read_behind(&mut place, |place| {
                    let size = quote_spanned!(span=> __go::#name(&#place));
                    if sizes { size } else { quote_spanned!(at(span)=> __go::names::int(#size)) }
                }))
            }
            "clear" => {
                let behind = self.behind(&mut place, Access::Change);
                let place = &behind.place;
                Some(behind.locked(&quote!(pointee_mut), &quote!(#place.clear())))
            }
            "delete" => {
                let text = matches!(self.kind_of(&first), Kind::Map { text: true, .. });
                let mut behind = self.behind(&mut place, Access::Change);
                let key = call.args.iter_mut().nth(1)?;
                let key = self.key_behind(&mut behind, key, &if text { Kind::Text } else { Kind::Other });
                let place = &behind.place;
                let key = if text { quote!(__go::text(&#key)) } else { quote!(&#key) };
                Some(behind.locked(&quote!(pointee_mut), &quote_spanned!(span=> __go::map_delete(&mut #place, #key))))
            }
            _ => None,
        }
    }

    /// `v, ok := p.m[k]`
    pub(super) fn element_ok_behind(&mut self, value: &Expr) -> Option<TokenStream> {
        let Expr::Index(indexed) = marker::strip(value) else { return None };
        let Kind::Map { text, .. } = self.kind_of(&indexed.expr) else { return None };
        if !self.is_behind_pointer(&indexed.expr) {
            return None;
        }
        let mut indexed = indexed.clone();
        let span = arrow::first_span(&indexed.expr);
        let mut behind = self.behind(&mut indexed.expr, Access::Read);
        let key = self.key_behind(&mut behind, &mut indexed.index, &if text { Kind::Text } else { Kind::Other });
        let place = &behind.place;
        let key = if text { quote!(__go::text(&#key)) } else { quote!(&#key) };
        Some(behind.locked(&quote!(pointee), &quote_spanned!(span=> __go::map_get_ok(&#place, #key))))
    }

    /// The embedded field through which a pointer to `name` has `member`.
    fn embedded_for(&self, name: &str, member: &Member) -> Option<Ident> {
        let Member::Named(member) = member else { return None };
        let declared = self.declared?;
        let own = declared.fields(name)?.iter().any(|(field, _)| field == member);
        if own { None } else { declared.embedded(name).cloned() }
    }

    /// `p.Lock()` of an embedded lock, which is lowered as `p.Mutex.Lock()`; whether `expr` is
    /// that.
    fn promote(&mut self, expr: &mut Expr) -> bool {
        let Expr::MethodCall(call) = &mut *expr else { return false };
        if !self.promoted(call) {
            return false;
        }
        self.visit_expr_mut(expr);
        true
    }

    /// Makes `p.Mutex.Lock()` of `p.Lock()`; whether `call` is that of an embedded field.
    pub(super) fn promoted(&self, call: &mut ExprMethodCall) -> bool {
        let Kind::Ptr(name) = self.kind_of(&call.receiver) else { return false };
        let Some(declared) = self.declared else { return false };
        let method = call.method.to_string();
        let is_field =
            declared.fields(&name).is_some_and(|fields| fields.iter().any(|(field, _)| call.method == *field));
        let own = is_field || declared.has_method(&name, &method) || method.starts_with("__go");
        let Some(embedded) = declared.embedded(&name).filter(|_| !own).cloned() else { return false };
        let base = &call.receiver;
        *call.receiver = syn::parse_quote!(#base.#embedded);
        true
    }
}

/// A place behind a pointer.
struct Behind {
    /// The pointer.
    pointer: TokenStream,
    span: Span,
    /// What it points to, while it is locked.
    it: Ident,
    /// What is evaluated before.
    keys: TokenStream,
    count: usize,
    /// The place, in terms of `it`.
    place: TokenStream,
}

impl Behind {
    /// `used` while the pointer is locked.
    fn locked(&self, lock: &TokenStream, used: &TokenStream) -> TokenStream {
        let Behind { pointer, span, it, keys, .. } = self;
        let name = local("pointer", *span);
        let mutable = (lock.to_string() == "pointee_mut").then(|| quote!(mut));
        let lock: TokenStream = lock
            .clone()
            .into_iter()
            .map(|mut token| {
                token.set_span(*span);
                token
            })
            .collect();
        let locked = quote_spanned!(*span=> __go::#lock(#name));
        quote_spanned! {at(*span)=> {
            let #name = &#pointer;
            #keys
            let #mutable #it = #locked;
            #[allow(clippy::let_unit_value)]
            let __go_used = #used;
            ::core::mem::drop(#it);
            __go_used
        }}
    }
}

/// The methods of values that their pointers have as well.
pub(super) fn forwarders(items: &[Item]) -> Vec<Item> {
    let pointees: Vec<&Ident> = items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) if marker::has(&item.attrs, marker::POINTEE) => Some(&item.ident),
            _ => None,
        })
        .collect();
    let mut out = Vec::new();
    for item in items {
        let Item::Impl(block) = item else { continue };
        let Type::Path(ty) = &*block.self_ty else { continue };
        let Some(name) = ty.path.get_ident().filter(|name| pointees.contains(name)) else { continue };
        if !marker::has(&block.attrs, marker::METHODS) {
            continue;
        }
        for item in &block.items {
            if let syn::ImplItem::Fn(method) = item {
                out.push(forwarder(name, &method.vis, &method.sig));
            }
        }
    }
    out
}

/// The method `sig` of the values of `name`, for its pointers.
fn forwarder(name: &Ident, vis: &syn::Visibility, sig: &syn::Signature) -> Item {
    let pointer = format_ident!("{}{}", POINTER, name, span = name.span());
    let (method, output) = (&sig.ident, &sig.output);
    let types = sig.inputs.iter().filter_map(|input| match input {
        syn::FnArg::Typed(param) => Some(&*param.ty),
        syn::FnArg::Receiver(_) => None,
    });
    let types: Vec<&Type> = types.collect();
    let args: Vec<Ident> = (0..types.len()).map(|index| format_ident!("arg_{}", index)).collect();
    let methods = Ident::new(marker::METHODS, method.span());
    syn::parse_quote! {
        #[#methods]
        impl #pointer {
            #vis fn #method(&self, #(#args: #types),*) #output {
                let value = self.__go_load();
                #name::#method(&value, #(#args),*)
            }
        }
    }
}

/// The type of the pointers to a struct, with what every pointer can do in Go.
pub(super) fn expand_pointer(
    private: &TokenStream,
    item: &syn::ItemStruct,
    (own_text, error): (Option<TokenStream>, Option<TokenStream>),
) -> TokenStream {
    let (name, vis, span) = (&item.ident, &item.vis, at(item.ident.span()));
    let pointer = format_ident!("{}{}", POINTER, name, span = name.span());
    let text = name.to_string();
    quote_spanned! {span=>
        #[doc(hidden)]
        #[allow(non_camel_case_types, dead_code)]
        #vis struct #pointer(#private::Shared<#name>);
        #[allow(dead_code)]
        impl #pointer {
            fn __go_new(value: #name) -> Self {
                Self(#private::Shared::new(value))
            }
            #[track_caller]
            fn __go_load(&self) -> #name where #name: ::core::clone::Clone {
                #private::load(self)
            }
        }
        impl #private::GoPointer for #pointer {
            type Target = #name;
            fn __go_shared(&self) -> &#private::Shared<#name> {
                &self.0
            }
        }
        impl ::core::clone::Clone for #pointer {
            fn clone(&self) -> Self {
                Self(::core::clone::Clone::clone(&self.0))
            }
        }
        impl ::core::default::Default for #pointer {
            fn default() -> Self {
                Self(::core::default::Default::default())
            }
        }
        impl ::core::cmp::PartialEq for #pointer {
            fn eq(&self, other: &Self) -> ::core::primitive::bool {
                self.0 == other.0
            }
        }
        impl ::core::cmp::Eq for #pointer {}
        impl ::core::hash::Hash for #pointer {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.0, state);
            }
        }
        impl ::core::fmt::Debug for #pointer {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(if self.0.is_nil() { "nil" } else { #text })
            }
        }
        impl #private::Share for #pointer {}
        impl #private::Nil for #pointer {
            fn __go_nil() -> Self {
                ::core::default::Default::default()
            }
            fn __go_is_nil(&self) -> ::core::primitive::bool {
                self.0.is_nil()
            }
        }
        impl #private::Show for #pointer {
            fn __go_show(&self, out: &mut ::std::string::String, verb: #private::Verb) -> ::core::primitive::bool {
                #[allow(unused_imports)]
                use #private::traits::*;
                #own_text
                #private::show_pointer(self, out, verb, |it, out| {
                    #private::show_as(&*(&&&#private::Shown(it)).__go_shown(), out, verb)
                })
            }
        }
        #error
    }
}
