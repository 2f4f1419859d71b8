//! Files of other systems: adopted, written back, and converted.

use super::{Bounds, Target, mutate, seeds};
use crate::random::Random;
use gatewright::foreign::{self, Adopted, Reader, SourceFile};
use gatewright::format::to_yaml;
use gatewright::text::Limits;
use gatewright::{Delivery, ErrorKind, adopters, convert, emit};

const BOUNDS: Bounds = Bounds {
    milliseconds: 1_000,
    seconds_a_megabyte: 10,
    megabytes: 80,
    bytes_a_byte: 600,
};

/// Workflows and actions of GitHub.
pub(crate) const GITHUB: Target = Target {
    name: "github-actions",
    seeds: || seeds::foreign("github-actions", adopters::find("github-actions").unwrap().claims),
    make: |seeds, random| changed("github-actions", seeds, random),
    run: |bytes| adopt("github-actions", bytes),
    bounds: BOUNDS,
};

/// Files of GitLab.
pub(crate) const GITLAB: Target = Target {
    name: "gitlab-ci",
    seeds: || seeds::foreign("gitlab-ci", adopters::find("gitlab-ci").unwrap().claims),
    make: |seeds, random| changed("gitlab-ci", seeds, random),
    run: |bytes| adopt("gitlab-ci", bytes),
    bounds: BOUNDS,
};

/// Pipelines and templates of Azure.
pub(crate) const AZURE: Target = Target {
    name: "azure-pipelines",
    seeds: || seeds::foreign("azure-pipelines", adopters::find("azure-pipelines").unwrap().claims),
    make: |seeds, random| changed("azure-pipelines", seeds, random),
    run: |bytes| adopt("azure-pipelines", bytes),
    bounds: BOUNDS,
};

/// Files of Jenkins.
pub(crate) const JENKINS: Target = Target {
    name: "jenkins",
    seeds: || seeds::foreign("jenkins", adopters::find("jenkins").unwrap().claims),
    make: |seeds, random| changed("jenkins", seeds, random),
    run: |bytes| adopt("jenkins", bytes),
    bounds: BOUNDS,
};

/// Files of any system, written for all others.
pub(crate) const CONVERSION: Target = Target {
    name: "conversion",
    seeds: || {
        adopters::all()
            .flat_map(|system| seeds::foreign(system.name, system.claims))
            .collect()
    },
    make: |seeds, random| {
        let system = random.pick(&adopters::all().collect::<Vec<_>>()).name;
        changed(system, seeds, random)
    },
    run: to_others,
    bounds: Bounds {
        milliseconds: 2_000,
        seconds_a_megabyte: 30,
        ..BOUNDS
    },
};

/// The files of an input; without a line that says so, all of it is one.
fn files(system: &str, bytes: &[u8]) -> Vec<SourceFile> {
    let usual = match system {
        "github-actions" => ".github/workflows/ci.yml",
        "gitlab-ci" => ".gitlab-ci.yml",
        "azure-pipelines" => "azure-pipelines.yml",
        _ => "Jenkinsfile",
    };
    let text = String::from_utf8_lossy(bytes);
    let mut files = Vec::new();
    let mut file = SourceFile::new(usual, "");
    for line in text.split_inclusive('\n') {
        if let Some(path) = line.strip_prefix(seeds::FILE) {
            files.push(std::mem::replace(&mut file, SourceFile::new(path.trim_end_matches('\n'), "")));
        } else {
            file.text += line;
        }
    }
    files.push(file);
    if files.len() > 1 && files[0].text.is_empty() {
        files.remove(0);
    }
    files
}

fn joined(files: &[SourceFile]) -> Vec<u8> {
    let one = |file: &SourceFile| {
        let end = if file.text.is_empty() || file.text.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        format!("{}{}\n{}{end}", seeds::FILE, file.path, file.text)
    };
    files.iter().map(one).collect::<String>().into_bytes()
}

/// An input with bytes changed, or with values of one of its files.
fn changed(system: &str, seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let Reader::Yaml(dialect) = adopters::find(system).unwrap().reader else {
        return mutate::bytes(seeds, random);
    };
    if random.once_in(3) {
        return mutate::bytes(seeds, random);
    }
    let read = |file: &SourceFile| foreign::read(file, dialect, Limits::default()).1;
    let mut inside = files(system, random.pick::<Vec<u8>>(seeds));
    let others = files(system, random.pick::<Vec<u8>>(seeds));
    let at = random.below(inside.len());
    let (Some(mut data), Some(mut other)) = (read(&inside[at]), read(random.pick(&others))) else {
        return mutate::bytes(seeds, random);
    };
    mutate::tree(&mut data, &mut other, random);
    inside[at].text = emit::yaml::to_string(&data).unwrap();
    joined(&inside)
}

/// What was adopted is a document that reads back the same, with an account of every part.
fn holds(adopted: &Adopted) {
    let text = to_yaml(&adopted.delivery).unwrap();
    let read = Delivery::read(&text);
    assert!(
        read.delivery.as_ref() == Some(&adopted.delivery),
        "the document reads back as another one:\n{text}\n{}",
        read.report
    );
    for file in &adopted.files {
        assert!(!file.report.to_string().contains('\0'));
    }
    if let Err(error) = adopted.ledger() {
        assert_ne!(error.kind(), ErrorKind::Internal, "{error}");
    }
}

fn adopt(system: &str, bytes: &[u8]) {
    let adopted = adopters::adopt(Some(system), &files(system, bytes)).unwrap();
    holds(&adopted);
}

fn to_others(bytes: &[u8]) {
    // The first path tells the system; without one, the length does.
    let all: Vec<_> = adopters::all().collect();
    let path = std::str::from_utf8(bytes)
        .ok()
        .and_then(|text| text.strip_prefix(seeds::FILE)?.lines().next());
    let told = path.and_then(|path| all.iter().find(|system| (system.claims)(path)));
    let system = told.map_or(all[bytes.len() % all.len()].name, |system| system.name);
    let files = files(system, bytes);
    for target in ["github-actions", "gitlab-ci", "azure-pipelines", "jenkins"] {
        if let Err(error) = convert::convert(Some(system), &files, target, []) {
            assert_ne!(error.kind(), ErrorKind::Internal, "{error}");
        }
    }
}
