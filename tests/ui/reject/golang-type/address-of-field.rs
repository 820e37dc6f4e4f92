use goroutines::prelude::*;

go! {
    type counter struct {
        hits int
        next *counter
    }

    func add(n *int) {
        *n += 1
    }

    func main() {
        c := &counter{}
        add(&c.hits)
    }
}
