// `&self` borrows the server, and the goroutine may outlive it.
use goroutines::prelude::*;

struct Server {
    name: String,
}

#[goroutines]
impl Server {
    fn start(&self) {
        go!(self.run());
    }

    fn run(&self) {
        println!("{}", self.name);
    }
}

#[goroutines]
fn main() {
    let server = Server { name: String::new() };
    server.start();
}
