//! The options of a runtime.

use std::sync::mpsc;

use goroutines_runtime::{Runtime, RuntimeBuilder};

#[test]
fn a_builder_goes_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<RuntimeBuilder>();
    let builder = Runtime::builder().workers(1).thread_name(|_| "elsewhere".to_owned());
    let name = std::thread::spawn(|| {
        let runtime = builder.build().unwrap();
        runtime.run(async { std::thread::current().name().map(str::to_owned) })
    });
    assert_eq!(name.join().unwrap().as_deref(), Some("elsewhere"));
}

#[test]
fn each_worker_calls_the_hook_once() {
    let (started, starts) = mpsc::channel();
    let runtime = Runtime::builder().workers(3).on_thread_start(move |index| started.send(index).unwrap());
    drop(runtime.build().unwrap());
    let mut workers: Vec<_> = starts.iter().collect();
    workers.sort_unstable();
    assert_eq!(workers, [0, 1, 2]);
}

/// Uses some kilobytes of stack for each level.
fn deep(levels: usize) -> u64 {
    let frame = std::hint::black_box([levels as u64; 1024]);
    if levels == 0 { 0 } else { deep(levels - 1) + frame[levels % 1024] }
}

#[test]
fn the_stack_has_the_size_asked_for() {
    let levels = 4000;
    let runtime = Runtime::builder().workers(1).stack_size(128 << 20).build().unwrap();
    assert_eq!(runtime.run(async move { deep(levels) }), (levels as u64) * (levels as u64 + 1) / 2);
}

#[test]
fn absurd_numbers_of_workers_are_refused() {
    for workers in [0, 100_000] {
        let error = Runtime::builder().workers(workers).build().unwrap_err();
        assert!(error.to_string().contains("worker"), "{error}");
    }
}

#[test]
fn the_default_runtime_is_described_once_at_most() {
    let described = Runtime::builder().workers(3).build_global();
    // Another test of this program may have used it before.
    assert_eq!(described.is_ok(), goroutines_runtime::num_workers() == 3);
    let again = Runtime::builder().build_global().unwrap_err();
    assert!(again.to_string().contains("has started already"), "{again}");
}
