//! `SEC002`: code of strangers runs beside secrets.

use super::strangers::{fetches_proposal, is_limited, may_start, runs_workspace};
use crate::analysis::protection::Guard;
use crate::model::{Access, Action, EnvValue, Permissions, Step};
use crate::plan::Plan;
use crate::resolve::{JobIndex, JobView, StepPlace};
use crate::rules::names::job_name;
use crate::rules::unproved::{protection, tell};
use crate::rules::{Findings, rule};
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// A run that strangers start fetches what they propose and runs it where secrets or a token that may write are.
    ///
    /// A build runs whatever its files say, and with a proposed change these are the stranger's: a script, a test, a plugin of
    /// the build tool. Runs for pull requests have no secrets for this reason; trusted ones, runs after another pipeline, and
    /// runs on comments have them. They are safe as long as they only look at the project's own branch. Run proposed code
    /// without secrets, and do what needs them in another run that takes data, not code. A condition that asks who proposed
    /// the change, or an approval on the way, keeps strangers out.
    ///
    /// ```yaml bad
    /// pipelines:
    ///   preview:
    ///     on: [ { pull_request: { trusted: true } } ]
    ///     permissions: { contents: read }
    ///     stages:
    ///       build:
    ///         jobs:
    ///           site:
    ///             env: { TOKEN: { secret: netlify-token } }
    ///             steps:
    ///               - checkout: { ref: "${{ github.event.pull_request.head.sha }}" }
    ///               - run: npm ci && npm run deploy-preview
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   preview:
    ///     on: [ { pull_request: {} } ]
    ///     permissions: { contents: read }
    ///     stages:
    ///       build:
    ///         jobs:
    ///           site:
    ///             steps:
    ///               - checkout: {}
    ///               - run: npm ci && npm run build
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-4 (poisoned pipeline execution); GitHub Security Lab, "Keeping your
    /// GitHub Actions and workflows secure, part 1: Preventing pwn requests"; GitHub Actions, "Events that trigger workflows"
    /// (`pull_request_target`).
    Error, Plan(check)
}

/// Jobs that take one artifact which are looked at.
const TAKERS: usize = 32;

fn check(plan: &Plan, found: &mut Findings) {
    let opens = plan
        .pipelines()
        .any(|(.., pipeline)| pipeline.on.iter().any(|on| may_start(plan, &on.event)));
    if !opens {
        return;
    }
    let mut taken: BTreeMap<JobIndex, StepPlace> = BTreeMap::new();
    for (job, place, step) in plan.steps() {
        if fetches_proposal(step) && !is_limited(plan, place) {
            taken.entry(job.index).or_insert(place);
        }
    }
    handed_on(plan, &mut taken);
    let suspects: Vec<StepPlace> = taken.into_values().filter(|place| runs_after(plan, *place)).collect();
    if suspects.is_empty() {
        return;
    }
    let approved = |guard: Guard<'_>| guard.approval().is_some();
    for exposure in protection(plan).exposed_by(&suspects, &|event| may_start(plan, event), &approved) {
        let Some(view) = plan.job(exposure.step.job) else { continue };
        let trusted = exposure.occasion.event == "pull_request_target";
        let Some(holds) = secret(plan, &view).or_else(|| token(plan, &view, trusted)) else {
            continue;
        };
        let message = format!("`{}` runs what strangers propose, and {holds}", job_name(plan, view.index));
        let help = "run proposed code without secrets and with a token that only reads, or let someone approve the run first";
        tell(plan, found, &exposure, message, help);
    }
}

/// Adds the jobs that take what these hand on.
fn handed_on(plan: &Plan, taken: &mut BTreeMap<JobIndex, StepPlace>) {
    if taken.is_empty() {
        return;
    }
    let mut consumers: BTreeMap<JobIndex, Vec<StepPlace>> = BTreeMap::new();
    for artifact in plan.artifacts() {
        let fetches = artifact
            .consumers
            .iter()
            .filter(|place| matches!(plan.step(**place).map(|step| &step.action), Some(Action::Fetch(_))));
        let fetches: Vec<StepPlace> = fetches.copied().collect();
        for job in artifact.producers.iter().map(|place| place.job).collect::<BTreeSet<_>>() {
            consumers.entry(job).or_default().extend(fetches.iter().take(TAKERS));
        }
    }
    let mut open: Vec<JobIndex> = taken.keys().copied().collect();
    while let Some(job) = open.pop() {
        for &place in consumers.get(&job).into_iter().flatten() {
            if !taken.contains_key(&place.job) && !is_limited(plan, place) {
                taken.insert(place.job, place);
                open.push(place.job);
            }
        }
    }
}

/// True when something later in the same job runs what was fetched.
fn runs_after(plan: &Plan, place: StepPlace) -> bool {
    // A command that fetches a change usually goes on with it.
    let own = plan.step(place).is_some_and(|step| matches!(step.action, Action::Run(_)));
    let steps = plan.job(place.job).map(|view| view.job.steps.iter().skip(place.step as usize + 1));
    own || steps.into_iter().flatten().any(runs_workspace)
}

/// The first secret that a job holds, in words.
fn secret(plan: &Plan, view: &JobView<'_>) -> Option<String> {
    let of_job = plan.env_of(view);
    let of_steps = view.steps().flat_map(|(_, step)| step.env.iter().map(|(_, value)| value));
    let named = of_job.into_values().chain(of_steps).find_map(|value| match value {
        EnvValue::Secret(reference) => Some(reference.secret.to_string()),
        _ => None,
    });
    let written = || view.steps().find_map(|(_, step)| written(step));
    named.or_else(written).map(|name| format!("holds the secret `{name}`"))
}

/// A secret that stands in an expression of a step.
fn written(step: &Step) -> Option<String> {
    let of = |text: &str| {
        let name = |(_, rest): (&str, &str)| -> String { rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect() };
        let names = text.split("${{").skip(1).filter_map(|part| part.split_once("secrets.").map(name));
        let mut own = names.filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("github_token"));
        own.next()
    };
    match &step.action {
        Action::Run(script) => of(script),
        Action::Use(used) => used.with.values().find_map(|value| of(value.as_word()?)),
        Action::Sign(sign) => sign.key.as_ref().map(|key| key.secret.to_string()),
        Action::Checkout(checkout) => checkout.token.as_ref().map(|token| token.secret.to_string()),
        _ => None,
    }
}

/// What the token of a job may write, in words. A run that is trusted may write unless something says otherwise.
fn token(plan: &Plan, view: &JobView<'_>, trusted: bool) -> Option<String> {
    match plan.permissions_of(view) {
        Some(Permissions::WriteAll) => Some("its token may write everything".into()),
        Some(Permissions::Each(scopes)) => {
            let (scope, _) = scopes.iter().find(|(_, access)| **access == Access::Write)?;
            Some(format!("its token may write `{scope}`"))
        }
        Some(Permissions::ReadAll) => None,
        None => trusted.then(|| "its token may write, since nothing says otherwise".into()),
    }
}
