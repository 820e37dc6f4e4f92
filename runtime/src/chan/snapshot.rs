//! A channel as a trace sees it, from an operation that waits on it.

use std::{any, ptr};

use super::core::Core;
use crate::primitives::Arc;
use crate::trace::wait_target::{Body, Channel, HandleCount, WaitTarget};

/// Describes the channel behind `handle` for a trace. The goroutine whose future occupies `body`
/// borrows `handle` for an operation.
pub(crate) fn snapshot<T>(handle: &Arc<Core<T>>, body: &Body) -> WaitTarget {
    if handle.is_timer() {
        return if handle.lock().never_ends() { WaitTarget::Never } else { WaitTarget::Open };
    }
    let (senders, receivers) = handle.handles();
    let key = ptr::from_ref(&**handle).addr();
    let held = HandleCount::new(key, Arc::strong_count(handle), ptr::from_ref(handle).addr(), body);
    WaitTarget::Channel(Channel {
        held,
        element: any::type_name::<T>(),
        len: handle.len(),
        capacity: handle.capacity(),
        senders,
        receivers,
        made_at: handle.made_at(),
    })
}
