//! What the marked scope itself says of the functions and methods that it declares: whether they
//! wait, or return something that is no future. A call of one of those needs no choice by type.
//!
//! Only names that can mean nothing else are known. Not known are: a function with an attribute
//! that may change it; a name that is declared twice; a name that the body at hand may give another
//! meaning (a variable, an item of its own, a foreign macro that mentions it); a method that a std
//! trait could offer by value, where that would be found first.

mod collect;
mod hidden;

pub(super) use collect::{calling, is_inert};
pub(crate) use hidden::{Hidden, hidden};

use std::collections::{HashMap, HashSet};

use syn::{Expr, ExprCall, ExprMethodCall, ReceiverKind, Signature, Type};

use super::bodies::Body;
use super::infer::Types;
use super::std_types::{self, Sort};
use crate::syntax::runtime_names::{CLOCK, CONTEXT};
use crate::syntax::std_names;

/// What calling a function means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calling {
    /// It returns a future, which is awaited.
    Waits,
    /// It returns something that is no future.
    Plain,
}

/// How a method takes `self`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It has no `self`.
    Not,
    Value,
    Ref,
    Mut,
    /// `self: Arc<Self>` and the like.
    Typed,
}

/// What has to be known of the code around a call.
pub(crate) trait CallSite {
    /// What is known of the type of the local variable `name`.
    fn sort(&self, name: &str) -> Option<Sort>;
    /// Whether `name` can only mean an item of the marked scope, or one that it imports.
    fn is_item(&self, name: &str) -> bool;
    /// The type of `self`, and how it was taken.
    fn own_type(&self) -> Option<(&str, Taken)>;
}

/// The functions, methods and types of a marked scope.
#[derive(Default)]
pub(crate) struct Known {
    /// `None` for those of which nothing is known.
    functions: HashMap<String, Option<Calling>>,
    /// The bodies of those that may keep handles.
    bodies: HashMap<String, Body>,
    /// By type and name.
    methods: HashMap<(String, String), Option<(Calling, Taken)>>,
    types: HashSet<String>,
    /// The tuple structs, and by the name of their enum the variants.
    constructors: HashSet<(Option<String>, String)>,
    /// What the scope imports from this crate, with its name there.
    ours: HashMap<String, String>,
    /// Whether the scope imports std's `Arc`.
    imports_arc: bool,
    /// What the scope says of the types of fields and results.
    pub(super) declared: Types,
    /// A type of the scope's bears a name of std's.
    shadows_std: bool,
    /// The same of an `Option`, a `Result`, or a pointer.
    shadows_wrapper: bool,
}

impl Known {
    /// Whether the scope has a type of its own with a name of std's.
    pub(crate) fn shadows_std(&self) -> bool {
        self.shadows_std
    }

    /// Whether the scope declares a type called `name`.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.types.contains(name)
    }

    /// What `name` is called in this crate, if the scope imports it from there.
    pub(crate) fn ours(&self, name: &str) -> Option<&str> {
        self.ours.get(name).map(String::as_str).filter(|_| !self.declares(name) && !self.functions.contains_key(name))
    }

    /// Whether the type `name` is one of the handles that goroutines share.
    pub(crate) fn is_handle(&self, name: &str, place: &impl CallSite) -> bool {
        let is_arc = name == "Arc" && self.imports_arc && !self.declares(name);
        let is_ours = || matches!(self.ours(name), Some("Chan" | "chan" | "Sender" | "Receiver" | "WaitGroup"));
        place.is_item(name) && (is_arc || is_ours())
    }

    /// Whether `func` builds a value of a type that the scope declares.
    pub(crate) fn is_constructor(&self, func: &Expr, place: &impl CallSite) -> bool {
        let Expr::Path(path) = func else { return false };
        let segments: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let constructor = match &segments[..] {
            [name] if place.is_item(name) => (None, name.clone()),
            [first, name] if first == "self" => (None, name.clone()),
            [first, name] if first == "Self" => (place.own_type().map(|own| own.0.to_owned()), name.clone()),
            [first, name] if place.is_item(first) => (Some(first.clone()), name.clone()),
            _ => return false,
        };
        self.constructors.contains(&constructor) && !self.functions.contains_key(&constructor.1)
    }

    /// What a call of a path means.
    pub(crate) fn of_call(&self, call: &ExprCall, place: &impl CallSite) -> Option<Calling> {
        let local = |name: &str| place.sort(name);
        if std_types::of_expr(&call.func, &local) == Some(Sort::Closure) {
            return Some(Calling::Plain);
        }
        let Expr::Path(path) = &*call.func else { return None };
        let segments: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if path.qself.is_some() || path.path.leading_colon.is_some() {
            return None;
        }
        if self.is_constructor(&call.func, place) {
            return Some(Calling::Plain);
        }
        match &segments[..] {
            [name] if place.is_item(name) => match self.ours(name) {
                Some("chan") => Some(Calling::Plain),
                _ => *self.functions.get(name)?,
            },
            [first, name] if first == "self" => *self.functions.get(name)?,
            [first, name] if first == "Self" => self.method(place.own_type()?.0, name, &[]),
            [first, name] if place.is_item(first) => match self.ours(first) {
                Some("time") if name == "sleep" => Some(Calling::Waits),
                Some("time") if CLOCK.contains(&name.as_str()) => Some(Calling::Plain),
                Some("context") if CONTEXT.contains(&name.as_str()) => Some(Calling::Plain),
                Some("Mutex" | "RwLock" | "WaitGroup") if name == "new" => Some(Calling::Plain),
                _ if self.declares(first) => self.method(first, name, &[]),
                _ => (!self.shadows_std && std_types::makes_value(first, name)).then_some(Calling::Plain),
            },
            _ => None,
        }
    }

    /// The body of the function of this scope that `path` names, if it waits and may keep handles.
    pub(super) fn body_of(&self, path: &[String], place: &impl CallSite) -> Option<&Body> {
        let [name] = path else { return None };
        let waits = place.is_item(name) && self.functions.get(name) == Some(&Some(Calling::Waits));
        self.bodies.get(name).filter(|_| waits && self.ours(name).is_none())
    }

    /// What a method call means.
    pub(crate) fn of_method_call(&self, call: &ExprMethodCall, place: &impl CallSite) -> Option<Calling> {
        let name = call.method.to_string();
        if let Expr::Path(path) = &*call.receiver
            && path.path.is_ident("self")
        {
            let (ty, taken) = place.own_type()?;
            return self.method(ty, &name, &[Taken::Ref, taken]);
        }
        match self.sort(&call.receiver, place)? {
            Sort::Goroutine => (name == "join" && call.args.is_empty()).then_some(Calling::Waits),
            Sort::Context => matches!(&*name, "done" | "err" | "deadline").then_some(Calling::Plain),
            Sort::Lock(ty, _) if place.is_item(&ty) => self.of_lock(&ty, &name),
            Sort::Lock(..) => None,
            Sort::Named(ty) if self.declares(&ty) && place.is_item(&ty) => self.method(&ty, &name, &[Taken::Ref]),
            Sort::Named(ty) if place.is_item(&ty) => self.of_channel(&ty, &name),
            Sort::Named(_) => None,
            Sort::Maybe if self.shadows_wrapper => None,
            sort => (!self.shadows_std && std_types::of_method(call, &sort).is_some()).then_some(Calling::Plain),
        }
    }

    /// What a method of a channel means; one that goes the wrong way is no method of it.
    fn of_channel(&self, ty: &str, name: &str) -> Option<Calling> {
        let (sends, receives) = match self.ours(ty)? {
            "Chan" | "chan" => (true, true),
            "Sender" => (true, false),
            "Receiver" => (false, true),
            _ => return None,
        };
        match name {
            "send" | "send_timeout" | "send_deadline" if sends => Some(Calling::Waits),
            "recv" | "recv_timeout" | "recv_deadline" if receives => Some(Calling::Waits),
            "try_send" | "close" if sends => Some(Calling::Plain),
            "try_recv" if receives => Some(Calling::Plain),
            "len" | "capacity" | "is_empty" => Some(Calling::Plain),
            _ => None,
        }
    }

    /// What calling the method `name` of `ty` means, if it takes `self` in one of the ways `taken`,
    /// or not at all if there are none.
    fn method(&self, ty: &str, name: &str, taken: &[Taken]) -> Option<Calling> {
        let (calling, takes) = (*self.methods.get(&(ty.to_owned(), name.to_owned()))?)?;
        let fits = taken.is_empty() || (taken.contains(&takes) && !std_names::BY_VALUE.contains(&name));
        fits.then_some(calling)
    }
}

/// What the prelude has of which something is known.
const OURS: &[&str] = &["Chan", "Sender", "Receiver", "chan", "context", "time", "WaitGroup"];

/// How a function takes `self`.
pub(crate) fn taken(sig: &Signature) -> Taken {
    let Some(receiver) = sig.receiver() else { return Taken::Not };
    match &receiver.kind {
        ReceiverKind::Reference(_, _, mutability) if mutability.is_some() => Taken::Mut,
        ReceiverKind::Reference(..) => Taken::Ref,
        ReceiverKind::Typed(..) => Taken::Typed,
        _ => Taken::Value,
    }
}

/// The name of a type that is a plain identifier, generic arguments or not.
pub(crate) fn type_name(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    let [segment] = path.path.segments.iter().collect::<Vec<_>>()[..] else { return None };
    path.qself.is_none().then(|| segment.ident.to_string())
}
