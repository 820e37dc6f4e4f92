// Function values wait: stored, sent, returned, started, called by themselves.
use goroutines::prelude::*;
go! {
    type Handler func(n int) string
    type Op func(int, int) int
    type Server struct {
        name string
        handle func(int) string
        log func(string)
        ops map[string]Op
    }
    func apply(f func(int) int, x int) int { return f(x) }
    func double(x int) int { return x * 2 }
    func adder(n int) func(int) int {
        return func(x int) int { return x + n }
    }
    func run(h Handler, n int) string { return h(n) }
    func two(f func(int) (int, error)) (int, error) { return f(1) }
    func merge(cs ...<-chan int) <-chan int {
        var wg sync.WaitGroup
        out := make(chan int)
        output := func(c <-chan int) {
            for n := range c {
                out <- n
            }
            wg.Done()
        }
        wg.Add(len(cs))
        for _, c := range cs {
            go output(c)
        }
        go func() {
            wg.Wait()
            close(out)
        }()
        return out
    }
    func gen(nums ...int) <-chan int {
        out := make(chan int)
        go func() {
            for _, n := range nums {
                out <- n
            }
            close(out)
        }()
        return out
    }
    func main() {
        c := make(chan int)
        output := func(n int) { c <- n }
        go output(1)
        go output(2)
        fmt.Println(<-c + <-c)
        fmt.Println(apply(double, 4), apply(func(x int) int { return x + 1 }, 4), apply(adder(3), 4))
        add2 := adder(2)
        fmt.Println(add2(5))
        var fib func(n int) int
        fib = func(n int) int {
            if n < 2 {
                return n
            }
            return fib(n-1) + fib(n-2)
        }
        fmt.Println(fib(12))
        fs := []func(int) int{double, func(x int) int { return x * x }}
        fs = append(fs, adder(100))
        fs = append(fs, double)
        for i, f := range fs {
            fmt.Println(i, f(7))
        }
        results := make(chan int, 4)
        for _, f := range fs {
            go func() { results <- f(2) }()
        }
        sum := 0
        for range 4 { sum += <-results }
        fmt.Println("sum", sum)
        s := Server{name: "s", handle: func(n int) string { return fmt.Sprint("n=", n) }}
        fmt.Println(s.handle(3), s.log == nil)
        h := Handler(func(n int) string { return fmt.Sprint("h", n) })
        fmt.Println(run(h, 9), run(s.handle, 8))
        v, err := two(func(x int) (int, error) { return x, errors.New("bad") })
        fmt.Println(v, err)
        var nilf func()
        fmt.Println(nilf == nil)
        total := 0
        for n := range merge(gen(1, 2, 3), gen(4, 5)) { total += n }
        fmt.Println(total)
        defer output2("bye")
        bye := func(s string) { fmt.Println(s) }
        defer bye("deferred")
        ops := map[string]func(int, int) int{
            "+": func(a, b int) int { return a + b },
            "-": func(a, b int) int { return a - b },
        }
        fmt.Println(ops["+"](5, 3), ops["-"](5, 3))
        work := make(chan func())
        go func() {
            for f := range work { f() }
        }()
        done := make(chan bool)
        work <- func() { fmt.Println("in work") }
        work <- func() { done <- true }
        <-done
        var wg sync.WaitGroup
        task := func() { fmt.Println("task") }
        wg.Go(task)
        wg.Wait()
        sel := make(chan func() int, 1)
        sel <- func() int { return 42 }
        select {
        case f := <-sel:
            fmt.Println(f())
        }
    }
    func output2(s string) { fmt.Println(s) }
}
