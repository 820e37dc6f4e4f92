//! A variable of which a `go!` block names only fields: those are captured, or the variable itself,
//! by its type. The runtime's `dispatch/places.rs` explains the shape.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Index, Member};

use super::call::told;
use super::capture::{Carried, Shape, Way, expand_value};
use super::refuse::Extent;
use super::{at, local};
use crate::analyze::places::{Field, Fields};

/// What a goroutine takes along for `place`, of which it names `fields`.
pub(crate) fn expand_places(place: &Expr, fields: &Fields, mutable: bool) -> TokenStream {
    let span = place.span();
    let (tag, kind, parts) = (local("tag", span), local("kind", span), local("parts", span));
    let told = told(&tag, place, span);
    let whole = expand_value(place, Way::Any, mutable);
    let literal = Literal::new(fields, mutable);
    let (declared, made) = (&literal.declared, &literal.made);
    quote_spanned! {at(span)=> {
        #declared
        #told
        let #parts = __go::tag();
        let #kind = (&&&&#tag).__go_places();
        if #kind.__go_is_whole() {
            #kind.__go_may_be_whole();
            #kind.__go_whole(&#parts, #whole)
        } else {
            #kind.__go_may_be_parts();
            #kind.__go_parts(&#parts, #made)
        }
    }}
}

/// What goes along: the fields, seen in what was captured.
pub(crate) fn carried(fields: &Fields, cfg: Option<&TokenStream>) -> Vec<Carried> {
    let of = |field: &Field| match &field.fields {
        Some(fields) => carried(fields, cfg),
        None => {
            let (what, extent) = (field.place.to_token_stream(), Extent::of(&field.place));
            vec![Carried { what, shape: Shape::Value, extent, cfg: cfg.cloned() }]
        }
    };
    fields.0.iter().flat_map(of).collect()
}

/// A struct with the fields that are named, and a value of it.
struct Literal {
    declared: TokenStream,
    made: TokenStream,
}

impl Literal {
    fn new(fields: &Fields, mutable: bool) -> Self {
        let span = Span::mixed_site();
        let name = Ident::new("__GoParts", span);
        let params: Vec<Ident> = (0..fields.0.len()).map(|at| format_ident!("__GoPart{at}", span = span)).collect();
        let values: Vec<TokenStream> = fields.0.iter().map(|field| value(field, mutable)).collect();
        let lints = quote!(#[allow(dead_code, non_camel_case_types, unreachable_pub)]);
        let members: Vec<&Member> = fields.0.iter().map(|field| &field.member).collect();
        if members.iter().all(|member| matches!(member, Member::Named(_))) {
            return Self {
                declared: quote!(#lints struct #name<#(#params),*> { #(#members: #params),* }),
                made: quote!(#name { #(#members: #values),* }),
            };
        }
        let indexed = |of: &dyn Fn(usize) -> TokenStream| -> Vec<TokenStream> {
            let place = |index: u32| members.iter().position(|member| is_index(member, index));
            (0..=last(&members)).map(|index| place(index).map_or_else(|| quote!(()), of)).collect()
        };
        let types = indexed(&|at| params[at].to_token_stream());
        let values = indexed(&|at| values[at].clone());
        Self { declared: quote!(#lints struct #name<#(#params),*>(#(#types),*);), made: quote!(#name(#(#values),*)) }
    }
}

fn value(field: &Field, mutable: bool) -> TokenStream {
    match &field.fields {
        Some(fields) => expand_places(&field.place, fields, mutable),
        None => expand_value(&field.place, Way::Any, false),
    }
}

fn is_index(member: &Member, at: u32) -> bool {
    matches!(member, Member::Unnamed(Index { index, .. }) if *index == at)
}

fn last(members: &[&Member]) -> u32 {
    let indices = members.iter().filter_map(|member| match member {
        Member::Unnamed(index) => Some(index.index),
        Member::Named(_) => None,
    });
    indices.max().unwrap_or_default()
}
