//! What an expression says of its type: from the fields, outputs and imports of the marked scope,
//! from the handles of this crate and from std. What is not certain is not known.

use std::collections::HashMap;

use syn::{
    Expr, ExprCall, ExprField, ExprMethodCall, Fields, Generics, Member, Pat, Path, ReturnType, Signature, Type,
};

use super::cfg;
use super::known::{CallSite, Calling, Known};
use super::std_types::{self, Sort};

/// What the marked scope says of the types of fields and results.
#[derive(Default)]
pub(crate) struct Types {
    /// By type and field.
    fields: HashMap<(String, String), Sort>,
    /// By function, or by type and method.
    outputs: HashMap<(Option<String>, String), Sort>,
}

impl Types {
    /// Notes the fields of a struct.
    pub(crate) fn add_fields(&mut self, name: &str, fields: &Fields, generics: &Generics) {
        for (at, field) in fields.iter().enumerate() {
            let member = field.ident.as_ref().map_or_else(|| at.to_string(), ToString::to_string);
            if field.attrs.iter().any(cfg::is_cfg) {
                continue;
            }
            if let Some(sort) = sort_of_type(&field.ty, &[generics], None) {
                self.fields.insert((name.to_owned(), member), sort);
            }
        }
    }

    /// Notes the fields of a variant of the enum `name`.
    pub(crate) fn add_variant(&mut self, name: &str, variant: &syn::Variant, generics: &Generics) {
        self.add_fields(&format!("{name}::{}", variant.ident), &variant.fields, generics);
    }

    /// Notes what a function returns, or a method of `ty` in an `impl` with these generics.
    pub(crate) fn add_output(&mut self, ty: Option<(&str, &Generics)>, sig: &Signature) {
        let ReturnType::Type(_, output) = &sig.output else { return };
        let generics: Vec<&Generics> = ty.iter().map(|(_, generics)| *generics).chain([&sig.generics]).collect();
        if let Some(sort) = sort_of_type(output, &generics, ty.map(|(name, _)| name)) {
            self.outputs.insert((ty.map(|(name, _)| name.to_owned()), sig.ident.to_string()), sort);
        }
    }

    fn output(&self, ty: Option<&str>, name: &str) -> Option<Sort> {
        self.outputs.get(&(ty.map(str::to_owned), name.to_owned())).cloned()
    }
}

/// What `ty` says, unless it names a type parameter; `own` is what `Self` means.
fn sort_of_type(ty: &Type, generics: &[&Generics], own: Option<&str>) -> Option<Sort> {
    match std_types::of_type(ty)? {
        Sort::Named(name) if name == "Self" => own.map(|own| Sort::Named(own.to_owned())),
        Sort::Named(name) => {
            let is_param = |generics: &&Generics| generics.type_params().any(|param| param.ident == name);
            (!generics.iter().any(is_param)).then_some(Sort::Named(name))
        }
        sort => Some(sort),
    }
}

impl Known {
    /// What `expr`, whose calls may be lowered already, says of its type.
    pub(crate) fn sort(&self, expr: &Expr, place: &impl CallSite) -> Option<Sort> {
        match expr {
            Expr::Paren(paren) => self.sort(&paren.expr, place),
            Expr::Reference(reference) => self.sort(&reference.expr, place),
            Expr::Await(awaited) => self.output(&awaited.base, Calling::Waits, place),
            Expr::Field(field) => self.field(field, place),
            Expr::Call(_) => self.output(expr, Calling::Plain, place).or_else(|| of_std(expr, place)),
            Expr::MethodCall(call) => {
                self.output(expr, Calling::Plain, place).or_else(|| self.of_std_method(call, place))
            }
            _ => of_std(expr, place),
        }
    }

    /// What a call says of its type, once it is known to be of this kind.
    fn output(&self, call: &Expr, calling: Calling, place: &impl CallSite) -> Option<Sort> {
        match call {
            Expr::Call(call) if self.of_call(call, place) == Some(calling) => self.output_of_call(call, place),
            Expr::MethodCall(call) if self.of_method_call(call, place) == Some(calling) => {
                self.output_of_method(call, place)
            }
            _ => None,
        }
    }

    fn output_of_call(&self, call: &ExprCall, place: &impl CallSite) -> Option<Sort> {
        let Expr::Path(path) = &*call.func else { return None };
        let segments: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        match &segments[..] {
            [name] if self.ours(name) == Some("chan") => Some(Sort::Named(name.clone())),
            [name] => self.declared.output(None, name),
            [first, name] if first == "self" => self.declared.output(None, name),
            [first, name] if first == "Self" => self.declared.output(Some(place.own_type()?.0), name),
            [first, name] if self.declares(first) => self.declared.output(Some(first), name),
            _ => None,
        }
    }

    fn output_of_method(&self, call: &ExprMethodCall, place: &impl CallSite) -> Option<Sort> {
        let name = call.method.to_string();
        match self.receiver(call, place)? {
            Sort::Named(ty) if self.declares(&ty) => self.declared.output(Some(&ty), &name),
            Sort::Named(_) => match &*name {
                "len" | "capacity" | "is_empty" => Some(Sort::Value),
                "close" => None,
                _ => Some(Sort::Maybe),
            },
            Sort::Goroutine => Some(Sort::Maybe),
            Sort::Context => (name != "done").then_some(Sort::Maybe),
            // What a guard gives is seen through it.
            Sort::Lock(_, inside) if !name.starts_with("try_") => inside.map(|inside| *inside),
            Sort::Lock(..) => Some(Sort::Maybe),
            sort => std_types::of_method(call, &sort),
        }
    }

    fn of_std_method(&self, call: &ExprMethodCall, place: &impl CallSite) -> Option<Sort> {
        std_types::of_method(call, &self.receiver(call, place)?)
    }

    /// What is known of the receiver of a method call.
    pub(super) fn receiver(&self, call: &ExprMethodCall, place: &impl CallSite) -> Option<Sort> {
        if is_self(&call.receiver) {
            return Some(Sort::Named(place.own_type()?.0.to_owned()));
        }
        self.sort(&call.receiver, place)
    }

    /// What is known of a field of a struct that the scope declares.
    fn field(&self, field: &ExprField, place: &impl CallSite) -> Option<Sort> {
        let ty = if is_self(&field.base) {
            place.own_type()?.0.to_owned()
        } else {
            match self.sort(&field.base, place)? {
                Sort::Named(ty) if place.is_item(&ty) => ty,
                _ => return None,
            }
        };
        self.declared.fields.get(&(ty, member(&field.member))).cloned()
    }

    /// What a pattern of a variant that the scope declares says of its variables.
    pub(crate) fn of_pattern(&self, pat: &Pat, place: &impl CallSite) -> Vec<(String, Sort)> {
        let field = |path: &Path, member: String, pat: &Pat| {
            let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            let [first, _] = &names[..] else { return None };
            let Pat::Ident(variable) = pat else { return None };
            let is_own = self.declares(first) && place.is_item(first);
            let sort = self.declared.fields.get(&(names.join("::"), member)).filter(|_| is_own)?;
            Some((variable.ident.to_string(), sort.clone()))
        };
        match pat {
            Pat::Paren(paren) => self.of_pattern(&paren.pat, place),
            Pat::Reference(reference) => self.of_pattern(&reference.pat, place),
            Pat::TupleStruct(variant) if !variant.elems.iter().any(|pat| matches!(pat, Pat::Rest(_))) => {
                let parts = variant.elems.iter().enumerate();
                parts.filter_map(|(at, pat)| field(&variant.path, at.to_string(), pat)).collect()
            }
            Pat::Struct(variant) => {
                let named = variant.fields.iter().filter(|field| matches!(field.member, Member::Named(_)));
                named.filter_map(|part| field(&variant.path, member(&part.member), &part.pat)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether `expr` is a channel that can be sent to, or received from.
    pub(crate) fn is_channel(&self, expr: &Expr, sends: bool, place: &impl CallSite) -> bool {
        let Some(Sort::Named(ty)) = self.sort(expr, place) else { return false };
        let end = if sends { "Sender" } else { "Receiver" };
        place.is_item(&ty) && self.ours(&ty).is_some_and(|ours| ours == "Chan" || ours == "chan" || ours == end)
    }

    /// What a method of a lock of this crate's means.
    pub(super) fn of_lock(&self, ty: &str, name: &str) -> Option<Calling> {
        match (self.ours(ty)?, name) {
            ("Mutex", "lock") | ("RwLock", "read" | "write") => Some(Calling::Waits),
            ("Mutex", "try_lock") | ("RwLock", "try_read" | "try_write") => Some(Calling::Plain),
            _ => None,
        }
    }
}

fn member(member: &Member) -> String {
    match member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

fn is_self(expr: &Expr) -> bool {
    matches!(expr, Expr::Path(path) if path.path.is_ident("self"))
}

fn of_std(expr: &Expr, place: &impl CallSite) -> Option<Sort> {
    std_types::of_expr(expr, &|name| place.sort(name))
}
