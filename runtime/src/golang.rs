//! What Go's names mean in a Go-looking block: its predeclared names, its zero values and `nil`,
//! its errors, its way to print, and the packages that this crate mirrors.
//!
//! The macros read `fmt.Println(x)` as `go_fmt::Println(…)`: each module in `packages` bears Go's
//! names, so that what a package has can be seen in one place. All of it is hidden from the
//! documentation, whose page `from_go` has the table.

#![allow(non_snake_case, non_camel_case_types, non_upper_case_globals, reason = "Go's names")]

pub mod any;
pub mod calendar;
pub mod constraint;
pub mod error;
pub mod format;
pub mod func_value;
pub mod list;
pub mod lock;
pub mod main_end;
pub mod named;
pub mod names;
pub mod number;
pub mod packages;
pub mod pointer;
pub mod show;
pub mod text;
pub mod two_values;
pub mod value;
pub mod zero;

/// The traits that generated code imports once per body, beside those of
/// [`dispatch`](crate::dispatch).
pub mod traits {
    pub use super::any::CompareChoice as _;
    pub use super::packages::go_context::GoContext as _;
    pub use super::packages::go_sync::GoWaitGroup as _;
    pub use super::packages::go_time::{GoChannel as _, GoDuration as _, GoTicker as _, GoTime as _, GoTimer as _};
    pub use super::show::ShowChoice as _;
    pub use super::text::GoSlice as _;
    pub use super::value::{GoChoice as _, ValueChoice as _, ValueKind as _};
}
