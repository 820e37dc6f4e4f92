use goroutines::prelude::*;

go! {
    type Base struct { id i32 }
    type Tags struct { tags []string }
    type Job struct {
        Base
        Tags
        name string
    }
    func main() {}
}
