//! The command line as a user meets it: output, exit status, files on disk.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use gatewright::cli::{Streams, run};
use std::fs;
use std::path::{Path, PathBuf};

struct Ran {
    status: u8,
    out: String,
    err: String,
}

/// Runs a command without a terminal.
fn gatewright(arguments: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = std::iter::once("gatewright").chain(arguments.iter().copied()).map(Into::into);
    let status = run(
        arguments,
        &mut Streams {
            out: &mut out,
            err: &mut err,
            color: false,
            progress: false,
            width: 100,
        },
    );
    Ran {
        status,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

fn scenario(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/scenarios")
        .join(name)
        .to_string_lossy()
        .into_owned()
}

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn status_says_clean_found_or_failed() {
    assert_eq!(gatewright(&["check", &scenario("start.yaml")]).status, 0);
    assert_eq!(gatewright(&["check", &scenario("broken.yaml")]).status, 1);
    assert_eq!(gatewright(&["check", &scenario("broken.yaml"), "--deny", "never"]).status, 0);
    let missing = gatewright(&["check", "no-such-file.yaml"]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.starts_with("gatewright: no-such-file.yaml: "), "{}", missing.err);
    assert_eq!(gatewright(&["chek"]).status, 2);
    assert_eq!(gatewright(&["--help"]).status, 0);
    assert_eq!(
        gatewright(&["--version"]).out.trim(),
        format!("gatewright {}", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn rules_are_chosen_and_weighed() {
    let broken = scenario("broken.yaml");
    assert_eq!(gatewright(&["check", &broken, "--select", "DAT"]).status, 0);
    assert_eq!(gatewright(&["check", &broken, "--ignore", "STR"]).status, 0);
    assert_eq!(
        gatewright(&["check", &broken, "--select", "STR002", "--severity", "STR002=info"]).status,
        0
    );
    assert_eq!(gatewright(&["check", &broken, "--select", "unknown-name"]).status, 1);
    let wrong = gatewright(&["check", &broken, "--select", "STR02"]);
    assert_eq!(
        (wrong.status, wrong.err.contains("did you mean `STR002`?")),
        (2, true),
        "{}",
        wrong.err
    );
    assert_eq!(gatewright(&["check", &broken, "--severity", "STR002"]).status, 2);
    let limited = gatewright(&["check", &broken, "--limit", "2"]);
    assert_eq!(limited.out.matches("error[").count(), 2, "{}", limited.out);
}

#[test]
fn formats_are_for_machines_too() {
    let broken = scenario("broken.yaml");
    let json: serde_json::Value = serde_json::from_str(&gatewright(&["check", &broken, "--format", "json"]).out).unwrap();
    assert_eq!(json["version"], 1);
    assert!(json["summary"]["errors"].as_u64().unwrap() >= 13);
    let sarif: serde_json::Value =
        serde_json::from_str(&gatewright(&["check", &broken, &scenario("start.yaml"), "--format", "sarif"]).out).unwrap();
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["name"], "gatewright");
    let github = gatewright(&["check", &broken, "--format", "github"]).out;
    assert!(github.lines().all(|line| line.starts_with("::")), "{github}");
}

#[test]
fn write_formats_in_place_and_keeps_comments() {
    let folder = folder("write");
    let path = file(
        &folder,
        "delivery.yaml",
        "# mine\nname: shop   # the shop\ngatewright: 1\nservices: {api: {path: 'api'}}\n",
    );
    assert_eq!(gatewright(&["write", "--check", &path]).status, 1);
    assert_eq!(gatewright(&["write", &path]).status, 0);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(
        text,
        "gatewright: 1\n# mine\nname: shop # the shop\n\nservices:\n  api:\n    path: api\n"
    );
    assert_eq!(gatewright(&["write", "--check", &path]).status, 0);
    let json = gatewright(&["write", "--to", "json", &path]).out;
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&json).unwrap()["services"]["api"]["path"],
        "api"
    );
    let bad = file(&folder, "bad.yaml", "gatewright: 1\nnam: x\n");
    let refused = gatewright(&["write", &bad]);
    assert_eq!(
        (refused.status, refused.err.contains("did you mean `name`?")),
        (2, true),
        "{}",
        refused.err
    );
    assert_eq!(
        fs::read_to_string(&bad).unwrap(),
        "gatewright: 1\nnam: x\n",
        "a document that cannot be read is left alone"
    );
}

#[test]
fn fix_applies_what_is_certain() {
    let folder = folder("fix");
    let path = file(
        &folder,
        "delivery.yaml",
        "gatewright: 1\nname: shop\nrollbacks:\n  back: { automatic: yes, method: { slot_swap: {} } }\n",
    );
    assert_eq!(gatewright(&["check", &path]).status, 1);
    assert_eq!(gatewright(&["check", "--fix", &path]).status, 0);
    assert!(fs::read_to_string(&path).unwrap().contains("automatic: true"));
}

#[test]
fn waivers_are_held_against_the_day() {
    let folder = folder("waivers");
    let text = "gatewright: 1\nname: shop\nwaivers:\n  - { code: STR002, reason: r, owner: o }\n  - { code: DAT002, reason: r, owner: o, until: 2026-06-30 }\n";
    let path = file(&folder, "delivery.yaml", text);
    let out = gatewright(&["check", &path, "--today", "2026-07-01"]).out;
    assert!(out.contains("DOC009") && out.contains("cannot be waived"), "{out}");
    assert!(out.contains("DOC010") && out.contains("ended on 2026-06-30"), "{out}");
    assert!(!gatewright(&["check", &path, "--today", "2026-06-30"]).out.contains("DOC010"));
}

#[test]
fn the_library_explains_itself() {
    assert!(gatewright(&["explain", "str002"]).out.starts_with("# STR002 unknown-name"));
    assert_eq!(gatewright(&["explain", "unknown-name"]).out, gatewright(&["explain", "STR002"]).out);
    assert!(gatewright(&["explain", "STR999"]).err.contains("no rule"));
    let rules = gatewright(&["rules"]).out;
    assert!(gatewright::rules::all().all(|rule| rules.contains(rule.code)));
    assert!(
        serde_json::from_str::<serde_json::Value>(&gatewright(&["rules", "STR", "--format", "json"]).out)
            .unwrap()
            .as_array()
            .unwrap()
            .len()
            >= 2
    );
    assert!(gatewright(&["schema"]).out.contains("\"Gatewright delivery\""));
    for (shell, word) in [("bash", "complete"), ("zsh", "#compdef"), ("fish", "complete -c")] {
        assert!(gatewright(&["completions", shell]).out.contains(word));
    }
}
