//! A deferred call in a block or a literal that never ends: a loop, a panic.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (work, stopped) = (chan::<u32>(0), chan(8));
    let endless = go! {
        defer!({ stopped.send(1).unwrap() });
        loop {
            if work.recv().is_none() {
                panic!("no more work");
            }
        }
    };
    work.close();
    assert_eq!(stopped.recv(), Some(1));
    assert!(endless.join().is_err());

    let panics = go! { defer!({ stopped.send(2).unwrap() }); panic!("with a semicolon"); };
    assert!(panics.join().is_err());
    let panics = go! { defer!({ stopped.send(3).unwrap() }); unreachable!("without") };
    assert!(panics.join().is_err());
    let literal = go!(|n: u32| {
        defer!({ stopped.send(n).unwrap() });
        match n {
            4 => panic!("four"),
            _ => loop {
                time::sleep(time::SECOND);
            },
        }
    }(4));
    assert!(literal.join().is_err());
    let value = go! {
        defer!({ stopped.send(5).unwrap() });
        loop {
            if stopped.len() > 0 {
                break stopped.len();
            }
        }
    };
    assert_eq!(value.join().unwrap(), 3);
    let returns = go! {
        defer!({ stopped.send(6).unwrap() });
        if stopped.len() > 0 {
            return "early";
        }
        panic!("late");
    };
    assert_eq!(returns.join().unwrap(), "early");
    let tried = go! {
        defer!({ stopped.send(7).unwrap() });
        let n = "8".parse::<u32>()?;
        Ok::<_, std::num::ParseIntError>(n)
    };
    assert_eq!(tried.join().unwrap(), Ok(8));
    stopped.close();
    let mut order = Vec::new();
    for n in stopped {
        order.push(n);
    }
    assert_eq!(order, [2, 3, 4, 5, 6, 7]);
}
