// help: move the attribute to the functions that wait
use goroutines::prelude::*;

struct Server {
    name: String,
}

#[goroutines]
fn serve(server: &Server) {
    println!("{}", server.name);
}

#[goroutines]
fn main() {
    serve(&Server { name: String::new() });
}
