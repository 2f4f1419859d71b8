//! The house rules that a compiler does not know: who may import whom, how files begin, which names are not used.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop where it stands"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may import, from the table in `DESIGN.md`. `error` and the macro `id!` may be imported by all.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("text", &[]),
    ("emit", &[]),
    ("graph", &[]),
    ("numbers", &[]),
    ("expression", &[]),
    ("model", &["text"]),
    ("calendar", &["model"]),
    ("diagnostic", &["text"]),
    ("prices", &["model"]),
    ("format", &["text", "emit", "model", "diagnostic"]),
    ("resolve", &["text", "model", "diagnostic", "graph"]),
    ("plan", &["text", "model", "diagnostic", "graph", "resolve"]),
    ("render", &["text", "model", "diagnostic", "resolve", "plan"]),
    (
        "recipe",
        &["text", "model", "diagnostic", "graph", "resolve", "plan", "render", "analysis"],
    ),
    (
        "document",
        &[
            "text",
            "model",
            "diagnostic",
            "graph",
            "resolve",
            "plan",
            "format",
            "emit",
            "render",
            "analysis",
            "prices",
        ],
    ),
    (
        "papers",
        &[
            "text",
            "model",
            "diagnostic",
            "graph",
            "resolve",
            "plan",
            "emit",
            "render",
            "analysis",
            "prices",
            "rules",
            "document",
            "recipe",
        ],
    ),
    ("foreign", &["text", "emit", "model", "diagnostic"]),
    (
        "platform",
        &[
            "text",
            "model",
            "diagnostic",
            "graph",
            "resolve",
            "plan",
            "emit",
            "render",
            "recipe",
            "expression",
            "foreign",
            "analysis",
        ],
    ),
    (
        "inline",
        &[
            "text",
            "model",
            "diagnostic",
            "resolve",
            "plan",
            "format",
            "expression",
            "foreign",
            "render",
        ],
    ),
    (
        "targets",
        &[
            "text",
            "model",
            "diagnostic",
            "resolve",
            "plan",
            "inline",
            "render",
            "document",
            "papers",
            "platform",
        ],
    ),
    (
        "adopters",
        &["text", "diagnostic", "plan", "render", "targets", "foreign", "platform"],
    ),
    (
        "convert",
        &["text", "diagnostic", "plan", "render", "targets", "foreign", "adopters"],
    ),
    (
        "analysis",
        &[
            "text",
            "emit",
            "model",
            "diagnostic",
            "graph",
            "numbers",
            "resolve",
            "plan",
            "format",
            "expression",
            "calendar",
            "prices",
        ],
    ),
    (
        "rules",
        &[
            "text",
            "model",
            "diagnostic",
            "graph",
            "resolve",
            "plan",
            "format",
            "analysis",
            "calendar",
            "prices",
        ],
    ),
    ("api", EVERYTHING_BELOW),
    ("cli", EVERYTHING_BELOW),
];

/// What the boundaries may import.
const EVERYTHING_BELOW: &[&str] = &[
    "text",
    "model",
    "diagnostic",
    "graph",
    "resolve",
    "plan",
    "format",
    "rules",
    "render",
    "recipe",
    "targets",
    "foreign",
    "adopters",
    "convert",
    "analysis",
    "prices",
    "document",
    "api",
];

/// Folders whose parts do not know one another; what two of them need moves down.
const STRANGERS: &[&str] = &["platform", "document"];

/// What is made once, when it is first asked for, and never changes after that. There is no other state in the library.
const MADE_ONCE: &[(&str, &str)] = &[
    ("numbers/spread.rs", "TABLES"),             // 257 shapes of one distribution, as tables
    ("platform/containers/source.rs", "UNSAID"), // a build that says nothing
    ("platform/kubernetes/site.rs", "PLAIN"),    // a container that says nothing
    ("platform/kubernetes/site.rs", "UNSAID"),   // a workload that says nothing
    ("prices/builtin.rs", "BOOK"),               // the built-in prices, which are read from a text
];

/// A file may be so long; what is longer holds more than one thing.
const LONGEST: usize = 600;

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(&root).unwrap().to_owned(), text));
            }
        }
    }
    files.sort();
    assert!(files.len() > 50, "the sources were not found");
    files
}

/// The module a file belongs to: its first folder, or its own name.
fn module(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Lines of code, without comments and without the tests at the end of a file.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().take_while(|(_, line)| !line.starts_with("#[cfg(test)]"));
    lines
        .map(|(number, line)| (number + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn siblings_do_not_know_one_another() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let parts: Vec<_> = path
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        let [folder, own, ..] = parts.as_slice() else { continue };
        let own = own.trim_end_matches(".rs");
        if !STRANGERS.contains(&folder.as_str()) || own == "mod" {
            continue;
        }
        let prefix = format!("crate::{folder}::");
        for (number, line) in code(&text) {
            for (at, _) in line.match_indices(&prefix) {
                let rest = &line[at + prefix.len()..];
                let name: String = rest
                    .chars()
                    .take_while(|character| character.is_alphanumeric() || *character == '_')
                    .collect();
                if name != own {
                    wrong.push(format!("{}:{number}: `{own}` may not import `{name}`", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = module(&path);
        if matches!(own.as_str(), "lib" | "main") {
            continue;
        }
        let Some(may) = allowed.get(own.as_str()) else {
            wrong.push(format!("{}: the module `{own}` is not in the table", path.display()));
            continue;
        };
        for (number, line) in code(&text) {
            for (at, _) in line
                .match_indices("crate::")
                .filter(|(at, _)| !line[..*at].ends_with('$') || own != "model")
            {
                let rest = &line[at + "crate::".len()..];
                let name: String = rest
                    .chars()
                    .take_while(|character| character.is_alphanumeric() || *character == '_')
                    .collect();
                if name.is_empty() || name == own || matches!(name.as_str(), "error" | "id") || may.contains(&name.as_str()) {
                    continue;
                }
                wrong.push(format!("{}:{number}: `{own}` may not import `{name}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn siblings_that_must_not_know_one_another_do_not() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if module(&path) != "rules" || path.components().count() < 3 {
            continue;
        }
        // A rule may use what its group shares, never another group or another rule.
        let group = path.components().nth(1).unwrap().as_os_str().to_string_lossy().into_owned();
        for (number, line) in code(&text) {
            for other in gatewright::rules::GROUPS
                .iter()
                .map(|other| other.name)
                .filter(|other| *other != group)
            {
                if line.contains(&format!("rules::{other}")) {
                    wrong.push(format!("{}:{number}: imports the group `{other}`", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_lives_in_it() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if !text.starts_with("//! ") && !text.starts_with("#![doc") {
            wrong.push(format!("{}: does not begin with `//!`", path.display()));
        }
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{}: {lines} lines; does it still hold one thing?", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_remembered_between_calls() {
    let mut wrong = Vec::new();
    let mut made_once = Vec::new();
    for (path, text) in sources() {
        let path = path.to_string_lossy().replace('\\', "/");
        let lines: Vec<(usize, &str)> = code(&text).collect();
        for (at, (number, line)) in lines.iter().enumerate() {
            if line.contains("thread_local!") || line.contains("static mut ") {
                wrong.push(format!("{path}:{number}: state of a thread, or of all of them"));
            }
            let words: Vec<&str> = line.split_whitespace().skip_while(|word| word.starts_with("pub")).collect();
            let ["static", name, ..] = words[..] else { continue };
            // Its type may go on below.
            let declared: Vec<&str> = lines[at..]
                .iter()
                .map(|(_, line)| *line)
                .take_while(|line| !line.ends_with(';'))
                .collect();
            let declared = format!("{line}{}", declared.concat());
            let changes = ["LazyLock", "OnceLock", "Mutex", "RwLock", "Atomic", "Cell"];
            if changes.iter().any(|kind| declared.contains(kind)) {
                made_once.push((path.clone(), name.trim_end_matches(':').to_owned()));
            }
        }
    }
    let known: Vec<(String, String)> = MADE_ONCE
        .iter()
        .map(|(path, name)| ((*path).to_owned(), (*name).to_owned()))
        .collect();
    made_once.sort();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(made_once, known, "what is made once has a line in the table");
}

#[test]
fn nothing_is_called_by_a_name_that_says_nothing() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if ["utils", "util", "common", "helpers", "misc"].contains(&name.as_str()) {
            wrong.push(format!("{}: says nothing about what it holds", path.display()));
        }
        for (number, line) in code(&text) {
            if line.contains("super::super") {
                wrong.push(format!("{}:{number}: `super::super`; name the module", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_file_is_in_its_groups_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut wrong = Vec::new();
    for group in gatewright::rules::GROUPS {
        let codes: Vec<&str> = group.rules.iter().map(|rule| rule.code).collect();
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(codes, sorted, "codes of `{}` are in order and used once", group.name);
        assert!(
            codes
                .iter()
                .all(|code| code.starts_with(group.prefix) && code.len() == group.prefix.len() + 3),
            "codes of `{}` are its prefix and three digits",
            group.name
        );
        let names: Vec<String> = group.rules.iter().map(gatewright::rules::Rule::name).collect();
        for entry in fs::read_dir(root.join(group.name)).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap_or_default();
            let name = path.file_stem().unwrap().to_string_lossy().replace('_', "-");
            if text.contains("\nrule! {") && !names.contains(&name) {
                wrong.push(format!("{}: is not in the table of `{}`", path.display(), group.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
