//! Kubernetes: the objects that run the services of a delivery in its clusters.
//!
//! Types for what is written stand beside the functions that fill them, one file for each kind of object. What the document
//! does not say is closed: no root, no rights, no token, no writing to the image's own files.

mod account;
mod backup;
mod bundle;
mod certificate;
mod container;
mod controller;
mod disruption;
mod events;
mod ingress;
mod layout;
mod namespace;
mod network;
mod object;
mod pair;
mod pod;
mod probe;
mod rollout;
mod scaling;
mod sealing;
mod secrets;
mod service;
mod site;
mod volume;

use crate::diagnostic::Severity;
use crate::error::Error;
use crate::plan::Plan;
use crate::render::{Feature, FileSet, Level, OptionSpec, Options, Target, TargetKind, loss};
use crate::text::ModelPath;
use site::Site;

/// The version of images of which nothing says which one is meant: one that no registry has, so that nothing starts by accident.
const UNSET: &str = "not-set";

/// The target.
pub const TARGETS: &[Target] = &[Target {
    name: "kubernetes",
    kind: TargetKind::Deployment,
    summary: "manifests for Kubernetes, as a Kustomize base with overlays, a Helm chart or plain",
    about: "Every environment whose platform is `kubernetes` gets the objects of its workloads: controllers, addresses, ways in, \
            autoscalers, disruption budgets, network policies, accounts with the rights they need, settings and secrets. \
            Services that no workload runs get a Deployment of their own.\n\n\
            What the document does not say is closed: containers run without root, without rights, without writing to their own \
            files (`/tmp` is a folder of its own) and without a token of the cluster; copies are spread over zones and machines and \
            go one at a time; namespaces carry the strictest level of pod security that their pods fit. A namespace is closed to \
            all traffic that no policy allows once each workload in it says with whom it talks.\n\n\
            Images come at the version that a pipeline sets (`kustomize edit set image`); until then they have the tag `not-set`, \
            which no registry has, so that nothing unknown is ever started. Secrets of a key vault, a secrets manager or Vault come by \
            External Secrets; what is kept elsewhere must be put into the cluster, and a loss says what. Of a store `kubernetes` whose operator is \
            `sealed_secrets`, the sealed values that the document holds come as `SealedSecret`; for those that it lacks there is \
            `kubernetes/seal.sh`, since only who has the certificate of the cluster can seal.\n\n\
            With `layout=helm` they come as one chart for all environments. What differs between them is a value, and so is what people \
            expect to set: image, number of copies, resources, variables, the host and the bounds of an autoscaler; all else stands in \
            the templates. `values.yaml` holds what is usual, a file for each environment what is different there, and \
            `values.schema.json` refuses what no template asks for. The chart stands where `helm` of the platform looks for it. Objects \
            keep the names that pipelines and alerts know, so a namespace holds one release of it. In the tests Helm itself makes of the \
            chart, with the values of each environment, the objects that the plain layout has.\n\n\
            What stands under `extensions.kubernetes` of a workload, container, endpoint, ingress, volume or autoscaler takes the place \
            of the keys of the object it becomes (of a workload: its pod).",
    writes: "kubernetes/base/*.yaml, kubernetes/overlays/<environment>/*.yaml; with `layout=helm` kubernetes/chart/*",
    options: &[
        OptionSpec {
            name: "layout",
            doc: "a base with an overlay for each environment, a folder of plain manifests for each, or a chart with values for each",
            default: "kustomize",
            words: &["kustomize", "plain", "helm"],
        },
        OptionSpec {
            name: "version",
            doc: "the tag or digest of images that name none",
            default: UNSET,
            words: &[],
        },
        OptionSpec {
            name: "environment",
            doc: "one environment only, by its id",
            default: "",
            words: &[],
        },
    ],
    severity: Severity::Info,
    carries,
    render,
}];

const RUNS: &str = "manifests say what runs, not what brings it there: render a pipeline as well";
const AROUND: &str = "manifests say what runs in a cluster, not what surrounds it";
const ENGINE: &str = "by Argo Rollouts, or by Flagger where the strategy names it; a Deployment knows no shares of traffic";
const BESIDE: &str = "by Argo Rollouts, by Flagger, or natively by two Deployments, whose copies share the traffic as finely as whole \
                      copies can, unless a route or NGINX has the weights";
const PAIR: &str = "by Argo Rollouts, by Flagger, or natively by two Deployments and the address that selects one of them";

fn carries(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Services => Level::Approximate("image, port, health and who needs whom, not how it is built"),
        F::Environments => Level::Approximate("those that are clusters"),
        F::Secrets => Level::Approximate("those that workloads read, from stores that a cluster can reach"),
        F::SecretStores => Level::Approximate("those that workloads read from"),
        F::Variables => Level::Approximate("those of workloads and of environments"),
        F::RollingUpdates => Level::Approximate("surge, unavailability and how long a copy must be well; no batches with pauses"),
        F::Workloads | F::Recreates | F::Extensions => Level::Full,
        F::Clusters => Level::Approximate("namespaces with their quotas and limits"),
        F::GitOps => Level::Approximate("namespaces of tenants with their quotas and limits"),
        F::Infrastructure => Level::Approximate("the identities that workloads have in the cloud, and the names of certificates"),
        F::BlueGreens => Level::Approximate(PAIR),
        F::Canaries => Level::Approximate(BESIDE),
        F::LinearShifts | F::Analyses => Level::Approximate(ENGINE),
        F::Shadows | F::AbTests | F::FeatureFlags => Level::None("neither a Deployment nor the engines that are written for know them"),
        F::Recovery => Level::Approximate("backups that Velero makes"),
        F::Signals => Level::Approximate("those that analyses ask for, in the language of Prometheus"),
        F::Observability => Level::Approximate("where analyses find Prometheus"),
        F::Pipelines
        | F::Triggers
        | F::Schedules
        | F::Stages
        | F::Jobs
        | F::Dependencies
        | F::Conditions
        | F::Approvals
        | F::ChangeTickets
        | F::PolicyGates
        | F::QualityGates
        | F::Windows
        | F::BakeGates
        | F::ErrorBudgets
        | F::RollbackReadiness
        | F::ManualGates
        | F::GateTimeouts
        | F::Promotion
        | F::BranchLimits
        | F::Deployments
        | F::Verifications
        | F::Rollbacks
        | F::Permissions
        | F::Concurrency
        | F::Matrices
        | F::ReusablePipelines
        | F::SharedSteps
        | F::Logins
        | F::Inputs
        | F::Outputs
        | F::Commands
        | F::Actions
        | F::Checkouts
        | F::Setups
        | F::Caches
        | F::ImageBuilds
        | F::Scans
        | F::Artifacts
        | F::Sboms
        | F::Signatures
        | F::Attestations
        | F::MigrationSteps
        | F::Notifications
        | F::Waits
        | F::ParallelSteps
        | F::Reports
        | F::Runners
        | F::Containers
        | F::ServiceContainers
        | F::Timeouts
        | F::Retries
        | F::AllowedFailures
        | F::Durations => Level::None(RUNS),
        F::Migrations | F::OffHours | F::ShortLived | F::Costs | F::Compliance | F::Objectives | F::People | F::Waivers => {
            Level::None(AROUND)
        }
    }
}

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    let version = options.get("version");
    let overlays = options.get("layout") == "kustomize";
    let mut sites = Site::all(plan, (!overlays).then_some(version));
    let wanted = options.get("environment");
    if !wanted.is_empty() {
        sites.retain(|site| site.id.as_str() == wanted);
        if sites.is_empty() {
            return Err(Error::argument(format!("there is no environment `{wanted}` that is a cluster")));
        }
    }
    if sites.is_empty() {
        let path = ModelPath::root().key("environments");
        files.lose(
            loss(
                Feature::Environments,
                Severity::Error,
                path,
                "no environment is a cluster, so there are no manifests",
            )
            .help("give an environment `platform: { kubernetes: { … } }`"),
        );
        return Ok(files);
    }
    if let Some(script) = sealing::script(&sites) {
        files.add_stamped("kubernetes/seal.sh", "#", plan, "kubernetes", &script);
    }
    match options.get("layout") {
        "helm" => layout::helm(&sites, "kubernetes", version, &mut files)?,
        "plain" => layout::plain(&sites, "kubernetes", &mut files)?,
        _ => layout::kustomize(&sites, "kubernetes", version, &mut files)?,
    }
    Ok(files)
}
