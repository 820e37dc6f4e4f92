// Two trees walked by goroutines side by side; the walk is recursive.

use goroutines::prelude::*;
#[derive(Clone)]
struct Tree { left: Option<Box<Tree>>, value: i64, right: Option<Box<Tree>> }
fn insert(t: Option<Box<Tree>>, v: i64) -> Option<Box<Tree>> {
    let Some(mut t) = t else { return Some(Box::new(Tree { left: None, value: v, right: None })) };
    if v < t.value { t.left = insert(t.left.take(), v) } else { t.right = insert(t.right.take(), v) }
    Some(t)
}
fn new_tree(k: i64) -> Tree {
    let mut t = None;
    for v in [7, 3, 9, 1, 5, 8, 10, 2, 4, 6] { t = insert(t, v * k); }
    *t.unwrap()
}
go! {
// Walk walks the tree t sending all values
// from the tree to the channel ch.
func Walk(t *Tree, ch chan int) {
	if let Some(l) = &t.left {
		Walk(l, ch)
	}
	ch <- t.value as int
	if let Some(r) = &t.right {
		Walk(r, ch)
	}
}

// Same determines whether the trees
// t1 and t2 contain the same values.
func Same(t1, t2 Tree) bool {
	c1, c2 := make(chan int), make(chan int)
	go func() { Walk(&t1, c1); close(c1) }()
	go func() { Walk(&t2, c2); close(c2) }()
	for {
		v1, ok1 := <-c1
		v2, ok2 := <-c2
		if ok1 != ok2 || v1 != v2 {
			return false
		}
		if !ok1 {
			return true
		}
	}
}

func main() {
	fmt.Println(Same(new_tree(1), new_tree(1)))
	fmt.Println(Same(new_tree(1), new_tree(2)))
}
}
