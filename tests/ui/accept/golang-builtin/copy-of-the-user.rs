// `copy` is the user's where the block, or what it imports, has one; a block without items knows no import of the file.
use goroutines::prelude::*;
use std::ptr::eq as copy;

mod own {
    use goroutines::prelude::*;

    go! {
    func copy(a int, b int) int { return a - b }

    pub func Difference() int { return copy(3, 1) }
    }
}

go! {
func list() Vec<int> {
	from := vec![1, 2, 3]
	var to = vec![0; 2]
	copy(to, from)
	return to
}
}

#[goroutines]
fn main() {
    let x = 1;
    let same = go! { copy(&x, &x) };
    assert!(same.join().unwrap());
    assert_eq!(own::Difference(), 2);
    assert_eq!(list(), [1, 2]);
}
