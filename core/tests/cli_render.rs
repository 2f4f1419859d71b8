//! `gatewright render` and `targets`: what is printed and written, what `--diff` says, and the exit status.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use gatewright::cli::{CLEAN, FAILED, FOUND, Streams, run};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Exit status, what was printed, and what was said.
fn gatewright(arguments: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut streams = Streams {
        out: &mut out,
        err: &mut err,
        color: false,
        progress: false,
        width: 100,
    };
    let arguments = std::iter::once("gatewright").chain(arguments.iter().copied()).map(OsString::from);
    let status = run(arguments, &mut streams);
    (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn scenario(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios").join(name);
    path.to_string_lossy().into_owned()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

#[test]
fn a_single_file_is_printed_and_losses_are_told_beside_it() {
    let (status, out, err) = gatewright(&["render", "mermaid", &scenario("start.yaml"), "--option", "direction=TB"]);
    assert_eq!(status, CLEAN);
    assert!(out.contains("\nflowchart TB\n") && out.contains("--option direction=TB"), "{out}");
    assert!(
        err.starts_with("info: `mermaid` carries nothing or only a part of ") && err.lines().count() == 1,
        "{err}"
    );
}

#[test]
fn files_are_written_and_held_against_what_is_there() {
    let folder = folder("cli-render");
    let place = folder.to_string_lossy().into_owned();
    let start = scenario("start.yaml");
    let differ = ["render", "svg", &start, "-o", &place, "--diff"];
    let (status, out, _) = gatewright(&differ);
    assert_eq!(
        (status, out.trim_end().ends_with("delivery.svg is missing")),
        (FOUND, true),
        "{out}"
    );
    assert!(!folder.exists(), "nothing is written");
    let (status, out, err) = gatewright(&["render", "svg", &start, "-o", &place]);
    assert_eq!((status, out.as_str()), (CLEAN, ""));
    assert!(err.starts_with("wrote "), "{err}");
    assert_eq!(gatewright(&differ).0, CLEAN);
    fs::write(folder.join("delivery.svg"), "<svg/>").unwrap();
    let (status, out, _) = gatewright(&differ);
    assert_eq!((status, out.trim_end().ends_with("delivery.svg differs")), (FOUND, true), "{out}");
    assert_eq!(fs::read_to_string(folder.join("delivery.svg")).unwrap(), "<svg/>");
}

#[test]
fn what_cannot_be_done_is_said() {
    let start = scenario("start.yaml");
    let (status, out, err) = gatewright(&["render", "mermade", &start]);
    assert_eq!((status, out.as_str()), (FAILED, ""));
    assert_eq!(err, "gatewright: there is no target `mermade`; did you mean `mermaid`?\n");
    let (status, _, err) = gatewright(&["render", "svg", &start, "--option", "theme"]);
    assert_eq!(status, FAILED);
    assert_eq!(err, "gatewright: `theme` is not NAME=VALUE, such as direction=TB\n");
    let (status, out, err) = gatewright(&["render", "svg", &scenario("broken.yaml")]);
    assert_eq!((status, out.as_str()), (FAILED, ""));
    assert!(err.contains("error["), "{err}");
}

#[test]
fn targets_are_listed_and_losses_explained() {
    let (status, out, _) = gatewright(&["targets"]);
    assert_eq!(status, CLEAN);
    assert!(
        out.contains("picture\n  mermaid ") && out.contains("--option theme=auto|light|dark"),
        "{out}"
    );
    let (_, out, _) = gatewright(&["targets", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(list[0]["name"], "mermaid");
    let (status, out, _) = gatewright(&["explain", "LOS012"]);
    assert_eq!(status, CLEAN);
    assert!(out.starts_with("# LOS012 ") && out.contains("| mermaid |"), "{out}");
    assert_eq!(gatewright(&["explain", "rollbacks"]).0, CLEAN);
    let (_, out, _) = gatewright(&["rules"]);
    assert!(!out.contains("LOS0"), "losses are no rules");
}
