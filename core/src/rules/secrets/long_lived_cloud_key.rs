//! `SCT002`: a key of a cloud that is valid until someone replaces it.

use crate::model::{Action, Data, Entries, EnvValue, Step, Use};
use crate::plan::Plan;
use crate::resolve::JobView;
use crate::rules::names::job_name;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// A pipeline logs in to a cloud with a key that is valid until someone replaces it.
    ///
    /// Such a key lies in the CI system, works from anywhere, and nobody sees when it is copied. All three large clouds
    /// accept the token that GitHub, GitLab, Azure Pipelines and CircleCI give to each run instead: it is made for one job
    /// and ends with it. Say whom the cloud trusts in `infrastructure.identities` with `federation`, and give the job
    /// `id-token: write` where the system asks for it.
    ///
    /// ```yaml bad
    /// secret_stores:
    ///   ci: { ci: {} }
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       ship:
    ///         jobs:
    ///           site:
    ///             env: { AWS_ACCESS_KEY_ID: { secret: AWS_KEY_ID }, AWS_SECRET_ACCESS_KEY: { secret: AWS_KEY } }
    ///             steps: [ { run: aws s3 sync site s3://acme-site } ]
    /// ```
    ///
    /// ```yaml good
    /// pipelines:
    ///   main:
    ///     on: [ { push: {} } ]
    ///     stages:
    ///       ship:
    ///         jobs:
    ///           site:
    ///             permissions: { id-token: write, contents: read }
    ///             steps:
    ///               - use:
    ///                   action: aws-actions/configure-aws-credentials@v5
    ///                   with: { role-to-assume: "arn:aws:iam::123456789012:role/site", aws-region: eu-west-1 }
    ///               - run: aws s3 sync site s3://acme-site
    /// ```
    ///
    /// References: OWASP Top 10 CI/CD Security Risks, CICD-SEC-6; GitHub Actions, "OpenID Connect"; GitLab, "Connect to cloud
    /// services"; AWS IAM, "Security best practices" (temporary credentials).
    Warning, Plan(check)
}

/// Variables that hold the secret half of a key, and whose.
const VARIABLES: &[(&str, &str)] = &[
    ("AWS_SECRET_ACCESS_KEY", "AWS"),
    ("ARM_CLIENT_SECRET", "Azure"),
    ("AZURE_CLIENT_SECRET", "Azure"),
    ("AZURE_CREDENTIALS", "Azure"),
    ("GOOGLE_CREDENTIALS", "Google Cloud"),
    ("GOOGLE_APPLICATION_CREDENTIALS_JSON", "Google Cloud"),
    ("GCP_SA_KEY", "Google Cloud"),
    ("GCLOUD_SERVICE_KEY", "Google Cloud"),
];

/// Actions that log in, their parameter that takes a key, and whose.
const ACTIONS: &[(&str, &str, &str)] = &[
    ("aws-actions/configure-aws-credentials", "aws-secret-access-key", "AWS"),
    ("azure/login", "creds", "Azure"),
    ("google-github-actions/auth", "credentials_json", "Google Cloud"),
    ("google-github-actions/setup-gcloud", "service_account_key", "Google Cloud"),
];

/// Variables and parameters that show that the key is not one of the cloud itself, or ends by itself.
const OTHERWISE: &[&str] = &["AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "aws-session-token"];

const HELP: &str = "let the cloud trust the run's own token (OpenID Connect), and delete the key";

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    env(
        &delivery.env,
        || "every pipeline".to_owned(),
        || ModelPath::root().key("env"),
        found,
    );
    for (index, id, pipeline) in plan.pipelines() {
        env(
            &pipeline.env,
            || format!("pipeline `{id}`"),
            || plan.pipeline_path(index).key("env"),
            found,
        );
    }
    for stage in plan.stages() {
        env(
            &stage.stage.env,
            || format!("stage `{}`", stage.id),
            || plan.stage_path(stage.index).key("env"),
            found,
        );
    }
    for view in plan.environments() {
        let path = || plan.environment_path(view.index).key("env");
        env(&view.environment.env, || format!("environment `{}`", view.id), path, found);
    }
    for job in plan.jobs() {
        steps(plan, &job, found);
    }
    identities(plan, found);
}

fn steps(plan: &Plan, job: &JobView<'_>, found: &mut Findings) {
    let who = |what: &str| format!("{what} `{}`", job_name(plan, job.index));
    env(&job.job.env, || who("job"), || plan.job_path(job.index).key("env"), found);
    for (place, step) in job.steps() {
        env(&step.env, || who("a step of"), || plan.step_path(place).key("env"), found);
        let Some((action, with, keys)) = used(step) else { continue };
        let name = action.split('@').next().unwrap_or_default();
        let login = ACTIONS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name));
        if let Some((_, parameter, cloud)) = login.filter(|(_, parameter, _)| is_given(with, parameter)) {
            _ = found
                .add(
                    keys.iter().fold(plan.step_path(place), |path, key| path.key(*key)).key(*parameter),
                    format!("{} logs in to {cloud} with a key that never ends", who("a step of")),
                )
                .help(HELP);
        }
    }
}

/// The action of a step with its parameters, also that which a login was adopted from, and where the parameters stand.
fn used(step: &Step) -> Option<(&str, &Entries<String, Data>, &'static [&'static str])> {
    if let Action::Use(Use { action, with }) = &step.action {
        return Some((action, with, &["use", "with"]));
    }
    let kept = step.extensions.get("github_actions").and_then(Data::as_map)?;
    let uses = kept.get("uses").and_then(Data::as_word)?;
    Some((
        uses,
        kept.get("with").and_then(Data::as_map)?,
        &["extensions", "github_actions", "with"],
    ))
}

fn is_given(with: &Entries<String, Data>, parameter: &str) -> bool {
    with.contains_key(parameter) && !with.keys().any(|key| OTHERWISE.contains(&key.as_str()))
}

fn env(env: &Entries<String, EnvValue>, who: impl Fn() -> String, path: impl Fn() -> ModelPath, found: &mut Findings) {
    if env.is_empty() || env.keys().any(|key| OTHERWISE.contains(&key.as_str())) {
        return;
    }
    for (name, cloud) in VARIABLES {
        let stored = match env.get(*name) {
            Some(EnvValue::Secret(_)) => true,
            // What an earlier step was given by the cloud ends by itself.
            Some(EnvValue::Text(text)) => text.contains("secrets."),
            _ => false,
        };
        if stored {
            _ = found
                .add(
                    path().key(*name),
                    format!("{} logs in to {cloud} with a key that never ends", who()),
                )
                .help(HELP);
        }
    }
}

/// Identities of pipelines that log in with a key although the cloud would trust the run itself.
fn identities(plan: &Plan, found: &mut Findings) {
    use crate::model::IdentityKind::{IamRole, IamUser, ManagedIdentity, ServiceAccount, ServicePrincipal};
    let Some(infrastructure) = &plan.delivery().infrastructure else {
        return;
    };
    for (id, identity) in &infrastructure.identities {
        let cloud = matches!(
            identity.kind,
            Some(IamRole | IamUser | ManagedIdentity | ServiceAccount | ServicePrincipal)
        );
        let pipeline = identity.used_by.iter().find(|user| plan.delivery().pipelines.contains_key(*user));
        if let (true, Some(pipeline), Some(_)) = (cloud, pipeline, &identity.credential) {
            let path = ModelPath::root()
                .key("infrastructure")
                .key("identities")
                .key(id.as_str())
                .key("credential");
            _ = found
                .add(path, format!("pipeline `{pipeline}` acts as `{id}` with a key of its own"))
                .on_key()
                .help("give it `federation` with the run's own token instead of a `credential`");
        }
    }
}
