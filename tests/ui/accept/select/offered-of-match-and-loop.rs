// Values bound by a match arm, by the pattern of a loop and by `let else` are offered beside a second case.

use goroutines::prelude::*;

enum E {
    A(String, u32),
    B,
}
#[goroutines]
fn main() {
    let (b, done) = (chan(8), chan::<()>(0));
    for e in [E::A("x".into(), 3), E::B, E::A("y".into(), 7)] {
        match e {
            E::A(s, n) => select! { b.send((s, n)) => {}, _ = done.recv() => {} },
            E::B => {}
        }
    }
    for (i, v) in [1u32, 2].into_iter().enumerate() {
        select! { case <-done: {} case b <- (format!("{i}"), v - v): {} }
    }
    let Some(x) = Some(String::from("z")) else { return };
    let f = |t: &str| t.len();
    let _ = f(&x);
    select! { case b <- (x, 0): {} case <-done: {} }
    b.close();
    let mut s = 0;
    for (_, n) in b {
        s += n;
    }
    println!("{s}");
}
