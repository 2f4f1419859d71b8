//! What Node loads: handles, text in and text out. The package's JavaScript says it in Node's own words.
//!
//! Operations come from the core's table by name, so nothing here changes when one is added. A panic of the library is a
//! bug; it arrives as an error of kind `internal` and never ends the process it happens in.

#![expect(
    clippy::needless_pass_by_value,
    reason = "what comes from JavaScript is a copy that nobody else has"
)]

use gatewright::api;
use gatewright::{Error, ErrorKind, Format, cli};
use napi::bindgen_prelude::{AsyncTask, Either, Uint8Array};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi::{Env, Status, Task};
use napi_derive::napi;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A result whose error has one of our kinds as its `code`.
type Result<T> = std::result::Result<T, napi::Error<&'static str>>;

/// How long progress may stay silent: often enough for an eye, seldom enough for an event loop.
const PAUSE: Duration = Duration::from_millis(20);

fn kind(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Argument => "argument",
        ErrorKind::File => "file",
        _ => "internal",
    }
}

/// Does some work and turns its failures, panics too, into errors that JavaScript can catch.
fn guarded<T>(work: impl FnOnce() -> std::result::Result<T, Error>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(napi::Error::new(kind(&error), error.to_string())),
        Err(_) => Err(napi::Error::new("internal", "the library panicked, which is a bug of it")),
    }
}

/// A document that was read, with its plan once somebody asks for it; nothing after it was given back.
#[napi]
pub struct Document(Option<api::Document>);

#[napi]
impl Document {
    /// Reads a text in a notation, or in the one its name tells.
    #[napi(factory)]
    pub fn read(text: Either<String, Uint8Array>, name: String, format: Option<String>) -> Result<Self> {
        guarded(|| {
            let format = match format.as_deref() {
                None => None,
                Some("yaml") => Some(Format::Yaml),
                Some("json") => Some(Format::Json),
                Some("toml") => Some(Format::Toml),
                Some(other) => {
                    return Err(Error::argument(format!(
                        "there is no format `{other}`; there are `yaml`, `json` and `toml`"
                    )));
                }
            };
            let bytes = match &text {
                Either::A(text) => text.as_bytes(),
                Either::B(bytes) => bytes,
            };
            Ok(Self(Some(api::Document::read(bytes, &name, format))))
        })
    }

    /// Takes a document that JavaScript holds as an object, as its JSON.
    #[napi(factory)]
    pub fn from_data(data: String) -> Result<Self> {
        guarded(|| Ok(Self(Some(api::Document::from_data(data.as_bytes())))))
    }

    /// Calls an operation.
    #[napi]
    pub fn call(&self, operation: String, request: String) -> Result<String> {
        guarded(|| self.held()?.call(&operation, &request))
    }

    /// Makes the plan; false when there can be none, and the report of a check says why.
    #[napi]
    pub fn prove(&self) -> Result<bool> {
        guarded(|| Ok(self.held()?.plan().is_ok()))
    }

    /// Frees the memory at once, instead of when JavaScript's collector finds the time.
    #[napi]
    pub fn give_back(&mut self) {
        self.0 = None;
    }

    fn held(&self) -> std::result::Result<&api::Document, Error> {
        self.0.as_ref().ok_or_else(|| Error::argument("the document was given back"))
    }
}

/// Calls an operation of the library itself.
#[napi]
pub fn call(operation: String, request: String) -> Result<String> {
    guarded(|| api::call(&operation, &request))
}

/// Runs the command line on this process's streams; gives the exit status.
#[napi]
pub fn run(arguments: Vec<String>) -> Result<u8> {
    guarded(|| {
        let status = cli::run_here(arguments.into_iter().map(OsString::from));
        // Node ends without what Rust's own `main` does at its end.
        let flushed = io::stdout().flush();
        Ok(if flushed.is_ok() || status == cli::FAILED {
            status
        } else {
            cli::CLEAN
        })
    })
}

/// Version of the library.
#[napi]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Ends a batch early.
#[napi]
pub struct Stop(Arc<AtomicBool>);

#[napi]
impl Stop {
    /// Nothing is to end yet.
    #[napi(constructor)]
    pub fn new() -> Self {
        Self(Arc::default())
    }

    /// From now on no further file is begun.
    #[napi]
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A file for which there is no answer.
#[napi(object)]
pub struct Failure {
    /// The kind of failure.
    pub code: String,
    /// What went wrong.
    pub message: String,
}

type Answer = Either<String, Failure>;
type Progress = ThreadsafeFunction<u32, (), u32, Status, false>;

/// One operation over many files, away from the event loop.
pub struct Batch {
    paths: Vec<String>,
    operation: String,
    request: String,
    stopped: Arc<AtomicBool>,
    progress: Option<Progress>,
}

impl Task for Batch {
    type Output = Vec<Answer>;
    type JsValue = Vec<Answer>;

    fn compute(&mut self) -> napi::Result<Self::Output> {
        let mut told = Instant::now();
        let mut progress = |done: usize| {
            if let Some(progress) = self.progress.as_ref().filter(|_| told.elapsed() >= PAUSE) {
                told = Instant::now();
                progress.call(u32::try_from(done).unwrap_or(u32::MAX), ThreadsafeFunctionCallMode::NonBlocking);
            }
            !self.stopped.load(Ordering::Relaxed)
        };
        let answers = guarded(|| api::for_each(&self.paths, &self.operation, &self.request, &mut progress));
        let answers = answers.map_err(|error| napi::Error::new(Status::GenericFailure, error.reason.clone()))?;
        if self.stopped.load(Ordering::Relaxed) {
            // Nobody waits for the answers any more.
            return Ok(Vec::new());
        }
        let plain = answers.into_iter().map(|answer| match answer {
            Ok(text) => Either::A(text),
            Err(error) => Either::B(Failure {
                code: kind(&error).to_owned(),
                message: error.to_string(),
            }),
        });
        Ok(plain.collect())
    }

    fn resolve(&mut self, _: Env, answers: Self::Output) -> napi::Result<Self::JsValue> {
        Ok(answers)
    }
}

/// Reads each file and calls an operation on it, on all cores.
#[napi]
pub fn for_each(
    paths: Vec<String>,
    operation: String,
    request: String,
    stop: &Stop,
    progress: Option<Progress>,
) -> Result<AsyncTask<Batch>> {
    // Here, where an error still has a kind.
    guarded(|| api::fits_each(&operation, &request))?;
    Ok(AsyncTask::new(Batch {
        paths,
        operation,
        request,
        stopped: Arc::clone(&stop.0),
        progress,
    }))
}

#[cfg(test)]
mod tests {
    use super::{Result, guarded};

    #[test]
    fn a_panic_is_an_error_of_ours() {
        let result: Result<()> = guarded(|| panic!("seen in the output of this test"));
        assert_eq!(result.unwrap_err().status, "internal");
    }
}
