// note: take `self: Arc<Self>`, or derive `Clone` and `Share` for a struct made of handles
use goroutines::prelude::*;

use std::sync::Arc;

struct Server {
    name: String,
}

#[goroutines]
impl Server {
    fn start(self: Arc<Self>) {
        go!(self.run());
    }

    fn run(&self) {
        println!("{}", self.name);
    }
}

#[goroutines]
fn main() {
    let server = Arc::new(Server { name: String::new() });
    server.start();
}
