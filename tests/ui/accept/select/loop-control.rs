// `break`, `continue` and `return` act on the code around.
use goroutines::prelude::*;

#[goroutines]
fn count(numbers: Chan<u32>, quit: Chan<()>) -> u32 {
    let mut odd = 0;
    'all: loop {
        select! {
            case n := <-numbers:
                if n == 100 {
                    return 1000;
                }
                if n % 2 == 0 {
                    continue;
                }
                odd += 1;
            case <-quit:
                break 'all;
        }
    }
    odd
}

#[goroutines]
fn main() {
    let (numbers, quit) = (chan(0), chan(0));
    let handle = go!(count(numbers, quit));
    for n in 0..5 {
        numbers.send(n).unwrap();
    }
    quit.close();
    assert_eq!(handle.join().unwrap(), 2);
    let (numbers, quit) = (chan(1), chan(0));
    numbers.send(100).unwrap();
    assert_eq!(count(numbers, quit), 1000);
}
