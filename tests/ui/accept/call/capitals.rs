// A function whose name begins with a capital is a function, as every exported one of Go's, wherever it is declared.
#![allow(non_snake_case)]
use goroutines::prelude::*;
use std::cmp::Reverse;

#[derive(Debug, PartialEq)]
pub struct Meters(u32);
pub struct Holder<'a>(&'a str);
#[derive(Debug, PartialEq)]
pub enum Shape {
    Circle(f64),
    Rect(f64, f64),
}

mod work {
    use super::*;

    #[goroutines]
    pub fn Double(n: i32) -> i32 {
        time::sleep(time::MILLISECOND);
        n * 2
    }

    pub struct Server;

    #[goroutines]
    impl Server {
        pub fn New(n: i32) -> i32 {
            n + Double(n)
        }
    }
}

use work::*;

#[goroutines]
mod marked {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Wrapped(i32);
    enum Tree {
        Leaf(i32),
        Node(Box<Tree>),
    }

    impl Tree {
        fn Sum(&self) -> i32 {
            match self {
                Tree::Leaf(n) => *n,
                Tree::Node(tree) => tree.Sum(),
            }
        }

        fn One() -> Self {
            Self::Leaf(1)
        }
    }

    fn Twice(n: i32) -> i32 {
        Double(n)
    }

    pub fn all() {
        let wrapped = Wrapped(Twice(2));
        assert_eq!(wrapped, Wrapped(4));
        assert_eq!(Tree::Node(Box::new(Tree::One())).Sum(), 1);
        assert_eq!(go!(Twice(4)).join().unwrap(), 8);
    }
}

go! {
    func Triple(n: i32) i32 { return n * 3; }
    func Go(c: Chan<i32>) { c <- Triple(5); }
    func golang() {
        c := chan(1);
        defer Go(c);
        go Go(c);
        assert_eq!(<-c, 15);
    }
}

#[goroutines]
fn main() {
    assert_eq!(Double(4), 8);
    assert_eq!((Server::New(1), work::Server::New(2)), (3, 6));
    assert_eq!(Meters(3), Meters(Double(1) as u32 + 1));
    assert_eq!([Shape::Circle(1.0), Shape::Rect(1.0, 2.0)].len(), 2);
    let held: &Holder = &Holder("a");
    assert_eq!((held.0, Reverse(Some(Ok::<u8, ()>(1))).0), ("a", Some(Ok(1))));
    assert_eq!(go!(Double(7)).join().unwrap(), 14);
    let shapes: Vec<Shape> = vec![1.0, 2.0].into_iter().map(Shape::Circle).collect();
    assert_eq!(shapes.len(), 2);
    defer!(Double(3));
    marked::all();
    golang();
}
