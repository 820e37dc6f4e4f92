use goroutines::prelude::*;

go! {
    func split(sum i32) (x i32, string) {
        return sum, ""
    }
    func main() {}
}
