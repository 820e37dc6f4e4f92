// `pub` before Go's declarations: of functions, methods, types with their fields that have a capital, constants and variables.
use goroutines::prelude::*;
mod m {
    use goroutines::prelude::*;
    go! {
    pub func Difference(a, b int) int {
        return a - b
    }
    pub(crate) func Two() (int, string) { return 1, "x" }
    pub type P struct {
        X, Y int
    }
    pub func (p P) Sum() int { return p.X + p.Y }
    pub const Max = 3
    pub type Op func(int) int
    pub type Celsius float64
    pub const (
        A = iota
        B
    )
    pub var Default int = 7
    }
}
go! {
func main() {
    p := m::P { X: 1, Y: 2 }
    n, s := m::Two()
    fmt.Println(m::Difference(3, 1), n, s, p.Sum(), m::Max, m::B, *m::Default)
}
}
