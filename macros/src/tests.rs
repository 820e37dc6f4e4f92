//! What the core constructs become: one snapshot per construct, in `tests/`, which are read and not
//! compiled.
//!
//! `UPDATE_EXPANSIONS=1 cargo test -p goroutines-macros` writes them anew; read the difference
//! before committing it.

use std::path::Path;
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostics::Diagnostics;
use crate::entry;
use crate::expand::item::expand_item;
use crate::syntax::go::Delimiter;
use crate::syntax::marker::{FUNCTIONS, Form};
use crate::syntax::options::Options;

#[test]
fn call() {
    check(
        "call",
        quote! {
            fn total(list: &[u32]) -> u32 {
                double(list.len())
            }
        },
    );
}

#[test]
fn recursive_call() {
    check(
        "recursive_call",
        quote! {
            fn down(n: u32) {
                down(n - 1)
            }
        },
    );
}

#[test]
fn for_loop() {
    check(
        "for_loop",
        quote! {
            fn print(jobs: Jobs) {
                for job in jobs {
                    println!("{job}");
                }
            }
        },
    );
}

#[test]
fn go_call() {
    check(
        "go_call",
        quote! {
            fn start(jobs: Jobs, n: u32) {
                go!(worker(&jobs, n + 1));
            }
        },
    );
}

#[test]
fn go_block() {
    check(
        "go_block",
        quote! {
            fn start(name: String) {
                go! { print(name) };
            }
        },
    );
}

#[test]
fn defer() {
    check(
        "defer",
        quote! {
            fn work(wg: WaitGroup) -> u32 {
                defer!(wg.done());
                1
            }
        },
    );
}

#[test]
fn select() {
    // As text: `quote!` would set the `:=` apart.
    let item = "
        fn first(rx: Chan<u32>, tx: Chan<u32>, n: u32) {
            select! {
                case v := <-rx: print!(\"{v}\");
                case tx <- n: print!(\"sent\");
                default: print!(\"neither\");
            }
        }";
    check("select", item.parse().expect("tokens"));
}

#[test]
fn trait_method() {
    check(
        "trait_method",
        quote! {
            trait Store {
                fn get(&self, key: u32) -> Option<&str>;
            }
        },
    );
}

#[test]
fn main_function() {
    check(
        "main_function",
        quote! {
            fn main() -> Result<(), Error> {
                Ok(())
            }
        },
    );
}

#[test]
fn go_pointers() {
    go_items_of(
        "go_pointers",
        "
        type node struct { value int; next *node }
        func (n *node) last() *node {
            for n.next != nil {
                n = n.next
            }
            return n
        }
        func push(head *node, value int) *node { return &node{value, head} }",
    );
}

#[test]
fn go_items() {
    let items = "
        type Point struct { x, y int }
        func (p *Point) Move(dx int) { p.x += dx }
        func origin() Point { return Point{0, 0} }
        func produce(n int, out chan<- string) {
            defer close(out)
            for i := 0; i < n; i++ {
                out <- \"a\"
            }
        }";
    go_items_of("go_items", items);
}

/// Compares the expansion of a block of items with its snapshot.
fn go_items_of(name: &str, items: &str) {
    let mut cx = Diagnostics::new();
    let items = crate::syntax::items::parse(&mut cx, items.parse().expect("tokens"));
    let expanded = crate::expand::item::expand_items(&mut cx, &quote!(::goroutines::__private), items);
    assert!(cx.finish().is_empty(), "errors");
    compare(name, expanded);
}

/// Compares the expansion of `item` with its snapshot.
fn check(name: &str, item: TokenStream) {
    let mut cx = Diagnostics::new();
    let private = quote!(::goroutines::__private);
    let item = syn::parse2(item).expect("an item");
    let expanded = expand_item(&mut cx, &Options::default(), &private, item);
    assert!(cx.finish().is_empty(), "errors");
    compare(name, expanded);
}

/// Compares `expanded` with the snapshot `name`.
fn compare(name: &str, expanded: TokenStream) {
    let expanded = prettyplease::unparse(&syn::parse2(expanded).expect("a file"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/tests/{name}.rs"));
    if env::var_os("UPDATE_EXPANSIONS").is_some() {
        fs::write(&path, expanded).expect("a writable snapshot");
        return;
    }
    assert_eq!(expanded, fs::read_to_string(&path).expect("a snapshot"), "see the head of src/tests.rs");
}

/// Each row of the table of Go's built-in functions is expanded.
#[test]
fn each_built_in_function() {
    for function in FUNCTIONS {
        let args = match function.form {
            Form::Make => "chan int".to_owned(),
            _ => ["x", "y"][..*function.takes.start()].join(", "),
        };
        let items = format!("func f(x []int, y int) {{ {}({args}) }}", function.name);
        let expansion = entry::go(Delimiter::Brace, items.parse().expect("tokens")).into_tokens().to_string();
        assert!(!expansion.contains(&format!("__go_{} ", function.name)), "{expansion}");
        assert!(expansion.contains("fn f"), "{expansion}");
    }
}
