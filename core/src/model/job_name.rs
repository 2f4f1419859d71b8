//! The name of a job as another one uses it: `lint`, or `build.api` for a job of another stage.

use super::scalar::{Id, Scalar, ScalarError, glue};
use std::fmt;
use std::str::FromStr;

/// A job of the same stage, or of a stage that is named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JobName {
    /// The stage; the one the name stands in when left out.
    pub stage: Option<Id>,
    /// The job.
    pub job: Id,
}

impl From<Id> for JobName {
    fn from(job: Id) -> Self {
        Self { stage: None, job }
    }
}

impl Scalar for JobName {
    const EXPECTED: &'static str = "a job such as `lint`, or `build.api` for a job of another stage";
    const NAME: &'static str = "JobName";
    const PATTERN: Option<&'static str> = Some(r"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$");
    const EXAMPLES: &'static [&'static str] = &["lint", "build.api"];
}

impl FromStr for JobName {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        let wrong = || ScalarError::not::<Self>();
        match text.split_once('.') {
            None => text.parse().map(|job| Self { stage: None, job }).map_err(|_: ScalarError| wrong()),
            Some((stage, job)) => {
                let (Ok(stage), Ok(job)) = (stage.parse(), job.parse()) else {
                    return Err(wrong());
                };
                Ok(Self { stage: Some(stage), job })
            }
        }
    }
}

impl fmt::Display for JobName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.stage {
            Some(stage) => write!(f, "{stage}.{}", self.job),
            None => self.job.fmt(f),
        }
    }
}

glue::scalar!(JobName);
