//! What the forms of a function mention, each read once: a `go!` is looked into by every form around
//! it, and without this table nested ones were read as often as they are deep.
//!
//! A form is known again by its tokens and by their places in the source. Tokens that came out
//! of another macro have no such place of their own (those of a repetition share one), so what they
//! mention is read each time.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use proc_macro2::Span;
use syn::Macro;

use super::mention::Mention;

/// What the forms that have been read mention.
#[derive(Default)]
pub(crate) struct Forms(RefCell<HashMap<Key, Rc<[Mention]>>>);

impl Forms {
    /// What `mac` mentions: as it is known, or as `read` finds it.
    pub(super) fn mentions(&self, mac: &Macro, read: impl FnOnce() -> Vec<Mention>) -> Rc<[Mention]> {
        let Some(key) = Key::of(mac) else { return read().into() };
        if let Some(known) = self.0.borrow().get(&key) {
            return known.clone();
        }
        let mentions: Rc<[Mention]> = read().into();
        self.0.borrow_mut().insert(key, mentions.clone());
        mentions
    }
}

/// A form: its tokens, and where its name and its delimiters stand.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    name: String,
    delimiters: String,
    tokens: String,
}

impl Key {
    fn of(mac: &Macro) -> Option<Self> {
        let name = source(mac.path.segments.last()?.ident.span())?;
        Some(Self { name, delimiters: source(mac.delimiter.span().join())?, tokens: mac.tokens.to_string() })
    }
}

/// Where the user wrote what is at `span`; `None` if a macro did.
///
/// Only the text of a span shows that it is of the source (`#0`) and not of an expansion. A compiler
/// with another text for it costs time, nothing else.
fn source(span: Span) -> Option<String> {
    let text = format!("{span:?}");
    let expansion = if proc_macro::is_available() { "#0 " } else { "" };
    let place = text.strip_prefix(expansion)?.strip_prefix("bytes(")?;
    (!place.starts_with("0..0)")).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of the `go!`s and `select!`s in `tokens` are read, if each is looked up twice.
    fn reads(tokens: proc_macro2::TokenStream) -> usize {
        let block: syn::Block = syn::parse2(tokens).expect("a block");
        let macros = block.stmts.iter().map(|stmt| match stmt {
            syn::Stmt::Macro(stmt) => &stmt.mac,
            _ => panic!("a macro call"),
        });
        let (forms, mut reads) = (Forms::default(), 0);
        for mac in macros.flat_map(|mac| [mac, mac]) {
            forms.mentions(mac, || {
                reads += 1;
                Vec::new()
            });
        }
        reads
    }

    #[test]
    fn a_form_of_the_source_is_read_once() {
        let source = "{ go! { f(x) } go! { f(x) } select! { case v := <-c: g(v); } }";
        assert_eq!(reads(source.parse().expect("tokens")), 3);
    }

    #[test]
    fn a_form_that_a_macro_wrote_is_read_each_time() {
        assert_eq!(
            reads(quote::quote!({
                go! { f(x) }
                go! { f(x) }
            })),
            4
        );
    }

    #[test]
    fn a_form_with_other_tokens_at_the_same_place_is_another() {
        let mac: Macro = syn::parse_str("go! { f(self.x) }").expect("a macro call");
        let changed = Macro { tokens: quote::quote!(f(__go_self_x)), ..mac.clone() };
        let forms = Forms::default();
        forms.mentions(&mac, Vec::new);
        let mut is_read = false;
        forms.mentions(&changed, || {
            is_read = true;
            Vec::new()
        });
        assert!(is_read);
    }
}
