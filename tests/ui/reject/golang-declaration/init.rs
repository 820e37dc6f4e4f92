use goroutines::prelude::*;

go! {
    func init() { println!("first") }
    func main() {}
}
