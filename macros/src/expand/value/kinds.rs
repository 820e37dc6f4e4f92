//! What Go's spelling says of the type of a place or a value.

use quote::ToTokens;
use syn::{Expr, Pat};

use crate::analyze::declared::Kind;
use crate::expand::body::Lower;
use crate::syntax::marker::{self, Direction};

impl Lower<'_> {
    /// Notes what a declaration says of the type of the variable of `pat`.
    pub(crate) fn note(&mut self, pat: &Pat, kind: Kind) {
        let name = match pat {
            Pat::Ident(pat) => pat.ident.to_string(),
            Pat::Type(typed) => return self.note(&typed.pat, kind),
            _ => return,
        };
        if kind == Kind::Other {
            self.golang.kinds.remove(&name);
        } else {
            self.golang.kinds.insert(name, kind);
        }
    }

    /// Lowers a scope: what it declares is forgotten at its end.
    pub(crate) fn with_kinds<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.golang.kinds.clone();
        let lowered = lower(self);
        self.golang.kinds = outer;
        lowered
    }

    /// What is known of what the type of `place` is made of.
    pub(crate) fn kind_of(&self, place: &Expr) -> Kind {
        self.type_of(place).underlying()
    }

    /// What is known of the type of `place`.
    pub(crate) fn type_of(&self, place: &Expr) -> Kind {
        match place {
            Expr::Path(path) => {
                let name = path.path.get_ident().map(ToString::to_string);
                name.and_then(|name| match self.golang.kinds.get(&name) {
                    Some(kind) => Some(kind.clone()),
                    None if self.is_global(&name) => self.declared?.global(&name).cloned(),
                    None => None,
                })
            }
            Expr::Field(field) => match &field.member {
                syn::Member::Named(name) if self.method_value(field).is_some() => {
                    let params = self.declared.and_then(|declared| declared.params(&name.to_string()));
                    Some(Kind::Func(params.unwrap_or_default().to_vec()))
                }
                syn::Member::Named(name) => return self.kind_of_field(&field.base, name),
                syn::Member::Unnamed(_) => None,
            },
            Expr::Paren(paren) => return self.type_of(&paren.expr),
            Expr::Group(group) => return self.type_of(&group.expr),
            Expr::Index(indexed) => match self.kind_of(&indexed.expr) {
                Kind::Variadic(element) if matches!(*indexed.index, Expr::Range(_)) => Some(Kind::List(element)),
                Kind::Variadic(element) => Some(*element),
                kind @ (Kind::List(_) | Kind::Text) if matches!(*indexed.index, Expr::Range(_)) => Some(kind),
                Kind::Text => Some(Kind::Whole("u8")),
                Kind::List(element) | Kind::Map { value: element, .. } => Some(*element),
                _ => None,
            },
            Expr::Binary(binary) => return self.kind_of_binary(binary),
            Expr::Lit(lit) if self.is_golang() => match lit.lit {
                syn::Lit::Float(_) => Some(Kind::Float),
                syn::Lit::Str(_) => Some(Kind::Text),
                _ => None,
            },
            Expr::Array(_) if self.is_golang() => Some(Kind::List(Box::new(Kind::Other))),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => return self.kind_of(&unary.expr),
            Expr::MethodCall(call) if call.method == marker::SLICE => return self.kind_of(&call.receiver),
            Expr::Call(call) => return self.kind_of_call(call),
            Expr::MethodCall(call) if let Some(ty) = crate::expand::assertion::asked(call) => Some(Kind::of(ty)),
            Expr::MethodCall(call) => return self.kind_of_method(call),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => match marker::recv(place) {
                Some((channel, _)) => match self.kind_of(channel) {
                    Kind::Channel(_, element) => Some(*element),
                    _ => None,
                },
                // The value that a `switch` looks at.
                None if matches!(&*unary.expr, Expr::Path(path) if path.path.is_ident("__go_tag")) => {
                    return self.kind_of(&unary.expr);
                }
                None => match &*unary.expr {
                    Expr::Path(_) => Some(self.type_of(&unary.expr)).filter(|kind| matches!(kind, Kind::Named(..))),
                    _ => None,
                },
            },
            Expr::Reference(reference) => {
                return match self.pointer_of(place) {
                    Some(kind) => kind,
                    None => self.kind_of(&reference.expr),
                };
            }
            _ => None,
        }
        .unwrap_or(Kind::Other)
    }

    /// What is known of the field `name` of `base`.
    fn kind_of_field(&self, base: &Expr, name: &syn::Ident) -> Kind {
        let Some(declared) = self.declared else { return Kind::Other };
        let of = |fields: &[(syn::Ident, Kind)]| {
            fields.iter().find(|(field, _)| field == name).map(|(_, kind)| kind.clone())
        };
        if let Kind::Ptr(owner) = self.kind_of(base)
            && let Some(kind) = declared.fields(&owner).and_then(of)
        {
            return kind;
        }
        declared.field(&name.to_string()).cloned().unwrap_or(Kind::Other)
    }

    /// What is known of what the method of a type of the block gives.
    fn kind_of_method(&self, call: &syn::ExprMethodCall) -> Kind {
        if let Some((package, name)) = crate::expand::package::named_call(self, call) {
            return of_package(&package.to_string(), &name.to_string());
        }
        if let Expr::Path(path) = &*call.receiver
            && path
                .path
                .get_ident()
                .is_some_and(|name| self.scopes.get(&name.to_string()).is_none() && !self.is_global(&name.to_string()))
        {
            return Kind::Other;
        }
        match self.declared.map_or(&[][..], |declared| declared.results(&call.method.to_string())) {
            [one] => one.clone(),
            _ => Kind::Other,
        }
    }

    /// Whether `channel` is known to be one of strings.
    pub(crate) fn is_text_channel(&self, channel: &Expr) -> bool {
        matches!(self.kind_of(channel), Kind::Channel(_, element) if *element == Kind::Text)
    }

    /// Whether `channel` is known to be one of times, which needs no zero value.
    pub(crate) fn is_clock(&self, channel: &Expr) -> bool {
        is_clock(channel) || self.kind_of(channel) == Kind::Clock
    }

    /// Notes what Go's spelling says of the parameters.
    pub(crate) fn note_params(&mut self, sig: &syn::Signature) {
        self.golang.inputs = sig.inputs.to_token_stream();
        for input in &sig.inputs {
            if let syn::FnArg::Typed(param) = input {
                self.note(&param.pat, Kind::of_variable(&param.ty));
            }
        }
        let wrapped = self.self_type.as_ref().and_then(|name| self.declared?.wrapped(name));
        if let (Some(kind), true) = (wrapped, sig.receiver().is_some()) {
            self.golang.kinds.insert("self".to_owned(), kind.clone());
        }
    }

    /// What the value of a declaration says of the variable's type.
    pub(crate) fn kind_of_value(&self, init: &Expr) -> Kind {
        if is_clock(init) {
            return Kind::Clock;
        }
        if let Expr::Lit(lit) = init
            && let (syn::Lit::Str(_), true) = (&lit.lit, self.is_golang())
        {
            return Kind::Text;
        }
        if self.is_golang() && crate::expand::duration::is_duration(self, init) {
            return Kind::Duration;
        }
        if let Some(constant) = self.constant(init) {
            return if self.has_type(&constant) { constant.kind() } else { Kind::Other };
        }
        if let Expr::Cast(cast) = marker::strip(init) {
            return Kind::of(&cast.ty);
        }
        if let Some(closure) = marker::func(init) {
            return Kind::Func(crate::expand::func::kinds(closure));
        }
        self.type_of(marker::strip(init))
    }

    /// What is known of `count` variables that `values` gives.
    pub(crate) fn kinds_of_values(&self, count: usize, values: &Expr) -> Vec<Kind> {
        if let Expr::Tuple(tuple) = values {
            return tuple.elems.iter().map(|value| self.kind_of_value(value)).collect();
        }
        let value = marker::strip(values);
        let first = match value {
            Expr::Index(_) | Expr::Unary(_) => self.kind_of(value),
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => return self.kinds_of_results(count, path.path.get_ident()),
                _ => Kind::Other,
            },
            Expr::MethodCall(call) if crate::expand::assertion::asked(call).is_some() => self.type_of(value),
            Expr::MethodCall(call) if crate::expand::package::named(self, value).is_none() => {
                return self.kinds_of_results(count, Some(&call.method));
            }
            _ => Kind::Other,
        };
        vec![first, Kind::Other]
    }

    /// Whether `values` is a call of a function of the block that gives two values.
    pub(crate) fn gives_two(&self, values: &Expr) -> bool {
        let name = match marker::strip(values) {
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => path.path.get_ident(),
                _ => None,
            },
            _ => None,
        };
        name.and_then(|name| Some(self.declared?.results(&name.to_string()).len() == 2)).unwrap_or(false)
    }

    /// What is known of the `count` results of the function `name`.
    fn kinds_of_results(&self, count: usize, name: Option<&syn::Ident>) -> Vec<Kind> {
        let results = name.and_then(|name| Some(self.declared?.results(&name.to_string()))).unwrap_or_default();
        if results.len() == count { results.to_vec() } else { vec![Kind::Other; count] }
    }

    /// What is known of the type of what a call gives.
    fn kind_of_call(&self, call: &syn::ExprCall) -> Kind {
        let Expr::Path(path) = &*call.func else { return Kind::Other };
        let types: Vec<&syn::Type> = match path.path.segments.last().map(|last| &last.arguments) {
            Some(syn::PathArguments::AngleBracketed(of)) => of.args.iter().filter_map(as_type).collect(),
            _ => Vec::new(),
        };
        if let Some((_, name)) = marker::builtin(call) {
            return match (name.as_str(), call.args.first()) {
                ("make", _) => {
                    Kind::Channel(Direction::Both, Box::new(types.first().map_or(Kind::Other, |ty| Kind::of(ty))))
                }
                ("len" | "cap", _) if self.is_golang() && !self.golang.sizes => Kind::Int,
                ("min" | "max", _) => {
                    let kinds = call.args.iter().map(|arg| self.number_kind(arg));
                    kinds.into_iter().find(Kind::is_number).unwrap_or(Kind::Other)
                }
                ("append" | "append_all", Some(list)) => self.kind_of(list),
                _ => Kind::Other,
            };
        }
        let of = |at: usize| types.get(at).map_or(Kind::Other, |ty| Kind::of(ty));
        let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        match (&names.iter().map(String::as_str).collect::<Vec<_>>()[..], &path.qself) {
            ([.., "from_iter"], Some(qself)) => Kind::of(&qself.ty),
            ([pointer, "__go_new"], None) => {
                pointer.strip_prefix(crate::syntax::pointer::POINTER).map_or(Kind::Other, |of| Kind::Ptr(of.to_owned()))
            }
            (["__go", "list" | "make_list" | "make_list_of" | "list_of" | "array"], _) => Kind::List(Box::new(of(0))),
            (["__go", "make_map" | "make_map_of"], _) => {
                let key = types.first().map_or(Kind::Other, |ty| Kind::of_key(ty));
                Kind::Map { key: Box::new(key), value: Box::new(of(1)) }
            }
            (["__go", "string"], _) => Kind::Text,
            (["__go", "pointed"], _) => Kind::Pointer,
            ([name], None)
                if self.scopes.get(name).is_none()
                    && let Some(kind) = self.declared.and_then(|declared| declared.wrapped(name)) =>
            {
                kind.clone()
            }
            (["float64" | "float32"], None) if self.is_golang() => Kind::Float,
            (["int"], None) if self.is_golang() => Kind::Int,
            (["rune"], None) if self.is_golang() => Kind::Rune,
            (["string"], None) if self.is_golang() => Kind::Text,
            ([name], None) if self.is_golang() && Kind::whole(name) != Kind::Other => Kind::whole(name),
            ([name], None) if self.scopes.get(name).is_none() => {
                match self.declared.map_or(&[][..], |declared| declared.results(name)) {
                    [one] => one.clone(),
                    _ => Kind::Other,
                }
            }
            _ => Kind::Other,
        }
    }
}

fn as_type(argument: &syn::GenericArgument) -> Option<&syn::Type> {
    match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// Whether `channel` is the `C` of a timer, or what `time.After` and `time.Tick` give.
fn is_clock(channel: &Expr) -> bool {
    match channel {
        Expr::MethodCall(call) => {
            let of_time = matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("time"));
            call.method == marker::TIMER_CHANNEL || (of_time && (call.method == "After" || call.method == "Tick"))
        }
        Expr::Paren(paren) => is_clock(&paren.expr),
        _ => false,
    }
}

/// What a function of a package gives, where that is a number or text.
fn of_package(package: &str, name: &str) -> Kind {
    match (package, name) {
        ("math", "Signbit" | "IsNaN" | "IsInf" | "Modf" | "Frexp") => Kind::Other,
        ("math", "Float64bits") => Kind::Whole("u64"),
        ("math", "Float32bits") => Kind::Whole("u32"),
        ("math", _) | ("rand", "Float64" | "Float32" | "NormFloat64" | "ExpFloat64") => Kind::Float,
        ("rand", "Int" | "Intn" | "IntN") | ("runtime", "NumCPU" | "NumGoroutine" | "GOMAXPROCS") => Kind::Int,
        ("rand", "Int63" | "Int63n" | "Int64" | "Int64N") => Kind::Whole("i64"),
        ("rand", "Int31" | "Int31n" | "Int32" | "Int32N") => Kind::Whole("i32"),
        ("strings", "Count" | "Index" | "IndexByte" | "IndexAny" | "IndexRune" | "LastIndex" | "Compare")
        | ("sort", "SearchInts" | "SearchStrings" | "SearchFloat64s" | "Search")
        | ("utf8", "RuneCountInString" | "RuneLen" | "RuneCount") => Kind::Int,
        ("strings", "Fields" | "Split" | "SplitN" | "SplitAfter" | "FieldsFunc") => Kind::List(Box::new(Kind::Text)),
        (
            "strings",
            "Join" | "Map" | "Repeat" | "Replace" | "ReplaceAll" | "Title" | "ToLower" | "ToTitle" | "ToUpper" | "Trim"
            | "TrimFunc" | "TrimLeft" | "TrimLeftFunc" | "TrimPrefix" | "TrimRight" | "TrimRightFunc" | "TrimSpace"
            | "TrimSuffix",
        )
        | ("strconv", "Itoa" | "Quote" | "QuoteRune" | "FormatInt" | "FormatFloat" | "FormatBool" | "FormatUint")
        | ("fmt", "Sprint" | "Sprintf" | "Sprintln")
        | ("os", "Getenv") => Kind::Text,
        ("unicode", "ToLower" | "ToUpper" | "ToTitle") => Kind::Rune,
        ("atomic", "AddInt64" | "LoadInt64") => Kind::Whole("i64"),
        ("atomic", "AddInt32" | "LoadInt32") => Kind::Whole("i32"),
        _ => Kind::Other,
    }
}
