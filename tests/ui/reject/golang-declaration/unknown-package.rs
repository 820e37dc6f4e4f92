use goroutines::prelude::*;

go! {
    import "net/http"
    func main() {}
}
