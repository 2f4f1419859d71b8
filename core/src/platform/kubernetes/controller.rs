//! Controllers: what keeps the pods of a workload running, or runs them to their end.

use super::object::{Object, Spec, Text, Word, objects};
use super::pair::pair;
use super::pod::{PodTemplate, Selector};
use super::rollout::{by_flagger, split};
use super::site::Running;
use super::volume::ClaimTemplate;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::{Cron, Duration};
use crate::model::{Overlap, Share, Strategy, StrategyKind, WorkloadKind};
use crate::render::{Feature, loss};

objects! {
    /// Copies that are all alike.
    DeploymentSpec<'p> {
        replicas: Option<u64> = "replicas",
        history: Option<u64> = "revisionHistoryLimit",
        deadline: Option<u64> = "progressDeadlineSeconds",
        min_ready: Option<u64> = "minReadySeconds",
        strategy: UpdateSpec<'p> = "strategy",
        selector: Selector<'p> = "selector",
        template: PodTemplate<'p> = "template",
    }

    /// How copies are replaced.
    UpdateSpec<'p> {
        kind: Option<&'static str> = "type",
        rolling: RollingSpec<'p> = "rollingUpdate",
    }

    /// How many are replaced at once.
    RollingSpec<'p> {
        surge: Option<Word<'p>> = "maxSurge",
        unavailable: Option<Word<'p>> = "maxUnavailable",
    }

    /// Copies with a name and a disk of their own.
    StatefulSetSpec<'p> {
        service: Text<'p> = "serviceName",
        replicas: Option<u64> = "replicas",
        history: Option<u64> = "revisionHistoryLimit",
        min_ready: Option<u64> = "minReadySeconds",
        selector: Selector<'p> = "selector",
        template: PodTemplate<'p> = "template",
        claims: Vec<ClaimTemplate<'p>> = "volumeClaimTemplates",
    }

    /// One copy on every machine.
    DaemonSetSpec<'p> {
        history: Option<u64> = "revisionHistoryLimit",
        min_ready: Option<u64> = "minReadySeconds",
        update: UpdateSpec<'p> = "updateStrategy",
        selector: Selector<'p> = "selector",
        template: PodTemplate<'p> = "template",
    }

    /// Work that ends.
    JobSpec<'p> {
        parallel: Option<u64> = "parallelism",
        completions: Option<u64> = "completions",
        retries: Option<u64> = "backoffLimit",
        timeout: Option<u64> = "activeDeadlineSeconds",
        keep: Option<u64> = "ttlSecondsAfterFinished",
        paused: bool = "suspend",
        template: PodTemplate<'p> = "template",
    }

    /// Work that ends, started by the clock.
    CronJobSpec<'p> {
        schedule: Text<'p> = "schedule",
        zone: Option<Text<'p>> = "timeZone",
        overlap: &'static str = "concurrencyPolicy",
        late: Option<u64> = "startingDeadlineSeconds",
        paused: bool = "suspend",
        job: JobTemplate<'p> = "jobTemplate",
    }

    /// The job that the clock starts.
    JobTemplate<'p> {
        spec: JobSpec<'p> = "spec",
    }
}

/// A controller of any kind.
#[derive(Clone, Debug)]
pub(super) enum Controller<'p> {
    Deployment(Object<'p, Spec<DeploymentSpec<'p>>>),
    StatefulSet(Object<'p, Spec<StatefulSetSpec<'p>>>),
    DaemonSet(Object<'p, Spec<DaemonSetSpec<'p>>>),
    Job(Object<'p, Spec<JobSpec<'p>>>),
    CronJob(Object<'p, Spec<CronJobSpec<'p>>>),
}

/// The API and the kind under which others refer to what keeps a workload running.
pub(super) fn reference(running: &Running<'_>) -> (&'static str, &'static str) {
    if split(running).is_some() {
        return ("argoproj.io/v1alpha1", "Rollout");
    }
    match running.kind() {
        WorkloadKind::Deployment => ("apps/v1", "Deployment"),
        WorkloadKind::StatefulSet => ("apps/v1", "StatefulSet"),
        WorkloadKind::DaemonSet => ("apps/v1", "DaemonSet"),
        WorkloadKind::Job => ("batch/v1", "Job"),
        WorkloadKind::CronJob => ("batch/v1", "CronJob"),
    }
}

impl<'p> Controller<'p> {
    /// The controller of a workload that no engine brings in.
    pub(super) fn of(
        running: &Running<'p>,
        template: PodTemplate<'p>,
        claims: Vec<ClaimTemplate<'p>>,
        losses: &mut Vec<Diagnostic>,
    ) -> Self {
        let kind = running.kind();
        let (api, name) = reference(running);
        let meta = running.meta(running.id.as_str());
        let selector = Selector {
            labels: running.selector(),
        };
        let replicas = running.replicas().map(u64::from);
        let history = running.workload.history.map(u64::from);
        let (update, min_ready, deadline) = update(running, losses);
        macro_rules! object {
            ($kind:ident $spec:expr) => {
                Self::$kind(Object {
                    api,
                    kind: name,
                    meta,
                    body: Spec($spec),
                })
            };
        }
        match kind {
            WorkloadKind::Deployment => object!(Deployment DeploymentSpec {
                replicas,
                history,
                deadline,
                min_ready,
                strategy: update,
                selector,
                template,
            }),
            WorkloadKind::StatefulSet => object!(StatefulSet StatefulSetSpec {
                service: super::service::governing(running).into(),
                replicas,
                history,
                min_ready,
                selector,
                template,
                claims,
            }),
            WorkloadKind::DaemonSet => object!(DaemonSet DaemonSetSpec {
                history,
                min_ready,
                update,
                selector,
                template,
            }),
            WorkloadKind::Job => object!(Job job(running, template)),
            WorkloadKind::CronJob => object!(CronJob cron_job(running, template, losses)),
        }
    }
}

/// The strategy of the environment.
pub(super) fn strategy<'p>(running: &Running<'p>) -> Option<&'p Strategy> {
    let id = running.site.environment.strategy.as_ref()?;
    running.site.plan.delivery().strategies.get(id)
}

/// How a workload replaces its copies, how long a copy must be well, and after how long a rollout counts as failed.
fn update<'p>(running: &Running<'p>, losses: &mut Vec<Diagnostic>) -> (UpdateSpec<'p>, Option<u64>, Option<u64>) {
    let Some(strategy) = strategy(running) else {
        return (UpdateSpec::default(), None, None);
    };
    let deadline = strategy.progress_deadline.map(seconds);
    let rolling = match &strategy.kind {
        StrategyKind::Recreate(_) => {
            let update = UpdateSpec {
                kind: Some("Recreate"),
                ..UpdateSpec::default()
            };
            return (update, None, deadline);
        }
        StrategyKind::Rolling(rolling) => rolling,
        _ if by_flagger(running).is_some() || pair(running).is_some() => return (UpdateSpec::default(), None, deadline),
        other => {
            let message = format!("`{}` is replaced a few copies at a time, not by `{}`", running.id, other.key());
            losses.push(
                loss(Feature::Canaries, Severity::Warning, running.site.strategy_path(), message)
                    .help("name `argo_rollouts` or `flagger` as the engine of the strategy, or leave it out"),
            );
            return (UpdateSpec::default(), None, deadline);
        }
    };
    if rolling.batch.is_some() || rolling.pause.is_some() {
        let path = running.site.strategy_path();
        let message = format!(
            "`{}` is not replaced in batches with pauses: the cluster goes on as soon as a copy is ready",
            running.id
        );
        losses.push(
            loss(Feature::RollingUpdates, Severity::Warning, path, message)
                .help("say `max_surge`, `max_unavailable` and `min_ready`, or name an engine that can wait"),
        );
    }
    let update = UpdateSpec {
        kind: Some("RollingUpdate"),
        rolling: RollingSpec {
            surge: rolling.max_surge.map(share),
            unavailable: rolling.max_unavailable.map(share),
        },
    };
    (update, rolling.min_ready.map(seconds), deadline)
}

/// A number or a part, as the cluster writes it.
pub(super) fn share<'p>(share: Share) -> Word<'p> {
    match share {
        Share::Count(count) => Word::Number(count.into()),
        Share::Percent(percent) => Word::Text(percent.to_string().into()),
    }
}

/// Whole seconds, none too few.
pub(super) fn seconds(duration: Duration) -> u64 {
    duration.as_secs_up()
}

fn job<'p>(running: &Running<'p>, template: PodTemplate<'p>) -> JobSpec<'p> {
    let batch = running.workload.batch.as_ref();
    JobSpec {
        parallel: batch.and_then(|batch| batch.parallel).map(Into::into),
        completions: batch.and_then(|batch| batch.completions).map(Into::into),
        retries: batch.and_then(|batch| batch.retries).map(Into::into),
        timeout: batch.and_then(|batch| batch.timeout).map(seconds),
        keep: batch.and_then(|batch| batch.keep).map(seconds),
        paused: running.kind() == WorkloadKind::Job && batch.is_some_and(|batch| batch.paused),
        template,
    }
}

fn cron_job<'p>(running: &Running<'p>, template: PodTemplate<'p>, losses: &mut Vec<Diagnostic>) -> CronJobSpec<'p> {
    let batch = running.workload.batch.as_ref();
    let schedule = batch.and_then(|batch| batch.schedule.as_ref());
    if schedule.is_none() {
        let message = format!("nothing says when `{}` starts", running.id);
        losses.push(loss(Feature::Workloads, Severity::Error, running.path(), message).help("add `batch: { schedule: \"0 2 * * *\" }`"));
    }
    let own_zone = schedule.and_then(Cron::zone);
    let zone = batch.and_then(|batch| batch.zone.as_ref()).or(own_zone);
    CronJobSpec {
        schedule: schedule.map(fields).unwrap_or_default(),
        zone: zone.map(|zone| Text::from(zone.to_string())),
        overlap: match batch.and_then(|batch| batch.overlap) {
            // Two runs at once are rarely meant.
            None | Some(Overlap::Forbid) => "Forbid",
            Some(Overlap::Allow) => "Allow",
            Some(Overlap::Replace) => "Replace",
        },
        late: batch.and_then(|batch| batch.late).map(seconds),
        paused: batch.is_some_and(|batch| batch.paused),
        job: JobTemplate {
            spec: job(running, template),
        },
    }
}

/// The fields of a schedule, without the zone that stands before them.
fn fields(schedule: &Cron) -> Text<'_> {
    let text = schedule.as_str();
    match text.split_once(char::is_whitespace) {
        Some((first, rest)) if first.starts_with("CRON_TZ=") || first.starts_with("TZ=") => rest.trim_start().into(),
        _ => text.into(),
    }
}
