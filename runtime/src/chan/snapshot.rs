//! A channel as a trace sees it, from an operation that waits on it.

use std::ops::Range;
use std::{any, ptr};

use super::core::Core;
use crate::goroutine::object::{Channel, Held, Object};
use crate::primitives::Arc;

/// Describes the channel behind `handle` for a trace. The goroutine whose future occupies `body` borrows
/// `handle` for an operation.
pub(crate) fn snapshot<T>(handle: &Arc<Core<T>>, body: &Range<usize>) -> Object {
    if handle.is_timer() {
        return Object::Open;
    }
    let (senders, receivers) = handle.handles();
    let key = ptr::from_ref(&**handle).addr();
    let held = Held::new(key, Arc::strong_count(handle), ptr::from_ref(handle).addr(), body);
    Object::Channel(Channel {
        held,
        element: any::type_name::<T>(),
        len: handle.len(),
        capacity: handle.capacity(),
        senders,
        receivers,
        made_at: handle.made_at(),
    })
}
