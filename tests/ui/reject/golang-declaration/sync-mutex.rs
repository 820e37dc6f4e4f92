use goroutines::prelude::*;

go! {
    type Account struct {
        lock sync.Mutex
        balance i32
    }
    func main() {}
}
