// A method that changes its receiver is none of an interface's.
use goroutines::prelude::*;

go! {
    type Counter interface { Inc() int }
    type Box struct { n int }
    func (b *Box) Inc() int { b.n++; return b.n }
    func use_it(c Counter) int { return c.Inc() }
    func main() { use_it(Box{1}) }
}
