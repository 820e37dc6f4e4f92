// Every function of a marked module is a goroutine function; foreign traits are left alone.
use goroutines::prelude::*;

#[goroutines]
mod bank {
    use std::fmt;

    pub struct Money(pub u32);

    impl fmt::Display for Money {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{} coins", self.0)
        }
    }

    impl Money {
        pub fn add(&self, n: u32) -> Money {
            Money(checked(self.0, n))
        }
    }

    fn checked(a: u32, b: u32) -> u32 {
        goroutines::yield_now();
        a.checked_add(b).expect("too rich")
    }

    #[plain]
    pub fn zero() -> Money {
        Money(0)
    }
}

#[goroutines]
fn main() {
    assert_eq!(bank::zero().add(3).to_string(), "3 coins");
}
