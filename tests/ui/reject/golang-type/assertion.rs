use goroutines::prelude::*;

go! {
    type Shape interface {
        Area() float64
    }

    func name(s Shape) string {
        if _, ok := s.(Circle); ok {
            return "circle"
        }
        c := s.(Circle)
        return "other"
    }

    func main() {}
}
