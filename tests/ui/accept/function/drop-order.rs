// Arguments that the body does not name live until it ends: in functions, traits, `dyn` traits, literals and cycles.

use goroutines::prelude::*;

struct P(&'static str);
impl Drop for P {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}
#[goroutines]
fn f(_p: P) {
    goroutines::yield_now();
    println!("f a");
}
#[goroutines]
trait T {
    fn m(&self, _p: P);
}
#[goroutines(dyn)]
trait D {
    fn d(&self, _p: P);
}
struct X;
#[goroutines]
impl T for X {
    fn m(&self, _p: P) {
        goroutines::yield_now();
        println!("m a");
    }
}
#[goroutines(dyn)]
impl D for X {
    fn d(&self, _p: P) {
        goroutines::yield_now();
        println!("d a");
    }
}
#[goroutines]
mod cyc {
    use super::P;
    pub fn a(n: u32, _p: P) {
        goroutines::yield_now();
        if n > 0 {
            b(n - 1, P("inner"));
        } else {
            println!("c a");
        }
    }
    pub fn b(n: u32, p: P) {
        a(n, p)
    }
}
#[goroutines]
fn main() {
    f(P("_p"));
    X.m(P("_p"));
    let d: &dyn D = &X;
    d.d(P("_p"));
    go!(|_p: P| {
        goroutines::yield_now();
        println!("l a");
    }(P("_p")))
    .join()
    .unwrap();
    cyc::a(0, P("_p"));
}
