//! What can be asked for: each work by its name and a size, made ready once and then done again and again.

mod corpus;
mod documents;
mod emit;
mod gitlab;
mod graphs;
mod manifests;
mod rollouts;
mod schedules;
mod workflow;

use gatewright::{Delivery, Plan, Read};
use std::error::Error;

/// Does a work once and tells how many bytes it read or wrote. What comes out goes into the text, when one is handed over.
pub(crate) type Work = Box<dyn FnMut(Option<&mut String>) -> Result<usize, Box<dyn Error>>>;

/// Makes a work ready, such as `read` or `render:svg`; the path is that of its files.
pub(crate) fn prepare(work: &str, tool: &str, size: usize, path: &str) -> Result<Work, Box<dyn Error>> {
    let (noun, which) = work.split_once(':').unwrap_or((work, ""));
    match noun {
        "workflow" => workflow::prepare(tool, size),
        "emit" => emit::prepare(tool, size),
        "import" => corpus::import(path),
        "tree" => corpus::tree(path),
        "lint" => corpus::lint(path),
        "kubernetes" => manifests::bundle(size),
        "gitlab" => Ok(gitlab::prepare(size)),
        "graph" => graphs::prepare(size),
        "json" => documents::json(tool, size, path),
        "manifests" => manifests::layout(which, size),
        "runs" => schedules::runs(which),
        "rollouts" => rollouts::prepare(which, size),
        _ => documents::prepare(noun, which, size),
    }
}

/// The plan of a text that has one.
fn planned(text: &str) -> Result<Plan, Box<dyn Error>> {
    proved(Delivery::read(text))
}

fn proved(read: Read) -> Result<Plan, Box<dyn Error>> {
    read.plan().map_err(|report| report.to_string().into())
}

/// A work whose result nobody looks at: only how long it takes counts.
fn unseen<T>(bytes: usize, mut call: impl FnMut() -> T + 'static) -> Work {
    Box::new(move |_| {
        drop(std::hint::black_box(call()));
        Ok(bytes)
    })
}

/// Appends a text for those who want to see it, and tells its length.
fn shown(text: &str, out: Option<&mut String>) -> usize {
    if let Some(out) = out {
        out.push_str(text);
    }
    text.len()
}
