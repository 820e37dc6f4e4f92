// Methods of a trait that borrow from their arguments.
use goroutines::prelude::*;

#[goroutines]
trait Pick {
    fn pick<'a>(&self, from: &'a [String]) -> Option<&'a str>;
    fn name(&self) -> &str;
}

struct First(String);

#[goroutines]
impl Pick for First {
    fn pick<'a>(&self, from: &'a [String]) -> Option<&'a str> {
        from.first().map(String::as_str)
    }

    fn name(&self) -> &str {
        &self.0
    }
}

#[goroutines]
fn main() {
    let first = First("first".to_owned());
    assert_eq!(first.pick(&["a".to_owned()]), Some("a"));
    assert_eq!(first.name(), "first");
}
