// A method that must stay plain.
use goroutines::prelude::*;

struct Server {
    name: String,
}

#[goroutines]
impl Server {
    #[plain]
    fn name(&self) -> &str {
        &self.name
    }

    fn greeting(&self) -> String {
        format!("hello {}", self.name())
    }
}

fn main() {
    let server = Server { name: "go".to_owned() };
    assert_eq!(server.name(), "go");
    assert_eq!(goroutines::run(async move { server.greeting().await }), "hello go");
}
