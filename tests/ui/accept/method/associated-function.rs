// A function of a type, with `Self` in it.
use goroutines::prelude::*;

struct Config {
    name: String,
}

#[goroutines]
impl Config {
    fn load(name: &str) -> Self {
        goroutines::yield_now();
        Self { name: name.to_owned() }
    }

    fn default_name() -> String {
        Self::load("default").name
    }
}

#[goroutines]
fn main() {
    assert_eq!(Config::load("a").name, "a");
    assert_eq!(Config::default_name(), "default");
}
