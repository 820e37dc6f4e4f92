use goroutines::prelude::*;

go! {
    func show(x any) {}
    func main() {}
}
