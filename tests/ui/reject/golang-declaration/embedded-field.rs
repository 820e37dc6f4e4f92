use goroutines::prelude::*;

go! {
    type Base struct { id i32 }
    type Job struct {
        Base
        name string
    }
    func main() {}
}
