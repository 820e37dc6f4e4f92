//! What contexts carry.

use std::any::Any;

use super::Context;

/// A type whose values are keys in contexts: each says what type of value stands under it.
///
/// Go compares keys of any type at run time; here a key's type says the value's type, so nothing has to be asserted.
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
    /// What stands under such a key.
    type Value: Send + Sync + 'static;
}

/// One value in a context.
pub(super) struct ValueEntry {
    /// The context above.
    parent: Context,
    /// A key and the value under it.
    pair: Box<dyn Any + Send + Sync>,
}

impl ValueEntry {
    pub(super) fn new<K: Key>(parent: Context, key: K, value: K::Value) -> ValueEntry {
        ValueEntry { parent, pair: Box::new((key, value)) }
    }

    /// The value, if it stands under `key`.
    pub(super) fn get<K: Key>(&self, key: &K) -> Option<&K::Value> {
        let (own, value) = self.pair.downcast_ref::<(K, K::Value)>()?;
        (own == key).then_some(value)
    }

    pub(super) fn parent(&self) -> &Context {
        &self.parent
    }
}
