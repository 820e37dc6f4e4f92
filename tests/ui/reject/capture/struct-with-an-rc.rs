// The struct holds an `Rc`: rustc says where.
use goroutines::prelude::*;

use std::rc::Rc;

struct Config {
    name: Rc<String>,
}

fn show(config: Config) {
    println!("{}", config.name);
}

#[goroutines]
fn main() {
    let config = Config { name: Rc::new(String::new()) };
    go!(show(config));
}
