//! Which of the variables that a goroutine takes along stay where they are until its end.
//!
//! Read off the tokens of its block, as [`captures`](super::captures) reads the names: what is not
//! known to leave a variable alone may move it, or give it away.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Block, Expr, ExprCall, Pat, Stmt};

use crate::syntax::runtime_names::LEAVES_ALONE;

/// How the function that a call names keeps its argument of that number.
pub(crate) type KeptByCall<'a> = &'a dyn Fn(&ExprCall, usize) -> Stays;

/// How a goroutine keeps a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stays {
    /// It may move it away.
    No,
    /// All it does is to reach into it, by methods of unknown names.
    Reached,
    /// It keeps it if it is a handle: goroutines that it starts, and calls that it defers, take
    /// clones of handles along.
    Handle,
    /// It keeps it, until the end of its block.
    Whole,
}

/// How `block` keeps the variable `name`. What the last statement takes lives as long as that
/// statement runs, and nothing waits behind it.
pub(crate) fn stays(block: &Block, name: &str, kept_by: KeptByCall<'_>) -> Stays {
    let dropped = block.stmts.iter().rev().take_while(|stmt| is_drop(stmt)).count();
    let body = &block.stmts[..block.stmts.len() - dropped];
    let mut tokens: Vec<TokenTree> = body.iter().flat_map(|stmt| stmt.to_token_stream()).collect();
    let mut uses = Uses { name, stays: Stays::Whole, moves: false, starts: false };
    if let Some((last, before)) = body.split_last()
        && let Some((rest, stays)) = taken_by_last(last, name, kept_by)
    {
        uses.stays = stays;
        tokens = before.iter().flat_map(|stmt| stmt.to_token_stream()).chain(rest).collect();
    }
    uses.read(&tokens, false);
    match uses.stays {
        // What a closure or an `async` block moves is not looked into.
        _ if uses.moves => Stays::No,
        Stays::Whole if uses.starts => Stays::Handle,
        stays => stays,
    }
}

/// How the variable `name` is kept by the last statement of a block, if that takes it as it is:
/// `for v in x { … }`, or `f(x)`. With the rest of the statement.
fn taken_by_last(last: &Stmt, name: &str, kept_by: KeptByCall<'_>) -> Option<(TokenStream, Stays)> {
    let mut expr = match last {
        Stmt::Expr(expr, _) => expr.clone(),
        Stmt::Local(local) if matches!(local.pat, Pat::Wild(_)) => (*local.init.as_ref()?.expr).clone(),
        _ => return None,
    };
    if let Expr::ForLoop(each) = &mut expr
        && is_variable(&each.expr, name)
    {
        let (pat, body) = (&each.pat, &each.body);
        return Some((quote::quote!(#pat #body), Stays::Whole));
    }
    let call = called(&mut expr)?;
    if matches!(&*call.func, Expr::Path(path) if LENDS.iter().any(|name| path.path.is_ident(name))) {
        return None;
    }
    let index = call.args.iter().position(|arg| is_variable(arg, name))?;
    let stays = kept_by(call, index);
    call.args[index] = syn::parse_quote!(());
    Some((expr.to_token_stream(), stays))
}

/// The call whose result `expr` looks at, and does nothing else.
fn called(expr: &mut Expr) -> Option<&mut ExprCall> {
    const LOOKS: &[&str] = &["unwrap", "expect", "ok", "unwrap_or_default", "is_ok", "is_some"];
    match expr {
        Expr::Call(call) => Some(call),
        Expr::MethodCall(call) if LOOKS.iter().any(|name| call.method == name) => called(&mut call.receiver),
        Expr::Try(tried) => called(&mut tried.expr),
        Expr::Paren(paren) => called(&mut paren.expr),
        _ => None,
    }
}

fn is_variable(expr: &Expr, name: &str) -> bool {
    matches!(expr, Expr::Path(path) if path.path.is_ident(name))
}

/// Whether `stmt` is `drop(x);`: at the end of a block nothing waits behind it.
fn is_drop(stmt: &Stmt) -> bool {
    let Stmt::Expr(Expr::Call(call), Some(_)) = stmt else { return false };
    let (Expr::Path(func), Some(Expr::Path(_)), 1) = (&*call.func, call.args.first(), call.args.len()) else {
        return false;
    };
    func.path.is_ident("drop")
}

/// What a block does with a variable.
struct Uses<'a> {
    name: &'a str,
    stays: Stays,
    /// Whether anything is taken along by `move`.
    moves: bool,
    /// Whether it starts goroutines, or defers calls.
    starts: bool,
}

impl Uses<'_> {
    /// Reads `tokens`; `lent` if they are the argument of one of Go's functions that leave it
    /// alone.
    fn read(&mut self, tokens: &[TokenTree], lent: bool) {
        for (index, token) in tokens.iter().enumerate() {
            let (before, behind) = tokens.split_at(index);
            match token {
                TokenTree::Ident(ident) if *ident == "move" => self.moves = true,
                TokenTree::Ident(ident) if *ident == self.name && !is_punct(before.last(), '.') => {
                    self.note(kind(before, &behind[1..], lent && tokens.len() == 1));
                }
                TokenTree::Ident(ident) => self.starts |= STARTS.iter().any(|name| ident == name),
                TokenTree::Group(group) => self.read(&trees(group.stream()), lends(before, group.delimiter())),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    fn note(&mut self, stays: Stays) {
        self.stays = self.stays.min(stays);
    }
}

/// What starts goroutines and defers calls, which capture for themselves.
const STARTS: &[&str] = &["go", "defer", "__go_go", "__go_defer", "spawn", "try_go", "Go", "after_func", "blocking"];

/// Go's functions that leave their argument alone, in Go's spelling and as markers.
const LENDS: &[&str] = &["close", "len", "cap", "__go_close", "__go_len", "__go_cap"];

fn trees(tokens: TokenStream) -> Vec<TokenTree> {
    tokens.into_iter().collect()
}

fn is_punct(token: Option<&TokenTree>, which: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == which)
}

/// Whether a group behind `before` holds the argument of a function that leaves it alone.
fn lends(before: &[TokenTree], delimiter: Delimiter) -> bool {
    let name = before.last().map(ToString::to_string);
    delimiter == Delimiter::Parenthesis && name.is_some_and(|name| LENDS.contains(&name.as_str()))
}

/// What the use of a variable between `before` and `behind` does with it.
fn kind(before: &[TokenTree], behind: &[TokenTree], lent: bool) -> Stays {
    let second = before.len().checked_sub(2).map(|index| &before[index]);
    let is_received = is_punct(before.last(), '-') && is_punct(second, '<')
        || is_punct(before.last(), '*') && second.is_some_and(|it| it.to_string().contains("__go_recv"));
    let is_sent = is_punct(behind.first(), '<') && is_punct(behind.get(1), '-')
        || is_punct(behind.first(), '=') && behind.get(2).is_some_and(|it| it.to_string() == "__go_send");
    // To take what is in a field leaves the variable's own memory, and its references, where they are.
    let (is_field, behind) = behind_fields(behind);
    let is_borrowed = is_punct(before.last(), '&') && !is_punct(behind.first(), '.');
    match behind {
        [TokenTree::Punct(dot), TokenTree::Ident(member), rest @ ..] if dot.as_char() == '.' => match rest.first() {
            Some(TokenTree::Group(_)) if LEAVES_ALONE.iter().any(|name| member == name) => Stays::Whole,
            _ if is_field => Stays::Whole,
            _ if is_mutated(before) => Stays::No,
            _ => Stays::Reached,
        },
        _ if lent || is_received || is_sent || is_borrowed || is_field => Stays::Whole,
        [TokenTree::Group(index), ..] if index.delimiter() == Delimiter::Bracket => Stays::Whole,
        _ => Stays::No,
    }
}

/// What is behind the fields that `behind` names, and whether there are any: `.a.b`.
fn behind_fields(mut behind: &[TokenTree]) -> (bool, &[TokenTree]) {
    let count = behind.len();
    while let [TokenTree::Punct(dot), TokenTree::Ident(member), rest @ ..] = behind
        && dot.as_char() == '.'
        && member != "await"
        && !matches!(rest.first(), Some(TokenTree::Group(args)) if args.delimiter() == Delimiter::Parenthesis)
        && !(is_punct(rest.first(), ':') && is_punct(rest.get(1), ':'))
    {
        behind = rest;
    }
    (behind.len() < count, behind)
}

/// Whether what follows `before` is borrowed as mutable.
fn is_mutated(before: &[TokenTree]) -> bool {
    matches!(before.last(), Some(TokenTree::Ident(word)) if word == "mut")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How a block of this text keeps the variable `x`.
    fn of(block: &str) -> Stays {
        let kept_by = |call: &ExprCall, index| match call.func.to_token_stream().to_string().as_str() {
            "keep" => [Stays::Whole, Stays::Reached][index],
            _ => Stays::No,
        };
        stays(&syn::parse_str(&format!("{{ {block} }}")).unwrap(), "x", &kept_by)
    }

    #[test]
    fn what_only_uses_it_keeps_it() {
        assert_eq!(of(""), Stays::Whole);
        assert_eq!(of("x.recv();"), Stays::Whole);
        assert_eq!(of("x.send(1).unwrap();"), Stays::Whole);
        assert_eq!(of("use_it(&x); close(x);"), Stays::Whole);
        assert_eq!(of("let y = x[0];"), Stays::Whole);
        assert_eq!(of("x.recv(); drop(x);"), Stays::Whole, "nothing waits behind the drop");
    }

    #[test]
    fn what_may_move_it_does_not() {
        assert_eq!(of("take(x);"), Stays::No);
        assert_eq!(of("let y = x;"), Stays::No);
        assert_eq!(of("drop(x); y.recv();"), Stays::No);
        assert_eq!(of("x.recv(); let f = move || x.len();"), Stays::No);
        assert_eq!(of("let y = async move { 1 };"), Stays::No, "what it moves is not looked into");
        assert_eq!(of("(&mut x).change();"), Stays::No);
    }

    #[test]
    fn what_reaches_into_it_may_take_a_part() {
        assert_eq!(of("x.unknown();"), Stays::Reached);
        assert_eq!(of("x.field.recv(); x.unknown::<u32>();"), Stays::Reached);
        assert_eq!(of("x.recv(); x.unknown();"), Stays::Reached);
        assert_eq!(of("take(x); x.unknown();"), Stays::No);
    }

    #[test]
    fn what_takes_a_field_leaves_the_rest() {
        assert_eq!(of("x.field.send(1).unwrap();"), Stays::Whole);
        assert_eq!(of("for y in &x.list { x.a.b.send(*y).unwrap(); }"), Stays::Whole);
        assert_eq!(of("let y = x.field; x.a.unknown();"), Stays::Whole);
    }

    #[test]
    fn the_last_statement_may_take_it() {
        assert_eq!(of("y.recv(); for z in x { out.send(z).unwrap(); }"), Stays::Whole);
        assert_eq!(of("for z in x {} y.recv();"), Stays::No);
        assert_eq!(of("keep(x);"), Stays::Whole);
        assert_eq!(of("keep(1, x).unwrap()"), Stays::Reached);
        assert_eq!(of("let _ = keep(x)?;"), Stays::Whole);
        assert_eq!(of("keep(x); y.recv();"), Stays::No);
        assert_eq!(of("keep(x); drop(y);"), Stays::Whole);
        assert_eq!(of("take(x);"), Stays::No);
        assert_eq!(of("let y = x; keep(x);"), Stays::No);
        assert_eq!(of("keep(x, x);"), Stays::No);
        assert_eq!(of("y.recv(keep(x));"), Stays::No);
    }

    #[test]
    fn goroutines_and_deferred_calls_take_clones_of_handles() {
        assert_eq!(of("go! { x.recv(); }"), Stays::Handle);
        assert_eq!(of("defer!(x.close());"), Stays::Handle);
        assert_eq!(of("go! { x.unknown(); }"), Stays::Reached);
    }

    #[test]
    fn another_name_is_another_variable() {
        assert_eq!(of("y.x; take(y.x);"), Stays::Whole);
        assert_eq!(of("take(xs);"), Stays::Whole);
    }
}
