//! What a call gives may depend on its place alone: `fn make<T: Default>() -> T`, `row.get(0)`.

use goroutines::prelude::*;
mod row {
    #[allow(dead_code)]
    pub struct Row(pub Vec<i64>);
    impl Row {
        pub fn get<T: From<u8>>(&self, i: u8) -> T {
            T::from(i)
        }
        pub fn column<T: From<u8>>(&self, i: u8) -> T {
            T::from(i)
        }
    }
}
use row::Row;
fn make<T: Default>() -> T {
    T::default()
}
struct P {
    a: u8,
    b: String,
}
#[goroutines]
fn work(x: u32) -> u32 {
    goroutines::yield_now();
    x + make::<u32>()
}
#[goroutines]
fn take(r: Row) -> i64 {
    r.column(3)
}
#[goroutines]
fn main() {
    let x: u32 = make();
    let p = P { a: make(), b: make() };
    let y = work(make());
    let d: u64 = Default::default();
    let r: Row = Row(make());
    let g: i64 = r.get(2);
    let row: Row = Row(vec![]);
    let c: i64 = row.column(4);
    assert_eq!((x, p.a, p.b.as_str(), y, d, g, c, take(Row(vec![]))), (0, 0, "", 0, 0, 2, 4, 3));
    let started = go! {
        let z: u8 = make();
        z
    };
    assert_eq!(started.join().unwrap(), 0);
}
