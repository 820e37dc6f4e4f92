// `break` and `continue` with labels.
use goroutines::prelude::*;

#[goroutines]
fn same(n: u32) -> u32 {
    n
}

#[goroutines]
fn main() {
    let table = vec![vec![1, 2], vec![3, 4], vec![5]];
    let mut seen = Vec::new();
    'rows: for row in table {
        for n in row {
            if same(n) == 2 {
                continue 'rows;
            }
            if same(n) == 4 {
                break 'rows;
            }
            seen.push(n);
        }
    }
    assert_eq!(seen, [1, 3]);
}
