// A struct has no code.
use goroutines::prelude::*;

#[goroutines]
struct Server {
    name: String,
}

fn main() {
    let server = Server { name: String::new() };
    println!("{}", server.name);
}
