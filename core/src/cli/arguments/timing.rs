//! The arguments of the commands about time: `schedule` and `capacity`.

use super::{color, document, format};
use clap::{Arg, ArgAction, Command, ValueHint};

/// How long runs take.
pub(super) fn schedule() -> Command {
    Command::new("schedule")
        .about("Say how long runs take")
        .long_about(
            "Say how long runs take: the longest path with any number of machines and with those there are, what each job adds to it, and percentiles from simulated runs. Waiting for people and for the calendar is told beside it.",
        )
        .arg(document())
        .arg(Arg::new("pipeline").long("pipeline").value_name("ID").help("The pipeline; all that something starts when left out"))
        .arg(runners("How many jobs run at once in a pool, or N for all jobs on machines of the service; as the document says when left out"))
        .arg(number("runs", "How many runs are simulated; 0 for none"))
        .arg(seed())
        .arg(assume())
        .arg(history())
        .arg(format(&["text", "markdown", "json"]))
        .arg(color())
}

/// How many machines a team needs.
pub(super) fn capacity() -> Command {
    Command::new("capacity")
        .about("Say how many machines a team needs")
        .long_about(
            "Say how many machines a team needs: how long jobs wait for one by the number of machines, by Erlang's formula and by simulated runs, what that does to the lead time and what it costs, and the smallest pool that keeps the promised lead time.",
        )
        .arg(document())
        .arg(Arg::new("pushes").long("pushes").value_name("RATE").help("Pushes of the whole team, such as 40/day; the document's when left out"))
        .arg(Arg::new("peak").long("peak").value_name("FACTOR").help("How many times as many runs begin in busy times; 2 when left out"))
        .arg(Arg::new("attention").long("attention").value_name("SHARE").help("Which part of the time people wait they do nothing else; 25% when left out"))
        .arg(runners("How many machines there are in a pool; as the document says when left out"))
        .arg(
            Arg::new("price")
                .long("price")
                .value_name("POOL=PRICE")
                .action(ArgAction::Append)
                .help("What machines of a pool cost, such as `linux=0.192 USD/hour`; as the document says when left out"),
        )
        .arg(number("runs", "How many runs are simulated for each number of machines"))
        .arg(seed())
        .arg(assume())
        .arg(history())
        .arg(format(&["text", "markdown", "json"]))
        .arg(color())
}

fn runners(help: &'static str) -> Arg {
    Arg::new("runners")
        .long("runners")
        .value_name("POOL=N")
        .action(ArgAction::Append)
        .help(help)
}

fn number(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("N")
        .value_parser(clap::value_parser!(u32))
        .help(help)
}

fn seed() -> Arg {
    Arg::new("seed")
        .long("seed")
        .value_name("S")
        .value_parser(clap::value_parser!(u64))
        .help("What simulated runs follow from; 0 when left out")
}

fn assume() -> Arg {
    Arg::new("assume")
        .long("assume")
        .value_name("DURATION")
        .help("How long a job is taken to last when nobody says it; 1m/5m/20m when left out")
}

fn history() -> Arg {
    Arg::new("history")
        .long("history")
        .value_name("FILE")
        .num_args(1..)
        .value_hint(ValueHint::FilePath)
        .help("Jobs of past runs, as the interfaces of GitHub, GitLab and Azure DevOps tell them")
}
