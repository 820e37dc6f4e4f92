// `:=` declares what is new, mutable, and assigns to what the block has.
use goroutines::prelude::*;

fn pair() -> (i32, Option<&'static str>) {
    (2, None)
}

#[goroutines]
fn main() {
    go! {
        a := 1;
        a += 1;
        b, err := 3, Some("e");
        assert_eq!((a, b, err), (2, 3, Some("e")));
        c, err := pair();
        assert_eq!((c, err), (2, None));
        _, d := pair();
        assert!(d.is_none());
        (x, y) := (1, 2);
        assert_eq!(x + y, 3);
        if a == 2 {
            a, z := 10, 20;
            assert_eq!((a, z), (10, 20));
        }
        assert_eq!(a, 2);
        f := |n: i32| n * 2;
        assert_eq!(f(4), 8);
        s := match a { 2 => "two", _ => "many" };
        assert_eq!(s, "two");
    }
    .join()
    .unwrap();
}
