//! The arguments of the commands about releases: `simulate`, `judge` and `rollback`.

use super::{color, document, format};
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, ValueHint};

/// What a rollout will be like.
pub(super) fn simulate() -> Command {
    Command::new("simulate")
        .about("Say what a rollout will be like, and when a bad one is noticed")
        .long_about(
            "Step the rollouts of a document through time as their engines do: the share of traffic that a new version really gets, how likely it is that a bad one is noticed before each step, how long it takes at worst until users are rid of it, and what that costs of the error budget. What the document does not say can be said here.",
        )
        .arg(document())
        .arg(named("strategy", "ID", "One of the strategies; all when left out"))
        .arg(named("environment", "ID", "One of the environments; all when left out"))
        .arg(named("service", "ID", "One of the services; all when left out"))
        .arg(
            Arg::new("replicas")
                .long("replicas")
                .value_name("COUNT")
                .value_parser(clap::value_parser!(u32))
                .help("How many instances there are"),
        )
        .arg(named("requests", "RATE", "How many requests there are, such as 100/second"))
        .arg(named("error_rate", "PERCENT", "How many of them fail although nothing is wrong").long("error-rate"))
        .arg(named("objective", "PERCENT", "How many of them must not fail, such as 99.9%"))
        .arg(named("startup", "DURATION", "How long an instance takes until it counts"))
        .arg(named("query", "DURATION", "How long a measurement takes"))
        .arg(named("fault", "PERCENT", "How many requests to a bad release fail"))
        .arg(named("fault_at", "DURATION", "When that begins; at once when left out").long("fault-at").requires("fault"))
        .arg(named("fault_latency", "DURATION", "How long its answers take from then on").long("fault-latency").requires("fault"))
        .arg(
            Arg::new("runs")
                .long("runs")
                .value_name("COUNT")
                .value_parser(clap::value_parser!(u64))
                .help("How many bad releases are drawn at random"),
        )
        .arg(
            Arg::new("seed")
                .long("seed")
                .value_name("NUMBER")
                .value_parser(clap::value_parser!(u64))
                .help("What the draws follow from; zero when left out"),
        )
        .arg(format(&["text", "markdown", "json"]))
        .arg(color())
}

/// What measurements mean.
pub(super) fn judge() -> Command {
    Command::new("judge")
        .about("Say what measurements mean for a new version: promote, hold or roll back")
        .long_about(
            "Hold measurements against the analysis of a strategy or the conditions of a rollback, and compare the new version with the old one where both were measured. Exits with 0 when it can go on and with 1 otherwise; missing measurements are an answer of their own.",
        )
        .arg(document())
        .arg(
            Arg::new("metrics")
                .long("metrics")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .required(true)
                .help("The measurements: JSON, CSV or what Prometheus answers to a range query; `-` is standard input"),
        )
        .arg(
            Arg::new("metrics_format")
                .long("metrics-format")
                .value_name("FORMAT")
                .value_parser(PossibleValuesParser::new(["json", "csv", "prometheus"]))
                .help("How they are written; told by how they begin when left out"),
        )
        .arg(named("signal", "NAME", "The signal of measurements that do not name theirs"))
        .arg(named("strategy", "ID", "The strategy whose analysis judges").conflicts_with("rollback"))
        .arg(named("rollback", "ID", "The rollback whose conditions judge"))
        .arg(format(&["text", "markdown", "json"]))
        .arg(color())
}

/// How to go back.
pub(super) fn rollback() -> Command {
    Command::new("rollback")
        .about("Say how to go back, how long that takes, and what cannot be taken back")
        .long_about(
            "For every environment that has a way back: the commands in order, how long it takes at worst until the old version serves everyone, held against what is promised, what shows that it worked, who must say yes, and after which steps of a deployment there is no full way back.",
        )
        .arg(document())
        .arg(named("environment", "ID", "One of the environments; all when left out"))
        .arg(format(&["text", "markdown", "json"]))
        .arg(color())
}

/// An option with a value.
fn named(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}
