//! Who runs a test, by its attributes; and whether an attribute above `#[goroutines]` has moved the
//! test's body elsewhere, so that nothing of it would be goroutine code.

use syn::{Attribute, Block, Expr, Item, ItemFn, Local, Meta, Pat, Stmt, Token};

/// Who calls the function that a test is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runner {
    /// libtest: the body is a goroutine, and the function waits for it.
    Libtest,
    /// A function that another attribute makes, with arguments: `#[rstest]`, `#[test_case(…)]`,
    /// `#[quickcheck]`.
    Caller,
    /// An executor that awaits the function: `#[tokio::test]`.
    Executor,
}

/// Attributes that make tests which call the function below them.
const CALLERS: &[&str] =
    &["rstest", "test_case", "test_matrix", "quickcheck", "proptest", "property_test", "parameterized"];

/// Who runs the test that `attrs` make; `None` if they make none.
pub(crate) fn runner(attrs: &[Attribute]) -> Option<Runner> {
    let runners: Vec<Runner> = attrs.iter().filter_map(|attr| runner_of(&attr.meta)).collect();
    // `#[rstest] #[tokio::test]`: the executor has the last word.
    [Runner::Executor, Runner::Caller, Runner::Libtest].into_iter().find(|runner| runners.contains(runner))
}

fn runner_of(meta: &Meta) -> Option<Runner> {
    let path = meta.path();
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    match &names[..] {
        [name] if name == "cfg_attr" => conditional(meta),
        [.., name] if CALLERS.contains(&&**name) => Some(Runner::Caller),
        [name] if name == "test" => Some(Runner::Libtest),
        [first, .., name] if name == "test" => {
            let is_sync = matches!(&**first, "core" | "std" | "test_log");
            Some(if is_sync { Runner::Libtest } else { Runner::Executor })
        }
        _ => None,
    }
}

/// `#[cfg_attr(…, test)]`
fn conditional(meta: &Meta) -> Option<Runner> {
    let Meta::List(list) = meta else { return None };
    let attrs = list.parse_args_with(syn::punctuated::Punctuated::<Meta, Token![,]>::parse_terminated).ok()?;
    attrs.iter().skip(1).find_map(runner_of)
}

/// The attribute above `#[goroutines]` that has moved the body of the function `name` elsewhere:
/// seen by what only its code has.
pub(crate) fn moved_by(name: &str, block: &Block) -> Option<&'static str> {
    if let Some(function) = block.stmts.iter().find_map(|stmt| function(stmt, name)) {
        return Some(if function.sig.inputs.is_empty() { "rstest" } else { by_last(block)? });
    }
    block.stmts.iter().find_map(by_statement).or_else(|| by_result(name, block))
}

/// The nested function called `name`.
fn function<'a>(stmt: &'a Stmt, name: &str) -> Option<&'a ItemFn> {
    match stmt {
        Stmt::Item(Item::Fn(function)) if function.sig.ident == name => Some(function),
        _ => None,
    }
}

/// A nested function with parameters, and what calls it.
fn by_last(block: &Block) -> Option<&'static str> {
    let Some(Stmt::Expr(Expr::Call(call), _)) = block.stmts.last() else { return None };
    match last_name(&call.func)?.as_str() {
        "quickcheck" => Some("quickcheck"),
        _ => Some("rstest"),
    }
}

fn by_statement(stmt: &Stmt) -> Option<&'static str> {
    match stmt {
        Stmt::Expr(Expr::Block(block), _) => block.block.stmts.iter().find_map(by_statement),
        Stmt::Local(local) => by_variable(local),
        _ => None,
    }
}

fn by_variable(local: &Local) -> Option<&'static str> {
    let Pat::Ident(pat) = &local.pat else { return None };
    let init = local.init.as_ref().map(|init| &*init.expr);
    match (pat.ident.to_string().as_str(), init) {
        ("__tracing_attr_guard", _) => Some("instrument"),
        ("body", Some(Expr::Async(_))) => Some("tokio::test"),
        ("config", Some(Expr::Call(call))) if last_name(&call.func)? == "contextualize_config" => Some("proptest"),
        _ => None,
    }
}

/// `let n = 1; t(n)` and `let _result = t(1); _result`
fn by_result(name: &str, block: &Block) -> Option<&'static str> {
    let (last, before) = block.stmts.split_last()?;
    if !before.iter().all(|stmt| matches!(stmt, Stmt::Local(_))) {
        return None;
    }
    match last {
        Stmt::Expr(Expr::Call(call), None) if is_case(name) => last_name(&call.func).map(|_| "rstest"),
        Stmt::Expr(Expr::Path(path), None) if path.path.is_ident("_result") => Some("test_case"),
        _ => None,
    }
}

/// `case_1`, or `case_1_with_a_description`.
fn is_case(name: &str) -> bool {
    name.strip_prefix("case_").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn last_name(func: &Expr) -> Option<String> {
    let Expr::Path(path) = func else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
}
