use goroutines::prelude::*;

go! {
    type Node struct { name *string }
    func main() {}
}
