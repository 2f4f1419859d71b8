//! "A rule is one file and one line": a copy of the crate gets both, and its page, SARIF entry and example tests appear.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The example of CONTRIBUTING.md, cut out of it, so that what it says is what works.
fn rule_of_the_guide() -> String {
    let guide = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let from = guide.find("```rust,ignore\n").unwrap() + "```rust,ignore\n".len();
    let lines = guide
        .get(from..)
        .unwrap()
        .lines()
        .take_while(|line| line.trim() != "```" || line.starts_with("       "));
    lines.flat_map(|line| [line.strip_prefix("   ").unwrap_or(line), "\n"]).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

#[test]
fn a_rule_is_one_file_and_one_line() {
    let copied = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scaffold");
    let _ = fs::remove_dir_all(&copied);
    copy(&root().join("core"), &copied.join("core"));
    for file in ["Cargo.toml", "Cargo.lock", "README.md", "clippy.toml"] {
        fs::copy(root().join(file), copied.join(file)).unwrap();
    }
    let manifest = fs::read_to_string(copied.join("Cargo.toml")).unwrap();
    let members = manifest.lines().find(|line| line.starts_with("members = ")).unwrap();
    fs::write(copied.join("Cargo.toml"), manifest.replace(members, "members = [\"core\"]")).unwrap();

    // The one file …
    fs::write(copied.join("core/src/rules/structure/stage_without_jobs.rs"), rule_of_the_guide()).unwrap();
    // … and the one line.
    let table = copied.join("core/src/rules/structure/mod.rs");
    let text = fs::read_to_string(&table).unwrap();
    let end = text.rfind('}').unwrap();
    fs::write(
        &table,
        format!(
            "{}    \"STR011\" stage_without_jobs,\n{}",
            text.get(..end).unwrap(),
            text.get(end..).unwrap()
        ),
    )
    .unwrap();

    let cargo = |arguments: &[&str], generate: bool| {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(arguments)
            .current_dir(&copied)
            .env("CARGO_TARGET_DIR", root().join("target/scaffold"))
            .env_remove("GATEWRIGHT_GENERATE");
        if generate {
            command.env("GATEWRIGHT_GENERATE", "1");
        }
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "cargo {arguments:?}\n{text}");
        text
    };
    let tests = [
        "test",
        "--offline",
        "--quiet",
        "--test",
        "generated",
        "--test",
        "rule_examples",
        "--test",
        "tidy",
    ];
    cargo(&tests, true);
    let page = fs::read_to_string(copied.join("docs/rules/STR011.md")).unwrap();
    assert!(page.starts_with("# STR011 stage-without-jobs"), "{page}");
    assert!(
        fs::read_to_string(copied.join("docs/rules/README.md"))
            .unwrap()
            .contains("STR011.md")
    );
    // The tests of its examples ran above; a rule whose example is not true fails them.
    let file = copied.join("core/src/rules/structure/stage_without_jobs.rs");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("stage.stage.jobs.is_empty()", "stage.stage.jobs.len() > 99")).unwrap();
    let mut command = Command::new(env!("CARGO"));
    let output = command
        .args(["test", "--offline", "--quiet", "--test", "rule_examples"])
        .current_dir(&copied)
        .env("CARGO_TARGET_DIR", root().join("target/scaffold"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        !output.status.success() && told.contains("STR011: the bad example does not raise it"),
        "{told}"
    );
}
