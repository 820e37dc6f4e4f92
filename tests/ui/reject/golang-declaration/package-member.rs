use goroutines::prelude::*;

go! {
    func main() {
        time.Parse("a", "b")
    }
}
