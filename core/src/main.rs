//! The program `gatewright`: the command line of the library, on this process's arguments and streams.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(gatewright::cli::run_here(std::env::args_os()))
}
