//! Conversion: the files of one system as the files of another, and what is not the same afterwards. It is adoption and
//! rendering in one go, with one account of both that leads back to the lines of the files it began with.
//!
//! ```
//! use gatewright::convert::convert;
//! use gatewright::foreign::SourceFile;
//!
//! let workflow = "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v5\n      - uses: some/action@v1\n";
//! let conversion = convert(None, &[SourceFile::new(".github/workflows/ci.yml", workflow)], "gitlab-ci", [])?;
//! assert_eq!(conversion.rendered.files()[0].path, ".gitlab-ci.yml");
//! // An action of GitHub runs nowhere else, and the account says on which line it stands.
//! let first = &conversion.account.entries[0];
//! assert_eq!((first.code, first.places[0].line), ("LOS042", Some(7)));
//! # Ok::<(), gatewright::Error>(())
//! ```

mod account;
mod page;
mod view;

pub use account::{Account, Entry, Place};
pub use page::conversion_page;

use crate::adopters;
use crate::diagnostic::Report;
use crate::error::Error;
use crate::foreign::{Adopted, SourceFile};
use crate::render::{FileSet, Options, Target, TargetKind};
use crate::targets;

/// What a conversion gives.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// The files as one delivery, and what there was to say about them.
    pub adopted: Adopted,
    /// The target.
    pub target: &'static Target,
    /// The target's files, without headers; none when the delivery does not hold together.
    pub rendered: FileSet,
    /// What is not the same, the most important first.
    pub account: Account,
}

/// Makes the files of one system those of another; the system is told by their paths when it is not named.
pub fn convert<'v>(
    system: Option<&str>,
    files: &[SourceFile],
    target: &str,
    options: impl IntoIterator<Item = (&'v str, &'v str)>,
) -> Result<Conversion, Error> {
    let target = targets::find(target)?;
    if target.kind != TargetKind::Pipeline {
        let message = format!(
            "`{}` is no system that runs pipelines; adopt the files and render that",
            target.name
        );
        return Err(Error::argument(message));
    }
    let options = Options::new(target, options)?;
    let adopted = adopters::adopt(system, files)?;
    // Findings about the delivery itself come only from one that does not hold together.
    let (mut rendered, broken) = match adopted.delivery.clone().plan() {
        Ok(plan) => (plan.render_to(target, &options)?, Report::new()),
        Err(report) => (FileSet::new(), report),
    };
    // Nothing keeps the document that they would say they come from.
    rendered.eject();
    let account = Account::of(&adopted, target, &rendered, &broken);
    Ok(Conversion {
        adopted,
        target,
        rendered,
        account,
    })
}
