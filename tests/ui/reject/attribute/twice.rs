use goroutines::prelude::*;

#[goroutines]
#[goroutines]
fn f() {}

#[goroutines]
mod m {
    #[goroutines]
    #[goroutines]
    fn g() {}
}

#[goroutines]
fn main() {
    f();
}
