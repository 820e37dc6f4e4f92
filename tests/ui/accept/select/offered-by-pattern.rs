//! A case may offer a variable however a pattern bound it; the variable gets its value back when another case is chosen.
// edition: 2021

use goroutines::prelude::*;

#[derive(Debug, PartialEq)]
struct Job(String);

struct Pair {
    left: Job,
    right: Job,
}

fn job(text: &str) -> Job {
    Job(text.to_owned())
}

#[goroutines]
fn by_if_let(to: &Chan<Job>, wake: &Chan<()>) {
    if let Some(job) = Some(job("if let")) {
        offer_twice(to, wake, job);
    }
}

#[goroutines]
fn by_let_else(to: &Chan<Job>, wake: &Chan<()>) {
    let Some(job) = Some(job("let else")) else { return };
    select! {
        case to <- job: panic!("full");
        case <-wake: {}
    }
    assert_eq!(job.0, "let else");
}

#[goroutines]
fn by_destructuring(to: &Chan<Job>, wake: &Chan<()>) {
    let (first, Pair { left, right: other }) = (job("first"), Pair { left: job("left"), right: job("right") });
    select! {
        case to <- first: panic!("full");
        case to <- left: panic!("full");
        case to <- other: panic!("full");
        case <-wake: {}
    }
    assert_eq!((&*first.0, &*left.0, &*other.0), ("first", "left", "right"));
}

#[goroutines]
fn by_while_let(to: &Chan<Job>, wake: &Chan<()>) {
    let mut jobs = vec![job("1"), job("2")];
    while let Some(job) = jobs.pop() {
        select! {
            case to <- job: panic!("full");
            case <-wake: {}
        }
        assert_eq!(job.0, (jobs.len() + 1).to_string());
    }
}

#[goroutines]
fn by_match(to: &Chan<Job>, wake: &Chan<()>) {
    match (1, job("match")) {
        (1, whole @ Job(_)) => {
            select! {
                case to <- whole: panic!("full");
                case <-wake: {}
            }
            assert_eq!(whole.0, "match");
        }
        (_, other) => panic!("{other:?}"),
    }
}

#[goroutines]
fn by_parameter((job, _): (Job, u32), to: &Chan<Job>, wake: &Chan<()>) {
    select! {
        case to <- job: panic!("full");
        case <-wake: {}
    }
    assert_eq!(job.0, "parameter");
}

#[goroutines]
fn by_loop(to: &Chan<Job>, wake: &Chan<()>) {
    for (index, Pair { left, .. }) in [Pair { left: job("0"), right: job("") }].into_iter().enumerate() {
        select! {
            case to <- left: panic!("full");
            case <-wake: {}
        }
        assert_eq!(left.0, index.to_string());
    }
}

#[goroutines]
fn by_case(to: &Chan<Job>, wake: &Chan<()>) {
    let from = chan(1);
    from.send(job("case")).unwrap();
    select! {
        job = from.recv() => {
            let Some(job) = job else { return };
            select! {
                _ = to.send(job) => panic!("full"),
                _ = wake.recv() => {}
            }
            assert_eq!(job.0, "case");
        }
    }
    let numbers = chan(1);
    numbers.send(7).unwrap();
    let sums = chan(0);
    select! {
        case n, ok := <-numbers: {
            assert!(ok);
            select! {
                case sums <- n: panic!("nobody receives");
                case <-wake: {}
            }
            assert_eq!(n, 7);
        }
    }
}

#[goroutines]
fn by_literal(to: &Chan<Job>, wake: &Chan<()>) {
    let (to, wake) = (to.clone(), wake.clone());
    let (job, mine) = (job("literal"), job("captured"));
    go!(|(job, _): (Job, u8)| {
        select! {
            case to <- job: panic!("full");
            case to <- mine: panic!("full");
            case <-wake: {}
        }
        assert_eq!(job.0, "literal");
        assert_eq!(mine.0, "captured");
    }((job, 1)))
    .join()
    .unwrap();
}

#[goroutines]
fn offer_twice(to: &Chan<Job>, wake: &Chan<()>, job: Job) {
    for _ in 0..2 {
        select! {
            case to <- job: return;
            case <-wake: {}
        }
    }
    assert_eq!(job.0, "if let");
}

#[goroutines]
fn main() {
    let (to, wake) = (chan(1), chan(0));
    to.send(job("the one that fits")).unwrap();
    let (by, done) = (wake.clone(), chan::<()>(0));
    let waker = go! {
        loop {
            select! {
                case by <- (): {}
                case <-done: return;
            }
        }
    };
    by_if_let(&to, &wake);
    by_let_else(&to, &wake);
    by_destructuring(&to, &wake);
    by_while_let(&to, &wake);
    by_match(&to, &wake);
    by_parameter((job("parameter"), 0), &to, &wake);
    by_loop(&to, &wake);
    by_case(&to, &wake);
    by_literal(&to, &wake);
    done.close();
    waker.join().unwrap();
}
