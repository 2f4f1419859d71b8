//! Known actions in both directions: what of an action's parameters an intent of the model says, and which action does an
//! intent. Parameters that the model has no word for stay with the step.

mod artifact;
mod cache;
mod checkout;
mod image;
mod login;
mod meaning;
mod pins;
mod reports;
mod setup;

pub(super) use pins::pin;
pub use pins::{PINNED_ON, PINS, Pin};

use super::syntax::{Step, Values, Workflow};
use crate::foreign::{Extended, Literal, recognise};
use crate::model::{Action, Data, Entries};
use std::collections::HashSet;

/// An action and its version: `actions/checkout@v5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Uses<'t> {
    /// Owner, repository and folder.
    pub(super) name: &'t str,
    /// Tag, branch or commit.
    pub(super) version: &'t str,
}

impl<'t> Uses<'t> {
    /// Takes `owner/repository/folder@version` apart; nothing for a local action or an image.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        if text.starts_with(['.', '$']) || text.contains("://") {
            return None;
        }
        let (name, version) = text.split_once('@')?;
        name.contains('/').then_some(Self { name, version })
    }
}

/// True for what GitHub can run: an action of a repository with its version, one of the same repository, or an image.
pub(super) fn runs_here(uses: &str) -> bool {
    uses.starts_with("./") || uses.starts_with("docker://") || uses.contains("${{") || Uses::of(uses).is_some()
}

/// What an action with such parameters is meant to do; takes out the parameters that the intent says.
/// `published` holds the names of the artifacts of the file: one that is fetched without being among them comes from
/// elsewhere.
pub(super) fn take(uses: Uses<'_>, with: &mut Values, published: &HashSet<String>) -> Option<Action> {
    let name = uses.name.to_ascii_lowercase();
    match name.as_str() {
        "actions/checkout" => Some(checkout::take(with).into()),
        "actions/cache" => cache::take(with, None).map(Action::from),
        "actions/cache/restore" => cache::take(with, Some(crate::model::CacheAccess::Read)).map(Action::from),
        "actions/cache/save" => cache::take(with, Some(crate::model::CacheAccess::Write)).map(Action::from),
        "actions/upload-artifact" => artifact::take_publish(with).map(Action::from),
        "actions/download-artifact" => artifact::take_fetch(with, published).map(Action::from),
        "docker/build-push-action" => Some(image::take(with).into()),
        name => setup::take(name, uses.version, with)
            .map(Action::from)
            .or_else(|| meaning::of(name, with))
            .or_else(|| login::of(name, with).map(Action::from))
            .or_else(|| reports::of(name, with).map(|reports| Action::Report(Box::new(reports)))),
    }
}

/// True for an action whose parameters stay its own, whatever it is known to be for.
pub(super) fn keeps_parameters(uses: Uses<'_>) -> bool {
    let name = uses.name.to_ascii_lowercase();
    let none = &Values::new();
    meaning::of(&name, none).is_some() || login::of(&name, none).is_some() || reports::is_known(&name)
}

/// True for a parameter that stays with its action although the model says it.
pub(super) fn says(uses: Uses<'_>, parameter: &str) -> bool {
    let name = uses.name.to_ascii_lowercase();
    login::says(&name, parameter) || reports::says(&name, parameter) || name == "actions/upload-pages-artifact" && parameter == "path"
}

/// Keeps parameters that would be written back otherwise than they are, such as a depth of `010`.
pub(super) fn keep_odd(action: &Action, written: &Values, with: &mut Values) {
    if written.is_empty() {
        return;
    }
    let Some((_, given)) = give(action) else { return };
    let lines = |data: &Data| -> Option<Vec<String>> {
        let text = data.as_word()?;
        if !text.contains('\n') {
            return Some(vec![text.to_owned()]);
        }
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        Some(lines.map(str::to_owned).collect())
    };
    for (key, value) in written {
        if given.get(key).is_some_and(|given| lines(given) != lines(value)) {
            with.insert(key.clone(), value.clone());
        }
    }
}

/// The names of the artifacts that the steps of a workflow hand on.
pub(super) fn published(workflow: &Workflow) -> HashSet<String> {
    published_by(
        workflow
            .jobs
            .iter()
            .flat_map(Entries::values)
            .filter_map(|job| job.steps.as_ref())
            .flatten(),
    )
}

/// The names of the artifacts that steps hand on.
pub(super) fn published_by<'s>(steps: impl Iterator<Item = &'s Step>) -> HashSet<String> {
    let uploads = steps.filter(|step| {
        step.uses
            .as_deref()
            .is_some_and(|uses| uses.to_ascii_lowercase().starts_with("actions/upload-artifact@"))
    });
    let name = |with: Option<&Values>| match with.and_then(|with| with.get("name")) {
        Some(name) => name.as_word().unwrap_or("").to_owned(),
        None => "artifact".to_owned(),
    };
    uploads.map(|step| name(step.with.as_ref())).collect()
}

/// The action that does an intent, by name, and its parameters; nothing for intents that are done by commands.
pub(super) fn give(action: &Action) -> Option<(&'static str, Values)> {
    Some(match action {
        Action::Checkout(it) => ("actions/checkout", checkout::give(it)),
        Action::Setup(it) => setup::give(it)?,
        Action::Cache(it) => cache::give(it)?,
        Action::Publish(it) => ("actions/upload-artifact", artifact::give_publish(it)),
        Action::Fetch(it) => ("actions/download-artifact", artifact::give_fetch(it)),
        Action::BuildImage(it) => ("docker/build-push-action", image::give(it)),
        _ => return None,
    })
}

/// Takes a parameter's text.
fn text(with: &mut Values, key: &str) -> Option<String> {
    part(with, key, |text| Some(text.to_owned()))
}

/// Takes a parameter out when it can be read.
fn part<T>(with: &mut Values, key: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    let value = with.get(key).and_then(Data::as_word).and_then(read)?;
    with.shift_remove(key);
    Some(value)
}

/// Takes a parameter of one value a line.
fn lines(with: &mut Values, key: &str) -> Vec<String> {
    let lines = |text: &str| {
        let lines: Vec<String> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        (!lines.is_empty()).then_some(lines)
    };
    part(with, key, lines).unwrap_or_default()
}

/// Sets a parameter.
fn set(with: &mut Values, key: &str, value: impl Into<String>) {
    use crate::foreign::Syntax;
    with.insert(key.to_owned(), Literal::plain(&value.into()).give());
}

/// Sets a parameter of one value a line.
fn set_lines(with: &mut Values, key: &str, values: &[String]) {
    match values {
        [] => {}
        [one] => set(with, key, one.as_str()),
        many => {
            let mut text = many.join("\n");
            text.push('\n');
            with.insert(key.to_owned(), Data::Text(text));
        }
    }
}

/// Whether an action or command that was kept does what the step says today; somebody may have changed the step since.
pub(super) fn means(own: Extended<'_>, action: &Action) -> bool {
    let (uses, run) = (own.text("uses"), own.text("run"));
    let kept = match (uses, run) {
        // Nothing was kept, or a step of a kind that is not known here.
        (None, None) | (Some(_), Some(_)) => return true,
        (None, Some(script)) => recognise(script),
        (Some(uses), None) => {
            let mut with = match own.get("with") {
                Some(Data::Map(with)) if Uses::of(uses).is_some_and(keeps_parameters) => with.clone(),
                _ => give(action).map(|(_, with)| with).unwrap_or_default(),
            };
            // Whatever is fetched was handed on somewhere.
            let published = with.get("name").and_then(Data::as_word).map(str::to_owned).into_iter().collect();
            Uses::of(uses).and_then(|uses| take(uses, &mut with, &published))
        }
    };
    match (kept, action) {
        (_, Action::Run(script)) => script.is_empty(),
        (Some(Action::Setup(kept)), Action::Setup(now)) => kept.tool.name() == now.tool.name(),
        (Some(Action::Cache(kept)), Action::Cache(now)) => kept.access == now.access,
        (Some(kept @ (Action::Login(_) | Action::Report(_))), now) => kept == *now,
        (Some(kept), now) => kept.key() == now.key(),
        (None, _) => false,
    }
}

/// Takes out parameters that the version of an action says already.
pub(super) fn settle(uses: Option<&str>, with: &mut Values) {
    if let Some(uses) = uses.and_then(Uses::of)
        && uses.name.eq_ignore_ascii_case("dtolnay/rust-toolchain")
        && with.get("toolchain").and_then(Data::as_word) == Some(uses.version)
    {
        with.shift_remove("toolchain");
    }
}
