use goroutines::prelude::*;

go! {
    func main() {
        goto end
    }
}
