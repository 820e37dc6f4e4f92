// A typo in the name of a method.
use goroutines::prelude::*;

struct Server;

#[goroutines]
impl Server {
    fn serve(&self) {}
}

#[goroutines]
fn main() {
    Server.srve();
}
