// `dyn` is for traits and their implementations.
use goroutines::prelude::*;

struct Server;

#[goroutines(dyn)]
impl Server {
    fn serve(&self) {}
}

fn main() {
    goroutines::run(Server.serve());
}
