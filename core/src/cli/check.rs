//! `gatewright check`: reads documents, runs the rules, shows the report.

use super::{CLEAN, FOUND, Failure, Streams, files};
use crate::diagnostic::{Report, Severity, view};
use crate::error::Error;
use crate::format::{Read, ReadOptions};
use crate::model::Profile;
use crate::rules::{self, CheckOptions, Policy, Selector};
use clap::ArgMatches;

/// From this many documents on, progress is shown.
const MANY: usize = 20;

pub(super) fn run(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let options = options(matches)?;
    let names = files::named(matches)?;
    let mut reports = Vec::with_capacity(names.len());
    for (number, name) in names.iter().enumerate() {
        if streams.progress && names.len() >= MANY {
            write!(streams.err, "\rchecking {}/{}", number + 1, names.len())?;
        }
        let bytes = files::bytes(name)?;
        let mut report = check(&bytes, name, &options);
        if matches.get_flag("fix") {
            report = fix(name, report, &options)?;
        }
        reports.push(report);
    }
    if streams.progress && names.len() >= MANY {
        write!(streams.err, "\r\x1b[K")?;
    }
    show(matches, streams, &reports)?;
    let worst = reports.iter().filter_map(Report::worst).max();
    Ok(if denied(matches, worst) { FOUND } else { CLEAN })
}

/// True when the worst finding is at or above the severity that `--deny` names.
pub(super) fn denied(matches: &ArgMatches, worst: Option<Severity>) -> bool {
    let denied = match matches.get_one::<String>("deny").map(String::as_str) {
        Some("never") => None,
        word => word.and_then(|word| word.parse::<Severity>().ok()),
    };
    denied.is_some_and(|denied| worst >= Some(denied))
}

fn check(bytes: &[u8], name: &str, options: &CheckOptions) -> Report {
    Read::from_bytes(bytes, ReadOptions::named(files::shown(name))).check(options)
}

/// Applies the certain fixes of a report to its file, and checks what came out of it.
fn fix(name: &str, report: Report, options: &CheckOptions) -> Result<Report, Error> {
    match report.fixed() {
        Some(text) if name != "-" => {
            std::fs::write(name, &text).map_err(|error| Error::file(&name, &error))?;
            Ok(check(text.as_bytes(), name, options))
        }
        _ => Ok(report),
    }
}

fn show(matches: &ArgMatches, streams: &mut Streams<'_>, reports: &[Report]) -> Result<(), Failure> {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => {
            for report in reports {
                writeln!(streams.out, "{}", report.to_json())?;
            }
        }
        Some("sarif") => writeln!(streams.out, "{}", view::sarif::render(reports, &rules::sarif_rules()))?,
        Some("github") => {
            for report in reports {
                write!(streams.out, "{}", report.to_github())?;
            }
        }
        _ => {
            let style = files::style(matches, streams);
            for report in reports {
                writeln!(streams.out, "{}", view::text::render(report, &style))?;
            }
        }
    }
    Ok(())
}

fn options(matches: &ArgMatches) -> Result<CheckOptions, Error> {
    let words = |name: &str| matches.get_many::<String>(name).unwrap_or_default();
    let selectors = |name: &str| words(name).map(|word| word.parse::<Selector>()).collect::<Result<Vec<_>, _>>();
    let mut severities = Vec::new();
    for pair in words("severity") {
        let (rule, severity) = pair
            .split_once('=')
            .ok_or_else(|| Error::argument(format!("`{pair}` is not RULE=SEVERITY, such as STR008=error")))?;
        severities.push((rule.parse()?, severity.parse().map_err(|message: String| Error::argument(message))?));
    }
    let today = match matches.get_one::<String>("today") {
        Some(text) => Some(
            text.parse()
                .map_err(|error: crate::model::scalar::ScalarError| Error::argument(format!("--today: {error}")))?,
        ),
        None => files::today(),
    };
    let mut policies = Vec::new();
    for name in words("policy") {
        let text = std::fs::read_to_string(name).map_err(|error| Error::file(name, &error))?;
        policies.push(Policy::new(name, text)?);
    }
    Ok(CheckOptions {
        policies,
        profile: matches.get_one::<String>("profile").and_then(|word| word.parse::<Profile>().ok()),
        select: selectors("select")?,
        ignore: selectors("ignore")?,
        severities,
        today,
        limit: matches.get_one("limit").copied(),
    })
}
