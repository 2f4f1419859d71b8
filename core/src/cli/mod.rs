//! The command line: one function that the cargo binary, the Python package and the npm package all call.
//!
//! Only here does the library open files, look at the clock and ask for the terminal.

mod adopt;
mod arguments;
mod capacity;
mod check;
mod compare;
mod convert;
mod cost;
mod cover;
mod files;
mod judge;
mod recover;
mod reference;
mod render;
mod rollback;
mod schedule;
mod simulate;
mod sources;
mod write;

pub use arguments::command;

use crate::error::Error;
use clap::ArgMatches;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

/// Nothing at or above the denied severity.
pub const CLEAN: u8 = 0;
/// Findings at or above the denied severity, or files that would change.
pub const FOUND: u8 = 1;
/// The call itself failed.
pub const FAILED: u8 = 2;

/// Where a command writes, and how much of a terminal that is.
pub struct Streams<'s> {
    /// Results.
    pub out: &'s mut dyn Write,
    /// Messages.
    pub err: &'s mut dyn Write,
    /// True when results may be coloured.
    pub color: bool,
    /// True when progress may be shown on `err`.
    pub progress: bool,
    /// Width of the terminal.
    pub width: usize,
}

/// Runs a command on this process's streams and gives the exit status.
pub fn run_here(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let terminal = out.is_terminal();
    let width = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0).clamp(40, 140));
    let color = terminal && std::env::var_os("NO_COLOR").is_none();
    let progress = err.is_terminal();
    run(
        arguments,
        &mut Streams {
            out: &mut out,
            err: &mut err,
            color,
            progress,
            width,
        },
    )
}

/// Runs a command; the first argument is the program's name. Gives the exit status: 0 clean, 1 findings, 2 the call failed.
pub fn run(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> u8 {
    let matches = match command().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            let text = if streams.color {
                error.render().ansi().to_string()
            } else {
                error.render().to_string()
            };
            let stream: &mut dyn Write = if error.use_stderr() { streams.err } else { streams.out };
            let written = write!(stream, "{text}");
            return if error.use_stderr() || written.is_err() { FAILED } else { CLEAN };
        }
    };
    match dispatch(&matches, streams) {
        Ok(status) => status,
        // Who reads no further, as `head` does, has what it wants.
        Err(Failure::Stream(error)) if error.kind() == io::ErrorKind::BrokenPipe => CLEAN,
        Err(Failure::Told) => FAILED,
        Err(failure) => {
            let _ = writeln!(streams.err, "gatewright: {failure}");
            FAILED
        }
    }
}

fn dispatch(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("check", matches)) => check::run(matches, streams),
        Some(("write", matches)) => write::run(matches, streams),
        Some(("adopt", matches)) => adopt::run(matches, streams),
        Some(("convert", matches)) => convert::run(matches, streams),
        Some(("compare", matches)) => compare::run(matches, streams),
        Some(("cost", matches)) => cost::run(matches, streams),
        Some(("cover", matches)) => cover::run(matches, streams),
        Some(("recover", matches)) => recover::run(matches, streams),
        Some(("schedule", matches)) => schedule::run(matches, streams),
        Some(("capacity", matches)) => capacity::run(matches, streams),
        Some(("simulate", matches)) => simulate::run(matches, streams),
        Some(("judge", matches)) => judge::run(matches, streams),
        Some(("rollback", matches)) => rollback::run(matches, streams),
        Some(("explain", matches)) => reference::explain(matches, streams),
        Some(("rules", matches)) => reference::rules(matches, streams),
        Some(("render", matches)) => render::run(matches, streams),
        Some(("targets", matches)) => render::list(matches, streams),
        Some(("schema", _)) => reference::schema(streams),
        Some(("completions", matches)) => reference::completions(matches, streams),
        _ => Err(Error::argument("no such command").into()),
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Call(#[from] Error),
    #[error(transparent)]
    Stream(#[from] io::Error),
    /// The document has no plan, and its report is shown already.
    #[error("the document has no plan")]
    Told,
}
