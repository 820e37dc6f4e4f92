//! The three rules of the language, one module per rule, each test a program that failed in some first prototype.

#![forbid(unsafe_code)]
#![deny(warnings)]

mod arguments;
mod captures;
mod items;
mod known;
mod operands;
mod recursion;
mod select;
mod threads;
mod waits;
