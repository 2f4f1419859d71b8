//! What every delivery goes through, at any size: reading, resolving, checking, computing, writing, each target and each adopter.

use super::manifests::services;
use super::schedules::options;
use super::{Work, planned, shown, unseen};
use crate::documents::{broken, fleet, pipeline};
use gatewright::analysis::schedule::schedule;
use gatewright::foreign::SourceFile;
use gatewright::model::Profile;
use gatewright::{CheckOptions, Delivery, Format, Graph, Read, ReadOptions, adopters, format, prices};
use std::error::Error;
use std::sync::Arc;

/// Targets of services, which a pipeline without any has nothing to say to.
const OF_SERVICES: [&str; 3] = ["compose", "dockerfile", "kubernetes"];

pub(super) fn prepare(noun: &str, which: &str, size: usize) -> Result<Work, Box<dyn Error>> {
    let text = pipeline(size);
    let bytes = text.len();
    Ok(match noun {
        "read" => unseen(bytes, move || Delivery::read(&text)),
        "resolve" => {
            let read = Delivery::read(&text);
            let delivery = Arc::new(read.delivery.ok_or("the document is not valid")?);
            unseen(bytes, move || Graph::new(Arc::clone(&delivery), Some(Arc::clone(&read.tree))))
        }
        "check" => {
            let plan = planned(&text)?;
            unseen(bytes, move || plan.check())
        }
        "read, resolve, check" => unseen(bytes, move || Delivery::read(&text).check(&CheckOptions::default())),
        "cost" => {
            let plan = planned(&text)?;
            unseen(bytes, move || plan.cost(prices::builtin()))
        }
        "schedule" => {
            let plan = planned(&text)?;
            let options = options(machines(which), 0);
            unseen(bytes, move || schedule(&plan, None, &options))
        }
        "simulate" => {
            let plan = planned(&text)?;
            let options = options(machines(which), 10);
            unseen(bytes, move || schedule(&plan, None, &options))
        }
        "write" => {
            let plan = planned(&text)?;
            Box::new(move |out| Ok(shown(&format::to_yaml(plan.delivery())?, out)))
        }
        "render" => render(which, size)?,
        "adopt" => adopt(which, size)?,
        "broken" => {
            let text = broken(size);
            Box::new(move |out| {
                let report = Delivery::read(&text).check(&CheckOptions::default());
                if report.diagnostics().is_empty() {
                    return Err("the broken document has no findings".into());
                }
                shown(&report.to_string(), out);
                Ok(text.len())
            })
        }
        "rules" => {
            let plan = planned(&fleet(size))?;
            let all = CheckOptions {
                profile: Some(Profile::Strict),
                ..CheckOptions::default()
            };
            unseen(0, move || plan.check_with(&all))
        }
        _ => return Err(format!("there is no work `{noun}`").into()),
    })
}

/// A delivery as JSON: read into its types, or proved as well. Without a file, it is made, for others to read.
pub(super) fn json(tool: &str, size: usize, path: &str) -> Result<Work, Box<dyn Error>> {
    let text = if path.is_empty() {
        let data: serde_json::Value = serde_json::from_str(&format::to_json(planned(&pipeline(size))?.delivery())?)?;
        data.to_string()
    } else {
        std::fs::read_to_string(path)?
    };
    let proves = match tool {
        "gatewright" => false,
        "gatewright, proved" => true,
        _ => return Err(format!("{tool} reads no deliveries here").into()),
    };
    Ok(Box::new(move |out| {
        let options = ReadOptions {
            format: Some(Format::Json),
            ..ReadOptions::default()
        };
        let read = Read::from_text(&text, options);
        if read.delivery.is_none() || read.report.has_errors() {
            return Err("the delivery is not valid".into());
        }
        if proves {
            read.plan().map_err(|report| report.to_string())?;
        }
        Ok(shown(&text, out))
    }))
}

/// As many machines as can work, or fifty.
fn machines(which: &str) -> Option<u32> {
    (which == "fifty").then_some(50)
}

fn render(target: &str, size: usize) -> Result<Work, Box<dyn Error>> {
    let text = if OF_SERVICES.contains(&target) {
        services(size)
    } else {
        pipeline(size)
    };
    let plan = planned(&text)?;
    let target = target.to_owned();
    Ok(Box::new(move |out| {
        let files = plan.render(&target)?;
        let Some(out) = out else {
            return Ok(files.files().iter().map(|file| file.text.len()).sum());
        };
        Ok(files.files().iter().map(|file| shown(&file.text, Some(out))).sum())
    }))
}

/// Adopts what the system's own target makes of a pipeline.
fn adopt(system: &str, size: usize) -> Result<Work, Box<dyn Error>> {
    let files: Vec<SourceFile> = planned(&pipeline(size))?
        .render(system)?
        .files()
        .iter()
        .map(|file| SourceFile::new(&*file.path, &*file.text))
        .collect();
    let bytes = files.iter().map(|file| file.text.len()).sum();
    let system = system.to_owned();
    Ok(Box::new(move |_| {
        let adopted = adopters::adopt(Some(&system), &files)?;
        if adopted.delivery.pipelines.is_empty() {
            return Err("nothing was adopted".into());
        }
        drop(std::hint::black_box(adopted));
        Ok(bytes)
    }))
}
