use goroutines::prelude::*;

go! {
    type Node struct { next *Node }
    func main() {}
}
