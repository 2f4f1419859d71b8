//! One operation over many files, on all cores, with progress.

use super::{Document, Subject, find};
use crate::error::Error;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Hears after each file how many are done; `false` ends the work early.
pub type Progress<'p> = &'p mut dyn FnMut(usize) -> bool;

/// Refuses, before any file is read, an operation that is not asked of documents, or a request that none could answer.
pub fn fits_each(operation: &str, request: &str) -> Result<(), Error> {
    let row = find(operation)?;
    if let Subject::Library(_) = row.subject {
        return Err(Error::argument(format!("`{operation}` is asked of the library, not of files")));
    }
    (row.fits)(request)
}

/// Reads each file and calls an operation on it, unless [`fits_each`] refuses it for all of them. Answers come in the order of the paths; a document lives only as long as
/// it is asked, so memory does not grow with the number of files. A file that cannot be read is an error of its own entry.
pub fn for_each(paths: &[String], operation: &str, request: &str, progress: Progress<'_>) -> Result<Vec<Result<String, Error>>, Error> {
    fits_each(operation, request)?;
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(paths.len().max(1));
    let next = AtomicUsize::new(0);
    let stopped = AtomicBool::new(false);
    let mut answers: Vec<Option<Result<String, Error>>> = Vec::new();
    answers.resize_with(paths.len(), || None);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads {
            let (sender, next, stopped) = (sender.clone(), &next, &stopped);
            scope.spawn(move || {
                while !stopped.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = paths.get(number) else { break };
                    if sender.send((number, one(path, operation, request))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut done = 0;
        for (number, answer) in receiver {
            if let Some(place) = answers.get_mut(number) {
                *place = Some(answer);
            }
            done += 1;
            if !progress(done) {
                stopped.store(true, Ordering::Relaxed);
            }
        }
    });
    let ended = || Err(Error::argument("the work was ended before this file"));
    Ok(answers.into_iter().map(|answer| answer.unwrap_or_else(ended)).collect())
}

fn one(path: &str, operation: &str, request: &str) -> Result<String, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::file(&path, &error))?;
    Document::read(&bytes, path, None).call(operation, request)
}
