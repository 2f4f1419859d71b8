//! Works on a folder of workflow files, each file on its own as tools that know no repositories take them.

use super::Work;
use gatewright::adopters;
use gatewright::foreign::SourceFile;
use gatewright::text::{Limits, Source, yaml};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

/// Adopts each file: typed, with places and comments, and with where every part came from.
pub(super) fn import(folder: &str) -> Result<Work, Box<dyn Error>> {
    let files = files(folder)?;
    Ok(Box::new(move |mut out| {
        let mut bytes = 0;
        for file in &files {
            let adopted = adopters::adopt(Some("github-actions"), std::slice::from_ref(file))?;
            bytes += file.text.len();
            if let Some(out) = out.as_deref_mut() {
                let good = adopted.files.iter().all(|file| !file.report.has_errors());
                let stages = adopted.delivery.pipelines.values().flat_map(|pipeline| pipeline.stages.values());
                let jobs: usize = stages.map(|stage| stage.jobs.len()).sum();
                if good {
                    writeln!(out, "{}\t{jobs}", file.path)?;
                }
            }
            drop(std::hint::black_box(adopted));
        }
        Ok(bytes)
    }))
}

/// Reads each file into a tree with places, comments, anchors followed and duplicates found, and looks no further.
pub(super) fn tree(folder: &str) -> Result<Work, Box<dyn Error>> {
    let files = files(folder)?;
    Ok(Box::new(move |mut out| {
        let mut bytes = 0;
        for file in &files {
            // Not outside the loop: a text has to get into a source.
            let source = Source::new(&file.path, &file.text);
            let (tree, problems) = yaml::parse(&source, Limits::default());
            bytes += file.text.len();
            if let Some(out) = out.as_deref_mut()
                && problems.is_empty()
            {
                writeln!(out, "{}\t{}", file.path, tree.len())?;
            }
            drop(std::hint::black_box(tree));
        }
        Ok(bytes)
    }))
}

/// Adopts each file, proves it and runs all rules.
pub(super) fn lint(folder: &str) -> Result<Work, Box<dyn Error>> {
    let files = files(folder)?;
    Ok(Box::new(move |mut out| {
        let mut bytes = 0;
        for file in &files {
            let adopted = adopters::adopt(Some("github-actions"), std::slice::from_ref(file))?;
            bytes += file.text.len();
            let found = match adopted.delivery.plan() {
                Ok(plan) => plan.check(),
                Err(report) => report,
            };
            if let Some(out) = out.as_deref_mut() {
                writeln!(out, "{}\t{}", file.path, found.diagnostics().len())?;
            }
            drop(std::hint::black_box(found));
        }
        Ok(bytes)
    }))
}

/// The workflow files below a folder, in the order of their paths.
fn files(folder: &str) -> Result<Vec<SourceFile>, Box<dyn Error>> {
    let mut files = Vec::new();
    collect(Path::new(folder), &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<SourceFile>) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.to_string_lossy().contains(".github/workflows/")
            && path.extension().is_some_and(|ending| ending == "yml" || ending == "yaml")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            files.push(SourceFile::new(path.to_string_lossy(), text));
        }
    }
    Ok(())
}
