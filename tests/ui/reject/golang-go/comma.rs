use goroutines::prelude::*;

go! {
    func work() {}
    func main() {
        go work(), work()
    }
}
