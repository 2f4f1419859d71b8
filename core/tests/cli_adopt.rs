//! `gatewright adopt`, and what `render` does with files of CI systems that somebody wrote or changed.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use gatewright::cli::{CLEAN, FAILED, FOUND, Streams, run};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

const SETTLED: &str = include_str!("adopt/settled.yml");

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

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-adopt").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn start() -> String {
    shown(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/start.yaml"))
}

#[test]
fn a_repository_becomes_a_document_and_its_files_come_back() {
    let repository = folder("repository");
    let workflow = repository.join(".github/workflows/ci.yml");
    write(&workflow, SETTLED);
    write(
        &repository.join("node_modules/other/.github/workflows/theirs.yml"),
        "on: push\njobs: {}\n",
    );
    write(&repository.join("compose.yaml"), "services: {}\n");
    let document = shown(&repository.join("delivery.yaml"));
    let place = shown(&repository);

    let (status, out, err) = gatewright(&["adopt", &place, "--name", "shop"]);
    assert_eq!(status, CLEAN, "{err}");
    assert!(out.contains("\nname: shop\n") && !out.contains("theirs"), "{out}");
    assert!(
        err.starts_with("1 files of github-actions, ") && err.ends_with(" 0 would change, 0 would be lost\n"),
        "{err}"
    );

    let (status, out, err) = gatewright(&["adopt", &place, "--name", "shop", "-o", &document]);
    assert_eq!((status, out.as_str()), (CLEAN, ""));
    assert!(err.starts_with(&format!("wrote {document}\n")), "{err}");
    // The document is somebody's now.
    let (status, _, err) = gatewright(&["adopt", &place, "-o", &document]);
    assert_eq!(
        (status, err),
        (
            FAILED,
            format!("gatewright: {document} is there already; say --force to write over it\n")
        )
    );
    assert_eq!(
        gatewright(&["adopt", &place, "--name", "shop", "-o", &document, "--force"]).0,
        CLEAN
    );

    let render = ["render", "github-actions", &document, "-o", &place];
    assert_eq!(gatewright(&[&render[..], &["--diff"]].concat()).0, CLEAN);
    assert_eq!(gatewright(&render).0, CLEAN, "what stays the same may be written");
    let text = fs::read_to_string(&document).unwrap();
    fs::write(&document, text.replace("node 20", "node 22")).unwrap();
    let (status, out, _) = gatewright(&[&render[..], &["--diff"]].concat());
    assert_eq!(status, FOUND);
    assert!(out.ends_with("`node-version: 20` becomes `node-version: 22`\n"), "{out}");
    let (status, _, err) = gatewright(&render);
    assert_eq!(status, FAILED);
    assert!(
        err.contains("ci.yml was not written by Gatewright; say --force to write over it"),
        "{err}"
    );
    assert_eq!(fs::read_to_string(&workflow).unwrap(), SETTLED);
    assert_eq!(gatewright(&[&render[..], &["--force"]].concat()).0, CLEAN);
    assert_eq!(
        fs::read_to_string(&workflow).unwrap(),
        SETTLED.replace("node-version: 20", "node-version: 22")
    );
}

#[test]
fn what_cannot_be_adopted_is_said() {
    let repository = folder("nothing");
    let place = shown(&repository);
    let (status, out, err) = gatewright(&["adopt", &place]);
    assert_eq!((status, out.as_str()), (FAILED, ""));
    assert!(
        err.starts_with("gatewright: none of these files is one that can be adopted: workflows in .github/workflows"),
        "{err}"
    );
    let (status, _, err) = gatewright(&["adopt", &place, "--system", "github"]);
    assert_eq!(status, FAILED);
    assert!(err.contains("github-actions"), "{err}");

    write(&repository.join(".github/workflows/good.yml"), SETTLED);
    let (status, _, err) = gatewright(&["adopt", &place, "--name", "Not An Id"]);
    assert_eq!(status, FAILED);
    assert!(err.contains("Not An Id"), "{err}");
    write(&repository.join(".github/workflows/bad.yml"), "on: [push\njobs: {\n");
    let (status, out, err) = gatewright(&["adopt", &place, "--name", "shop"]);
    assert_eq!(status, FAILED);
    assert!(out.contains("\n  good:\n"), "the others are adopted all the same: {out}");
    assert!(err.contains("error[ADO001]") && err.contains("bad.yml:"), "{err}");
}

#[test]
fn a_file_that_was_changed_by_hand_is_not_lost() {
    let repository = folder("changed");
    let place = shown(&repository);
    let start = start();
    let render = ["render", "github-actions", &start, "-o", &place];
    let with = |more: &'static str| gatewright(&[&render[..], &[more]].concat());
    let workflow = repository.join(".github/workflows/main.yml");

    assert_eq!(gatewright(&render).0, CLEAN);
    let generated = fs::read_to_string(&workflow).unwrap();
    assert_eq!(gatewright(&render).0, CLEAN, "what was generated may be written again");
    assert_eq!(with("--diff").0, CLEAN);

    // Out of date, but nobody's work: one of another version of the document.
    fs::remove_file(repository.join(".github/protection/apply.sh")).unwrap();
    assert_eq!(with("--diff").0, FOUND);
    assert_eq!(gatewright(&render).0, CLEAN);

    let changed = generated.replace("go vet ./...", "go vet -v ./...");
    fs::write(&workflow, &changed).unwrap();
    let (status, out, _) = with("--diff");
    assert_eq!(status, FOUND);
    assert!(out.contains("main.yml was changed by hand and differs from line "), "{out}");
    fs::remove_file(repository.join(".github/protection/apply.sh")).unwrap();
    let (status, _, err) = gatewright(&render);
    assert_eq!(status, FAILED);
    assert!(err.starts_with("gatewright: nothing was written: "), "{err}");
    assert!(
        err.ends_with("main.yml was changed by hand; say --force to write over it\n"),
        "{err}"
    );
    assert_eq!(fs::read_to_string(&workflow).unwrap(), changed);
    assert!(
        !repository.join(".github/protection/apply.sh").exists(),
        "none of the files is written"
    );
    assert_eq!(with("--force").0, CLEAN);
    assert_eq!(fs::read_to_string(&workflow).unwrap(), generated);

    // Other ends of lines are no change.
    fs::write(&workflow, generated.replace('\n', "\r\n")).unwrap();
    assert_eq!(gatewright(&render).0, CLEAN);
}

#[test]
fn ejected_files_are_the_same_without_a_header_and_belong_to_people() {
    let repository = folder("ejected");
    let place = shown(&repository);
    let start = start();
    let render = ["render", "github-actions", &start, "-o", &place];
    let workflow = repository.join(".github/workflows/main.yml");
    assert_eq!(gatewright(&render).0, CLEAN);
    let generated = fs::read_to_string(&workflow).unwrap();
    assert_eq!(gatewright(&[&render[..], &["--eject"]].concat()).0, CLEAN);
    let ejected = fs::read_to_string(&workflow).unwrap();
    assert!(ejected.starts_with("name: main\n"), "{ejected}");
    assert!(generated.ends_with(&ejected));
    assert!(
        !fs::read_to_string(repository.join(".github/protection/apply.sh"))
            .unwrap()
            .contains("gatewright render")
    );
    let (status, _, err) = gatewright(&render);
    assert_eq!(status, FAILED);
    assert!(err.contains("main.yml was not written by Gatewright"), "{err}");
    assert_eq!(fs::read_to_string(&workflow).unwrap(), ejected);
}
