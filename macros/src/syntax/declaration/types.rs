//! `type X T` and `type X = T`, with Go's conversion `X(v)`.

use proc_macro2::{Delimiter, TokenTree};

use super::skip_semicolon;
use crate::syntax::gotokens::{group, group_at, ident, ident_at, is_brace, is_ident, ours, punct, punct_at};
use crate::syntax::marker;
use crate::syntax::respell::{Place, Respell};

impl Respell<'_> {
    /// `type name …`
    pub(super) fn type_declaration(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        place: Place,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let span = tokens[at].span();
        let name = at + 1;
        let generics = if punct_at(tokens, name + 1, '<') {
            crate::syntax::chan_type::angle_end(tokens, name + 1)? + 1
        } else {
            name + 1
        };
        if punct_at(tokens, generics, '=') || ident_at(tokens, generics, "where") || punct_at(tokens, generics, ':') {
            return self.alias(tokens, at, generics, out);
        }
        if let Some(brackets) = group_at(tokens, generics, Delimiter::Bracket)
            && !brackets.stream().is_empty()
            && (ident_at(tokens, generics + 1, "struct") || ident_at(tokens, generics + 1, "interface"))
        {
            let help = format!("write type parameters in angle brackets: `type {}<T> struct {{ … }}`", tokens[name]);
            self.cx.help(brackets.span(), "unexpected [, expected a type", help);
            return (generics..tokens.len()).find(|&at| is_brace(&tokens[at])).map(|at| at + 1);
        }
        if let Some(body) = group_at(tokens, generics + 1, Delimiter::Brace) {
            if ident_at(tokens, generics, "struct") {
                let fields = self.fields(body);
                let head = &tokens[name..generics];
                self.structure(head, &fields, span, out);
                return Some(skip_semicolon(tokens, generics + 2));
            }
            if ident_at(tokens, generics, "interface") && !body.stream().is_empty() {
                self.interface(&tokens[name], body, span, place, out);
                return Some(skip_semicolon(tokens, generics + 2));
            }
        }
        let (ty, end) = self.go_type(tokens, generics)?;
        if place == Place::Items && self.cx.numbers.contains(&tokens[name].to_string()) && generics == name + 1 {
            self.number_type(&tokens[name], ty, out);
            return Some(skip_semicolon(tokens, end));
        }
        if place == Place::Items && generics == name + 1 && self.is_wrapped(tokens, name) {
            self.wrapped_type(&tokens[name], ty, out);
            return Some(skip_semicolon(tokens, end));
        }
        out.extend(marker::allow_unused(ours(span)));
        out.push(tokens[at].clone());
        out.extend_from_slice(&tokens[name..generics]);
        out.push(punct('=', span));
        let predeclared = match &ty[..] {
            [TokenTree::Ident(of)] => Some(of.to_string()),
            _ => None,
        };
        out.extend(ty.iter().cloned());
        out.push(punct(';', span));
        if ident_at(tokens, generics, "func") {
            out.extend(conversion_to_func(&tokens[name], &ty));
        }
        let conversion = match predeclared.as_deref() {
            Some("string") => Some(("ToText", "__go_to_text")),
            Some(of) if of.starts_with("int") || of.starts_with("uint") || of.starts_with("float") || of == "byte" => {
                Some(("ConvertTo", "__go_convert"))
            }
            _ => None,
        };
        if let Some((bound, method)) = conversion {
            out.extend(conversion_function(&tokens[name], bound, method, ty));
        }
        Some(skip_semicolon(tokens, end))
    }

    /// `type X int` of a type with methods: a struct that holds the number, and the conversion
    /// `X(v)`.
    fn number_type(&mut self, name: &TokenTree, ty: Vec<TokenTree>, out: &mut Vec<TokenTree>) {
        let span = name.span();
        let mut field = vec![ident("value", span), punct(':', span)];
        field.extend(ty.iter().cloned());
        out.extend(marker::attribute(marker::DEFINED, span));
        out.extend([ident("struct", span), name.clone(), group(Delimiter::Brace, field, span)]);
        let ty: proc_macro2::TokenStream = ty.into_iter().collect();
        let function = quote::quote_spanned! {ours(span)=>
            #[plain]
            #[allow(dead_code, non_snake_case)]
            fn #name<X: __go::names::ConvertTo<#ty>>(value: X) -> #name { #name { value: value.__go_convert() } }
        };
        out.extend(function);
    }

    /// `type X []T` of a type with methods: a struct that holds the list, and the conversion `X(v)`.
    fn wrapped_type(&mut self, name: &TokenTree, ty: Vec<TokenTree>, out: &mut Vec<TokenTree>) {
        let span = name.span();
        let mut field = vec![ident("value", span), punct(':', span)];
        field.extend(ty.iter().cloned());
        out.extend(marker::attribute(marker::WRAPPED, span));
        out.extend([ident("struct", span), name.clone(), group(Delimiter::Brace, field, span)]);
        let function = if is_ident(&ty[0], "__go") && ty.iter().any(|token| is_ident(token, "Func")) {
            let signature: proc_macro2::TokenStream = ty[5..ty.len() - 1].iter().cloned().collect();
            quote::quote_spanned! {ours(span)=>
                #[plain]
                #[allow(dead_code, non_snake_case)]
                fn #name<X: __go::IntoFunc<#signature>>(value: X) -> #name { #name { value: value.into_func() } }
            }
        } else {
            let ty: proc_macro2::TokenStream = ty.into_iter().collect();
            quote::quote_spanned! {ours(span)=>
                #[plain]
                #[allow(dead_code, non_snake_case)]
                fn #name<X: ::core::convert::Into<#ty>>(value: X) -> #name {
                    #name { value: ::core::convert::Into::into(value) }
                }
            }
        };
        out.extend(function);
    }

    /// `type X = T`, which Rust has too.
    fn alias(&mut self, tokens: &[TokenTree], at: usize, equals: usize, out: &mut Vec<TokenTree>) -> Option<usize> {
        if !punct_at(tokens, equals, '=') {
            return None;
        }
        let (ty, end) = self.go_type(tokens, equals + 1)?;
        out.extend_from_slice(&tokens[at..=equals]);
        out.extend(ty);
        out.push(punct(';', tokens[at].span()));
        Some(skip_semicolon(tokens, end))
    }
}

/// Go's conversion `X(v)` to a type `X` that is another name of a predeclared one.
fn conversion_function(name: &TokenTree, bound: &str, method: &str, ty: Vec<TokenTree>) -> Vec<TokenTree> {
    let span = name.span();
    let bound_name = proc_macro2::Ident::new(bound, ours(span));
    let method = proc_macro2::Ident::new(method, ours(span));
    let ty: proc_macro2::TokenStream = ty.into_iter().collect();
    let args = if bound == "ConvertTo" { quote::quote!(<#ty>) } else { proc_macro2::TokenStream::new() };
    let function = quote::quote_spanned! {ours(span)=>
        #[plain]
        #[allow(dead_code, non_snake_case)]
        fn #name<X: __go::names::#bound_name #args>(value: X) -> #ty { value.#method() }
    };
    function.into_iter().collect()
}

/// Go's conversion `F(f)` to a type `F` of function values.
fn conversion_to_func(name: &TokenTree, ty: &[TokenTree]) -> Vec<TokenTree> {
    let signature: proc_macro2::TokenStream = ty[5..ty.len() - 1].iter().cloned().collect();
    let function = quote::quote_spanned! {ours(name.span())=>
        #[plain]
        #[allow(dead_code, non_snake_case)]
        fn #name<X: __go::IntoFunc<#signature>>(value: X) -> #name { value.into_func() }
    };
    function.into_iter().collect()
}
