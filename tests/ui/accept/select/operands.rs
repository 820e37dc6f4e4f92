// Channels by index, through `Arc` and `Box`, and as the result of a call, as operands of cases.

use goroutines::prelude::*;

use std::sync::Arc;
struct S {
    x: Vec<Chan<i32>>,
}
impl S {
    fn get(&self) -> &Chan<i32> {
        &self.x[0]
    }
}
#[goroutines]
fn main() {
    let s = S { x: vec![chan(1), chan(1)] };
    let arc = Arc::new(chan::<i32>(1));
    let boxed = Box::new(chan::<i32>(1));
    let i = 1;
    select! { case s.x[i] <- 1: {} case <-*arc: {} }
    select! { case *arc <- 2: {} case <-s.get(): {} }
    select! { case *boxed <- 3: {} case <-s.x[0]: {} }
    select! { case s.get() <- 4: {} case <-s.x[0]: {} }
    let a = select! { case v := <-s.x[i]: v };
    let b = select! { case v := <-(*arc): v };
    let c = select! { case v := (<-*boxed): v };
    let d = select! { v = s.x[0].recv() => v.unwrap() };
    println!("{a} {b} {c} {d}");
}
