//! `Do` is a method like any other; `sync.Once` takes functions, literals and function values.

use goroutines::prelude::*;

mod own {
    use goroutines::prelude::*;

    go! {
        type Server struct {
            calls int
        }

        func (s *Server) Do(text string) string {
            s.calls++
            return text
        }

        pub func serve() {
            s := &Server{}
            for _, line := range []string{"a", "b"} {
                fmt.Println(s.Do(line))
            }
            fmt.Println(s.calls)
        }
    }
}

go! {
    func setup() {
        fmt.Println("setup")
    }

    func main() {
        var once sync.Once
        for range 3 {
            once.Do(setup)
        }
        var other sync.Once
        f := func() { fmt.Println("f") }
        other.Do(f)
        other.Do(f)
        var third sync.Once
        third.Do(func() { fmt.Println("literal") })
        own::serve()
    }
}
