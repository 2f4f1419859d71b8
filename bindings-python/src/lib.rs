//! What Python loads: handles, text in and text out. The package's Python says it in Python's own words.
//!
//! Operations come from the core's table by name, so nothing here changes when one is added. The interpreter is let go
//! while the library works. A panic of the library is a bug; it arrives as an `InternalError`, never as more.

use gatewright::{Error, ErrorKind, Format, api, cli};
use pyo3::exceptions::PyBaseException;
use pyo3::prelude::*;
use pyo3::types::PyType;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// How long progress may stay silent, and Ctrl-C unheard: often enough for an eye, seldom enough to cost nothing.
const PAUSE: Duration = Duration::from_millis(20);

/// An exception of the package.
fn exception(py: Python<'_>, class: &str, message: String) -> PyErr {
    let class = py
        .import("gatewright._errors")
        .and_then(|module| module.getattr(class)?.cast_into::<PyType>().map_err(PyErr::from));
    class.map_or_else(|missing| missing, |class| PyErr::from_type(class, message))
}

/// An error as the exception that stands for it.
fn raised(py: Python<'_>, error: &Error) -> PyErr {
    let class = match error.kind() {
        ErrorKind::Argument => "ArgumentError",
        ErrorKind::File => "FileError",
        _ => "InternalError",
    };
    exception(py, class, error.to_string())
}

/// Does some work without the interpreter, and turns its failures, panics too, into exceptions.
fn guarded<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T, Error> + Send) -> PyResult<T> {
    match py.detach(|| catch_unwind(AssertUnwindSafe(work))) {
        Ok(done) => done.map_err(|error| raised(py, &error)),
        Err(_) => Err(exception(
            py,
            "InternalError",
            String::from("the library panicked, which is a bug of it"),
        )),
    }
}

/// A document that was read, with its plan once somebody asks for it.
#[pyclass(frozen, module = "gatewright._native")]
struct Document(api::Document);

#[pymethods]
impl Document {
    /// Reads a text in a notation, or in the one its name tells.
    #[staticmethod]
    fn read(py: Python<'_>, text: &[u8], name: &str, format: Option<&str>) -> PyResult<Self> {
        guarded(py, || {
            let format = match format {
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
            Ok(Self(api::Document::read(text, name, format)))
        })
    }

    /// Takes a document that Python holds as data, as its JSON.
    #[staticmethod]
    fn from_data(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        guarded(py, || Ok(Self(api::Document::from_data(json))))
    }

    /// Calls an operation.
    fn call(&self, py: Python<'_>, operation: &str, request: &str) -> PyResult<String> {
        guarded(py, || self.0.call(operation, request))
    }

    /// Makes the plan; false when there can be none, and the report of a check says why.
    fn prove(&self, py: Python<'_>) -> PyResult<bool> {
        guarded(py, || Ok(self.0.plan().is_ok()))
    }
}

/// Calls an operation of the library itself.
#[pyfunction]
fn call(py: Python<'_>, operation: &str, request: &str) -> PyResult<String> {
    guarded(py, || api::call(operation, request))
}

/// What came of one file.
#[derive(IntoPyObject)]
enum Answer<'py> {
    Given(String),
    Failed(Bound<'py, PyBaseException>),
}

/// Reads each file and calls an operation on it, on all cores. `progress` hears how many more are done. Gives a text or
/// an exception for each file.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "what comes from Python comes by value")]
fn for_each<'py>(
    py: Python<'py>,
    paths: Vec<String>,
    operation: &str,
    request: &str,
    progress: Option<Py<PyAny>>,
) -> PyResult<Vec<Answer<'py>>> {
    let (mut told, mut looked, mut raised_by) = (0, Instant::now(), None);
    let answers = guarded(py, || {
        let mut hear = |done: usize| {
            if done < paths.len() && looked.elapsed() < PAUSE {
                return true;
            }
            looked = Instant::now();
            let heard = Python::attach(|py| {
                py.check_signals()?;
                progress
                    .as_ref()
                    .map_or(Ok(()), |progress| progress.call1(py, (done - told,)).map(drop))
            });
            told = done;
            heard.map_err(|error| raised_by = Some(error)).is_ok()
        };
        api::for_each(&paths, operation, request, &mut hear)
    })?;
    if let Some(error) = raised_by {
        return Err(error);
    }
    let failed = |error| Answer::Failed(raised(py, &error).into_value(py).into_bound(py));
    Ok(answers
        .into_iter()
        .map(|answer| answer.map_or_else(failed, Answer::Given))
        .collect())
}

/// Runs the command line on this process's streams; gives the exit status.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>) -> PyResult<u8> {
    guarded(py, || {
        let status = cli::run_here(arguments);
        // Python ends without what Rust's own `main` does at its end.
        let flushed = io::stdout().flush();
        Ok(if flushed.is_ok() || status == cli::FAILED {
            status
        } else {
            cli::CLEAN
        })
    })
}

/// Panics on purpose: the tests prove that this, too, arrives as an `InternalError`.
#[pyfunction]
#[expect(clippy::panic, reason = "what it is for")]
fn panic(py: Python<'_>) -> PyResult<()> {
    guarded(py, || panic!("on purpose"))
}

/// The native part of the package.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("version", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Document>()?;
    module.add_function(wrap_pyfunction!(call, module)?)?;
    module.add_function(wrap_pyfunction!(for_each, module)?)?;
    module.add_function(wrap_pyfunction!(run, module)?)?;
    module.add_function(wrap_pyfunction!(panic, module)?)
}
