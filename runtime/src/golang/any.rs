//! Go's `any`: nil, or a value of any type, with what its type can do.

mod assertion;
mod type_name;

pub use assertion::{Interface, assert_ok, assert_type, asserted, held, nil_method};

use std::any::Any as StdAny;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use type_name::go_name;

use super::error::Error;
use super::show::{Show, Verb};
use super::zero::Nil;
use crate::share::Share;

/// Go's `any`, also as `interface{}`.
#[derive(Clone, Default)]
pub struct Any(Option<Arc<dyn Held>>);

/// What prints a value, chosen where its type is known.
type Shows<T> = for<'a> fn(&'a T) -> Box<dyn Show + 'a>;

/// A value with what is known of its type.
trait Held: Send + Sync {
    fn dynamic(&self) -> &dyn StdAny;
    fn shown(&self) -> Box<dyn Show + '_>;
    fn equals(&self, other: &dyn StdAny) -> bool;
    fn type_name(&self) -> &'static str;
}

struct Value<T> {
    value: T,
    shows: Shows<T>,
    equal: fn(&T, &T) -> bool,
}

impl<T: Send + Sync + 'static> Held for Value<T> {
    fn dynamic(&self) -> &dyn StdAny {
        &self.value
    }

    fn shown(&self) -> Box<dyn Show + '_> {
        (self.shows)(&self.value)
    }

    fn equals(&self, other: &dyn StdAny) -> bool {
        other.downcast_ref().is_some_and(|other| (self.equal)(&self.value, other))
    }

    fn type_name(&self) -> &'static str {
        std::any::type_name::<T>()
    }
}

/// `value`, where an `any` is taken: what is one already stays, and so does nil.
pub fn any<T: Send + Sync + 'static>(value: T, shows: Shows<T>, equal: fn(&T, &T) -> bool) -> Any {
    let dynamic: &dyn StdAny = &value;
    if let Some(own) = dynamic.downcast_ref::<Any>() {
        return own.clone();
    }
    if let Some(text) = dynamic.downcast_ref::<&'static str>() {
        return text_of((*text).to_owned());
    }
    if dynamic.downcast_ref::<Error>().is_some_and(|error| error.get().is_none()) {
        return Any(None);
    }
    Any(Some(Arc::new(Value { value, shows, equal })))
}

fn text_of(text: String) -> Any {
    Any(Some(Arc::new(Value { value: text, shows: |text| Box::new(text), equal: String::eq })))
}

/// A value of an interface of the user's, where an `any` is taken.
pub fn any_of<T: Dynamic + ?Sized>(value: Arc<T>) -> Any {
    Any(Some(Arc::new(Object(value))))
}

/// A value of an interface, whose type is that of the value behind it.
struct Object<T: ?Sized>(Arc<T>);

impl<T: Dynamic + ?Sized> Held for Object<T> {
    fn dynamic(&self) -> &dyn StdAny {
        (*self.0).__go_dynamic()
    }

    fn shown(&self) -> Box<dyn Show + '_> {
        Box::new(go_name((*self.0).__go_type_name()))
    }

    fn equals(&self, other: &dyn StdAny) -> bool {
        std::ptr::addr_eq(std::ptr::from_ref(self.dynamic()), std::ptr::from_ref(other))
    }

    fn type_name(&self) -> &'static str {
        (*self.0).__go_type_name()
    }
}

/// Two values of one type, which an `any` may have to compare.
pub struct Compared<'a, T>(pub &'a T, pub &'a T);

/// How values of a type are compared: a [`ladder`](crate::dispatch::ladder).
pub trait CompareChoice {
    /// Whether they are equal.
    fn __go_equal(&self) -> bool;
}

impl<T: PartialEq> CompareChoice for &Compared<'_, T> {
    fn __go_equal(&self) -> bool {
        self.0 == self.1
    }
}

impl<T> CompareChoice for Compared<'_, T> {
    fn __go_equal(&self) -> bool {
        panic!("runtime error: comparing uncomparable type {}", go_name(std::any::type_name::<T>()))
    }
}

/// A value behind an interface of the user's: its type can be asked for.
pub trait Dynamic: Send + Sync + 'static {
    /// The value.
    fn __go_dynamic(&self) -> &dyn StdAny;
    /// The name of its type.
    fn __go_type_name(&self) -> &'static str;
}

impl<T: Send + Sync + 'static> Dynamic for T {
    fn __go_dynamic(&self) -> &dyn StdAny {
        self
    }

    fn __go_type_name(&self) -> &'static str {
        std::any::type_name::<T>()
    }
}

impl Share for Any {}

impl Nil for Any {
    fn __go_nil() -> Any {
        Any(None)
    }

    fn __go_is_nil(&self) -> bool {
        self.0.is_none()
    }
}

impl Show for Any {
    fn __go_show(&self, out: &mut String, verb: Verb) -> bool {
        match &self.0 {
            Some(value) => value.shown().__go_show(out, verb),
            None => {
                out.push_str("<nil>");
                verb.letter == 'v'
            }
        }
    }

    fn __go_is_text(&self) -> bool {
        self.0.as_deref().is_some_and(|value| value.shown().__go_is_text())
    }

    fn __go_as_error(&self) -> Option<Error> {
        self.0.as_deref()?.shown().__go_as_error()
    }

    fn __go_type(&self) -> &'static str {
        self.0.as_deref().map_or("<nil>", |value| value.shown().__go_type())
    }
}

impl PartialEq for Any {
    fn eq(&self, other: &Any) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(value), Some(other)) => value.equals(other.dynamic()),
            _ => false,
        }
    }
}

impl Eq for Any {}

impl Any {
    fn text(&self) -> String {
        let mut text = String::new();
        self.__go_show(&mut text, Verb::VALUE);
        text
    }
}

impl Hash for Any {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.__go_name().hash(state);
        self.text().hash(state);
    }
}

impl PartialOrd for Any {
    fn partial_cmp(&self, other: &Any) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The order in which the keys of a map are printed.
impl Ord for Any {
    fn cmp(&self, other: &Any) -> Ordering {
        (self.__go_name(), self.text()).cmp(&(other.__go_name(), other.text()))
    }
}

impl fmt::Debug for Any {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Display for Any {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}
