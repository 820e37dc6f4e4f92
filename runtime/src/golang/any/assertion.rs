//! `x.(T)` and `switch x.(type)`: asking an `any` or a value of an interface for its type.

use std::any::Any as StdAny;
use std::sync::Arc;

use super::type_name::go_name;
use super::{Any, Dynamic, Error, Held};
use crate::golang::zero::{ZeroOf, zero};

/// What `x.(T)` and `switch x.(type)` ask for its type.
#[diagnostic::on_unimplemented(
    message = "invalid operation: `{Self}` is not an interface",
    label = "its type is known",
    note = "what an `error` is, is taken with `errors.As(err, &target)`"
)]
pub trait Interface {
    /// The value; `None` if it is nil.
    fn __go_value(&self) -> Option<&dyn StdAny>;
    /// The name of its type.
    fn __go_name(&self) -> &'static str;
    /// The name of the interface.
    fn __go_interface(&self) -> String;
    /// The error that it is.
    fn __go_error_of(&self) -> Option<Error> {
        None
    }
}

impl Interface for Any {
    fn __go_value(&self) -> Option<&dyn StdAny> {
        self.0.as_deref().map(Held::dynamic)
    }

    fn __go_name(&self) -> &'static str {
        self.0.as_deref().map_or("nil", Held::type_name)
    }

    fn __go_interface(&self) -> String {
        "interface {}".to_owned()
    }

    fn __go_error_of(&self) -> Option<Error> {
        self.0.as_deref()?.shown().__go_as_error()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Dynamic + ?Sized> Interface for Arc<T> {
    fn __go_value(&self) -> Option<&dyn StdAny> {
        Some((**self).__go_dynamic())
    }

    fn __go_name(&self) -> &'static str {
        (**self).__go_type_name()
    }

    fn __go_interface(&self) -> String {
        go_name(std::any::type_name::<T>().trim_start_matches("dyn "))
    }
}

#[diagnostic::do_not_recommend]
impl<X: Interface + ?Sized> Interface for &X {
    fn __go_value(&self) -> Option<&dyn StdAny> {
        (**self).__go_value()
    }

    fn __go_name(&self) -> &'static str {
        (**self).__go_name()
    }

    fn __go_interface(&self) -> String {
        (**self).__go_interface()
    }

    fn __go_error_of(&self) -> Option<Error> {
        (**self).__go_error_of()
    }
}

/// `v, ok := x.(T)` before the zero value: the value if it is a `T`.
pub fn asserted<T: Clone + 'static, X: Interface + ?Sized>(x: &X) -> Option<T> {
    let value = x.__go_value()?;
    let is_error = std::any::TypeId::of::<T>() == std::any::TypeId::of::<Error>();
    match value.downcast_ref::<T>() {
        Some(value) => Some(value.clone()),
        None if is_error => {
            let error: Box<dyn StdAny> = Box::new(x.__go_error_of()?);
            error.downcast().ok().map(|error| *error)
        }
        None => None,
    }
}

/// `x.(T)`
///
/// # Panics
///
/// If `x` is no `T`, with Go's words.
#[track_caller]
pub fn assert_type<T: 'static, X: Interface + ?Sized>(x: &X, found: Option<T>) -> T {
    let Some(value) = found else {
        let (interface, wanted) = (x.__go_interface(), go_name(std::any::type_name::<T>()));
        let is = if x.__go_value().is_some() { go_name(x.__go_name()) } else { "nil".to_owned() };
        panic!("interface conversion: {interface} is {is}, not {wanted}")
    };
    value
}

/// `v, ok := x.(T)`: the value, or the zero value.
pub fn assert_ok<T: ZeroOf>(found: Option<T>) -> (T, bool) {
    found.map_or_else(|| (zero(), false), |value| (value, true))
}

/// What a `switch x.(type)` looks at, while its cases may change `x`.
pub fn held<X: Interface + Clone>(x: &X) -> X {
    x.clone()
}

/// A method of a nil interface.
///
/// # Panics
///
/// Always, with Go's words.
pub fn nil_method<T>() -> T {
    panic!("runtime error: invalid memory address or nil pointer dereference")
}
