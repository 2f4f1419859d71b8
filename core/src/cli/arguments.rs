//! The commands and their arguments.

use crate::adopters;
use crate::model::Profile;
use crate::render::{Target, TargetKind};
use crate::targets;
use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, ArgAction, Command, Error, ValueHint};
use std::ffi::OsStr;

/// The whole command line.
pub fn command() -> Command {
    Command::new("gatewright")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Describe a software delivery once; prove it, price it, simulate it, and render it for the systems that run it")
        .after_help("Exit status: 0 nothing found, 1 findings at or above the denied severity, 2 the call itself failed.")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(check())
        .subcommand(write())
        .subcommand(adopt())
        .subcommand(convert())
        .subcommand(cover())
        .subcommand(simulate())
        .subcommand(judge())
        .subcommand(rollback())
        .subcommand(render())
        .subcommand(
            Command::new("targets")
                .about("List what can be rendered, with options")
                .arg(format(&["text", "json"])),
        )
        .subcommand(
            Command::new("explain").about("Show the page of a rule or loss").arg(
                Arg::new("code")
                    .required(true)
                    .value_name("CODE")
                    .help("Code or name of a rule or loss, such as STR002"),
            ),
        )
        .subcommand(
            Command::new("rules")
                .about("List the rules")
                .arg(
                    Arg::new("selector")
                        .value_name("SELECTOR")
                        .num_args(0..)
                        .help("Codes or prefixes such as STR; all when left out"),
                )
                .arg(format(&["text", "json"])),
        )
        .subcommand(Command::new("schema").about("Print the JSON Schema of the document"))
        .subcommand(
            Command::new("completions")
                .about("Print a script that completes commands in a shell")
                .arg(
                    Arg::new("shell")
                        .required(true)
                        .value_parser(PossibleValuesParser::new(["bash", "zsh", "fish"])),
                ),
        )
}

fn check() -> Command {
    Command::new("check")
        .about("Check documents and say what is wrong with them")
        .arg(files())
        .arg(format(&["text", "json", "sarif", "github"]))
        .arg(deny())
        .arg(
            Arg::new("profile")
                .long("profile")
                .value_name("PROFILE")
                .value_parser(PossibleValuesParser::new(Profile::ALL.iter().map(|profile| profile.word())))
                .help("Which rules run; the document's own `checks` when left out"),
        )
        .arg(selectors(
            "select",
            "Run only these rules: codes, names or prefixes, separated by commas",
        ))
        .arg(selectors("ignore", "Do not run these rules"))
        .arg(
            Arg::new("severity")
                .long("severity")
                .value_name("RULE=SEVERITY")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .help("Give rules another severity, as STR008=error"),
        )
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("N")
                .value_parser(clap::value_parser!(usize))
                .help("Show at most N findings per document"),
        )
        .arg(
            Arg::new("today")
                .long("today")
                .value_name("DATE")
                .help("The day waivers are held against; the clock's when left out"),
        )
        .arg(
            Arg::new("fix")
                .long("fix")
                .action(ArgAction::SetTrue)
                .help("Apply the fixes that are certain, then check again"),
        )
        .arg(color())
}

fn write() -> Command {
    Command::new("write")
        .about("Write documents in the canonical form, in place")
        .long_about(
            "Write documents in the canonical form, in place. Comments are kept. With --to, print the document in another notation instead; with `-`, read standard input and print.",
        )
        .arg(files())
        .arg(Arg::new("check").long("check").action(ArgAction::SetTrue).help("Write nothing; exit with 1 when a document would change"))
        .arg(Arg::new("to").long("to").value_parser(PossibleValuesParser::new(["yaml", "json"])).help("Print in this notation instead of writing in place"))
        .arg(color())
}

fn adopt() -> Command {
    Command::new("adopt")
        .about("Make a document of the files of another system")
        .long_about(
            "Make a document of the files of another system: workflows of GitHub Actions, for one. What the model has no word for is kept, so that rendering for the same system gives the files back; an account of it is told on standard error.",
        )
        .arg(paths())
        .arg(system())
        .arg(Arg::new("name").long("name").value_name("ID").help("Name of the delivery; that of the folder when left out"))
        .arg(
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .help("File the document goes to; printed when left out"),
        )
        .arg(Arg::new("force").long("force").action(ArgAction::SetTrue).help("Write over a file that is there"))
        .arg(color())
}

fn convert() -> Command {
    Command::new("convert")
        .about("Write the files of one system as those of another")
        .long_about(
            "Write the files of one system as those of another, and say what is not the same: with its code, the most important first, and the lines it stands on. Without -o only that is said.",
        )
        .arg(
            Arg::new("target")
                .value_name("TARGET")
                .required(true)
                .value_parser(TargetName(|target| target.kind == TargetKind::Pipeline))
                .help("The system whose files are written"),
        )
        .arg(paths())
        .arg(system())
        .arg(folder())
        .arg(option())
        .arg(format(&["text", "markdown", "json"]))
        .arg(deny())
        .arg(force())
}

fn cover() -> Command {
    Command::new("cover")
        .about("Say what a document shows of the controls of frameworks")
        .long_about(
            "Say, control by control, what a document shows of SOC 2, ISO 27001, PCI DSS and others: what supports a control, what is missing, and what no plan can show. It says nothing of whether things were done as they are planned.",
        )
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .help("The document; `-` is standard input, and delivery.yaml is taken when left out"),
        )
        .arg(
            Arg::new("framework")
                .long("framework")
                .value_name("NAME")
                .action(ArgAction::Append)
                .help("A framework such as soc2; those that the document answers to when left out"),
        )
        .arg(format(&["text", "markdown", "json"]))
        .arg(color())
}

fn simulate() -> Command {
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

fn judge() -> Command {
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

fn rollback() -> Command {
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

/// The document a command works on.
fn document() -> Arg {
    Arg::new("files")
        .value_name("FILE")
        .value_hint(ValueHint::FilePath)
        .help("The document; `-` is standard input, and delivery.yaml is taken when left out")
}

/// An option with a value.
fn named(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn render() -> Command {
    Command::new("render")
        .about("Write a document as files for other systems and for people")
        .long_about(
            "Write a document as files for other systems and for people. A single file is printed unless -o names a folder. What the target does not carry is told on standard error.",
        )
        .arg(
            Arg::new("target")
                .value_name("TARGET")
                .required(true)
                .value_parser(TargetName(|_| true))
                .help("What to write; see `gatewright targets`"),
        )
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .help("The document; `-` is standard input, and delivery.yaml is taken when left out"),
        )
        .arg(folder())
        .arg(option())
        .arg(
            Arg::new("diff")
                .long("diff")
                .action(ArgAction::SetTrue)
                .help("Write nothing; say which files in the folder differ and where, or are missing, and exit with 1 when there are any"),
        )
        .arg(force())
        .arg(
            Arg::new("eject")
                .long("eject")
                .action(ArgAction::SetTrue)
                .help("Write the files without their headers, to be kept by hand from now on"),
        )
        .arg(color())
}

/// Takes any word as the name of a target, so that a wrong one is refused in the library's own words; shells and the help
/// know those there are.
#[derive(Clone)]
struct TargetName(fn(&Target) -> bool);

impl TypedValueParser for TargetName {
    type Value = String;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(
            targets::all()
                .filter(|target| (self.0)(target))
                .map(|target| PossibleValue::new(target.name).help(target.summary)),
        ))
    }
}

fn folder() -> Arg {
    Arg::new("output")
        .short('o')
        .long("output")
        .value_name("DIR")
        .value_hint(ValueHint::DirPath)
        .help("Folder the files go to")
}

fn option() -> Arg {
    Arg::new("option")
        .long("option")
        .value_name("NAME=VALUE")
        .action(ArgAction::Append)
        .help("An option of the target, such as theme=dark; `gatewright targets` lists them")
}

fn force() -> Arg {
    Arg::new("force")
        .long("force")
        .action(ArgAction::SetTrue)
        .help("Write over files that were changed by hand or are not generated")
}

fn paths() -> Arg {
    Arg::new("paths")
        .value_name("PATH")
        .num_args(0..)
        .value_hint(ValueHint::AnyPath)
        .help("Files, or folders to look in; the folder one is in when left out")
}

fn system() -> Arg {
    Arg::new("system")
        .long("system")
        .value_parser(PossibleValuesParser::new(adopters::all().map(|adopter| adopter.name)))
        .help("The system the files are of; told by their paths when left out")
}

fn files() -> Arg {
    Arg::new("files")
        .value_name("FILE")
        .value_hint(ValueHint::FilePath)
        .num_args(0..)
        .help("Documents; `-` is standard input, and delivery.yaml is taken when left out")
}

fn format(formats: &'static [&'static str]) -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .default_value("text")
        .value_parser(PossibleValuesParser::new(formats.iter().copied()))
        .help("How to show the result")
}

fn selectors(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("RULES")
        .value_delimiter(',')
        .action(ArgAction::Append)
        .help(help)
}

fn deny() -> Arg {
    Arg::new("deny")
        .long("deny")
        .value_name("SEVERITY")
        .default_value("error")
        .value_parser(PossibleValuesParser::new(["info", "warning", "error", "never"]))
        .help("Exit with 1 from this severity on")
}

fn color() -> Arg {
    Arg::new("color")
        .long("color")
        .value_name("WHEN")
        .default_value("auto")
        .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
        .help("When to colour the output")
}
