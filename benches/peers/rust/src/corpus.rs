//! Works on a folder of workflow files: github-actions-models, which makes its types of them, and parsers that only tell events.

use crate::Work;
use github_actions_models::workflow::Workflow;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

/// Text to types; a file that is refused takes its time as well.
pub(crate) fn import(folder: &str) -> Result<Work, Box<dyn Error>> {
    let files = files(folder)?;
    Ok(Box::new(move |mut out| {
        let mut bytes = 0;
        for (path, text) in &files {
            let read = yaml_serde::from_str::<Workflow>(text);
            bytes += text.len();
            if let (Some(out), Ok(workflow)) = (out.as_deref_mut(), &read) {
                writeln!(out, "{path}\t{}", workflow.jobs.len())?;
            }
            drop(std::hint::black_box(read));
        }
        Ok(bytes)
    }))
}

/// Text to events, which nobody keeps.
pub(crate) fn events(tool: &str, folder: &str) -> Result<Work, Box<dyn Error>> {
    let count: fn(&str) -> Option<usize> = match tool {
        "yaml-rust2" => |text| {
            struct Count(usize);
            impl yaml_rust2::parser::EventReceiver for Count {
                fn on_event(&mut self, event: yaml_rust2::Event) {
                    std::hint::black_box(event);
                    self.0 += 1;
                }
            }
            let mut count = Count(0);
            let mut parser = yaml_rust2::parser::Parser::new_from_str(text);
            parser.load(&mut count, true).ok()?;
            Some(count.0)
        },
        "saphyr-parser" => |text| {
            let mut count = 0;
            for event in saphyr_parser::Parser::new_from_str(text) {
                std::hint::black_box(event.ok()?);
                count += 1;
            }
            Some(count)
        },
        "granit-parser" => |text| {
            let mut count = 0;
            for event in granit_parser::Parser::new_from_str(text) {
                std::hint::black_box(event.ok()?);
                count += 1;
            }
            Some(count)
        },
        _ => return Err(format!("{tool} is no parser here").into()),
    };
    let files = files(folder)?;
    Ok(Box::new(move |mut out| {
        let mut bytes = 0;
        for (path, text) in &files {
            let events = std::hint::black_box(count(text));
            bytes += text.len();
            if let (Some(out), Some(events)) = (out.as_deref_mut(), events) {
                writeln!(out, "{path}\t{events}")?;
            }
        }
        Ok(bytes)
    }))
}

/// The workflow files below a folder, in the order of their paths.
fn files(folder: &str) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut files = Vec::new();
    collect(Path::new(folder), &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<(String, String)>) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.to_string_lossy().contains(".github/workflows/")
            && path.extension().is_some_and(|ending| ending == "yml" || ending == "yaml")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            files.push((path.to_string_lossy().into_owned(), text));
        }
    }
    Ok(())
}
