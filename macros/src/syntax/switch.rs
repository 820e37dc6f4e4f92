//! `switch`: an if-chain, or a `match` where a case is a pattern of Rust's.
//!
//! ```text
//! switch = "switch" [simple ";"] [value] "{" ("case" value ("," value)* ":" statements | "default" ":" statements)* "}"
//! ```
//!
//! ```text
//! switch x { case 1, 2: A default: B }   →   match &(x) { tag => if *tag == 1 || *tag == 2 { A } else { B } }
//! switch { case x > 1: A }               →   if x > 1 { A }
//! switch c { case Some(v): A }           →   match c { Some(v) => { A } _ => {} }
//! ```
//!
//! A bare `break` leaves the `switch`.

mod form;

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use super::gotokens::{
    contents, follows_operand, group, ident_at, is_brace, is_colon, is_define, is_ident, is_joint, is_punct, ours,
    punct, punct_at, starts_statement,
};
use super::labels::{self, break_label};
use super::respell::{Place, Respell};
use super::{assertion, lines};
use form::is_pattern;

/// One case: its values, none for `default`, and its statements.
pub(super) struct Case {
    pub(super) values: Option<Vec<TokenTree>>,
    pub(super) body: Vec<TokenTree>,
    span: Span,
}

impl Respell<'_> {
    pub(super) fn switch_statement(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let brace = body_brace(tokens, at + 1)?;
        let head = &tokens[at + 1..brace];
        if punct_at(head, 0, '=') || punct_at(head, 0, '.') || (punct_at(head, 0, ':') && !is_define(head, 0)) {
            return None;
        }
        let TokenTree::Group(body) = &tokens[brace] else { return None };
        let span = tokens[at].span();
        if let Some(dot) = assertion::of_type(head) {
            let cases = self.switch_cases(body);
            self.type_switch((head, dot), cases, span, out);
            return Some(brace + 1);
        }
        let semicolon = head.iter().position(|token| is_punct(token, ';'));
        let (init, tag) = match semicolon {
            Some(at) => (&head[..at], &head[at + 1..]),
            None => (&[][..], head),
        };
        let cases = self.switch_cases(body);
        let (cases, label) = labels::break_out(cases, |case| &mut case.body, span);
        let patterns = !tag.is_empty() && cases.iter().any(|case| case.values.as_deref().is_some_and(is_pattern));
        let mut block = if init.is_empty() { Vec::new() } else { self.simple(init, span) };
        if patterns {
            self.by_match(tag, cases, span, &mut block)
        } else {
            self.by_if(tag, cases, span, &mut block)
        }
        if let Some(label) = label {
            let labeled = group(Delimiter::Brace, block, ours(span));
            out.extend(break_label(&label, span));
            out.extend([punct(':', span), labeled]);
        } else if init.is_empty() {
            out.extend(block);
        } else {
            out.push(group(Delimiter::Brace, block, ours(span)));
        }
        Some(brace + 1)
    }

    /// The cases between the braces of a `switch`.
    fn switch_cases(&mut self, body: &Group) -> Vec<Case> {
        let tokens = lines::end_statements(self.cx, &contents(body));
        let mut cases: Vec<Case> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let is_default = ident_at(&tokens, at, "default");
            let end = (at..tokens.len()).find(|&at| is_punct(&tokens[at], ';')).unwrap_or(tokens.len());
            let Some(colon) = (at..end).find(|&at| is_colon(&tokens, at)) else {
                let help = "write `case 1, 2:` or `default:`, and what to do after it";
                self.cx.help(tokens[at].span(), format_args!("expected `:` after this `{}`", tokens[at]), help);
                return cases;
            };
            let end = next_case(&tokens, colon + 1);
            let span = tokens[at].span();
            if is_default && cases.iter().any(|case| case.values.is_none()) {
                self.cx.help(span, "multiple defaults in switch", "remove one of the two `default` cases");
            }
            let values = (!is_default).then(|| tokens[at + 1..colon].to_vec());
            cases.push(Case { values, body: tokens[colon + 1..end].to_vec(), span });
            at = end;
        }
        cases
    }

    fn case_block(&mut self, case: Case) -> TokenTree {
        self.case_block_behind(Vec::new(), case)
    }

    /// The block of a case, behind a `prelude` of Rust's.
    pub(super) fn case_block_behind(&mut self, prelude: Vec<TokenTree>, case: Case) -> TokenTree {
        let mut body = case.body;
        if body.last().is_some_and(|last| !is_punct(last, ';') && !is_brace(last)) {
            body.push(punct(';', case.span));
        }
        let mut body = [prelude, self.run(&body, Place::Block)].concat();
        // A block at the end is a statement, not the value of the case.
        if body.last().is_some_and(is_brace) {
            body.push(group(Delimiter::Parenthesis, Vec::new(), ours(case.span)));
        }
        group(Delimiter::Brace, body, ours(case.span))
    }
}

/// The braces of the `switch` whose head begins at `at`: the last before the statement ends.
pub(super) fn body_brace(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let mut semicolons = 0;
    for at in at..tokens.len() {
        if is_punct(&tokens[at], ';') {
            semicolons += 1;
        }
        if semicolons > 1 || (is_joint(tokens, at, '=', '>')) {
            return None;
        }
        if is_brace(&tokens[at]) && has_cases(&tokens[at]) {
            return Some(at);
        }
    }
    None
}

/// Whether a group begins with `case` or `default`, or is empty.
fn has_cases(token: &TokenTree) -> bool {
    let TokenTree::Group(body) = token else { return false };
    match body.stream().into_iter().next() {
        Some(first) => is_ident(&first, "case") || is_ident(&first, "default"),
        None => true,
    }
}

/// Where the next case of a `switch` begins.
fn next_case(tokens: &[TokenTree], start: usize) -> usize {
    (start..tokens.len())
        .find(|&at| {
            let begins = at == start || starts_statement(tokens, at) || follows_operand(tokens, at);
            begins && (ident_at(tokens, at, "case") || (ident_at(tokens, at, "default") && is_colon(tokens, at + 1)))
        })
        .unwrap_or(tokens.len())
}
