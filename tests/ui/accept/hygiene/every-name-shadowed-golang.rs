// Go's spelling beside the user's own items under every name that Rust gives without an import.
#![allow(dead_code, non_camel_case_types, non_snake_case, non_upper_case_globals, unused_macros)]

mod std {}
mod core {}
mod alloc {}

macro_rules! types {
    ($($name:ident)*) => { $(struct $name;)* };
}
types! {
    char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
    Option Some None Result Ok Err Box Vec String Pin Poll Context Arc Rc Mutex Duration Ordering Instant HashMap LazyLock
}

macro_rules! traits {
    ($($name:ident)*) => { $(trait $name {})* };
}
traits! {
    Send Sync Sized Unpin Future IntoFuture Copy Clone Drop Default Debug Display Iterator IntoIterator Extend
    Fn FnMut FnOnce AsRef AsMut Into From TryFrom TryInto ToString ToOwned Eq PartialEq Ord PartialOrd Hash Deref Termination
}

macro_rules! functions {
    ($($name:ident)*) => { $(fn $name() {})* };
}
functions! { drop spawn boxed recv send zero swap replace size_of catch_unwind run sleep tag same now stop map }

macro_rules! nothing {
    ($dollar:tt $($name:ident)*) => {
        $(macro_rules! $name { ($dollar($dollar any:tt)*) => { ::std::compile_error!("the user's own macro") } })*
    };
}
nothing! {
    $ vec format print println eprint eprintln panic assert assert_eq assert_ne debug_assert write writeln matches
    unreachable todo unimplemented dbg concat stringify line file compile_error format_args thread_local
}

use ::goroutines::{go, recover};

go! {
    const (
        A = iota
        B
    )

    type Point struct {
        x, y int
        name string
    }

    type Shape interface {
        Area() int
        Name() string
    }

    type Seq []int

    var origin = Point{x: 3, y: 4}

    func (p *Point) Move(n int) {
        p.x += n
    }

    func (p Point) Area() int {
        return p.x * p.y
    }

    func (p Point) Name() string {
        return p.name
    }

    func divide(a, b int) (q int, err error) {
        if b == 0 {
            return 0, errors.New("division by zero")
        }
        return a / b, nil
    }

    func sum(numbers ...int) int {
        total := 0
        for _, n := range numbers {
            total += n
        }
        return total
    }

    func guarded() {
        defer func() {
            if r := recover(); r != nil {
                fmt.Println(r)
            }
        }()
        panic("caught")
    }

    func generate(n int) <-chan int {
        out := make(chan int)
        go func() {
            defer close(out)
            for i := 0; i < n; i++ {
                out <- i
            }
        }()
        return out
    }

    func main() {
        p := Point{x: 1, y: 2, name: "p"}
        p.Move(3)
        total := p.Area() + sum(1, 2, 3)
        q, err := divide(4, 2)
        if err != nil || q != 2 {
            panic("divide")
        }
        if _, err := divide(1, 0); err == nil {
            panic("divide by zero")
        }
        guarded()
        list := []int{1, 2, 3}
        list = append(list, 4)
        empty := []string{}
        ages := map[string]int{"a": 1}
        total += ages["a"]
        fmt.Println(len(list) + len(empty) + cap(make(chan int, 3)))
        var grid [2][2]int
        grid[1][0] = 1
        for v := range generate(4) {
            total += v
        }
        c, quit := make(chan int, 1), make(chan struct{})
        var got int
        var ok bool
        select {
        case c <- 5:
        case <-quit:
        }
        select {
        case got, ok = <-c:
        case <-time.After(time.Second):
        }
        select {
        case v, ok := <-c:
            fmt.Println(v, ok)
        default:
            total += got
        }
        var wg sync.WaitGroup
        for i := range 3 {
            wg.Add(1)
            go func(n int) {
                defer wg.Done()
                c <- n
                <-c
            }(i)
        }
        wg.Wait()
        switch {
        case total > 100 && ok:
            total = 100
        default:
            total += origin.x
        }
        f := func(a, b int) int { return a + b }
        fmt.Println(f(total, 0), strings.ToUpper("x"), grid[1][0])
    }
}
