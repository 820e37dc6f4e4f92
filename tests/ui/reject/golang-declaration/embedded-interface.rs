use goroutines::prelude::*;

go! {
    type Reader interface { Read() string }
    type File interface {
        Reader
        Close()
    }
    func main() {}
}
