// `<-ch` wherever an expression may stand.
use goroutines::prelude::*;

fn add(a: i32, b: i32) -> i32 {
    a + b
}

struct Point {
    x: i32,
    y: i32,
}

#[goroutines]
fn main() {
    go! {
        a, b := make(chan i32, 20), make(chan i32, 20);
        for i := 0; i < 20; i++ { a <- i; b <- 100 + i; }

        assert_eq!(add(<-a, <-b), 100);
        assert_eq!(<-a + <-b * 2, 1 + 2 * 101);
        assert_eq!(-<-a, -2);
        assert_eq!((<-a, [<-a, <-a]), (3, [4, 5]));
        let p = Point { x: <-a, y: <-b };
        assert_eq!((p.x, p.y), (6, 102));
        assert_eq!(vec![<-a; 2], [7, 7]);
        assert_eq!(format!("{} {n}", <-a, n = <-b), "8 103");
        assert!(matches!(<-a, 9));
        match <-a {
            10 if <-b == 104 => {}
            other => panic!("{other}"),
        }
        if <-a == 11 && <-b == 105 {} else { panic!() }
        while <-a < 14 {}
        let s = &<-a;
        assert_eq!(*s, 15);
        assert_eq!(<-a as u64, 16);
        let t = { <-a };
        assert_eq!(t, 17);
        for _ in 0..<-a {}
        assert_eq!([10, 20, 30][(<-a) as usize - 18], 20);
    }
    .join()
    .unwrap();
}
