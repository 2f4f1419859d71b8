//! `gatewright explain`, `rules`, `schema` and `completions`: what the library knows about itself.

use super::{CLEAN, Failure, Streams, command};
use crate::api;
use crate::error::Error;
use crate::format::json_schema;
use crate::rules::{self, GROUPS, Selector};
use clap::{Arg, ArgMatches};
use std::fmt::Write as _;

pub(super) fn explain(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let code = matches.get_one::<String>("code").map_or("", String::as_str);
    write!(streams.out, "{}", api::page(code)?)?;
    Ok(CLEAN)
}

pub(super) fn rules(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let selectors: Vec<Selector> = matches
        .get_many::<String>("selector")
        .unwrap_or_default()
        .map(|word| word.parse())
        .collect::<Result<_, _>>()?;
    let wanted = |rule: &rules::Rule| selectors.is_empty() || selectors.iter().any(|selector| selector.matches(rule));
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        let list: Vec<_> = rules::all().filter(|rule| wanted(rule)).map(rules::Rule::wire).collect();
        let text = serde_json::to_string_pretty(&list).map_err(|error| Error::internal(error.to_string()))?;
        writeln!(streams.out, "{text}")?;
        return Ok(CLEAN);
    }
    for group in GROUPS {
        let rules: Vec<_> = group.rules.iter().filter(|rule| wanted(rule)).collect();
        if rules.is_empty() {
            continue;
        }
        writeln!(streams.out, "{} ({}): {}", group.name, group.prefix, group.about)?;
        for rule in rules {
            writeln!(
                streams.out,
                "  {}  {:<7}  {:<24} {}",
                rule.code,
                rule.severity.word(),
                rule.name(),
                rule.summary()
            )?;
        }
    }
    Ok(CLEAN)
}

pub(super) fn schema(streams: &mut Streams<'_>) -> Result<u8, Failure> {
    let text = serde_json::to_string_pretty(&json_schema()).map_err(|error| Error::internal(error.to_string()))?;
    writeln!(streams.out, "{text}")?;
    Ok(CLEAN)
}

pub(super) fn completions(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, Failure> {
    use clap_complete::{Shell, generate};
    let shell = match matches.get_one::<String>("shell").map(String::as_str) {
        Some("zsh") => Shell::Zsh,
        Some("fish") => Shell::Fish,
        _ => Shell::Bash,
    };
    let mut script = Vec::new();
    generate(shell, &mut command(), "gatewright", &mut script);
    streams.out.write_all(&script)?;
    if shell == Shell::Fish {
        write!(streams.out, "{}", words_for_fish())?;
    }
    Ok(CLEAN)
}

/// The words that stand alone, such as the names of targets: what generates the script for fish knows those of options only.
fn words_for_fish() -> String {
    let mut script = String::new();
    for command in command().get_subcommands() {
        for word in command.get_positionals().flat_map(Arg::get_possible_values) {
            let help = word.get_help().map(ToString::to_string).unwrap_or_default().replace('\'', "\\'");
            let _ = writeln!(
                script,
                "complete -c gatewright -n \"__fish_gatewright_using_subcommand {}\" -a '{}' -d '{help}'",
                command.get_name(),
                word.get_name(),
            );
        }
    }
    script
}
