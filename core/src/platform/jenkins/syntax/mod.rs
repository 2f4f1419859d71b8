//! The text of a `Jenkinsfile`: its words, its statements and blocks, its calls.

mod call;
mod lex;
mod parse;
mod tree;

pub(super) use call::{Argument, Call};
pub(super) use parse::{Parsed, Statement, parse};
pub(super) use tree::read;
