use goroutines::prelude::*;

go! {
    pub func first[T](xs: Vec<T>) {}
}

fn main() {}
