// A function is called by whatever path names it.
use goroutines::prelude::*;

mod shop {
    pub mod till {
        use goroutines::prelude::*;

        #[goroutines]
        pub fn total(a: u32, b: u32) -> u32 {
            a + b
        }
    }
}

#[goroutines]
fn main() {
    assert_eq!(shop::till::total(1, 2), 3);
    assert_eq!(crate::shop::till::total(3, 4), 7);
}
