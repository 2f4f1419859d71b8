//! The scripts of a job <-> steps: a command whose purpose is known is a step of its own, and so is what runs before and after.

use super::dollar::{Named, replaced};
use super::meaning;
use super::syntax::{self, Values};
use super::{EXTENSION, dotenv};
use crate::foreign::{extension, recognise};
use crate::model::{Action, Data, Entries, EnvValue, Extensions, Step, When};

/// The key under which the lines before are counted.
const BEFORE: &str = "before";

/// The key of the commands that a step was before its purpose was known.
const RUN: &str = "run";

/// What a step says to GitLab alone.
pub(super) fn own(entries: impl IntoIterator<Item = (&'static str, Data)>) -> Extensions {
    let own: Values = entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Extensions::from([(EXTENSION.to_owned(), Data::Map(own))])
}

/// The part of the job that a step stands for.
pub(super) fn part(key: &str) -> (&'static str, Data) {
    ("id", Data::Text(key.to_owned()))
}

fn lines(script: Option<&syntax::Script>) -> Vec<&str> {
    script
        .into_iter()
        .flat_map(|script| &script.0)
        .map(|line| line.trim_end_matches('\n'))
        .collect()
}

/// True for a command that changes the shell for those that come after it.
fn stays(command: &str) -> bool {
    command.lines().any(|line| {
        let line = line.trim_start();
        let words = [
            "cd ",
            "export ",
            "source ",
            ". ",
            "set ",
            "alias ",
            "eval ",
            "pushd ",
            "unset ",
            "shopt ",
            "trap ",
            "exec ",
            "function ",
        ];
        let named = line
            .split_once('=')
            .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
        named || line.contains("() {") || line.contains("(){") || words.iter().any(|word| line.starts_with(word))
    })
}

/// Commands before the rest and the rest -> steps. They run in one shell, so they are one step where that matters.
pub(super) fn take(before: Option<&syntax::Script>, script: Option<&syntax::Script>) -> Vec<Step> {
    let (before, script) = (lines(before), lines(script));
    if !before.is_empty() && !script.is_empty() && before.iter().any(|line| stays(line)) {
        let before = before.join("\n");
        let count = before.lines().count();
        let mut step = run(&format!("{before}\n{}", script.join("\n")));
        step.extensions = own([(BEFORE, Data::Number(count.to_string().into()))]);
        return vec![step];
    }
    let mut steps = Vec::new();
    if !before.is_empty() {
        let mut step = run(&before.join("\n"));
        step.extensions = own([part("before_script")]);
        steps.push(step);
    }
    if script.iter().any(|line| stays(line)) {
        steps.push(run(&script.join("\n")));
        return steps;
    }
    let mut plain: Vec<&str> = Vec::new();
    for line in script {
        let (text, env) = take_inputs(line);
        match recognise(&text) {
            Some(action) => {
                if !plain.is_empty() {
                    steps.push(run(&std::mem::take(&mut plain).join("\n")));
                }
                let mut step = Step::new(action);
                step.env = env;
                step.extensions = own([(RUN, Data::Text(text))]);
                steps.push(step);
            }
            None => plain.push(line),
        }
    }
    if !plain.is_empty() {
        steps.push(run(&plain.join("\n")));
    }
    steps
}

/// Commands after the rest -> steps.
pub(super) fn take_after(script: Option<&syntax::Script>) -> Option<Step> {
    let lines = lines(script);
    if lines.is_empty() {
        return None;
    }
    let text = lines.join("\n");
    let mut step = run(&text);
    step.when = Some(When::Always);
    step.env.extend(meaning::status(&text));
    step.extensions = own([part("after_script")]);
    Some(step)
}

/// Commands as a step; what a caller gives comes by its environment, so that it can be no command.
fn run(text: &str) -> Step {
    let (text, env) = take_inputs(text);
    let mut step = Step::run(text);
    step.env = env;
    step
}

/// The variable by which an input comes.
fn variable(input: &str) -> String {
    format!("INPUT_{}", input.to_ascii_uppercase().replace('-', "_"))
}

/// A script with variables in place of inputs, and these.
fn take_inputs(text: &str) -> (String, Entries<String, EnvValue>) {
    let mut env = Entries::new();
    if !text.contains("$[[") {
        return (text.to_owned(), env);
    }
    let mut made = Vec::new();
    for line in text.split('\n') {
        // An input that is a command is read as one.
        let whole = line.trim().strip_prefix("$[[").and_then(|rest| rest.strip_suffix("]]"));
        let whole = whole.is_some_and(|inside| !inside.contains("]]"));
        let mut quoted = false;
        let line = replaced_by_place(line, &mut quoted, |input, quoted| {
            let name = variable(input);
            env.insert(name.clone(), EnvValue::Text(format!("${{{{ inputs.{input} }}}}")));
            match (whole, quoted) {
                (true, _) => format!("eval \"${{{name}}}\""),
                (false, true) => format!("'\"${{{name}}}\"'"),
                (false, false) => format!("${{{name}}}"),
            }
        });
        made.push(line);
    }
    (made.join("\n"), env)
}

/// A line with its inputs replaced; told is whether one stands in single quotes.
fn replaced_by_place(line: &str, quoted: &mut bool, mut of: impl FnMut(&str, bool) -> String) -> String {
    let mut made = String::new();
    for (number, piece) in line.split("$[[").enumerate() {
        let piece = if number == 0 { piece.to_owned() } else { format!("$[[{piece}") };
        made.push_str(&replaced(&piece, |named| match named {
            Named::Input(input) => Some(of(input, *quoted)),
            Named::Variable(_) => None,
        }));
        *quoted ^= !piece.matches('\'').count().is_multiple_of(2);
    }
    made
}

/// A script as it was written, with inputs in place of the variables by which they come.
fn give_inputs(text: &str, env: &Entries<String, EnvValue>) -> String {
    let mut text = text.to_owned();
    for (name, value) in env {
        let EnvValue::Text(value) = value else { continue };
        let input = value.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}"));
        if let Some(input) = input.filter(|input| variable(input) == *name) {
            let written = format!("$[[ inputs.{input} ]]");
            for place in [
                format!("eval \"${{{name}}}\""),
                format!("'\"${{{name}}}\"'"),
                format!("${{{name}}}"),
            ] {
                text = text.replace(&place, &written);
            }
        }
    }
    text
}

/// True when a step is what runs before the rest.
pub(super) fn is_before(step: &Step) -> bool {
    is_part(step, "before_script")
}

pub(super) fn is_part(step: &Step, key: &str) -> bool {
    extension(&step.extensions, EXTENSION).id() == Some(key)
}

/// Steps -> the scripts of a job.
pub(super) fn give(steps: &[Step], written: &mut syntax::Job) {
    let mut before = Vec::new();
    let mut script = Vec::new();
    let mut after = Vec::new();
    for step in steps.iter().filter(|step| !is_part(step, dotenv::PART)) {
        let own = extension(&step.extensions, EXTENSION);
        let text = match &step.action {
            Action::Run(text) => text,
            action => match own.text(RUN).filter(|text| recognise(text).as_ref() == Some(action)) {
                Some(text) => text,
                None => continue,
            },
        };
        let text = &give_inputs(text, &step.env);
        if is_part(step, "before_script") {
            before.extend(commands(text));
        } else if is_part(step, "after_script") {
            after.extend(commands(text));
        } else if let Some(count) = own.text(BEFORE).and_then(|count| count.parse().ok()) {
            let lines: Vec<&str> = text.lines().collect();
            let (first, rest) = lines.split_at_checked(count).unwrap_or((&lines, &[]));
            before.extend(commands(&first.join("\n")));
            script.extend(commands(&rest.join("\n")));
        } else {
            script.extend(commands(text));
        }
    }
    let script_of = |lines: Vec<String>| (!lines.is_empty()).then_some(syntax::Script(lines));
    written.before_script = script_of(before);
    written.script = script_of(script);
    written.after_script = script_of(after);
}

/// The commands of a text: a line each, unless a line is not a command of its own.
pub(super) fn commands(text: &str) -> Vec<String> {
    let text = text.trim_end_matches('\n');
    let lines: Vec<&str> = text.lines().collect();
    let alone = |line: &&str| {
        let trimmed = line.trim();
        let quotes = |quote: char| trimmed.matches(quote).count().is_multiple_of(2);
        let begins = [
            "if ",
            "for ",
            "while ",
            "until ",
            "case ",
            "function ",
            "do",
            "then",
            "else",
            "elif",
            "fi",
            "done",
            "esac",
            "{",
            "}",
            "(",
            ")",
            "#",
        ];
        !trimmed.is_empty()
            && *line == trimmed
            && !trimmed.ends_with(['\\', '|', '{', '(', '&', ','])
            && !trimmed.contains("<<")
            && !begins.iter().any(|word| trimmed.starts_with(word))
            && quotes('"')
            && quotes('\'')
            && quotes('`')
            && !trimmed.contains("() {")
    };
    if lines.len() > 1 && lines.iter().all(alone) {
        return lines.into_iter().map(str::to_owned).collect();
    }
    match lines.len() {
        0 => Vec::new(),
        1 => vec![text.to_owned()],
        _ => vec![format!("{text}\n")],
    }
}
