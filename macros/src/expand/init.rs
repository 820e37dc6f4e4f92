//! `func init() { … }` in a `go! { … }` of items: it runs at the head of `main`, each in the order
//! of the text.
//!
//! ```text
//! func init() { A }  func main() { B }   →   fn __go_init_0() { A }  fn main() { __go_init_0(); B }
//! ```

use quote::format_ident;
use syn::{Ident, Item, ItemFn, Stmt, parse_quote};

use crate::diagnostics::Diagnostics;
use crate::syntax::marker;

/// Makes `main` call the `func init`s among `items`; reports those of a block without `main`.
pub(super) fn call_from_main(cx: &mut Diagnostics, items: &mut [Item]) {
    let mut names = Vec::new();
    for item in items.iter_mut() {
        match item {
            Item::Fn(function) if function.sig.ident == marker::INIT => {
                let name = format_ident!("{}_{}", marker::INIT, names.len(), span = function.sig.ident.span());
                function.sig.ident = name.clone();
                names.push(name);
            }
            Item::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    call_from_main(cx, items);
                }
            }
            _ => {}
        }
    }
    let main = items.iter_mut().find_map(|item| match item {
        Item::Fn(function) if function.sig.ident == "main" => Some(function),
        _ => None,
    });
    let Some(main) = main else {
        for name in names {
            let help = "put it into the block of `func main`, or call it there under another name";
            cx.help(name.span(), "`func init` does not run without a `func main` in its block", help);
        }
        return;
    };
    let calls = names.iter().map(|name| -> Stmt { parse_quote!(#name();) });
    main.block.stmts.splice(0..0, calls);
}

/// A `func init` within a function is one like any other.
pub(super) fn is_called(function: &mut ItemFn) {
    if function.sig.ident == marker::INIT {
        function.sig.ident = Ident::new("init", function.sig.ident.span());
    }
}
