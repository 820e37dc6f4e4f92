// A typo in the name of a method that is to run concurrently.
use goroutines::prelude::*;

struct Server;

#[goroutines]
impl Server {
    fn serve(&self) {}
}

#[goroutines]
fn main() {
    go!(Server.srve());
}
