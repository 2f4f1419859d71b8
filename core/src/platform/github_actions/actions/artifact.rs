//! `actions/upload-artifact` and `actions/download-artifact`.

use super::{lines, part, set, set_lines, text};
use crate::model::scalar::Duration;
use crate::model::{Computed, Data, Fetch, Id, Many, Publish};
use crate::platform::github_actions::syntax::Values;
use std::collections::HashSet;

/// The name of an artifact. One that is no id stays with the step, beside the nearest id.
fn name(with: &mut Values) -> Option<Computed<Id>> {
    let written = match with.get("name") {
        None => return Some(Computed::Literal(crate::id!("artifact"))),
        Some(written) => written.as_word()?.to_owned(),
    };
    match written.parse::<Computed<Id>>() {
        Ok(name) if name.to_string() == written => {
            with.shift_remove("name");
            Some(name)
        }
        _ => Id::slug(&written).filter(|_| !written.contains("${{")).map(Computed::Literal),
    }
}

pub(super) fn take_publish(with: &mut Values) -> Option<Publish> {
    let artifact = name(with)?;
    let path = Many(lines(with, "path"));
    Some(Publish {
        artifact,
        path,
        keep: part(with, "retention-days", |days| days.parse().ok().map(Duration::from_days)),
        optional: part(with, "if-no-files-found", |word| (word == "ignore").then_some(true)).unwrap_or_default(),
        registry: None,
    })
}

pub(super) fn take_fetch(with: &mut Values, published: &HashSet<String>) -> Option<Fetch> {
    // Without a name, all artifacts of the run are fetched; no single one is meant.
    let Some(Data::Text(written)) = with.get("name") else { return None };
    if !written.contains("${{") && !published.contains(written) && with.get("run-id").and_then(Data::as_word).is_none() {
        return None;
    }
    Some(Fetch {
        artifact: name(with)?,
        path: text(with, "path"),
        from: text(with, "run-id"),
    })
}

pub(super) fn give_publish(publish: &Publish) -> Values {
    let mut with = Values::new();
    set(&mut with, "name", publish.artifact.to_string());
    set_lines(&mut with, "path", &publish.path);
    if let Some(keep) = publish.keep {
        let days = keep.as_secs().div_ceil(24 * 60 * 60).max(1);
        set(&mut with, "retention-days", days.to_string());
    }
    if publish.optional {
        set(&mut with, "if-no-files-found", "ignore");
    }
    with
}

pub(super) fn give_fetch(fetch: &Fetch) -> Values {
    let mut with = Values::new();
    set(&mut with, "name", fetch.artifact.to_string());
    if let Some(path) = &fetch.path {
        set(&mut with, "path", path);
    }
    if let Some(run) = &fetch.from {
        set(&mut with, "run-id", run);
    }
    with
}
