//! The systems whose files can be adopted, and adoption itself.
//!
//! ```
//! use gatewright::adopters;
//! use gatewright::foreign::SourceFile;
//!
//! let workflow = "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v5\n      - run: make test\n";
//! let adopted = adopters::adopt(None, &[SourceFile::new(".github/workflows/ci.yml", workflow)])?;
//! assert_eq!(adopted.delivery.pipelines.len(), 1);
//! assert!(adopted.ledger()?.is_faithful());
//! # Ok::<(), gatewright::Error>(())
//! ```

use crate::diagnostic::nearest;
use crate::error::Error;
use crate::foreign::{ADOPTION, Adopted, Adopter, Ledger, SourceFile};
use crate::platform::ADOPTERS;
use crate::text::Limits;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt::Write as _;

/// The name of a system whose files can be adopted. In every language its type knows the names there are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct AdopterName(pub String);

impl JsonSchema for AdopterName {
    fn schema_name() -> Cow<'static, str> {
        "AdopterName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = all().map(|adopter| adopter.name).collect();
        json_schema!({ "description": "The name of a system whose files can be adopted.", "type": "string", "enum": names })
    }
}

/// Every system whose files can be adopted.
pub fn all() -> impl Iterator<Item = &'static Adopter> + Clone {
    ADOPTERS.iter().copied()
}

/// An adopter by its name.
pub fn find(name: &str) -> Result<&'static Adopter, Error> {
    all().find(|adopter| adopter.name == name).ok_or_else(|| {
        let meant = nearest(name, all().map(|adopter| adopter.name));
        let meant = meant.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
        Error::argument(format!("files of `{name}` cannot be adopted{meant}"))
    })
}

/// Makes one delivery of files; the system is told by their paths when it is not named.
pub fn adopt(system: Option<&str>, files: &[SourceFile]) -> Result<Adopted, Error> {
    let adopter = match system {
        Some(name) => find(name)?,
        None => all()
            .find(|adopter| files.iter().any(|file| (adopter.claims)(&file.path)))
            .ok_or_else(|| {
                let known: Vec<String> = all().map(|adopter| adopter.takes.to_owned()).collect();
                Error::argument(format!("none of these files is one that can be adopted: {}", known.join("; ")))
            })?,
    };
    Ok((adopter.adopt)(files, Limits::default()))
}

/// The page about adoption, as Markdown: the systems, what is kept where, and every code.
pub fn adoption_page() -> String {
    let mut page = String::from(
        "# Adoption\n\n`gatewright adopt` and the operation `adopt` make one delivery of the files of another system. What the model has a word\nfor is said by the model; what it has none for stays with its node in `extensions.<system>`, and rendering for the same\nsystem puts it back. Known actions and commands become intents (a scan, a deployment, a cache), with the original kept\nbeside them: the original is what is written back as long as it is there. Comments are kept by their route, and the version\nbehind a pinned action as `version`.\n\nA pipeline with `adopted: <path>` in its extension is written as it was, without what an expert would add to a new one.\n\n## Systems\n\n| system | takes | extension |\n|---|---|---|\n",
    );
    for adopter in all() {
        let _ = writeln!(
            page,
            "| {} | {} | `extensions.{}` |",
            adopter.name, adopter.takes, adopter.extension
        );
    }
    page.push_str("\n## What may be said about a file\n\n| code | name | severity | what it means |\n|---|---|---|---|\n");
    for told in ADOPTION {
        let _ = writeln!(page, "| {} | {} | {} | {} |", told.code, told.name, told.severity, told.doc);
    }
    page
}

impl Adopted {
    /// What became of every node of every file, found out by writing the files back and comparing. A delivery that does not
    /// hold together is a failure, since nothing can be written from it.
    pub fn ledger(&self) -> Result<Ledger, Error> {
        let adopter = find(self.system)?;
        let plan = self.delivery.clone().plan().map_err(|report| Error::argument(report.to_string()))?;
        let rendered = plan.render(adopter.name)?;
        let mut ledger = Ledger::default();
        for (number, file) in self.files.iter().enumerate() {
            let Some(written) = file.tree.as_deref().and_then(crate::foreign::value) else {
                continue;
            };
            let back = rendered.files().iter().find(|back| back.path == file.path);
            let back =
                back.and_then(|back| crate::foreign::read(&SourceFile::new(&*back.path, &*back.text), adopter.reader, Limits::default()).1);
            ledger.account(self, number, &(adopter.normal)(written), back.map(adopter.normal).as_ref());
        }
        Ok(ledger)
    }
}
