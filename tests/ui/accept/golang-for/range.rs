// `range` over channels, numbers, slices, strings and maps; what is ranged over is not moved.
use std::collections::BTreeMap;

use goroutines::prelude::*;

fn four() -> usize {
    4
}

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 5);
        for i := range 5 { ch <- i as i32; }
        close(ch);
        sum := 0;
        for v := range ch { sum += v; }
        for range ch { unreachable!(); }
        assert_eq!((sum, len(ch)), (10, 0));

        n := 3;
        count := 0;
        for range n { count++; }
        for i := range n { count += i; }
        for i := range four() { count += i as i32; }
        assert_eq!(count, 3 + 3 + 6);

        xs := vec!["a", "b"];
        text := String::new();
        for i := range xs { text += xs[i]; }
        for i, x := range xs { text += &format!("{i}{x}"); }
        for _, x := range &xs[1..] { text += x; }
        for _, x := range [1, 2] { text += &x.to_string(); }
        assert_eq!(text, "ab0a1bb12");
        for i := range xs { xs[i] = "c"; }
        assert_eq!(xs, ["c", "c"]);

        at := 0;
        for i, c := range "hé!" { if c == '!' { at = i; } }
        assert_eq!(at, 3);
        m := BTreeMap::from([(1, "x"), (2, "y")]);
        for k := range m { at += k; }
        for k, v := range m { at += k * v.len(); }
        assert_eq!(at, 9);

        let (mut i, mut x) = (0, 0);
        for i, x = range [5, 6] { assert_eq!(x, 5 + i as i32); }
        for i = range 9 {}
        assert_eq!((i, x), (8, 6));
        names := vec!["a".to_string()];
        for _, name := range names {
            go func(name: String) { assert_eq!(name, "a"); }(name);
        }
        assert_eq!(len(names), 1);
    }
    .join()
    .unwrap();
}
