use goroutines::prelude::*;

go! {
    const limit i32
    func main() {}
}
