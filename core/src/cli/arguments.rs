//! The commands and their arguments.

mod releases;
mod timing;

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
        .subcommand(compare())
        .subcommand(cost())
        .subcommand(cover())
        .subcommand(recover())
        .subcommand(timing::schedule())
        .subcommand(timing::capacity())
        .subcommand(releases::simulate())
        .subcommand(releases::judge())
        .subcommand(releases::rollback())
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
            Arg::new("policy")
                .long("policy")
                .value_name("FILE")
                .action(ArgAction::Append)
                .help("Ask policies in Rego too, as files; needs a build with the feature `rego`"),
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

fn compare() -> Command {
    Command::new("compare")
        .about("Say what changes from one document to another")
        .long_about(
            "Say what changes from one document to another: what was added, removed and changed, what that costs and how long it takes, what it risks, who must say yes, and the way back. As Markdown it is a comment for a proposed change.",
        )
        .arg(Arg::new("before").value_name("BEFORE").required(true).value_hint(ValueHint::FilePath).help("The document as it was"))
        .arg(Arg::new("after").value_name("AFTER").required(true).value_hint(ValueHint::FilePath).help("The document as it is to be; `-` is standard input"))
        .arg(prices())
        .arg(format(&["text", "markdown", "json"]))
        .arg(color())
}

fn prices() -> Arg {
    Arg::new("prices")
        .long("prices")
        .value_name("FILE")
        .value_hint(ValueHint::FilePath)
        .action(ArgAction::Append)
        .help("A price file: of the Azure Retail Prices API, AWS, Google Cloud or Infracost, or CSV; a later one comes first")
}

fn cost() -> Command {
    Command::new("cost")
        .about("Say what a delivery costs")
        .long_about(
            "Say what a delivery costs in a month and a year, line by line, each with its quantity, its price and whose word that is. What has no price or no amount is named and not counted. Prices are the document's own, then those of price files, then those of the built-in book.",
        )
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .help("The document; `-` is standard input, and delivery.yaml is taken when left out"),
        )
        .arg(prices())
        .arg(
            Arg::new("month")
                .long("month")
                .value_name("MONTH")
                .help("The month FOCUS rows are for, such as 2026-12"),
        )
        .arg(
            Arg::new("focus-version")
                .long("focus-version")
                .value_parser(PossibleValuesParser::new(["1.2", "1.4"]))
                .default_value("1.2")
                .help("Version of FOCUS"),
        )
        .arg(format(&["text", "markdown", "csv", "json", "infracost", "focus", "svg"]))
        .arg(color())
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

fn recover() -> Command {
    Command::new("recover")
        .about("Say how much work is lost and how long recovery takes")
        .long_about(
            "Say how much work is lost (RPO) and how long recovery takes (RTO) after the loss of a zone or region, wrong or deleted data and ransomware: as built, against what is promised, with what decides it and what would keep the promise.",
        )
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .help("The document; `-` is standard input, and delivery.yaml is taken when left out"),
        )
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
