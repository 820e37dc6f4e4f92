//! Types in Go's spelling, where Go's grammar says that a type stands: parameters, results, `var`,
//! `const`, `type`, elements of channels.
//!
//! | Go | Rust |
//! |---|---|
//! | `chan T`, `<-chan T`, `chan<- T` | `Chan<T>`, `Receiver<T>`, `Sender<T>` |
//! | `[]T`, `[N]T`, `map[K]V` | `Vec<T>`, `[T; N]`, `HashMap<K, V>` |
//! | `struct{}` | `()` |
//! | `func(A, B) C` | a function value: see the runtime's `golang/func_value.rs` |
//! | `time.Duration`, `sync.WaitGroup`, … | `time::Duration`, `sync::WaitGroup`, … |
//! | `any`, `interface{}` | nil or a value of any type: see the runtime's `golang/any.rs` |
//! | `*T` | in a parameter `&T`, or `&mut T` where the function changes it |
//!
//! Any type of Rust's stands as it is; `int`, `string`, `error` and the like are names of the
//! runtime's `golang/names.rs`, unless the user has them.

use proc_macro2::{Delimiter, Span, TokenTree};

use super::chan_type::{self, Expect, type_end};
use super::declaration::on_one_line;
use super::gotokens::{
    contents, group, group_at, ident, ident_at, is_any, is_brace, is_ident, is_joint, is_punct, joint, ours, punct,
    punct_at, stream,
};
use super::package;
use super::respell::{Place, Respell};

/// Whether `[]T`, `[N]T` begins at `at`: on one line, since an array of Rust's ends its line.
pub(super) fn begins(tokens: &[TokenTree], at: usize) -> bool {
    let Some(brackets) = group_at(tokens, at, Delimiter::Bracket) else { return false };
    let sized = contents(brackets).iter().any(|token| is_punct(token, ';'));
    !sized && on_one_line(tokens, at + 1) && starts(tokens, at + 1)
}

/// Whether a type can begin at `at`, directly behind `[]` or a name.
pub(super) fn starts(tokens: &[TokenTree], at: usize) -> bool {
    const NOT_A_TYPE: &[&str] = &["as", "else", "if", "in", "match", "where", "break", "continue", "return", "range"];
    match tokens.get(at) {
        Some(TokenTree::Ident(word)) => !is_any(word, NOT_A_TYPE),
        Some(TokenTree::Group(group)) => matches!(group.delimiter(), Delimiter::None | Delimiter::Bracket),
        Some(TokenTree::Punct(mark)) => match mark.as_char() {
            '<' => is_joint(tokens, at, '<', '-') && ident_at(tokens, at + 2, "chan"),
            '*' | '&' => starts(tokens, at + 1) || punct_at(tokens, at + 1, '\''),
            _ => false,
        },
        _ => false,
    }
}

/// `::std::a::b`
pub(super) fn std_path(names: &[&str], span: Span) -> Vec<TokenTree> {
    let mut path = Vec::new();
    for name in ["std"].iter().chain(names) {
        path.extend(joint(':', ':', span));
        path.push(ident(name, span));
    }
    path
}

impl Respell<'_> {
    /// The type at `at` as one of Rust's, and where it ends.
    pub(super) fn go_type(&mut self, tokens: &[TokenTree], at: usize) -> Option<(Vec<TokenTree>, usize)> {
        if chan_type::begins(tokens, at, Expect::Type) {
            return Some(self.channel_type(tokens, at));
        }
        let span = tokens.get(at)?.span();
        match &tokens[at] {
            TokenTree::Group(brackets) if begins(tokens, at) => {
                let (element, end) = self.go_type(tokens, at + 1)?;
                Some((self.list_type(brackets, element, span), end))
            }
            TokenTree::Ident(word) if word == "map" && group_at(tokens, at + 1, Delimiter::Bracket).is_some() => {
                let key = contents(group_at(tokens, at + 1, Delimiter::Bracket)?);
                let (key, _) = self.go_type(&key, 0)?;
                let (value, end) = self.go_type(tokens, at + 2)?;
                let mut ty = std_path(&["collections", "HashMap"], ours(span));
                ty.push(punct('<', span));
                ty.extend(key);
                ty.push(punct(',', span));
                ty.extend(value);
                ty.push(punct('>', span));
                Some((ty, end))
            }
            TokenTree::Ident(word) if word == "struct" && tokens.get(at + 1).is_some_and(is_brace) => {
                let fields = group_at(tokens, at + 1, Delimiter::Brace)?;
                if !fields.stream().is_empty() {
                    let help = "declare it with a name: `type Item struct { … }`";
                    self.cx.help(span, "a struct needs a name in Rust", help);
                }
                Some((vec![group(Delimiter::Parenthesis, Vec::new(), span)], at + 2))
            }
            TokenTree::Ident(word) if word == "interface" && tokens.get(at + 1).is_some_and(is_brace) => {
                if group_at(tokens, at + 1, Delimiter::Brace).is_some_and(|methods| !methods.stream().is_empty()) {
                    let help = "declare it with a name: `type Shape interface { … }`";
                    self.cx.help(span, "an interface with methods needs a name in Rust", help);
                }
                Some((any(span), at + 2))
            }
            TokenTree::Ident(word) if word == "any" && !is_joint(tokens, at + 1, ':', ':') => Some((any(span), at + 1)),
            TokenTree::Ident(word) if word == "func" => self.func_type(tokens, at),
            TokenTree::Ident(package) if package::is_member(tokens, at) => {
                let (package, name) = (package.to_string(), tokens[at + 2].to_string());
                if package::members(&package).contains(&name.as_str()) {
                    return Some((package::path(tokens, at), at + 3));
                }
                let help = package::help(&package, &name);
                let message = format!("undefined: {package}.{name}\nhelp: {help}");
                self.cx.push(syn::Error::new_spanned(stream(&tokens[at..at + 3]), message));
                Some((vec![group(Delimiter::Parenthesis, Vec::new(), span)], at + 3))
            }
            TokenTree::Punct(_)
                if is_pointer(tokens, at)
                    && let Some(pointer) = self.pointer_type(tokens, at) =>
            {
                Some(pointer)
            }
            TokenTree::Punct(_) if is_pointer(tokens, at) => {
                let (_, end) = self.go_type(tokens, at + 1)?;
                let help = "a list or a tree is `Option<Box<T>>`, what goroutines share is `Arc<T>`, a channel says who owns it";
                let message = "a pointer says in Rust who owns what it points to";
                self.cx.push(syn::Error::new_spanned(stream(&tokens[at..end]), format!("{message}\nhelp: {help}")));
                Some((vec![group(Delimiter::Parenthesis, Vec::new(), span)], end))
            }
            TokenTree::Ident(name) if self.names_interface(tokens, at) => {
                let mut ty = vec![ident("__go", ours(span))];
                ty.extend(joint(':', ':', span));
                ty.extend([ident("Interface", ours(span)), punct('<', span), ident("dyn", span), name.clone().into()]);
                ty.push(punct('>', span));
                Some((ty, at + 1))
            }
            TokenTree::Ident(name) if self.is_wrapped(tokens, at) => Some((self.wrapped(name)?, at + 1)),
            TokenTree::Ident(name) if self.names_func_type(tokens, at) => {
                // Left out while it is read: a type that contains itself is reported by rustc.
                let ty = self.func_types.remove(&name.to_string())?;
                let read = self.go_type(&ty, 0);
                self.func_types.insert(name.to_string(), ty);
                Some((read?.0, at + 1))
            }
            _ => {
                let end = type_end(tokens, at).filter(|end| *end <= tokens.len())?;
                Some((self.run(&tokens[at..end], Place::Inner), end))
            }
        }
    }

    /// Whether the name at `at` is that of a `type F func(A) B`.
    pub(super) fn names_func_type(&self, tokens: &[TokenTree], at: usize) -> bool {
        matches!(tokens.get(at), Some(TokenTree::Ident(name)) if self.func_types.contains_key(&name.to_string()))
            && !is_joint(tokens, at + 1, ':', ':')
    }

    /// The type `name` of the block's own, which is a list, a map or a function.
    fn wrapped(&mut self, name: &proc_macro2::Ident) -> Option<Vec<TokenTree>> {
        // Left out while it is read: a function whose type names itself is one of its own.
        let of = self.cx.wrapped.remove(&name.to_string())?;
        let read = self.go_type(&of, 0);
        self.cx.wrapped.insert(name.to_string(), of);
        Some(wrapped_type(name, read?.0))
    }

    /// Whether the name at `at` is that of a list, a map or a function that is a type of its own.
    pub(super) fn is_wrapped(&self, tokens: &[TokenTree], at: usize) -> bool {
        matches!(tokens.get(at), Some(TokenTree::Ident(name)) if self.cx.wrapped.contains_key(&name.to_string()))
            && !is_joint(tokens, at + 1, ':', ':')
    }

    /// Whether the name at `at` is that of an interface of the block.
    pub(super) fn names_interface(&self, tokens: &[TokenTree], at: usize) -> bool {
        matches!(tokens.get(at), Some(TokenTree::Ident(name)) if self.interfaces.contains(&name.to_string()))
            && !is_joint(tokens, at + 1, ':', ':')
    }

    /// `Vec<T>` for `[]T`, `[T; N]` for `[N]T`.
    fn list_type(&mut self, brackets: &proc_macro2::Group, element: Vec<TokenTree>, span: Span) -> Vec<TokenTree> {
        let length = contents(brackets);
        if length.is_empty() {
            let mut ty = std_path(&["vec", "Vec"], ours(span));
            ty.push(punct('<', span));
            ty.extend(element);
            ty.push(punct('>', span));
            return ty;
        }
        let mut array = element;
        array.push(punct(';', span));
        let length = self.run(&length, Place::Inner);
        array.extend(self.array_length(length, span));
        vec![group(Delimiter::Bracket, array, span)]
    }

    /// The length of an array: a constant of any whole type.
    pub(super) fn array_length(&self, length: Vec<TokenTree>, span: Span) -> Vec<TokenTree> {
        if matches!(length[..], [TokenTree::Literal(_)]) {
            return length;
        }
        let mut converted = vec![group(Delimiter::Parenthesis, length, span), ident("as", span)];
        for name in ["core", "primitive", "usize"] {
            converted.extend(joint(':', ':', span));
            converted.push(ident(name, ours(span)));
        }
        vec![group(Delimiter::Brace, converted, span)]
    }

    /// `func(A, B) C`: a function value.
    fn func_type(&mut self, tokens: &[TokenTree], at: usize) -> Option<(Vec<TokenTree>, usize)> {
        let span = tokens[at].span();
        let params = group_at(tokens, at + 1, Delimiter::Parenthesis)?;
        let params = owned(self.param_types(params));
        let end = type_end(tokens, at + 2).filter(|end| *end <= tokens.len() && starts_result(tokens, at + 2));
        let result = match end {
            Some(_) => self.result_type(tokens, at + 2)?.0,
            None => Vec::new(),
        };
        let mut ty = vec![ident("__go", ours(span))];
        ty.extend(joint(':', ':', span));
        ty.extend([ident("Func", span), punct('<', span), ident("fn", span)]);
        ty.push(group(Delimiter::Parenthesis, params, span));
        if !result.is_empty() {
            ty.extend(joint('-', '>', span));
            ty.extend(result);
        }
        ty.push(punct('>', span));
        Some((ty, end.unwrap_or(at + 2)))
    }

    /// The result of a function: one type, or several in parentheses.
    pub(super) fn result_type(&mut self, tokens: &[TokenTree], at: usize) -> Option<(Vec<TokenTree>, usize)> {
        let Some(list) = group_at(tokens, at, Delimiter::Parenthesis) else { return self.go_type(tokens, at) };
        let types = self.param_types(list);
        if !list.stream().is_empty() && !types.iter().any(|token| is_punct(token, ',')) {
            return Some((types, at + 1));
        }
        Some((vec![group(Delimiter::Parenthesis, types, list.span())], at + 1))
    }
}

/// `__go::Any`
fn any(span: Span) -> Vec<TokenTree> {
    let mut ty = vec![ident("__go", ours(span))];
    ty.extend(joint(':', ':', span));
    ty.push(ident("Any", ours(span)));
    ty
}

/// `__go::Named<name, of>`, which is `name`.
fn wrapped_type(name: &proc_macro2::Ident, of: Vec<TokenTree>) -> Vec<TokenTree> {
    let span = name.span();
    let mut ty = vec![ident("__go", ours(span))];
    ty.extend(joint(':', ':', span));
    ty.extend([ident("Named", ours(span)), punct('<', span), name.clone().into(), punct(',', span)]);
    ty.extend(of);
    ty.push(punct('>', span));
    ty
}

/// Whether a result type, rather than what follows the function type, begins at `at`: on the same
/// line.
pub(super) fn starts_result(tokens: &[TokenTree], at: usize) -> bool {
    (starts(tokens, at) || group_at(tokens, at, Delimiter::Parenthesis).is_some()) && on_one_line(tokens, at)
}

/// `tokens` with `&'static T` in place of `&T`: the parameters of a function value own what they
/// are given.
fn owned(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut out = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        out.push(token.clone());
        if is_punct(token, '&') && !punct_at(&tokens, at + 1, '\'') {
            let mut lifetime = proc_macro2::Punct::new('\'', proc_macro2::Spacing::Joint);
            lifetime.set_span(token.span());
            out.extend([lifetime.into(), ident("static", token.span())]);
        }
    }
    out
}

/// Whether `*T` of Go's begins at `at`.
pub(super) fn is_pointer(tokens: &[TokenTree], at: usize) -> bool {
    punct_at(tokens, at, '*')
        && !tokens.get(at + 1).is_some_and(|token| is_ident(token, "const") || is_ident(token, "mut"))
}
