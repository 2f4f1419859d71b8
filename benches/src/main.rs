//! The library's side of the benches: a worker that is asked for one measurement after the other (`serve`), all rules one by
//! one (`rules`), and single calls on a document of 20 KB for the benches of Python and Node (`calls PATH`).

mod calls;
mod documents;
mod measure;
mod rules;
mod serve;
mod works;

use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ended = match *arguments.as_slice() {
        ["serve"] => serve::run().map(|()| true),
        ["rules"] => rules::measure().map(told),
        ["calls", path] => calls::measure(path).map(|times| told((times + "\n", true))),
        _ => Err("usage: gatewright-benches serve | rules | calls PATH".into()),
    };
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => failed(&*error),
    }
}

/// Prints figures; true when they are as they should be.
fn told((figures, fine): (String, bool)) -> bool {
    print!("{figures}");
    fine
}

fn failed(error: &dyn Error) -> ExitCode {
    eprintln!("{error}");
    ExitCode::FAILURE
}
