use goroutines::prelude::*;

go! {
    type Counter struct { n i32 }
    func () add() {}
    func main() {}
}
