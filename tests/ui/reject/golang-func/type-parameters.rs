use goroutines::prelude::*;

go! {
    pub func first[T any](xs: Vec<T>) {}
}

fn main() {}
