//! The protocols of the scheduler that have a loom model; the rest of it needs rayon and the clock,
//! which loom has not.

mod gate;
mod handover;
mod idle;
