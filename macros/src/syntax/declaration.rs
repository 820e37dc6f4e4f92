//! `var`, `const` and `type`, one by one and in parentheses.
//!
//! ```text
//! var   = "var" (spec | "(" spec (";" spec)* ")")      spec = name ("," name)* [type] ["=" value ("," value)*]
//! const = "const" (spec | "(" spec (";" spec)* ")")    with `iota`; a line without a value repeats the one before
//! type  = "type" name (type | "=" type | "struct" "{" fields "}" | "interface" "{" methods "}")
//! ```
//!
//! ```text
//! var x i32                       →   let mut x: i32 = zero();            among items: a `static` that is made when first used
//! const ( A = iota; B )           →   const A: int = 0; const B: int = 1;  each use stands for the value, as in Go
//! type P struct { x, y i32 }      →   struct P { x: i32, y: i32 }          with Clone, Default, Debug, ==, and Go's way to print
//! type F func(i32) i32            →   type F = Func<fn(i32) -> i32>;
//! ```

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, Literal, Span, TokenTree};

use super::chan_type::type_end;
use super::gotokens::{
    contents, group, group_at, ident, ident_at, is_brace, is_ident, is_joint, is_lone_equals, is_punct, joint, ours,
    punct, punct_at, stream, text,
};
use super::params::{split_list, zero};
use super::respell::{Place, Respell};
use super::{lines, marker, package, raw};

/// `name, name type = value, value`
struct Spec<'a> {
    names: Vec<&'a TokenTree>,
    ty: &'a [TokenTree],
    values: Vec<&'a [TokenTree]>,
}

/// A field of a struct.
struct Field {
    name: TokenTree,
    ty: Vec<TokenTree>,
    /// Whether the struct has the fields and methods of the field.
    embedded: bool,
}

/// The parts of a declaration; `None` if it is none.
fn spec(tokens: &[TokenTree]) -> Option<Spec<'_>> {
    let mut names = Vec::new();
    let mut at = 0;
    loop {
        let TokenTree::Ident(_) = tokens.get(at)? else { return None };
        names.push(&tokens[at]);
        at += 1;
        if !punct_at(tokens, at, ',') {
            break;
        }
        at += 1;
    }
    let equals = (at..tokens.len()).find(|&at| is_lone_equals(tokens, at));
    let ty = &tokens[at..equals.unwrap_or(tokens.len())];
    let values = equals.map_or_else(Vec::new, |equals| split_list(&tokens[equals + 1..]));
    let whole = ty.is_empty() || type_end(ty, 0) == Some(ty.len());
    whole.then_some(Spec { names, ty, values })
}

impl Respell<'_> {
    /// A declaration in Go's spelling, if one begins at `at`.
    pub(super) fn declaration(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        place: Place,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let word = tokens[at].to_string();
        if let Some(list) = group_at(tokens, at + 1, Delimiter::Parenthesis) {
            let end = at + 2;
            let list = lines::end_specs(&contents(list));
            let specs: Vec<&[TokenTree]> =
                list.split(|token| is_punct(token, ';')).filter(|spec| !spec.is_empty()).collect();
            self.specs(&word, &specs, tokens[at].span(), place, out)?;
            return Some(skip_semicolon(tokens, end));
        }
        let TokenTree::Ident(_) = tokens.get(at + 1)? else { return None };
        if word == "type" {
            return self.type_declaration(tokens, at, place, out);
        }
        let end = (at..tokens.len()).find(|&at| is_punct(&tokens[at], ';')).unwrap_or(tokens.len());
        // The lines of a block do not end behind its braces: `var done struct{}`.
        let end = (at + 1..end)
            .filter(|&at| ident_at(tokens, at, "struct") && group_at(tokens, at + 1, Delimiter::Brace).is_some())
            .map(|at| at + 2)
            .find(|&behind| behind < end && !on_one_line(tokens, behind))
            .unwrap_or(end);
        let spec = &tokens[at + 1..end];
        let is_rust =
            word == "const" && (punct_at(spec, 1, ':') || ident_at(spec, 0, "fn") || ident_at(spec, 0, "unsafe"));
        if is_rust {
            return None;
        }
        self.specs(&word, &[spec], tokens[at].span(), place, out)?;
        Some(skip_semicolon(tokens, end))
    }

    fn specs(
        &mut self,
        word: &str,
        specs: &[&[TokenTree]],
        span: Span,
        place: Place,
        out: &mut Vec<TokenTree>,
    ) -> Option<()> {
        match word {
            "type" => {
                for declared in specs {
                    let mut tokens = vec![ident("type", span)];
                    tokens.extend_from_slice(declared);
                    self.type_declaration(&tokens, 0, place, out)?;
                }
            }
            "const" => self.constants(specs, span, out),
            _ if place == Place::Items => specs.iter().for_each(|tokens| self.global(tokens, span, out)),
            _ => specs.iter().for_each(|tokens| self.variable(tokens, span, out)),
        }
        Some(())
    }

    fn malformed(&mut self, word: &str, tokens: &[TokenTree]) {
        let help = match word {
            "var" => "write `var x T`, `var x = value` or `var x T = value`",
            _ => "write `const x = value`",
        };
        let message = format!("cannot read this `{word}` declaration\nhelp: {help}");
        self.cx.push(syn::Error::new_spanned(stream(tokens), message));
    }

    /// `var` among statements.
    fn variable(&mut self, tokens: &[TokenTree], span: Span, out: &mut Vec<TokenTree>) {
        let Some(Spec { names, ty, values }) = spec(tokens) else { return self.malformed("var", tokens) };
        if values.len() > 1 && values.len() != names.len() {
            return self.mismatch(&names, values.len());
        }
        let ty = if ty.is_empty() { Vec::new() } else { self.go_type(ty, 0).map_or_else(Vec::new, |(ty, _)| ty) };
        if values.len() == 1 && names.len() > 1 {
            // As `names := value`, which takes two values out of what gives them.
            let value = self.run(values[0], Place::Inner);
            let names = group(Delimiter::Parenthesis, listed(&names), span);
            out.extend(marker::attribute(marker::DEFINE, span));
            out.extend([ident("let", span), names, punct('=', span), group(Delimiter::Parenthesis, value, span)]);
            return out.push(punct(';', span));
        }
        for (index, name) in names.iter().enumerate() {
            let value = match values.get(index) {
                Some(value) => {
                    let value = self.run(value, Place::Inner);
                    if is_string(&ty) { as_string(value, span) } else { value }
                }
                None => zero(span),
            };
            out.extend(marker::allow_unused(ours(span)));
            out.extend([ident("let", span)]);
            out.extend(mutable(&[name]).into_iter().take_while(|token| !is_punct(token, ',')));
            if !ty.is_empty() {
                out.push(punct(':', span));
                out.extend(ty.iter().cloned());
            }
            out.push(punct('=', span));
            out.extend(value);
            out.push(punct(';', span));
        }
    }

    fn mismatch(&mut self, names: &[&TokenTree], values: usize) {
        let (count, s) = (names.len(), if names.len() == 1 { "" } else { "s" });
        let message = format!(
            "assignment mismatch: {count} variable{s} but {values} values\nhelp: give one value for each variable"
        );
        let names: Vec<TokenTree> = names.iter().map(|name| (*name).clone()).collect();
        self.cx.push(syn::Error::new_spanned(stream(&names), message));
    }

    /// `var` among items: a `static` that is made when it is first used.
    fn global(&mut self, tokens: &[TokenTree], span: Span, out: &mut Vec<TokenTree>) {
        let Some(Spec { names, ty, values }) = spec(tokens) else { return self.malformed("var", tokens) };
        if !values.is_empty() && values.len() != names.len() {
            return self.mismatch(&names, values.len());
        }
        for (index, name) in names.iter().enumerate() {
            let ty = if ty.is_empty() {
                values.get(index).and_then(|value| self.type_of(value))
            } else {
                self.go_type(ty, 0).map(|(ty, _)| ty)
            };
            let Some(ty) = ty else {
                let help = format!("name it: `var {name} T = …`");
                self.cx.help(name.span(), "the type of a package variable cannot be inferred", help);
                continue;
            };
            let value = match values.get(index) {
                Some(value) => {
                    let value = self.run(value, Place::Inner);
                    if is_string(&ty) { as_string(value, span) } else { value }
                }
                None => zero(span),
            };
            out.extend(marker::attribute(marker::GLOBAL, span));
            out.extend([ident("static", span), (*name).clone(), punct(':', span)]);
            out.extend(ty);
            out.push(punct('=', span));
            out.extend(value);
            out.push(punct(';', span));
        }
    }

    /// The type that `value` names: a composite literal, a channel that is made, a literal.
    fn type_of(&mut self, value: &[TokenTree]) -> Option<Vec<TokenTree>> {
        let span = value.first()?.span();
        let path = |names: &[&str]| {
            let mut tokens = vec![ident("__go", ours(span))];
            for name in names {
                tokens.extend(joint(':', ':', span));
                tokens.push(ident(name, span));
            }
            tokens
        };
        if ident_at(value, 0, "make") {
            let made = contents(group_at(value, 1, Delimiter::Parenthesis)?);
            return self.go_type(&made, 0).map(|(ty, _)| ty);
        }
        if ident_at(value, 0, "errors") || (ident_at(value, 0, "fmt") && ident_at(value, 2, "Errorf")) {
            return Some(path(&["names", "error"]));
        }
        if package::is_member(value, 0) || value.iter().any(|token| is_ident(token, "time")) {
            let duration = (0..value.len()).any(|at| ident_at(value, at, "time") && punct_at(value, at + 1, '.'));
            return duration.then(|| path(&["go_time", "Duration"]));
        }
        if let [TokenTree::Ident(name), TokenTree::Group(_)] = value
            && let Some(result) = self.results.get(&name.to_string()).cloned()
        {
            return self.go_type(&result, usize::from(punct_at(&result, 0, '*'))).map(|(ty, _)| ty);
        }
        if punct_at(value, 0, '&')
            && let Some(TokenTree::Ident(name)) = value.get(1)
            && self.is_pointee(&name.to_string())
        {
            return Some(vec![super::pointer::pointer_name(&value[1], value[1].span())]);
        }
        let end = type_end(value, 0)?;
        if value.get(end).is_some_and(is_brace) && end + 1 == value.len() {
            return self.go_type(value, 0).map(|(ty, _)| ty);
        }
        literal_type(value)
    }

    /// `const`, with `iota`.
    fn constants(&mut self, specs: &[&[TokenTree]], span: Span, out: &mut Vec<TokenTree>) {
        let mut last: Option<(Vec<TokenTree>, Vec<Vec<TokenTree>>)> = None;
        for (iota, tokens) in specs.iter().enumerate() {
            let Some(Spec { names, ty, values }) = spec(tokens) else {
                self.malformed("const", tokens);
                continue;
            };
            if !values.is_empty() {
                last = Some((ty.to_vec(), values.iter().map(|value| value.to_vec()).collect()));
            }
            let Some((ty, values)) = last.clone() else {
                self.cx.help(names[0].span(), "missing init expr for const declaration", "write `const x = value`");
                continue;
            };
            if values.len() != names.len() {
                self.mismatch(&names, values.len());
                continue;
            }
            for (name, value) in names.into_iter().zip(values).filter(|(name, _)| !is_ident(name, "_")) {
                let value = self.run(&with_iota(&value, iota), Place::Inner);
                let typed = !ty.is_empty();
                let ty = match self.go_type(&ty, 0) {
                    Some((ty, _)) => Some(ty),
                    None => literal_type(&value),
                };
                let attribute = if typed { marker::CONST_TYPED } else { marker::CONST };
                out.extend(marker::attribute(attribute, span));
                out.extend([ident("const", span), name.clone(), punct(':', span)]);
                match ty {
                    Some(ty) if is_string(&ty) => out.extend(str_reference(span)),
                    Some(ty) => out.extend(ty),
                    None => out.push(ident("_", span)),
                }
                out.push(punct('=', span));
                out.extend(value);
                out.push(punct(';', span));
            }
        }
    }
}

/// Whether `ty` is Go's `string`.
pub(super) fn is_string(ty: &[TokenTree]) -> bool {
    matches!(ty, [word] if is_ident(word, "string"))
}

/// `__go::string(value)`
pub(super) fn as_string(value: Vec<TokenTree>, span: Span) -> Vec<TokenTree> {
    let mut call = vec![ident("__go", ours(span))];
    call.extend(joint(':', ':', span));
    call.extend([ident("string", span), group(Delimiter::Parenthesis, value, span)]);
    call
}

/// `&::core::primitive::str`
fn str_reference(span: Span) -> Vec<TokenTree> {
    let mut ty = vec![punct('&', span)];
    for name in ["core", "primitive", "str"] {
        ty.extend(joint(':', ':', span));
        ty.push(ident(name, ours(span)));
    }
    ty
}

/// `mut a, mut b,`
fn mutable(names: &[&TokenTree]) -> Vec<TokenTree> {
    let mut out = Vec::new();
    for name in names {
        if !is_ident(name, "_") {
            out.push(ident("mut", ours(name.span())));
        }
        out.extend([(*name).clone(), punct(',', name.span())]);
    }
    out
}

/// `a, b`
fn listed(names: &[&TokenTree]) -> Vec<TokenTree> {
    let comma = |name: &TokenTree| punct(',', name.span());
    names
        .iter()
        .enumerate()
        .flat_map(|(at, name)| (at > 0).then(|| comma(name)).into_iter().chain([(*name).clone()]))
        .collect()
}

/// The type of a constant by what its value is made of.
fn literal_type(value: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let span = value.first()?.span();
    let name = value.iter().find_map(|token| match token {
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            Some(match text.chars().next()? {
                '"' | 'r' => "string",
                '\'' => "rune",
                'b' => return None,
                _ if text.contains('.') && !text.contains("..") => "float64",
                _ if text.ends_with(|c: char| c.is_ascii_digit()) || text.starts_with("0x") => "int",
                _ => return None,
            })
        }
        TokenTree::Ident(word) if word == "true" || word == "false" => Some("bool"),
        _ => None,
    });
    if let Some("int") = name
        && value.iter().any(|token| matches!(token, TokenTree::Literal(literal) if literal.to_string().contains('.')))
    {
        return Some(name_of("float64", span));
    }
    match name {
        Some("bool") => Some(vec![ident("bool", span)]),
        Some("string") => Some(vec![ident("string", span)]),
        Some(name) => Some(name_of(name, span)),
        None => value
            .iter()
            .any(|token| matches!(token, TokenTree::Group(_)))
            .then(|| {
                let inner: Vec<TokenTree> = value
                    .iter()
                    .flat_map(|token| match token {
                        TokenTree::Group(group) => contents(group),
                        _ => Vec::new(),
                    })
                    .collect();
                literal_type(&inner)
            })
            .flatten(),
    }
}

/// `__go::names::name`
fn name_of(name: &str, span: Span) -> Vec<TokenTree> {
    let mut path = vec![ident("__go", ours(span))];
    path.extend(joint(':', ':', span));
    path.push(ident("names", span));
    path.extend(joint(':', ':', span));
    path.push(ident(name, span));
    path
}

/// `value` with the number `iota` in place of the word.
fn with_iota(value: &[TokenTree], iota: usize) -> Vec<TokenTree> {
    value
        .iter()
        .map(|token| match token {
            TokenTree::Ident(word) if word == "iota" => {
                let mut number = Literal::usize_unsuffixed(iota);
                number.set_span(word.span());
                number.into()
            }
            TokenTree::Group(inner) => {
                let mut new =
                    proc_macro2::Group::new(inner.delimiter(), with_iota(&contents(inner), iota).into_iter().collect());
                new.set_span(inner.span());
                new.into()
            }
            other => other.clone(),
        })
        .collect()
}

fn skip_semicolon(tokens: &[TokenTree], at: usize) -> usize {
    if punct_at(tokens, at, ';') { at + 1 } else { at }
}

impl Respell<'_> {
    /// `type name …`
    fn type_declaration(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        place: Place,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let span = tokens[at].span();
        let name = at + 1;
        let generics =
            if punct_at(tokens, name + 1, '<') { super::chan_type::angle_end(tokens, name + 1)? + 1 } else { name + 1 };
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
            if ident_at(tokens, generics, "interface") {
                self.interface(&tokens[name], body, span, place, out);
                return Some(skip_semicolon(tokens, generics + 2));
            }
        }
        let (ty, end) = self.go_type(tokens, generics)?;
        if place == Place::Items && self.cx.numbers.contains(&tokens[name].to_string()) && generics == name + 1 {
            self.number_type(&tokens[name], ty, out);
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

    /// The fields of a `struct`: their names and types.
    fn fields(&mut self, body: &proc_macro2::Group) -> Vec<Field> {
        let tokens = contents(body);
        let mut fields = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if is_punct(&tokens[at], ';') || is_punct(&tokens[at], ',') || matches!(&tokens[at], TokenTree::Literal(_))
            {
                at += 1;
                continue;
            }
            if let Some((field, end)) = self.embedded(&tokens, at, &fields) {
                fields.push(field);
                at = end;
                continue;
            }
            let begin = at;
            let mut names = Vec::new();
            while matches!(&tokens.get(at), Some(TokenTree::Ident(_))) {
                names.push(raw::name(&tokens[at]));
                at += 1;
                if !punct_at(&tokens, at, ',') {
                    break;
                }
                at += 1;
            }
            if punct_at(&tokens, at, ':') && !is_joint(&tokens, at, ':', ':') {
                at += 1;
            }
            let embedded = names.is_empty() || !on_one_line(&tokens, at) || punct_at(&tokens, at, '.');
            let ty = if embedded { None } else { self.go_type(&tokens, at) };
            let Some((ty, end)) = ty else {
                let place = tokens.get(at.saturating_sub(1)).map_or_else(|| body.span(), TokenTree::span);
                let help = "give all but one a name, and reach what they have through it: `base Base`";
                self.cx.help(place, "one field can be embedded in a struct", help);
                // One token at least: what cannot be a field may begin a line.
                at = at.max(begin + 1);
                while at < tokens.len() && on_one_line(&tokens, at) {
                    at += 1;
                }
                continue;
            };
            fields.extend(names.into_iter().map(|name| Field { name, ty: ty.clone(), embedded: false }));
            at = end;
        }
        fields
    }

    /// `Base`, `*Base` or `sync.Mutex` alone on its line: a field of that name, through which the
    /// struct has what it has. One at most.
    fn embedded(&mut self, tokens: &[TokenTree], at: usize, fields: &[Field]) -> Option<(Field, usize)> {
        let begin = at + usize::from(punct_at(tokens, at, '*'));
        let end = if package::is_member(tokens, begin) { begin + 3 } else { begin + 1 };
        let TokenTree::Ident(_) = tokens.get(begin)? else { return None };
        let alone = end >= tokens.len() || !on_one_line(tokens, end) || punct_at(tokens, end, ';');
        if !alone || fields.iter().any(|field| field.embedded) {
            return None;
        }
        let (ty, _) = self.go_type(tokens, begin)?;
        Some((Field { name: tokens[end - 1].clone(), ty, embedded: true }, end))
    }

    fn structure(&mut self, head: &[TokenTree], fields: &[Field], span: Span, out: &mut Vec<TokenTree>) {
        let mut list = Vec::new();
        for Field { name, ty, embedded } in fields {
            if *embedded {
                list.extend(marker::attribute(marker::EMBEDDED, span));
            }
            if name.to_string().starts_with(char::is_uppercase) {
                list.extend(self.visibility.iter().cloned());
            }
            list.extend([name.clone(), punct(':', name.span())]);
            list.extend(ty.iter().cloned());
            list.push(punct(',', span));
        }
        out.extend(marker::attribute(marker::STRUCT, span));
        if head.len() == 1 && self.is_pointee(&head[0].to_string()) {
            out.extend(marker::attribute(marker::POINTEE, span));
        }
        out.push(ident("struct", span));
        out.extend_from_slice(head);
        out.push(group(Delimiter::Brace, list, span));
    }

    /// `interface { … }`: a trait whose methods may wait.
    fn interface(
        &mut self,
        name: &TokenTree,
        body: &proc_macro2::Group,
        span: Span,
        place: Place,
        out: &mut Vec<TokenTree>,
    ) {
        if place != Place::Items {
            let help = "declare it beside the functions";
            return self.cx.help(span, "an interface cannot be declared in a function", help);
        }
        let tokens = contents(body);
        let mut methods = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if is_punct(&tokens[at], ';') {
                at += 1;
                continue;
            }
            let (TokenTree::Ident(_), Some(params)) = (&tokens[at], group_at(&tokens, at + 1, Delimiter::Parenthesis))
            else {
                let help = "list its methods here";
                self.cx.help(tokens[at].span(), "Rust has no embedded interfaces", help);
                at += 1;
                while at < tokens.len() && on_one_line(&tokens, at) {
                    at += 1;
                }
                continue;
            };
            methods.extend([ident("fn", span), tokens[at].clone()]);
            let mut inputs = vec![punct('&', span), ident("self", span), punct(',', span)];
            let params = self.go_params(params, &|_| false);
            inputs.extend(params.into_iter().filter(|token| !is_ident(token, "mut")));
            methods.push(group(Delimiter::Parenthesis, without_attributes(inputs), span));
            at += 2;
            if at < tokens.len() && on_one_line(&tokens, at) && !is_punct(&tokens[at], ';') {
                if let Some((result, end)) = self.result_type(&tokens, at) {
                    methods.extend(joint('-', '>', span));
                    methods.extend(result);
                    at = end;
                } else {
                    let help = "a method is `Name(params) results`";
                    self.cx.help(tokens[at].span(), format_args!("unexpected {}", text(&tokens[at..=at])), help);
                    at += 1;
                }
            }
            methods.push(punct(';', span));
        }
        out.extend(marker::attribute(marker::INTERFACE, span));
        out.extend([ident("trait", span), name.clone(), group(Delimiter::Brace, methods, span)]);
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

/// The types of numbers that `tokens` declare.
pub(super) fn numbers(tokens: &[TokenTree]) -> HashSet<String> {
    const NUMBERS: &[&str] =
        &["int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "byte"];
    let declared =
        |at: &usize| ident_at(tokens, *at, "type") && NUMBERS.iter().any(|number| ident_at(tokens, at + 2, number));
    (0..tokens.len()).filter(declared).map(|at| tokens[at + 1].to_string()).collect()
}

/// The function types that `tokens` declare.
pub(super) fn func_types(tokens: &[TokenTree]) -> HashMap<String, Vec<TokenTree>> {
    let declared = |at: &usize| ident_at(tokens, *at, "type") && ident_at(tokens, at + 2, "func");
    let of = |at: usize| Some((tokens[at + 1].to_string(), tokens[at + 2..type_end(tokens, at + 2)?].to_vec()));
    (0..tokens.len()).filter(declared).filter_map(of).collect()
}

/// What each `func` among `tokens` gives that gives one value.
pub(super) fn results(tokens: &[TokenTree]) -> HashMap<String, Vec<TokenTree>> {
    let of = |at: usize| {
        group_at(tokens, at + 2, Delimiter::Parenthesis).filter(|_| ident_at(tokens, at, "func"))?;
        let body = (at + 3..tokens.len()).find(|&at| is_brace(&tokens[at]))?;
        let result = &tokens[at + 3..body];
        let one = !result.is_empty()
            && !matches!(&result[0], TokenTree::Group(list) if list.delimiter() == Delimiter::Parenthesis);
        one.then(|| (tokens[at + 1].to_string(), result.to_vec()))
    };
    (0..tokens.len()).filter_map(of).collect()
}

/// The interfaces that `tokens` declare.
pub(super) fn interfaces(tokens: &[TokenTree]) -> HashSet<String> {
    let declared = |at: &usize| ident_at(tokens, *at, "type") && ident_at(tokens, at + 2, "interface");
    (0..tokens.len()).filter(declared).map(|at| tokens[at + 1].to_string()).collect()
}

/// `tokens` without their `#[…]`.
fn without_attributes(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut out: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let of_attribute = matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
            && out.last().is_some_and(|last| is_punct(last, '#'));
        if of_attribute {
            out.pop();
        } else {
            out.push(token);
        }
    }
    out
}

/// Whether the token at `at` stands on the line of the one before, as far as that is known.
pub(super) fn on_one_line(tokens: &[TokenTree], at: usize) -> bool {
    let (Some(token), Some(before)) = (tokens.get(at), at.checked_sub(1).map(|before| &tokens[before])) else {
        return at < tokens.len();
    };
    let end = match before {
        TokenTree::Group(group) => group.span_close().end(),
        other => other.span().end(),
    };
    token.span().start().line <= end.line
}
