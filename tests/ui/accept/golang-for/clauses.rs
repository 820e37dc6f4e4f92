// The loop with three clauses: `continue` runs the last one, a goroutine takes the value of its turn, labels reach out.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        sum := 0;
        for i := 0; i < 10; i++ {
            if i % 2 == 0 { continue; }
            if i > 7 { break; }
            sum += i;
        }
        assert_eq!(sum, 1 + 3 + 5 + 7);

        results := make(chan i32);
        for i := 0; i < 3; i++ {
            go { results <- i; };
            go func(n: i32) { results <- n * 10; }(i);
            go func() { results <- i * 100; }();
        }
        total := 0;
        for range 9 { total += <-results; }
        assert_eq!(total, 3 + 30 + 300);

        turns := 0;
        'rust: for i := 0; i < 3; i++ {
            for j := 0; j < 3; j++ {
                if j == 1 { continue 'rust; }
                if i == 2 { break 'rust; }
                turns++;
            }
        }
        golang: for i := 0; i < 3; i++ {
            for j := 0; j < 3; j++ {
                if j == 1 { continue golang; }
                if i == 2 { break golang; }
                turns++;
            }
        }
        assert_eq!(turns, 4);

        i, j := 0, 0;
        for i, j = 0, 10; i < j; i, j = i + 1, j - 2 {}
        assert_eq!((i, j), (4, 2));
        for ; i > 0; { i--; }
        assert_eq!(i, 0);
        n := 0;
        for i := 0; ; i++ {
            if i == 5 { break; }
            n = i;
        }
        assert_eq!(n, 4);
        for s := String::new(); s.len() < 3; s.push('x') { turns += s.len(); }
        assert_eq!(turns, 4 + 0 + 1 + 2);
    }
    .join()
    .unwrap();
}
