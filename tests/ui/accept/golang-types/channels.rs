// `chan T`, `<-chan T` and `chan<- T` wherever a type stands.
use std::any::type_name;
use std::collections::HashMap;

use goroutines::prelude::*;

fn name<T>() -> &'static str {
    type_name::<T>()
}

fn size<T>(_: T) -> usize {
    std::mem::size_of::<T>()
}

#[goroutines]
fn main() {
    go! {
        let a: chan i32 = make(chan i32, 1);
        let b: <-chan i32 = a.receiver();
        let c: chan<- i32 = a.sender();
        let d: Option<<-chan i32> = Some(b.clone());
        let e: Vec<chan<- i32> = vec![c.clone()];
        let f: HashMap<u8, chan (i32, i32)> = HashMap::new();
        let g: chan chan i32 = make(chan chan i32, 1);
        let h: chan<- chan<- i32 = chan::<Sender<i32>>(1).sender();
        let i: <-chan <-chan i32 = chan::<Receiver<i32>>(1).receiver();
        let j: &chan &'static str = &make(chan &'static str);
        let k: chan struct{} = make(chan struct{});
        let l: (chan i32, chan<- bool) = (a.clone(), chan::<bool>(0).sender());
        let m: fn(chan i32) -> usize = size;
        let n = |x: chan i32, y: <-chan i32| -> chan i32 { assert_eq!(x, y); x };
        n(a.clone(), b);
        assert_eq!(name::<chan i32>(), name::<Chan<i32>>());
        assert_eq!(name::<<-chan chan Vec<i32>>(), name::<Receiver<Chan<Vec<i32>>>>());
        assert_eq!(Chan::<chan i32>::nil(), Chan::nil());
        assert_eq!(m(a.clone()), size(a));
        drop((c, d, e, f, g, h, i, j, k, l));
        // And `chan` stays Rust's function.
        let chan = chan(1);
        chan <- 5;
        assert_eq!((<-chan, chan.len()), (5, 0));
    }
    .join()
    .unwrap();
}
