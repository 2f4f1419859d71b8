//! The peers in Rust, as a worker: each line of its input asks for one measurement as JSON, each line of its output answers.
//! `benches/README.md` says what is asked.

mod corpus;
mod graph;
mod kubernetes;
mod workflow;

use serde::{Deserialize, Serialize};
use std::error::Error;
use std::hint::black_box;
use std::io::{BufRead, Write};
use std::time::Duration;

/// So many calls in one go at most.
const MOST: u32 = 1 << 20;

/// Does a work once and tells how many bytes it read or wrote. What comes out goes into the text, when one is handed over.
type Work = Box<dyn FnMut(Option<&mut String>) -> Result<usize, Box<dyn Error>>>;

/// What is asked for.
#[derive(Deserialize)]
struct Asked {
    work: String,
    tool: String,
    size: usize,
    /// A folder of files, for works on those.
    #[serde(default)]
    corpus: String,
    /// At least so long is measured.
    #[serde(default)]
    seconds: f64,
    /// Do it once and leave there what came out.
    write: Option<String>,
}

/// What was measured.
#[derive(Default, Serialize)]
struct Answer {
    /// Processor time of one call.
    seconds: f64,
    /// Bytes that a call reads or writes.
    bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// A work that is ready, and how often it is done in one go.
struct Ready {
    question: (String, String, usize),
    work: Work,
    calls: Option<u32>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut ready: Vec<Ready> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let answer = answer(&line?, &mut ready).unwrap_or_else(|error| Answer {
            error: Some(error.to_string()),
            ..Answer::default()
        });
        println!("{}", serde_json::to_string(&answer)?);
        std::io::stdout().flush()?;
    }
    Ok(())
}

fn answer(line: &str, ready: &mut Vec<Ready>) -> Result<Answer, Box<dyn Error>> {
    let asked: Asked = serde_json::from_str(line)?;
    // What was prepared for other works takes no memory.
    ready.retain(|one| one.question.0 == asked.work && one.question.2 == asked.size);
    let question = (asked.work.clone(), asked.tool.clone(), asked.size);
    if !ready.iter().any(|one| one.question == question) {
        let work = prepare(&asked)?;
        ready.push(Ready {
            question: question.clone(),
            work,
            calls: None,
        });
    }
    let one = ready.iter_mut().find(|one| one.question == question).ok_or("nothing is ready")?;
    if let Some(path) = asked.write {
        let mut text = String::new();
        let bytes = (one.work)(Some(&mut text))?;
        std::fs::write(path, text)?;
        return Ok(Answer {
            bytes,
            ..Answer::default()
        });
    }
    let (seconds, bytes) = measured(one, asked.seconds)?;
    Ok(Answer {
        seconds,
        bytes,
        error: None,
    })
}

/// The processor time of one call and its bytes. The first time, a call warms up, and then more and more of them are made until they
/// take the seconds.
fn measured(one: &mut Ready, seconds: f64) -> Result<(f64, usize), Box<dyn Error>> {
    if one.calls.is_none() {
        (one.work)(None)?;
    }
    let mut calls = one.calls.unwrap_or(1);
    loop {
        let mut bytes = 0;
        let before = on_processor();
        for _ in 0..calls {
            bytes = black_box((one.work)(None)?);
        }
        let time = on_processor().saturating_sub(before).as_secs_f64();
        if one.calls.is_some() || time >= seconds || calls >= MOST {
            one.calls = Some(calls);
            return Ok((time / f64::from(calls), bytes));
        }
        calls *= 2;
    }
}

fn prepare(asked: &Asked) -> Result<Work, Box<dyn Error>> {
    let (tool, size) = (asked.tool.as_str(), asked.size);
    match asked.work.as_str() {
        "workflow" => workflow::prepare(tool, size),
        "emit" => workflow::emit(tool, size),
        "import" => corpus::import(&asked.corpus),
        "tree" => corpus::events(tool, &asked.corpus),
        "kubernetes" => kubernetes::prepare(tool, size),
        "graph" => graph::prepare(size),
        work => Err(format!("no peer in Rust does `{work}`").into()),
    }
}

/// How long this thread has been on a processor.
fn on_processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// Appends a text for those who want to see it, and tells its length.
fn shown(text: &str, out: Option<&mut String>) -> usize {
    if let Some(out) = out {
        out.push_str(text);
    }
    text.len()
}
