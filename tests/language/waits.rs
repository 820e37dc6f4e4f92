//! Rule 1: a call waits if it returns a future, and costs nothing if it does not.

use std::rc::Rc;
use std::sync::Mutex;

use goroutines::prelude::*;

#[goroutines]
fn worker(x: u32) -> u32 {
    goroutines::yield_now();
    x + 1
}

fn plain(guard: &u32, rc: &Rc<u32>) -> u32 {
    *guard + **rc
}

fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() > b.len() { a } else { b }
}

#[expect(clippy::box_collection, reason = "what coerces is a `&Box<String>`")]
fn boxed() -> Box<String> {
    Box::new("boxed".to_owned())
}

#[expect(clippy::ptr_arg, reason = "what coerces is a `&Box<String>`")]
fn takes(text: &String) -> usize {
    text.len()
}

fn die() -> ! {
    panic!("died")
}

fn is_send<T: Send>(_: &T) {}

#[goroutines]
fn holds_a_guard_and_an_rc(mutex: &Mutex<u32>) -> u32 {
    let before = worker(1);
    let sum = {
        let guard = mutex.lock().unwrap();
        let rc = Rc::new(4);
        plain(&guard, &rc)
    };
    worker(before + sum)
}

#[goroutines]
#[test]
fn a_guard_and_an_rc_may_be_held_across_a_plain_call() {
    let mutex = Mutex::new(5);
    let future = async { holds_a_guard_and_an_rc(&mutex).await };
    is_send(&future);
    assert_eq!(future.await, 12);
}

fn fill(_: &mut [u8; 4096]) {}

#[goroutines]
fn around_a_big_local() -> u8 {
    let mut big = [1; 4096];
    fill(&mut big);
    let byte = std::hint::black_box(big)[7];
    worker(u32::from(byte));
    byte
}

#[test]
fn a_plain_call_adds_no_suspension_point() {
    // The local lives around plain calls, and on to none that waits.
    let size = size_of_val(&across_plain_calls_only());
    assert!(size < 64, "{size} bytes");
}

#[goroutines]
fn across_plain_calls_only() -> usize {
    let big = [1_u8; 4096];
    let n = takes_array(&big);
    let m = takes_array(&big);
    n + m
}

fn takes_array(array: &[u8; 4096]) -> usize {
    array.len()
}

#[test]
fn a_big_local_that_lives_across_a_wait_is_kept_as_by_hand() {
    async fn by_hand() -> u8 {
        let mut big = [1; 4096];
        fill(&mut big);
        let byte = std::hint::black_box(big)[7];
        worker(u32::from(byte)).await;
        byte
    }
    let (ours, by_hand) = (size_of_val(&around_a_big_local()), size_of_val(&by_hand()));
    assert!(ours <= by_hand + 16, "{ours} bytes, by hand {by_hand}");
}

#[goroutines]
#[test]
fn temporaries_live_to_the_end_of_the_statement() {
    let (a, b) = (1, 22);
    assert_eq!(longest(&a.to_string(), &b.to_string()).len(), 2);
    let n = longest(&format!("{}", worker(1)), "abc").len();
    assert_eq!(n, 3);
}

#[goroutines]
#[test]
fn arguments_of_std_macros_wait() {
    println!("{}", worker(1));
    let text = format!("{} {x} {}", worker(1), worker(worker(1)), x = worker(7));
    assert_eq!(text, "2 8 3");
    assert_eq!(worker(3), 4, "and so does {}", worker(4));
    assert!(matches!(worker(3), 4 | 5 if worker(1) == 2));
    assert_eq!(vec![worker(1), worker(2)], [2, 3]);
    assert_eq!(vec![worker(1); 3], [2, 2, 2]);
}

#[goroutines]
fn never_returns(really: bool) -> u32 {
    if really { die() } else { 3 }
}

#[goroutines]
fn never_returns_waiting() -> ! {
    worker(1);
    die()
}

#[goroutines]
fn or_else(x: Option<u32>) -> u32 {
    let Some(x) = x else { die() };
    match x {
        0 => die(),
        1 => never_returns_waiting(),
        n => n,
    }
}

#[goroutines]
#[test]
fn a_function_that_never_returns_needs_no_list_of_names() {
    assert_eq!(never_returns(false), 3);
    assert_eq!(or_else(Some(5)), 5);
}

#[goroutines]
#[test]
fn borrowed_results_coerce() {
    assert_eq!(takes(&boxed()), 5);
    let s: &String = &boxed();
    assert_eq!(s, "boxed");
}

struct Tree {
    value: u32,
    children: Vec<Tree>,
}

#[goroutines]
impl Tree {
    fn total(&self) -> u32 {
        let mut total = worker(self.value) - 1;
        for child in &self.children {
            total += child.total();
        }
        total
    }
}

mod elsewhere {
    pub(crate) struct Client;

    impl Client {
        pub(crate) async fn get(&self, n: u32) -> Result<u32, String> {
            if n > 0 { Ok(n) } else { Err("zero".to_owned()) }
        }
    }
}

#[goroutines]
fn get(u: u32) -> Result<u32, String> {
    let client = elsewhere::Client;
    let n = client.get(u)?;
    Ok(n + client.get(u + 1)?)
}

#[goroutines]
#[test]
fn async_methods_of_other_scopes_wait() {
    let leaf = |value| Tree { value, children: Vec::new() };
    let tree = Tree { value: 1, children: vec![leaf(2), leaf(3)] };
    let n = tree.total();
    assert_eq!(n, 6);
    assert_eq!(get(1), Ok(3));
    assert_eq!(get(0), Err("zero".to_owned()));
}

struct Service {
    handler: fn(u32) -> u32,
}

#[goroutines]
#[test]
fn any_expression_may_be_called() {
    let s = Service { handler: |x| x * 2 };
    assert_eq!((s.handler)(3), 6);
    let closure = |x: u32| x + 10;
    assert_eq!(closure(1), 11);
    let waiting = async |x: u32| x + 100;
    assert_eq!(waiting(1), 101);
    let table: [fn(u32) -> u32; 1] = [|x| x];
    assert_eq!(table[0](4), 4);
}

#[goroutines]
#[test]
fn control_flow_waits_where_it_stands() {
    let mut n = 0;
    while worker(n) < 5 {
        n += 1;
    }
    assert_eq!(n, 4);
    let found = 'outer: loop {
        for i in 0..10 {
            if worker(i) == 3 && worker(i) != 4 {
                break 'outer i;
            }
            if worker(i) == 100 {
                continue 'outer;
            }
        }
    };
    assert_eq!(found, 2);
    let text = match worker(1) {
        n if worker(n) == 3 => "three",
        _ => "other",
    };
    assert_eq!(text, "three");
    let mut stack = vec![1, 2, 3];
    let mut sum = 0;
    while let Some(top) = stack.pop() {
        sum += worker(top);
    }
    assert_eq!(sum, 9);
    if let Some(x) = Some(worker(1))
        && worker(x) == 3
    {
        sum += 1;
    }
    assert_eq!(sum, 10);
}

#[goroutines]
#[test]
fn a_written_await_is_not_doubled() {
    assert_eq!(worker(1).await, 2);
    assert_eq!(worker(worker(1)).await, 3);
    let unstarted = async { worker(5).await };
    assert_eq!(unstarted.await, 6);
}

#[goroutines]
#[test]
#[expect(clippy::redundant_closure, reason = "the closure is the point")]
fn nothing_is_rewritten_inside_sync_closures() {
    let futures: Vec<_> = (0..3).map(|i| worker(i)).collect();
    let mut sum = 0;
    for future in futures {
        sum += future.await;
    }
    assert_eq!(sum, 6);
}

#[goroutines]
#[test]
fn inferred_return_types_are_left_alone() {
    let n: u64 = "17".parse().unwrap();
    let list: Vec<u64> = (0..n).collect();
    let text: String = "x".into();
    let zero: u32 = Default::default();
    let sum: u64 = list.iter().sum();
    let set: std::collections::HashSet<u64> = FromIterator::from_iter(list);
    assert_eq!((sum, set.len(), text.as_str(), zero), (136, 17, "x", 0));
}

#[goroutines]
#[test]
fn loops_over_iterators_stay_loops() {
    let mut out = Vec::new();
    let items = vec![("a", 1), ("b", 2)];
    for (name, n) in items.clone() {
        out.push(format!("{name}{n}"));
    }
    for (i, (name, _)) in items.iter().enumerate() {
        out.push(format!("{name}{i}"));
    }
    let numbers = [3].into_iter();
    for x in numbers {
        out.push(x.to_string());
    }
    'outer: for a in items {
        for b in [1, 2] {
            if b == 2 {
                continue 'outer;
            }
            out.push(a.0.to_owned());
        }
    }
    assert_eq!(out, ["a1", "b2", "a0", "b1", "3", "a", "b"]);
}

#[goroutines]
fn length(text: &str) -> Result<usize, ()> {
    if text.is_empty() { Err(()) } else { Ok(text.len()) }
}

#[goroutines]
#[test]
fn a_scrutinee_that_waited_borrows_no_longer() {
    let path = String::from("a");
    let moved = match length(&path) {
        Ok(n) => (path, n),
        Err(()) => (path, 0),
    };
    assert_eq!(moved, ("a".to_owned(), 1));
}

fn count(items: impl Iterator<Item = std::ffi::OsString>) -> usize {
    items.count()
}

#[goroutines]
#[test]
fn a_value_that_is_not_send_may_be_given_away_in_a_scrutinee() {
    match count(std::env::args_os()) {
        0 => unreachable!("there is always one"),
        _ => assert_eq!(worker(1), 2),
    }
}

#[goroutines]
#[test]
fn a_type_may_be_inferred_later() {
    let mut state = std::collections::HashMap::new();
    let before = state.get(&1).copied().unwrap_or_default();
    state.insert(1, 2_u32);
    assert_eq!((before, state[&1]), (0, 2));
}

#[goroutines]
fn dies_in_a_statement(really: bool) -> u32 {
    if really {
        die();
    }
    let n = if really { die() } else { worker(1) };
    if really {
        never_returns_waiting();
    }
    n
}

#[goroutines]
#[test]
fn a_call_that_never_returns_may_be_a_statement() {
    assert_eq!(dies_in_a_statement(false), 2);
}

struct Pair(u32, u32);

#[goroutines]
impl Pair {
    fn sum(&self) -> u32 {
        worker(self.0) + self.1
    }

    fn twice(&self) -> u32 {
        let all: u32 = [self.0, self.1].iter().sum();
        self.sum() + all + 1
    }
}

#[goroutines]
#[test]
fn a_method_of_the_scope_waits_whatever_its_name() {
    assert_eq!(Pair(1, 2).twice(), 8);
}

#[goroutines]
fn holds(n: u32) -> bool {
    n > 1
}

#[goroutines]
#[allow(clippy::const_is_empty, clippy::identity_op, reason = "the text of the assertion is what is tested")]
fn asserts(which: u32) {
    match which {
        0 => assert!(holds(1)),
        1 => debug_assert!(holds(1) && "{}".is_empty()),
        2 => assert!(holds(1), "own {which}"),
        4 => assert!(!holds(2 * 1 - 1) & (&holds(which) != &true) || [holds(1)][0]),
        3 => assert!(dbg!(holds(which), !holds(which)).1),
        _ => assert!(matches!(which, 9)),
    }
}

#[goroutines]
#[test]
fn assertions_show_what_was_written() {
    let shown = [
        "assertion failed: holds(1)",
        "assertion failed: holds(1) && \"{}\".is_empty()",
        "own 2",
        "assertion failed: dbg!(holds(which), !holds(which)).1",
        "assertion failed: !holds(2 * 1 - 1) & (&holds(which) != &true) || [holds(1)][0]",
        "assertion failed: matches!(which, 9)",
    ];
    for (which, shown) in (0..).zip(shown) {
        let error = go!(asserts(which)).join().unwrap_err();
        assert_eq!(error.message(), shown);
    }
}
