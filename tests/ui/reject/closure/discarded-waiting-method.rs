// The same with a method.
use goroutines::prelude::*;

struct Greeter;

#[goroutines]
impl Greeter {
    fn greet(&self, name: &str) {
        println!("hello {name}");
    }
}

#[goroutines]
fn main() {
    let greeter = Greeter;
    ["a", "b"].iter().for_each(|name| {
        greeter.greet(name);
    });
}
