//! Room 2: facts about the AST that the expansion needs and the tokens do not say.
//!
//! A macro sees names, not types. Ten questions are answered here by names alone, and each answer
//! is on the safe side:
//!
//! - [`scope`]: which names are local variables at a place, at which closure depth, and which of
//!   them are references by their declaration. A name that is unknown is taken for an item, never
//!   for a variable.
//! - [`captures`]: which variables and `self` places a `go!` block uses from outside, and which of
//!   them it assigns to.
//! - [`plain`]: which calls can be seen to return no future. A call that is missed costs compile
//!   time, nothing else; a call that is listed wrongly would not wait, so the list holds only what
//!   std's signatures fix.
//! - [`declared`]: what the items of one `go! { … }` declare.
//! - [`facts`]: what the items of a marked scope declare, in one pass over them.
//! - [`known`]: which functions and methods of the marked scope itself a call can only mean, so
//!   that it waits, or is plain, for sure.
//! - [`file`]: which statements call a function of the same file, or of std, that is plain.
//! - [`infer`]: what an expression says of its type, by the fields and results of that scope.
//! - [`stays`], [`bodies`]: which variables a goroutine keeps until its end, for the leak marks of
//!   dumps.
//! - [`std_types`]: which variables are std's by their declaration, and which methods of theirs
//!   return no future.
//! - [`recursion`]: which calls may lead back to the function they stand in (by the function's
//!   name, so one too many costs a box), and whether a `go!` is on the way.
//!
//! Rejected: asking rustc's name resolution (a macro has none), and treating every lower-case name
//! in a block as a variable also under the attribute (it would shadow functions and statics).

pub(crate) mod bodies;
pub(crate) mod captures;
pub(crate) mod cfg;
pub(crate) mod combinators;
pub(crate) mod declared;
pub(crate) mod exact;
pub(crate) mod facts;
pub(crate) mod file;
pub(crate) mod infer;
pub(crate) mod known;
pub(crate) mod places;
pub(crate) mod plain;
pub(crate) mod polls;
pub(crate) mod reads;
pub(crate) mod recursion;
pub(crate) mod scope;
pub(crate) mod stays;
pub(crate) mod std_types;
pub(crate) mod test_runner;
