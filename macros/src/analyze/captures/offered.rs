//! The variables that the `select!`s of a block offer to a channel.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{Block, Ident, Macro};

use crate::diagnostics::Diagnostics;
use crate::syntax::{self, Form, select};

/// The variables that the `select!`s of `block` offer to a channel and want back when another case
/// is chosen.
pub(crate) fn offered(block: &Block) -> Vec<String> {
    struct Offered(Vec<String>);
    impl<'ast> Visit<'ast> for Offered {
        fn visit_macro(&mut self, mac: &'ast Macro) {
            if syntax::form(mac) == Some(Form::Select) && may_send(mac.tokens.clone()) {
                let mut cx = Diagnostics::new();
                let select = select::parse(&mut cx, mac.tokens.clone());
                drop(cx.finish());
                self.0.extend(select::offered_names(&select).map(Ident::to_string));
                let bodies = select.cases.iter().map(|case| &case.body).chain(select.defaults.iter().map(|d| &d.body));
                for body in bodies {
                    self.visit_block_owned(body);
                }
            }
        }
    }
    impl Offered {
        fn visit_block_owned(&mut self, block: &Block) {
            self.0.extend(offered(block));
        }
    }
    let mut offered = Offered(Vec::new());
    offered.visit_block(block);
    offered.0
}

/// Whether a send may be among the cases in `tokens`, or in a body of theirs.
fn may_send(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == "send",
        TokenTree::Punct(mark) => mark.as_char() == '<',
        TokenTree::Group(group) => may_send(group.stream()),
        TokenTree::Literal(_) => false,
    })
}
