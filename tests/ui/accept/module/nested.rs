// A module inside a marked module is marked too.
#[goroutines::goroutines]
mod outer {
    pub mod inner {
        pub fn answer() -> u32 {
            super::half() * 2
        }
    }

    fn half() -> u32 {
        goroutines::yield_now();
        21
    }
}

fn main() {
    assert_eq!(goroutines::run(outer::inner::answer()), 42);
}
