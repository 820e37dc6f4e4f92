use goroutines::prelude::*;

go! {
    const limit 5
    func main() {}
}
