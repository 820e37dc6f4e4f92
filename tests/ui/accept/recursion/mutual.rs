// Two functions that call each other stand in one marked module.
#[goroutines::goroutines]
mod parity {
    pub fn is_even(n: u32) -> bool {
        n == 0 || is_odd(n - 1)
    }

    pub fn is_odd(n: u32) -> bool {
        n != 0 && is_even(n - 1)
    }
}

fn main() {
    assert!(goroutines::run(parity::is_even(100)));
    assert!(!goroutines::run(parity::is_odd(100)));
}
