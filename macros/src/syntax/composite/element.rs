//! The elements of a composite literal, each as its type asks.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::syntax::declaration::{as_string, is_string};
use crate::syntax::gotokens::{contents, group, ident, ident_at, is_ident, joint, ours, punct, punct_at};
use crate::syntax::params::split_list;
use crate::syntax::respell::{Place, Respell};

impl Respell<'_> {
    pub(super) fn elements(&mut self, body: &Group, ty: &[TokenTree]) -> Vec<TokenTree> {
        let mut out = Vec::new();
        let inner = contents(body);
        for element in split_list(&inner) {
            out.extend(self.element_of(element, ty));
            out.push(punct(',', body.span()));
        }
        out
    }

    /// One element of type `ty`; `{1, 2}` stands for `T{1, 2}`.
    pub(super) fn element_of(&mut self, element: &[TokenTree], ty: &[TokenTree]) -> Vec<TokenTree> {
        if let [TokenTree::Group(body)] = element
            && body.delimiter() == Delimiter::Brace
        {
            let mut literal = ty.to_vec();
            if punct_at(ty, 0, '*') {
                literal[0] = punct('&', ty[0].span());
            }
            literal.push(element[0].clone());
            return self.run(&literal, Place::Inner);
        }
        // `&P{ … }` in a list of interfaces: the value itself.
        let element = if self.names_interface(ty, 0) && punct_at(element, 0, '&') { &element[1..] } else { element };
        let value = self.run(element, Place::Inner);
        let shares = self.names_pointer(ty, 0) || ident_at(ty, 0, "chan");
        if let ([name @ TokenTree::Ident(word)], true) = (element, shares)
            && word != "nil"
        {
            let mut lent = vec![punct('&', ours(name.span()))];
            lent.extend(value);
            return crate::syntax::gotokens::clone_of_tokens(lent, ours(name.span()));
        }
        if self.is_wrapped(ty, 0) && ty.len() == 1 && !matches!(element, [nil] if is_ident(nil, "nil")) {
            return vec![ty[0].clone(), group(Delimiter::Parenthesis, value, ty[0].span())];
        }
        match element.first() {
            Some(TokenTree::Literal(number)) if element.len() == 1 && is_float(ty) => vec![as_float(number)],
            Some(first) if is_string(ty) => as_string(value, first.span()),
            Some(first) if self.names_interface(ty, 0) || self.is_any(ty) => self.as_interface(value, ty, first.span()),
            Some(first) if is_ident(first, "func") => value,
            Some(first) if ident_at(ty, 0, "func") || self.names_func_type(ty, 0) => as_func(value, first.span()),
            _ => value,
        }
    }

    /// Whether `ty` is `any`, or another name of it.
    fn is_any(&self, ty: &[TokenTree]) -> bool {
        let of = match ty {
            [name] => self.func_types.get(&name.to_string()).map_or(ty, Vec::as_slice),
            ty => ty,
        };
        (ident_at(of, 0, "any") && of.len() == 1) || ident_at(of, 0, "interface")
    }

    /// `{ let value: Arc<dyn ty> = value; value }`
    fn as_interface(&mut self, value: Vec<TokenTree>, ty: &[TokenTree], span: proc_macro2::Span) -> Vec<TokenTree> {
        let ty = self.go_type(ty, 0).map_or_else(Vec::new, |(ty, _)| ty).into_iter().collect::<TokenStream>();
        let value: TokenStream = value.into_iter().collect();
        // The walk makes a value of the interface where a `let` says its type.
        let made = quote::quote_spanned!(ours(span)=> { let __go_value: #ty = #value; __go_value });
        made.into_iter().collect()
    }

    pub(super) fn key(&mut self, element: &[TokenTree], ty: &[TokenTree]) -> Vec<TokenTree> {
        self.element_of(element, ty)
    }
}

fn is_float(ty: &[TokenTree]) -> bool {
    ident_at(ty, 0, "float64") || ident_at(ty, 0, "float32")
}

/// `2` as `2.0`.
fn as_float(number: &proc_macro2::Literal) -> TokenTree {
    let text = number.to_string();
    let whole = text.chars().all(|c| c.is_ascii_digit());
    let mut float = match format!("{text}.0").parse::<proc_macro2::Literal>() {
        Ok(float) if whole => float,
        _ => number.clone(),
    };
    float.set_span(number.span());
    float.into()
}

/// `__go::func(value)`
fn as_func(value: Vec<TokenTree>, span: proc_macro2::Span) -> Vec<TokenTree> {
    let mut call = vec![ident("__go", ours(span))];
    call.extend(joint(':', ':', span));
    call.extend([ident("func", span), group(Delimiter::Parenthesis, value, span)]);
    call
}
