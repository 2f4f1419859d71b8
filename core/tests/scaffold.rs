//! "A rule is one file and one line", and so is a target: a copy of the crate gets the two files of CONTRIBUTING.md and
//! their lines, is generated anew once, and everything that follows from them is there.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The copy, made and built once for all tests.
static COPY: LazyLock<Copy> = LazyLock::new(Copy::make);

struct Copy(PathBuf);

impl Copy {
    fn make() -> Self {
        let copy = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join("scaffold"));
        let _ = fs::remove_dir_all(&copy.0);
        copy_folder(&root().join("core"), &copy.0.join("core"));
        for file in ["Cargo.toml", "Cargo.lock", "README.md", "clippy.toml"] {
            fs::copy(root().join(file), copy.0.join(file)).unwrap();
        }
        let members = copy.read("Cargo.toml");
        let members = members.lines().find(|line| line.starts_with("members = ")).unwrap();
        copy.replace("Cargo.toml", members, "members = [\"core\"]");
        // Built once and run once: there is nothing to make fast.
        copy.replace("Cargo.toml", "opt-level = 1", "opt-level = 0");

        let (rule, target) = (example("## Add a rule"), example("## Add a target"));
        let rules = "core/src/rules/structure";
        copy.write(&format!("{rules}/stage_without_jobs.rs"), &rule);
        // A second rule, whose examples are not true.
        let untrue = rule.replace("STR011", "STR012").replace("jobs.is_empty()", "jobs.len() > 99");
        assert_ne!(rule, untrue);
        copy.write(&format!("{rules}/stage_with_jobs.rs"), &untrue);
        let table = format!("{rules}/mod.rs");
        let lines = "    \"STR011\" stage_without_jobs,\n    \"STR012\" stage_with_jobs,\n}";
        let end = copy.read(&table).rfind('}').unwrap();
        copy.write(&table, &(copy.read(&table).get(..end).unwrap().to_owned() + lines + "\n"));

        copy.write("core/src/document/job_list.rs", &target);
        copy.replace(
            "core/src/document/mod.rs",
            "    json_schema,\n",
            "    json_schema,\n    job_list,\n",
        );

        let generated = [
            "generated",
            "generated_python",
            "generated_typescript",
            "goldens",
            "vectors",
            "tidy",
            "render",
        ];
        let (passed, told) = copy.test(&generated, true);
        assert!(passed, "{told}");
        copy
    }

    /// Runs some of the tests, which write what they generate when that is asked. Gives whether they passed, and their words.
    fn test(&self, tests: &[&str], generate: bool) -> (bool, String) {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(["test", "--offline", "--quiet", "--no-fail-fast"])
            .args(tests.iter().flat_map(|test| ["--test", test]))
            .current_dir(&self.0)
            .env("CARGO_TARGET_DIR", root().join("target/scaffold"))
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .env_remove("GATEWRIGHT_GENERATE");
        if generate {
            command.env("GATEWRIGHT_GENERATE", "1");
        }
        let output = command.output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        (output.status.success(), told)
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap_or_else(|_| String::from("there is no such file"))
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).unwrap();
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let text = self.read(file);
        assert!(text.contains(old), "{file} has no {old:?}");
        self.write(file, &text.replace(old, new));
    }

    /// Fails unless a file of the copy has all of these in it.
    fn has(&self, file: &str, expected: &[&str]) {
        let text = self.read(file);
        for words in expected {
            assert!(text.contains(words), "{file} has no {words:?}\n{text}");
        }
    }
}

/// The example of a section of CONTRIBUTING.md, cut out of it, so that what it says is what works.
fn example(section: &str) -> String {
    let guide = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let section = guide.get(guide.find(section).unwrap()..).unwrap();
    let start = section.find("```rust,ignore\n").unwrap() + "```rust,ignore\n".len();
    let lines = section.get(start..).unwrap().lines().take_while(|line| *line != "   ```");
    lines.flat_map(|line| [line.strip_prefix("   ").unwrap_or(line), "\n"]).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if path.is_dir() {
            copy_folder(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

#[test]
fn a_rule_is_one_file_and_one_line() {
    COPY.has("docs/rules/STR011.md", &["# STR011 stage-without-jobs"]);
    COPY.has("docs/rules/README.md", &["[STR011](STR011.md)"]);
    // Its examples are tests: of the two rules, the one whose examples are not true stops them.
    let (passed, told) = COPY.test(&["rule_examples"], false);
    assert!(!passed && told.contains("STR012: the bad example does not raise it"), "{told}");
    assert!(!told.contains("STR011: "), "{told}");
}

#[test]
fn a_target_is_one_file_and_one_line() {
    // The support matrix, its own page, and the pages of what it does not carry.
    COPY.has(
        "docs/targets/README.md",
        &[
            "| [job-list](job-list.md) | the paths of all jobs, one on a line | jobs.txt |",
            "| job-list |",
        ],
    );
    COPY.has(
        "docs/targets/job-list.md",
        &["gatewright render job-list delivery.yaml", "a list of jobs says nothing else"],
    );
    // A golden and coded losses for every scenario that has a plan.
    for scenario in ["start", "contoso", "monorepo", "orro"] {
        COPY.has(&format!("core/tests/goldens/job-list/{scenario}/jobs.txt"), &["pipelines."]);
        COPY.has(
            &format!("core/tests/goldens/job-list/{scenario}.losses.txt"),
            &["info[LOS", "`job-list` leaves out triggers ("],
        );
    }
    assert_eq!(
        COPY.read("core/tests/goldens/job-list/start/jobs.txt"),
        "pipelines.main.stages.test.jobs.unit\npipelines.main.stages.release.jobs.deploy\n"
    );
    // What every language is told when it asks for the targets.
    COPY.has(
        "core/tests/vectors/targets.json",
        &[r#"{\"name\":\"job-list\",\"kind\":\"document\""#],
    );
    // The type of its name: what type checkers complete, and what they refuse another word for.
    let word = "\"job-list\"";
    let declared = |file: &str, start: &str, end: char| {
        let text = COPY.read(file);
        let after = text.split_once(start).map(|(_, after)| after.to_owned());
        after.is_some_and(|after| after.split(end).next().is_some_and(|declared| declared.contains(word)))
    };
    assert!(
        declared("bindings-node/generated/operations.d.ts", "export type TargetName =", ';'),
        "TypeScript"
    );
    assert!(
        declared(
            "bindings-python/python/gatewright/results/__init__.py",
            "TargetName: TypeAlias = Literal[",
            ']'
        ),
        "Python"
    );
    // And they are methods of what is there already: nothing is written by hand in a binding.
    COPY.has("bindings-node/generated/operations.d.ts", &["render(target: TargetName"]);
    COPY.has(
        "bindings-python/python/gatewright/_operations/__init__.py",
        &["def render(self, target: TargetName"],
    );
}
