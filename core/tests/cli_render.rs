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
    assert_eq!(
        (
            status,
            out.contains("delivery.svg differs from line 1 on: `<svg/>` becomes `<svg xmlns=")
        ),
        (FOUND, true),
        "{out}"
    );
    assert_eq!(fs::read_to_string(folder.join("delivery.svg")).unwrap(), "<svg/>");
    // A longer file, and one whose lines end otherwise.
    assert_eq!(gatewright(&["render", "svg", &start, "-o", &place]).0, CLEAN);
    let text = fs::read_to_string(folder.join("delivery.svg")).unwrap();
    for (there, told) in [
        (text.clone() + "<!-- mine -->\n", "on: `<!-- mine -->` becomes its end\n"),
        (text.replace('\n', "\r\n"), "delivery.svg differs in how its lines end\n"),
    ] {
        fs::write(folder.join("delivery.svg"), there).unwrap();
        let (status, out, _) = gatewright(&differ);
        assert_eq!((status, out.ends_with(told)), (FOUND, true), "{out}");
    }
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
        out.contains("picture\n") && out.contains("\n  mermaid ") && out.contains("--option theme=auto|light|dark"),
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

/// What a shell offers for the last of these words, with our script.
fn offered(shell: &str, words: &[&str]) -> Option<Vec<String>> {
    let (_, script, _) = gatewright(&["completions", shell]);
    let folder = folder(&format!("completions-{shell}"));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("script");
    fs::write(&path, script).unwrap();
    let line = words.join(" ");
    let ask = match shell {
        "bash" => format!(
            "source {path}; COMP_WORDS=({line} {empty}); COMP_CWORD={last}; _gatewright gatewright '{word}' '{before}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            path = path.display(),
            empty = if words.ends_with(&[""]) { "''" } else { "" },
            last = words.len() - 1,
            word = words[words.len() - 1],
            before = words[words.len() - 2],
        ),
        _ => format!("source {}; complete --do-complete '{line}' | string split -f 1 \\t", path.display()),
    };
    // Not every machine has every shell; the scripts of those it has are tried.
    let output = std::process::Command::new(shell)
        .args(["-c", &ask])
        .current_dir(&folder)
        .output()
        .ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

#[test]
fn shells_complete_targets_and_options() {
    for shell in ["bash", "zsh", "fish"] {
        let (status, script, _) = gatewright(&["completions", shell]);
        assert_eq!(status, CLEAN);
        for word in ["render", "targets", "diff", "option", "output", "mermaid", "json-schema"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
    for shell in ["bash", "fish"] {
        for (words, expected) in [
            (["gatewright", "ren"].as_slice(), "render"),
            (&["gatewright", "render", "mer"], "mermaid"),
            (&["gatewright", "render", "svg", "--di"], "--diff"),
        ] {
            if let Some(offered) = offered(shell, words) {
                assert!(offered.iter().any(|word| word == expected), "{shell}: {words:?} gives {offered:?}");
            }
        }
    }
}
