//! Files beside the pipelines, for whoever runs the server: the jobs, as Job DSL, and what they need of it, as Configuration
//! as Code. Secrets stay in the variables of the server that the second one names.

use super::needed::{Kind, Needed};
use super::{job_name, main, path};
use crate::emit::groovy::{self, Call, Statement, Value};
use crate::emit::yaml;
use crate::error::Error;
use crate::foreign::extension;
use crate::model::scalar::Glob;
use crate::model::{Data, Entries, Event, Id, Pipeline};
use crate::plan::Plan;
use crate::platform::jenkins::{EXTENSION, TARGET};
use crate::render::FileSet;

type Map = Entries<String, Data>;

/// Adds the files.
pub(super) fn add(plan: &Plan, needed: &Needed, files: &mut FileSet) -> Result<(), Error> {
    let own = |pipeline: &Pipeline| extension(&pipeline.extensions, EXTENSION).text("adopted").is_none();
    let pipelines: Vec<(&Id, &Pipeline)> = plan
        .pipelines()
        .filter(|(_, _, pipeline)| own(pipeline))
        .map(|(_, id, pipeline)| (id, pipeline))
        .collect();
    if pipelines.is_empty() {
        return Ok(());
    }
    files.add_stamped(
        "jenkins/jobs.groovy",
        "//",
        plan,
        TARGET,
        &groovy::to_string(&jobs(plan, &pipelines)),
    );
    let server = server(needed);
    if !server.is_empty() {
        let text = yaml::to_string(&Data::Map(server)).map_err(|error| Error::internal(error.to_string()))?;
        files.add_stamped("jenkins/casc.yaml", "#", plan, TARGET, &text);
    }
    Ok(())
}

/// A call with one text.
fn said(name: &str, value: impl Into<Value>) -> Statement {
    Call::new(name).with(value).into()
}

/// A folder, and a job for each pipeline in it.
fn jobs(plan: &Plan, pipelines: &[(&Id, &Pipeline)]) -> Vec<Statement> {
    let delivery = plan.delivery();
    let comment = |text: &str| Statement::Comment(text.to_owned());
    let mut folder = Vec::new();
    if let Some(summary) = &delivery.summary {
        folder.push(said("description", summary.as_str()));
    }
    let mut lines = vec![
        comment("Run by a seed job with the parameter REPOSITORY, the address of the repository. Needs the plugins job-dsl and"),
        comment("workflow-multibranch. The credentials `repository` may read it."),
        Call::block("folder", folder).with(delivery.name.as_str()).into(),
    ];
    let main = main(plan);
    for (id, pipeline) in pipelines {
        lines.push(Statement::Blank);
        let name = job_name(plan, id);
        let script = path(main, id, pipeline);
        let shown = pipeline.name.as_deref().map(|name| said("displayName", name));
        let mut body: Vec<Statement> = shown.into_iter().collect();
        if crate::render::is_started(pipeline) {
            let tags = pipeline.on.iter().any(|trigger| match &trigger.event {
                Event::Tag(_) | Event::Release(_) => true,
                Event::Push(push) => push.tags.is_some(),
                _ => false,
            });
            let mut traits = vec![Call::new("gitBranchDiscovery").into()];
            if tags {
                traits.push(Call::new("gitTagDiscovery").into());
            }
            let (some, others) = branches(pipeline);
            if some != "*" || !others.is_empty() {
                let mut filter = vec![said("includes", some)];
                filter.push(said("excludes", others));
                traits.push(Call::block("headWildcardFilter", filter).into());
            }
            let git = vec![
                said("id", name.as_str()),
                said("remote", Value::code("REPOSITORY")),
                said("credentialsId", "repository"),
                Call::block("traits", traits).into(),
            ];
            let source = Call::block("source", vec![Call::block("git", git).into()]);
            let sources = Call::block("branchSource", vec![source.into()]);
            body.push(Call::block("branchSources", vec![sources.into()]).into());
            if pipeline.on.iter().any(|trigger| matches!(trigger.event, Event::PullRequest(_))) {
                body.push(comment(
                    "Proposed changes need the branch source of the code host instead of `git`.",
                ));
            }
            let factory = Call::block("workflowBranchProjectFactory", vec![said("scriptPath", script)]);
            body.push(Call::block("factory", vec![factory.into()]).into());
            let old = Call::block("discardOldItems", vec![said("numToKeep", Value::from(20))]);
            body.push(Call::block("orphanedItemStrategy", vec![old.into()]).into());
            lines.push(Call::block("multibranchPipelineJob", body).with(name).into());
        } else {
            let remote = vec![said("url", Value::code("REPOSITORY")), said("credentials", "repository")];
            let git = vec![Call::block("remote", remote).into(), said("branch", "main")];
            let scm = Call::block("scm", vec![Call::block("git", git).into()]);
            let definition = Call::block("cpsScm", vec![scm.into(), said("scriptPath", script)]);
            body.push(Call::block("definition", vec![definition.into()]).into());
            lines.push(Call::block("pipelineJob", body).with(name).into());
        }
    }
    lines
}

/// Patterns of the branches that have a job, and of those that have none.
fn branches(pipeline: &Pipeline) -> (String, String) {
    let mut some: Vec<&str> = Vec::new();
    let mut others: Vec<&str> = Vec::new();
    for trigger in &pipeline.on {
        match &trigger.event {
            Event::Push(push) => {
                others.extend(push.ignore_branches.iter().flatten().map(Glob::pattern));
                match (&push.branches, &push.tags) {
                    (Some(branches), _) => some.extend(branches.iter().filter(|glob| !glob.is_negated()).map(Glob::pattern)),
                    (None, None) => some.push("*"),
                    _ => {}
                }
                some.extend(push.tags.iter().flatten().map(Glob::pattern));
            }
            Event::Tag(tags) if tags.patterns.is_empty() => some.push("*"),
            Event::Tag(tags) => some.extend(tags.patterns.iter().map(Glob::pattern)),
            Event::Schedule(schedule) => match &schedule.branches {
                Some(branches) => some.extend(branches.iter().map(Glob::pattern)),
                None => some.push("main"),
            },
            _ => some.push("*"),
        }
    }
    let mut all: Vec<String> = some.iter().map(|pattern| pattern.replace("**", "*")).collect();
    all.sort_unstable();
    all.dedup();
    if all.is_empty() || all.iter().any(|pattern| pattern == "*") {
        all = vec!["*".into()];
    }
    (all.join(" "), others.join(" "))
}

fn map(entries: impl IntoIterator<Item = (&'static str, Data)>) -> Data {
    Data::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn text(text: impl Into<String>) -> Data {
    Data::Text(text.into())
}

/// What the server must hold.
fn server(needed: &Needed) -> Map {
    let mut file = Map::new();
    if !needed.variables.is_empty() {
        let variables = needed
            .variables
            .iter()
            .map(|name| map([("key", text(*name)), ("value", text(format!("${{{name}}}")))]));
        let variables = map([("envVars", map([("env", Data::List(variables.collect()))]))]);
        file.insert("jenkins".into(), map([("globalNodeProperties", Data::List(vec![variables]))]));
    }
    if !needed.credentials.is_empty() {
        let credentials = needed.credentials.iter().map(|(id, kind)| credentials(id, *kind)).collect();
        let domain = map([("credentials", Data::List(credentials))]);
        file.insert(
            "credentials".into(),
            map([("system", map([("domainCredentials", Data::List(vec![domain]))]))]),
        );
    }
    if !needed.locks.is_empty() {
        let locks = needed.locks.iter().map(|name| map([("name", text(name.as_str()))])).collect();
        let locks = map([("declaredResources", Data::List(locks))]);
        file.insert("unclassified".into(), map([("lockableResourcesManager", locks)]));
    }
    file
}

/// Credentials whose secret is a variable of the server.
fn credentials(id: &str, kind: Kind) -> Data {
    let variable: String = id
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    let mut entries: Vec<(&'static str, Data)> = vec![("scope", text("GLOBAL")), ("id", text(id))];
    let symbol = match kind {
        Kind::Text => {
            entries.push(("secret", text(format!("${{{variable}}}"))));
            "string"
        }
        Kind::File => {
            entries.push(("fileName", text(id)));
            entries.push(("secretBytes", text(format!("${{{variable}_BASE64}}"))));
            "file"
        }
        Kind::Account => {
            entries.push(("username", text(format!("${{{variable}_USERNAME}}"))));
            entries.push(("password", text(format!("${{{variable}_PASSWORD}}"))));
            "usernamePassword"
        }
        Kind::Key => {
            entries.push(("username", text(format!("${{{variable}_USERNAME}}"))));
            let key = map([("privateKey", text(format!("${{{variable}_PRIVATE_KEY}}")))]);
            entries.push(("privateKeySource", map([("directEntry", key)])));
            "basicSSHUserPrivateKey"
        }
        Kind::Token | Kind::TokenFile => {
            let audience = match id {
                "azure-id-token" => "api://AzureADTokenExchange",
                "aws-id-token" => "sts.amazonaws.com",
                "google-id-token" => "https://iam.googleapis.com/${GOOGLE_WORKLOAD_IDENTITY_PROVIDER}",
                other => other.trim_end_matches("-id-token"),
            };
            entries.push(("audience", text(audience)));
            if kind == Kind::Token { "idToken" } else { "idTokenFile" }
        }
    };
    map([(symbol, map(entries))])
}
