// A mistake in one function is no mistake of its callers.
use goroutines::prelude::*;

go! {
    func broken(n: i32) i32 {
        x := ;
        return n + x;
    }

    func healthy() i32 { broken(1) + 1 }

    fn main() {
        println!("{}", healthy());
    }
}
