use goroutines::prelude::*;

#[goroutines]
fn value(n: u32) -> u32 {
    n
}

#[goroutines]
mod m {
    pub struct S;

    impl S {
        pub fn good(&self) -> u32 {
            super::value(1)
        }

        pub fn bad(&self, x: u32) -> u32 {
            let y = x +;
            super::value(y) + 1
        }
    }
}

#[goroutines]
fn main() {
    let a = value(1) + m::S.good() + m::S.bad(1);
    let b = [1, 2; ];
    if value(2) > a {
        println!("{}", value(3));
    }
}
