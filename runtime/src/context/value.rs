//! The values that contexts carry.

use std::any::{Any, type_name};
use std::fmt;

use super::Context;
use super::parent::Parent;

/// A type whose values are keys in contexts. Each key type says the type of the value under it.
///
/// Go compares keys of any type at run time; here a key's type says the value's type, so no type
/// assertion is needed.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// #[derive(PartialEq)]
/// struct UserId;
///
/// impl context::Key for UserId {
///     type Value = u64;
/// }
///
/// let ctx = context::with_value(&context::background(), UserId, 7);
/// assert_eq!(ctx.value(&UserId), Some(&7));
/// assert_eq!(context::background().value(&UserId), None);
/// ```
pub trait Key: PartialEq + Send + Sync + 'static {
    /// The type of the value under such a key.
    type Value: Send + Sync + 'static;
}

/// One value in a context.
pub(super) struct ValueEntry {
    /// The context above.
    parent: Parent,
    /// A key and the value under it.
    pair: Box<dyn Any + Send + Sync>,
    /// The names of the types of both.
    names: [&'static str; 2],
}

impl ValueEntry {
    pub(super) fn new<K: Key>(parent: Context, key: K, value: K::Value) -> ValueEntry {
        let names = [type_name::<K>(), type_name::<K::Value>()];
        ValueEntry { parent: Parent::new(parent), pair: Box::new((key, value)), names }
    }

    /// The value, if its key is `key`.
    pub(super) fn get<K: Key>(&self, key: &K) -> Option<&K::Value> {
        let (own, value) = self.pair.downcast_ref::<(K, K::Value)>()?;
        (own == key).then_some(value)
    }

    pub(super) fn parent(&self) -> &Context {
        self.parent.get()
    }

    pub(super) fn parent_mut(&mut self) -> &mut Parent {
        &mut self.parent
    }
}

/// Shows `.WithValue(KEY TYPE, VALUE TYPE)`.
impl fmt::Display for ValueEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [key, value] = self.names;
        write!(f, ".WithValue({key}, {value})")
    }
}
