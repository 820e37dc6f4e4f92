//! A generic struct of handles is a handle whatever its channels carry, as far as its `Clone` goes; its fields always are.

use goroutines::prelude::*;

#[derive(Clone, Share)]
struct Hub<T> {
    values: Chan<T>,
}

#[derive(Share)]
struct Own<T, U> {
    values: Chan<T>,
    others: Chan<U>,
}

impl<T, U> Clone for Own<T, U> {
    fn clone(&self) -> Self {
        Own { values: self.values.clone(), others: self.others.clone() }
    }
}

struct NotClone;

#[goroutines]
fn give(hub: Hub<u8>) {
    hub.values.send(1).unwrap();
}

#[goroutines]
fn give_own(own: Own<NotClone, u8>) {
    own.values.send(NotClone).ok();
    own.others.send(1).unwrap();
}

#[goroutines]
fn main() {
    let hub = Hub { values: chan::<NotClone>(1) };
    go! { hub.values.send(NotClone).ok(); }.join().unwrap();
    assert_eq!(hub.values.len(), 1);
    let hub = Hub { values: chan(2) };
    go!(give(hub)).join().unwrap();
    go!(give(hub)).join().unwrap();
    assert_eq!(hub.values.len(), 2);
    let own = Own { values: chan(1), others: chan(1) };
    go!(give_own(own)).join().unwrap();
    assert_eq!((own.values.len(), own.others.recv()), (1, Some(1)));
}
