//! `gatewright judge`: what measurements say of a new version.

use super::{CLEAN, FOUND, Failure, Streams, files};
use crate::api::{AnswerJson, JudgeRequest, JudgementJson, MetricsFormat};
use crate::error::Error;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let plan = files::plan(matches, streams)?;
    let name = matches.get_one::<String>("metrics").cloned().unwrap_or_default();
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let request = JudgeRequest {
        strategy: text("strategy"),
        rollback: text("rollback"),
        metrics: String::from_utf8(files::bytes(&name)?).map_err(|_| Error::argument("the measurements are no UTF-8 text"))?,
        format: match text("metrics_format").as_deref() {
            Some("csv") => Some(MetricsFormat::Csv),
            Some("prometheus") => Some(MetricsFormat::Prometheus),
            Some("json") => Some(MetricsFormat::Json),
            _ => None,
        },
        signal: text("signal"),
        ..JudgeRequest::default()
    };
    crate::api::Request::hold(&request)?;
    let told = JudgementJson::of(&plan, &request)?;
    files::show(matches, streams, &told, &told.text, &told.markdown)?;
    Ok(if told.verdict == AnswerJson::Promote { CLEAN } else { FOUND })
}
