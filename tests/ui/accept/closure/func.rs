// `Func` is a function value whose calls wait; its closure is goroutine code, as is that of `async ||`.
use goroutines::prelude::*;
use goroutines::Func;

#[goroutines]
fn start_twice(f: Func<fn(u32)>) {
    go!(f(1));
    f(2);
}

#[goroutines]
fn double(n: u32) -> u32 { time::sleep(time::MICROSECOND); n * 2 }

struct Worker { run: Func<fn(u32) -> u32>, names: Vec<String> }

impl Worker {
    #[goroutines]
    fn work(&self, n: u32) -> u32 { (self.run)(n) + self.names.len() as u32 }
}

fn counter_plain() -> Func<fn(u32) -> u32> { Func::new(|n: u32| async move { n + 1 }) }

#[goroutines]
fn main() {
    let c = chan::<u32>(0);
    let output = Func::new(|n: u32| { c.send(n).unwrap(); });
    go!(output(1));
    go!(output(2));
    assert_eq!(c.recv().unwrap() + c.recv().unwrap(), 3);
    let got = go! { c.recv().unwrap() + c.recv().unwrap() };
    start_twice(output.clone());
    assert_eq!(got.join().unwrap(), 3);
    let list = vec![1, 2, 3];
    let sum: Func<fn(u32, u32) -> u32> = Func::new(|a, b| { time::sleep(time::MICROSECOND); list.iter().sum::<u32>() + a + b });
    assert_eq!(sum(1, 1), 8);
    let typed = Func::<fn(&'static str) -> usize>::new(|s| s.len());
    assert_eq!(typed("four"), 4);
    let w = Worker { run: Func::new(double), names: vec![String::from("a")] };
    assert_eq!(w.work(4), 9);
    assert_eq!(counter_plain()(4), 5);
    let none = Func::<fn()>::default();
    assert!(none.is_nil());
    assert_eq!(format!("{none:?}"), "func(nil)");
    let fs: Vec<Func<fn() -> u32>> = (0..3).map(|i| Func::new(move || async move { i })).collect();
    let mut total = 0;
    for f in &fs { total += f(); }
    for f in fs { let h = go!(f()); total += h.join().unwrap(); }
    assert_eq!(total, 6);
    let jobs = chan::<Func<fn() -> u32>>(1);
    jobs.send(Func::new(|| 7)).unwrap();
    select! {
        case job := <-jobs: assert_eq!(job(), 7);
    }
    let five = go! { c.recv() };
    defer! { assert_eq!(five.join().unwrap(), Some(5)) }
    defer!(output(5));
    let wg = WaitGroup::new();
    let f = Func::new(|| time::sleep(time::MICROSECOND));
    wg.go(|| f());
    wg.wait();
    let lazy = async |n: u32| double(n) + 1;
    assert_eq!(lazy(2), 5);
    let p = Box::pin(double(4));
    assert_eq!(p.await, 8);
}
