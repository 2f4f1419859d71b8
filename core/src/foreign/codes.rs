//! The codes of what an adopter has to say. A code is never used again for something else.

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::ModelPath;

/// A line of the table: a code and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdoptionCode {
    /// The code: `ADO001`.
    pub code: &'static str,
    /// Its name: `not-read`.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it means and what to do, in one or more sentences.
    pub doc: &'static str,
}

impl AdoptionCode {
    /// Its page, as Markdown.
    pub fn page(&self) -> String {
        format!(
            "# {} {}\n\nTold when files of another system are adopted, as {}.\n\n{}\n",
            self.code, self.name, self.severity, self.doc
        )
    }
}

const fn of(code: &'static str, name: &'static str, severity: Severity, doc: &'static str) -> AdoptionCode {
    AdoptionCode { code, name, severity, doc }
}

/// Every code.
pub const ADOPTION: &[AdoptionCode] = &[
    of(
        "ADO001",
        "not-read",
        Severity::Error,
        "The file cannot be read: it is not in its system's language, it is too large, or it is not a file of the system it is said to be of. Nothing of it is in the delivery.",
    ),
    of(
        "ADO002",
        "kept-for-one-system",
        Severity::Info,
        "The model has no word for this part of the file. It is kept in `extensions` and written back for the same system; other systems do not get it.",
    ),
    of(
        "ADO003",
        "changed",
        Severity::Warning,
        "Written back for the same system, this part of the file would say something else than before.",
    ),
    of(
        "ADO004",
        "dropped",
        Severity::Warning,
        "Written back for the same system, this part of the file would be missing.",
    ),
    of(
        "ADO005",
        "duplicate-key",
        Severity::Warning,
        "A key stands twice in one mapping, and only one of its values counts. The other is not in the delivery.",
    ),
    of(
        "ADO006",
        "not-found",
        Severity::Warning,
        "The file names another file that was not handed to the adopter. The reference is kept as it is; what the other file says is not known.",
    ),
    of(
        "ADO007",
        "set-by-one-system",
        Severity::Info,
        "A variable that this system sets by itself, and for which the model has no word. The file comes back as it was; on another system nothing is in the variable until something sets it.",
    ),
    of(
        "ADO008",
        "protected-elsewhere",
        Severity::Warning,
        "GitHub, GitLab and Azure keep who must approve, and what else protects an environment, with the environment and not in files. Nothing of it was adopted, so nothing of it goes to another system. Put it into `gates` of the environment in the document, and render that.",
    ),
];

/// A finding with one of the codes.
fn told(code: &'static str, path: ModelPath, message: String) -> Diagnostic {
    let severity = ADOPTION
        .iter()
        .find(|entry| entry.code == code)
        .map_or(Severity::Error, |entry| entry.severity);
    Diagnostic::new(code, severity, path, message)
}

/// A file that cannot be read.
pub fn not_read(message: impl Into<String>) -> Diagnostic {
    told("ADO001", ModelPath::root(), message.into())
}

/// A part that only one system gets.
pub fn kept(path: ModelPath, system: &str) -> Diagnostic {
    let name = path.last_key().unwrap_or("this").to_owned();
    told("ADO002", path, format!("`{name}` is kept for {system} only"))
}

/// A part that only one system gets, by what it is called.
pub fn kept_part(path: ModelPath, part: &str, system: &str) -> Diagnostic {
    told("ADO002", path, format!("`{part}` is kept for {system} only"))
}

/// A part that would say something else.
pub fn changed(path: ModelPath) -> Diagnostic {
    told("ADO003", path, "written back, this would say something else".into())
}

/// A part that would be missing.
pub fn dropped(path: ModelPath) -> Diagnostic {
    told("ADO004", path, "written back, this would be missing".into())
}

/// A key that stands twice.
pub(super) fn duplicate(path: ModelPath, key: &str) -> Diagnostic {
    told("ADO005", path, format!("`{key}` stands twice here, and only one of them counts")).on_key()
}

/// A variable that only one system sets.
pub fn one_system(path: ModelPath, variable: &str, system: &str) -> Diagnostic {
    told(
        "ADO007",
        path,
        format!("only {system} sets `{variable}`, so other systems have nothing in it"),
    )
}

/// An environment whose protection is in no file.
pub fn protected_elsewhere(path: ModelPath, environment: &str, system: &str) -> Diagnostic {
    let message = format!("who must approve for `{environment}` is kept by {system} outside of files, so nothing holds it here");
    told("ADO008", path, message).help("put it into the gates of the environment in the document, and render that")
}

/// A file that was not handed over.
pub fn not_found(path: ModelPath, file: &str) -> Diagnostic {
    told("ADO006", path, format!("`{file}` is not among the files"))
}
