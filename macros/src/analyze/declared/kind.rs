//! What Go's spelling says of a type.

use syn::{GenericArgument, PathArguments, Type};

use crate::syntax::marker::{self, Direction};

/// What Go's spelling says of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A channel, and what its elements are.
    Channel(Direction, Box<Kind>),
    /// A channel of times, which is never closed.
    Clock,
    /// `string`
    Text,
    /// `[]T`, `[N]T`: what the elements are.
    List(Box<Kind>),
    /// `map[K]V`: what the keys and the values are.
    Map { key: Box<Kind>, value: Box<Kind> },
    /// `int`
    Int,
    /// Another type of whole numbers, by Rust's name; `uint` is a `usize` of Go's.
    Whole(&'static str),
    /// `rune`
    Rune,
    /// `usize`, which Rust's lengths are
    Size,
    /// `error`
    Error,
    /// `any`
    Any,
    /// `...T`
    Variadic(Box<Kind>),
    /// `*T` as the result of a constructor.
    Pointer,
    /// `time.Duration`
    Duration,
    /// `func(A) B`: what the parameters are, as far as that is known.
    Func(Vec<Kind>),
    /// An interface of the block, by its name.
    Interface(String),
    /// A function literal that is only called.
    Closure(Vec<Kind>),
    /// `*T` of a parameter that is changed.
    Changed,
    /// `*T` of any other parameter.
    Ref,
    /// `float64`, `float32`
    Float,
    /// `*T` of a struct of the block that has a type for it.
    Ptr(String),
    /// A lock, an atomic, a wait group: shared by whoever copies it.
    Handle,
    /// A type parameter in Go's spelling.
    Param,
    /// A list, a map or a function that is a type of its own: its name, and what it is made of.
    Named(String, Box<Kind>),
    /// Anything else.
    Other,
}

impl Kind {
    /// What Go's spelling says of the type `ty` of a parameter of a function with `generics`.
    pub(crate) fn of_param(ty: &Type, generics: &syn::Generics) -> Kind {
        let is_golang = |param: &&syn::TypeParam| {
            matches!(param.bounds.first(), Some(syn::TypeParamBound::Trait(bound))
                if bound.path.segments.first().is_some_and(|first| first.ident == "__go"))
        };
        let is_param = |ty: &Type| {
            matches!(ty, Type::Path(path) if path.path.get_ident().is_some_and(|name| {
                generics.type_params().filter(is_golang).any(|param| param.ident == *name)
            }))
        };
        if generics.params.is_empty() {
            return Kind::of(ty);
        }
        match (Kind::of(ty), ty) {
            (_, ty) if is_param(ty) => Kind::Param,
            (Kind::Variadic(_), list) if element(list).is_some_and(is_param) => Kind::Variadic(Box::new(Kind::Param)),
            (kind, _) => kind,
        }
    }

    /// What Go's spelling says of `ty`.
    pub(crate) fn of(ty: &Type) -> Kind {
        match ty {
            Type::Reference(reference) => {
                if reference.mutability.is_some() {
                    Kind::Changed
                } else {
                    Kind::Ref
                }
            }
            Type::Array(array) => Kind::List(Box::new(Kind::of(&array.elem))),
            Type::Path(path) if path.qself.is_none() => {
                if let Some(direction) = marker::direction(ty) {
                    return Kind::Channel(direction, Box::new(element(ty).map_or(Kind::Other, Kind::of)));
                }
                let Some(last) = path.path.segments.last() else { return Kind::Other };
                let ours = path.path.segments.len() > 1;
                if let Some(of) = last.ident.to_string().strip_prefix(crate::syntax::pointer::POINTER) {
                    return Kind::Ptr(of.to_owned());
                }
                if path.path.segments.iter().any(|of| of.ident == "go_sync" || of.ident == "go_atomic") {
                    return Kind::Handle;
                }
                match last.ident.to_string().as_str() {
                    "Named" if ours => match (element(ty), last_argument(ty)) {
                        (Some(Type::Path(name)), Some(of)) => match name.path.get_ident() {
                            Some(name) => Kind::Named(name.to_string(), Box::new(Kind::of(of))),
                            None => Kind::Other,
                        },
                        _ => Kind::Other,
                    },
                    "Any" if ours => Kind::Any,
                    "Pointer" if ours => Kind::Pointer,
                    "Interface" if ours => element(ty).and_then(object).map_or(Kind::Other, Kind::Interface),
                    "Func" => Kind::Func(element(ty).map_or_else(Vec::new, params)),
                    "Vec" => Kind::List(Box::new(element(ty).map_or(Kind::Other, Kind::of))),
                    "HashMap" => Kind::Map {
                        key: Box::new(element(ty).map_or(Kind::Other, Kind::of_key)),
                        value: Box::new(last_argument(ty).map_or(Kind::Other, Kind::of)),
                    },
                    "Duration" if ours => Kind::Duration,
                    "string" => Kind::Text,
                    "int" | "isize" => Kind::Int,
                    "rune" | "char" => Kind::Rune,
                    "usize" => Kind::Size,
                    "float64" | "float32" | "f64" | "f32" => Kind::Float,
                    "error" => Kind::Error,
                    "Variadic" if ours => Kind::Variadic(Box::new(element(ty).map_or(Kind::Other, Kind::of))),
                    name => Kind::whole(name),
                }
            }
            Type::Paren(paren) => Kind::of(&paren.elem),
            Type::Group(group) => Kind::of(&group.elem),
            _ => Kind::Other,
        }
    }

    /// The whole numbers called `name`, but `int`.
    pub(crate) fn whole(name: &str) -> Kind {
        Kind::Whole(match name {
            "int8" | "i8" => "i8",
            "int16" | "i16" => "i16",
            "int32" | "i32" => "i32",
            "int64" | "i64" => "i64",
            "byte" | "uint8" | "u8" => "u8",
            "uint16" | "u16" => "u16",
            "uint32" | "u32" => "u32",
            "uint64" | "u64" => "u64",
            "uint" | "uintptr" => "uint",
            _ => return Kind::Other,
        })
    }

    /// Whether it is a kind of numbers, runes and durations included.
    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Kind::Int | Kind::Size | Kind::Whole(_) | Kind::Rune | Kind::Float | Kind::Duration)
    }

    /// The name of a kind of numbers in Go.
    pub(crate) fn go_name(&self) -> String {
        match self {
            Kind::Rune => "rune".to_owned(),
            Kind::Float => "float64".to_owned(),
            Kind::Whole(name) => name.replacen('i', "int", 1).replace("u", "uint").replace("uintint", "uint"),
            _ => "int".to_owned(),
        }
    }

    /// What a type of the block's own is made of; any other is itself.
    pub(crate) fn underlying(self) -> Kind {
        match self {
            Kind::Named(_, of) => of.underlying(),
            kind => kind,
        }
    }

    /// What Go's spelling says of a variable of type `ty`: `*T` of a list or a map that is a type of
    /// its own is what it points to.
    pub(crate) fn of_variable(ty: &Type) -> Kind {
        match ty {
            Type::Reference(reference) if matches!(Kind::of(&reference.elem), Kind::Named(..)) => {
                Kind::of(&reference.elem)
            }
            ty => Kind::of(ty),
        }
    }

    /// What Go's spelling says of `ty` as the key of a map, where `String` is a text as well.
    pub(crate) fn of_key(ty: &Type) -> Kind {
        if is_text(ty) { Kind::Text } else { Kind::of(ty) }
    }

    /// What a function with `generics` returns.
    pub(crate) fn results_of(ty: &Type, generics: &syn::Generics) -> Vec<Kind> {
        match ty {
            ty if generics.params.is_empty() => Kind::results(ty),
            Type::Tuple(tuple) => tuple.elems.iter().map(|ty| Kind::of_param(ty, generics)).collect(),
            ty => vec![Kind::of_param(ty, generics)],
        }
    }

    /// What a function returns: one kind, or those of a tuple.
    pub(crate) fn results(ty: &Type) -> Vec<Kind> {
        let kinds = match ty {
            Type::Tuple(tuple) => tuple.elems.iter().map(Kind::of).collect(),
            ty => vec![Kind::of(ty)],
        };
        if kinds.iter().all(|kind| *kind == Kind::Other) { Vec::new() } else { kinds }
    }
}

/// The `T` of `Chan<T>`.
fn element(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(of) = &path.path.segments.last()?.arguments else { return None };
    match of.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// The `V` of `HashMap<K, V>`.
fn last_argument(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(of) = &path.path.segments.last()?.arguments else { return None };
    match of.args.last()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// The parameters of the signature `fn(A, B) -> C`.
pub(super) fn params(signature: &Type) -> Vec<Kind> {
    match signature {
        Type::FnPtr(signature) => signature.inputs.iter().map(|input| Kind::of(&input.ty)).collect(),
        _ => Vec::new(),
    }
}

/// The `S` of `dyn S`.
fn object(ty: &Type) -> Option<String> {
    let Type::TraitObject(object) = ty else { return None };
    match object.bounds.first()? {
        syn::TypeParamBound::Trait(bound) => bound.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

/// Whether `ty` is a string of its own.
pub(crate) fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.get_ident().is_some_and(|name| name == "string" || name == "String"))
}
