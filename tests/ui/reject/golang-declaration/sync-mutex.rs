use goroutines::prelude::*;

go! {
    func main() {
        var m sync.Mutex
        m.Lock()
    }
}
