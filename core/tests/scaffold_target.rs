//! "A target is one file and one line": a copy of the crate gets both, and the support matrix, its page, its goldens and
//! the type of its name in other languages appear.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The example of CONTRIBUTING.md, cut out of it, so that what it says is what works.
fn target_of_the_guide() -> String {
    let guide = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let section = guide.find("## Add a target").unwrap();
    let start = guide.get(section..).unwrap().find("```rust,ignore\n").unwrap() + "```rust,ignore\n".len();
    let lines = guide.get(section + start..).unwrap().lines();
    let lines = lines.take_while(|line| line.trim() != "```");
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
fn a_target_is_one_file_and_one_line() {
    let copied = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scaffold-target");
    let _ = fs::remove_dir_all(&copied);
    copy(&root().join("core"), &copied.join("core"));
    for file in ["Cargo.toml", "Cargo.lock", "README.md", "clippy.toml"] {
        fs::copy(root().join(file), copied.join(file)).unwrap();
    }
    let manifest = fs::read_to_string(copied.join("Cargo.toml")).unwrap();
    let members = manifest.lines().find(|line| line.starts_with("members = ")).unwrap();
    fs::write(copied.join("Cargo.toml"), manifest.replace(members, "members = [\"core\"]")).unwrap();

    // The one file …
    fs::write(copied.join("core/src/document/job_list.rs"), target_of_the_guide()).unwrap();
    // … and the one line.
    let table = copied.join("core/src/document/mod.rs");
    let text = fs::read_to_string(&table).unwrap();
    fs::write(&table, text.replace("    json_schema,\n", "    job_list,\n    json_schema,\n")).unwrap();

    let output = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--quiet"])
        .args(["--test", "generated", "--test", "generated_typescript", "--test", "goldens"])
        .current_dir(&copied)
        .env("CARGO_TARGET_DIR", root().join("target/scaffold"))
        .env("GATEWRIGHT_GENERATE", "1")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");

    let made = |path: &str| fs::read_to_string(copied.join(path)).unwrap_or_else(|_| String::from("there is no such file"));
    assert!(
        made("docs/targets/README.md").contains("| [job-list](job-list.md) |"),
        "the support matrix"
    );
    assert!(
        made("docs/targets/job-list.md").contains("a list of jobs says nothing else"),
        "its page"
    );
    assert_eq!(
        made("core/tests/goldens/job-list/start/jobs.txt"),
        "pipelines.main.stages.test.jobs.unit\npipelines.main.stages.release.jobs.deploy\n"
    );
    assert!(made("core/tests/goldens/job-list/start.losses.txt").contains("`job-list` leaves out triggers (2 in the document)"));
    let types = fs::read_dir(copied.join("bindings-node/generated")).unwrap();
    let types = types.filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok());
    assert!(
        types.into_iter().any(|text| text.contains("\"job-list\"")),
        "the type of target names"
    );
}
