// A field behind `&self` cannot change owner.
use goroutines::prelude::*;

struct Server {
    names: Vec<String>,
}

fn show(names: Vec<String>) {
    println!("{}", names.len());
}

#[goroutines]
impl Server {
    fn start(&self) {
        go!(show(self.names));
    }
}

#[goroutines]
fn main() {
    let server = Server { names: Vec::new() };
    server.start();
}
