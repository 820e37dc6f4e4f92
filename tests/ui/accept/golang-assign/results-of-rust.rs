//! `v, err := f()` takes a `Result` of Rust's apart, `v, ok := f()` an `Option`; an array ends its line.

use goroutines::prelude::*;
go! {
type Config struct { port int }
func (c *Config) Parse(s string) error {
	p, err := s.parse::<int>()
	if err != nil {
		return fmt.Errorf("bad port %q: %w", s, err)
	}
	c.port = p
	return nil
}
func first(xs []int) (int, bool) {
	return xs.first().copied().unwrap_or_default(), len(xs) > 0
}
func lookup(m map[string]int, key string) (v int, err error) {
	v, ok := m.get(&key).copied()
	if !ok {
		err = fmt.Errorf("no %s", key)
	}
	return
}
func main() {
	var c Config
	fmt.Println(c.Parse("x80"), c.Parse("80"), c.port)
	var a, b = "5".parse::<int>()
	fmt.Println(a, b)
	v, ok := first([]int{4, 5})
	fmt.Println(v, ok)
	n, err := lookup(map[string]int{"a": 1}, "b")
	fmt.Println(n, err)
	ch := make(chan int, 1)
	ch <- 4
	var x, open = <-ch
	fmt.Println(x, open)
	var i, s = 1, "two"
	fmt.Println(i, s)
	if t, err := std::time::Duration::try_from_secs_f64(-1.0); err != nil {
		fmt.Println(t.as_secs(), err)
	}
	switch k, err := "q".parse::<i32>(); {
	case err != nil:
		fmt.Println("bad", k)
	default:
		fmt.Println("good", k)
	}
	for i, err := "2".parse::<i32>(); i < 4 && err == nil; i++ {
		fmt.Println(i)
	}
	_, err = "z".parse::<u8>()
	fmt.Println(err)
	var y = [1, 2]
	buf := [0u8; 16]
	fmt.Println(len(y), len(buf))
	conn, err := goroutines::net::dial("127.0.0.1:1")
	fmt.Println(conn == nil, err)
	_, err = conn.write(b"x")
	fmt.Println(err)
}
}
