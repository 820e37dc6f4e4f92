use goroutines::prelude::*;

go! {
    func name(n int) string {
        s, ok := n.(string)
        return s
    }

    func main() {}
}
