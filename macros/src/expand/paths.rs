//! Every path that generated code names: the crate's hidden module, found also when the user
//! renamed the crate.

use std::{env, fs, path::Path};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::parse_quote;

/// Where the user finds the crate: the path that the attribute gives, or its name in the manifest.
pub(crate) fn own(given: Option<&syn::Path>) -> syn::Path {
    if let Some(path) = given {
        return path.clone();
    }
    let name = renamed().and_then(|name| syn::parse_str::<Ident>(&name.replace('-', "_")).ok());
    let name = name.unwrap_or_else(|| Ident::new("goroutines", Span::call_site()));
    parse_quote!(::#name)
}

/// The path of the crate's hidden module.
pub(crate) fn private(own: &syn::Path) -> TokenStream {
    quote!(#own::__private)
}

/// The user's name of the crate: the last name of its path.
pub(crate) fn name(own: &syn::Path) -> String {
    own.segments.last().map(|last| last.ident.to_string()).unwrap_or_default()
}

/// The name under which the user's manifest imports the crate, if it is not `goroutines`.
fn renamed() -> Option<String> {
    let manifest = Path::new(&env::var_os("CARGO_MANIFEST_DIR")?).join("Cargo.toml");
    renamed_in(&fs::read_to_string(manifest).ok()?)
}

/// Reads `name = { package = "goroutines", … }` and `[dependencies.name]` with
/// `package = "goroutines"`.
fn renamed_in(manifest: &str) -> Option<String> {
    let mut table = "";
    for line in manifest.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(header) = line.strip_prefix('[') {
            table = header.trim_end_matches(']');
        }
        let compact: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        if !compact.contains("package=\"goroutines\"") {
            continue;
        }
        if compact.starts_with("package=") {
            let (_, name) = table.rsplit_once("dependencies.")?;
            return Some(name.trim_matches('"').to_owned());
        }
        let (name, _) = compact.split_once('=')?;
        return Some(name.trim_matches('"').to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::renamed_in;

    #[test]
    fn finds_an_inline_rename() {
        let manifest = "[dependencies]\ngolang = { package = \"goroutines\", path = \"..\" }\n";
        assert_eq!(renamed_in(manifest).as_deref(), Some("golang"));
    }

    #[test]
    fn finds_a_rename_in_a_table() {
        let manifest = "[dependencies.go-lang]\npackage = \"goroutines\"\nversion = \"0.1\"\n";
        assert_eq!(renamed_in(manifest).as_deref(), Some("go-lang"));
    }

    #[test]
    fn an_ordinary_dependency_is_not_renamed() {
        assert_eq!(renamed_in("[dependencies]\ngoroutines = \"0.1\"\n"), None);
    }
}
