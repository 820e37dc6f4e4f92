// Rust in a Go-looking block means what it means elsewhere.
use std::collections::HashMap;
use std::fmt::Debug;

use goroutines::prelude::*;

trait Named {
    fn name(&self) -> String;
}

impl<T: Debug> Named for T {
    fn name(&self) -> String {
        format!("{self:?}")
    }
}

macro_rules! odd {
    ($a:tt <- $b:tt; $c:ident := $d:tt) => {
        ($a, $b, $d)
    };
}

#[goroutines]
fn main() {
    go! {
        struct Inner<'a, T> { value: &'a T, case: i32, select: i32, go: i32, range: i32 }
        impl<T: Debug> Inner<'_, T> { fn show(&self) -> String { format!("{:?}{}", self.value, self.case) } }
        enum Kind { A, B = 2 }
        let inner = Inner { value: &5, case: 1, select: 2, go: 3, range: 4 };
        assert_eq!(inner.show(), "51");
        assert_eq!(inner.select + inner.go + inner.range, 9);
        assert_eq!(Kind::A as i32 + Kind::B as i32, 2);
        let mut map: HashMap<String, Vec<i32>> = HashMap::new();
        map.entry("k".to_owned()).or_default().push(1);
        for (k, v) in &map { assert_eq!((k.as_str(), &v[..]), ("k", &[1][..])); }
        let f = |x: i32| -> Result<i32, std::num::ParseIntError> { let y: i32 = "3".parse()?; Ok(x + y) };
        assert_eq!(f(1), Ok(4));
        let t = 'l: loop { break 'l 3 };
        assert_eq!(t, 3);
        let x = if t > 2 && t < 4 { t } else { -t };
        assert_eq!(x, 3);
        assert_eq!(odd!(1 <- 2; a := 3), (1, 2, 3));
        let (range, func, case, defer, var, switch, make) = (1, 2, 3, 4, 5, 6, 7);
        assert_eq!(range + func + case + defer + var + switch + make, 28);
        let close = |n: i32| n + 1;
        assert_eq!(close(1), 2);
        let b: Box<dyn for<'a> Fn(&'a str) -> &'a str> = Box::new(|s| s);
        assert_eq!(b("x"), "x");
        for i in (0..3).rev().filter(|i| i % 2 == 0) { assert_ne!(i, 1); }
        let n = -1;
        assert!(n < -0 && n <= -1 && 1 > -n - 1);
        let mut v = vec![1, 2, 3];
        let [first, .., last] = v[..] else { panic!() };
        (v[0], v[2]) = (last, first);
        assert_eq!(v, [3, 2, 1]);
        assert_eq!(5i32.name(), "5");
        let r#type = 1; let _ = r#type;
        assert_eq!(matches!(Some(3), Some(n) if n > 2), true);
        #[cfg(any())]
        compile_error!("never");
    }
    .join()
    .unwrap();
}
