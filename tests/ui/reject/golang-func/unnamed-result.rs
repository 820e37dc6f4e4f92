use goroutines::prelude::*;

go! {
    func split(sum i32) (x i32, []i32) {
        return sum, nil
    }
    func main() {}
}
