//! A worker: each line of its input asks for one measurement as JSON, each line of its output answers. `benches/README.md`
//! says what is asked; workers in other languages answer the same.

use crate::measure::{Pace, measured};
use crate::works::{Work, prepare};
use serde::{Deserialize, Serialize};
use std::error::Error;
use std::io::{BufRead, Write};

/// What is asked for.
#[derive(Deserialize)]
struct Asked {
    work: String,
    tool: String,
    size: usize,
    /// A folder of files, for works on those.
    #[serde(default)]
    corpus: String,
    /// A file that all tools read.
    #[serde(default)]
    input: String,
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

/// A work that is ready to be done, and how often it is done in one go.
struct Ready {
    /// Of one work only, so that what others prepared takes no memory.
    question: (String, usize),
    tools: Vec<(String, Work, Pace)>,
}

/// Answers until the input ends.
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let mut ready: Option<Ready> = None;
    for line in std::io::stdin().lock().lines() {
        let answer = answer(&line?, &mut ready).unwrap_or_else(|error| Answer {
            error: Some(error.to_string()),
            ..Answer::default()
        });
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", serde_json::to_string(&answer)?)?;
        out.flush()?;
    }
    Ok(())
}

fn answer(line: &str, ready: &mut Option<Ready>) -> Result<Answer, Box<dyn Error>> {
    let asked: Asked = serde_json::from_str(line)?;
    let question = (asked.work.clone(), asked.size);
    if ready.as_ref().is_none_or(|ready| ready.question != question) {
        // What was there goes before the next is made.
        *ready = None;
    }
    let ready = ready.get_or_insert_with(|| Ready {
        question,
        tools: Vec::new(),
    });
    if !ready.tools.iter().any(|(tool, ..)| *tool == asked.tool) {
        let path = if asked.input.is_empty() { &asked.corpus } else { &asked.input };
        let work = prepare(&asked.work, &asked.tool, asked.size, path)?;
        ready.tools.push((asked.tool.clone(), work, Pace::default()));
    }
    let found = ready.tools.iter_mut().find(|(tool, ..)| *tool == asked.tool);
    let (_, work, pace) = found.ok_or("a tool that is not there")?;
    if let Some(path) = asked.write {
        let mut text = String::new();
        let bytes = work(Some(&mut text))?;
        std::fs::write(path, text)?;
        return Ok(Answer {
            bytes,
            ..Answer::default()
        });
    }
    let (seconds, bytes) = measured(|| work(None), pace, asked.seconds)?;
    Ok(Answer {
        seconds,
        bytes,
        error: None,
    })
}
