mod setup {
    use goroutines::prelude::*;

    go! {
        func init() { println!("first") }
    }
}

fn main() {}
