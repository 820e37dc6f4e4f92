//! Golden tests: what a program prints when it goes wrong, and the status it ends with, line by line beside what Go prints for the
//! same program.
//!
//! Each program is a file `TOPIC/NAME.rs`, with beside it
//!
//! - `NAME.go`, the same program in Go, and `NAME.go.txt`, what that printed (`ci/golden-go.sh` writes it; no test needs Go);
//! - `NAME.txt`, all of what ours prints, which is more: where each goroutine waits, on which channel, who else has it.
//!
//! A program under `leak/` is two: `leaky` and its twin `correct`. Each is run as the body of a `#[goroutines] #[test]`, whose check for
//! goroutines that are left must tell the leak, in the words of Go's leak profile, and keep silent about the twin.
//!
//! Two things are tested of each: its text is that in `NAME.txt`, but for what changes from run to run ([`normalize::stable`]); and
//! what both sides tell is equal, line by line ([`normalize::outline`]). A program that tells something else than Go says so in its
//! first lines (`Differs from Go: …`), and one that Go cannot have as well (`Go has no counterpart: …`).
//!
//! One whose first lines name `RUST_BACKTRACE=1` is run with it, all others without.
//!
//! This program is all of them: started again with the name of one in the environment, it plays that one. The main thread plays, so
//! there is no other thread that could act. `UPDATE_GOLDEN=1 cargo test --test golden` rewrites each `NAME.txt`.

mod normalize;
mod play;
mod program;

use std::process::ExitCode;

use goroutines::__private::run_test;
use program::{Program, Side};

/// Declares the programs, by topic.
macro_rules! programs {
    ($($topic:ident { $($name:ident)+ })+ ; leak { $($leak:ident)+ }) => {
        $(mod $topic { $(pub(crate) mod $name;)+ })+
        mod leak { $(pub(crate) mod $leak;)+ }

        /// All programs.
        const PROGRAMS: &[Program] = &[
            $($(Program {
                topic: stringify!($topic),
                name: stringify!($name),
                side: Side::Whole,
                main: $topic::$name::main,
            },)+)+
            $(Program {
                topic: "leak",
                name: stringify!($leak),
                side: Side::Leaky,
                main: || run_test(leak::$leak::leaky(), 0),
            },
            Program {
                topic: "leak",
                name: stringify!($leak),
                side: Side::Correct,
                main: || run_test(leak::$leak::correct(), 0),
            },)+
        ];
    };
}

programs! {
    crash {
        close_of_closed_channel
        close_of_nil_channel
        close_while_a_sender_waits
        deferred_call_lets_main_return
        deferred_call_sends_to_main
        destructor_of_a_detached_result
        destructor_of_a_waiting_senders_value
        empty_value
        error_that_panics
        error_value
        in_go_looking_form
        join_handle_dropped_late
        joined_and_resumed
        makechan_size_out_of_range
        multi_line_value
        negative_wait_group_counter
        number_value
        panic_after_cancel
        panic_after_deadline
        panic_after_recovery
        panic_in_a_destructor
        panic_in_a_job_of_rayon
        panic_in_a_parallel_piece
        panic_in_after_func
        panic_in_blocking_work
        panic_in_deferred_call
        panic_in_deferred_call_after_return
        panic_in_deferred_call_of_a_goroutine
        panic_in_main
        panic_in_nested_goroutine
        panic_in_once
        panic_in_once_func
        panic_in_two_deferred_calls
        panic_on_a_second_worker
        panic_under_wait_group_go
        panic_while_main_receives
        panic_while_main_sleeps
        panic_while_others_run
        panic_with_backtrace_as_main_returns
        recovered_and_repanicked
        recovered_then_another
        repanicked_in_the_middle
        semaphore_released_more_than_held
        send_on_closed_channel
        several_panics_at_once
        struct_value
        ticker_of_no_interval
    }
    deadlock {
        after_a_timer
        cond_never_signaled
        created_by_a_goroutine
        deferred_send
        done_of_background
        empty_select
        every_sender_is_stuck
        goexit_of_main_and_all_end
        goexit_of_main_and_one_is_stuck
        helper_returned
        futures_of_others
        in_a_helper_function
        lock_held_over_a_wait
        in_go_looking_form
        join_of_a_stuck_goroutine
        many_different_waits
        mutex_locked_twice
        once_within_itself
        one_of_a_group_is_stuck
        range_over_channel_never_closed
        range_over_nil_channel
        read_lock_under_write_lock
        receive
        receive_from_nil_channel
        select_on_dead_channels
        select_on_nil_channels
        semaphore_held
        send
        send_on_full_channel
        send_on_nil_channel
        stopped_ticker
        two_locks_crosswise
        wait_group_never_done
        waits_in_a_circle
        worker_pool_never_closed
        write_lock_under_read_lock
    }
    exit {
        exit_while_main_waits
        exit_with_a_status
        goexit_runs_deferred_calls
        handler_gets_a_destructors_panic
        handler_is_isolated
        joined_panic_is_an_error
        main_fails
        main_returns_while_others_run
        main_returns_while_others_wait
        recovered_panic_is_silent
        texts_of_contexts
    }
    stuck {
        beside_other_tests
        channel_in_an_arc
        mutex_locked_twice
        receive
    }
    ;
    leak {
        abandoned_range
        channel_of_channels
        close_skipped_on_error
        condition_never_signaled
        done_never_closed
        done_skipped_on_early_return
        double_send
        empty_select
        errors_unread
        fan_in_never_closed
        first_of_n
        forgotten_cancel
        join_of_a_stuck_goroutine
        missing_close
        mutex_kept_by_stuck_goroutine
        nil_channel
        once_that_never_returns
        pipeline_abandoned
        read_lock_kept_by_stuck_goroutine
        reply_to_who_gave_up
        select_on_dead_channels
        semaphore_never_released
        sender_kept_by_a_stuck_goroutine
        slots_never_given_back
        subscriber_of_a_dropped_topic
        ticker_never_stopped
        timeout_abandons_worker
        unread_result
        wait_group_miscount
        waits_in_a_circle
        worker_pool_never_closed
    }
}

fn main() -> ExitCode {
    match play::asked_for(PROGRAMS) {
        Some(program) => (program.main)(),
        None => program::test_all(PROGRAMS),
    }
}
