//! Backups of a cluster: schedules of Velero.

use super::object::{Meta, Object, Pairs, Spec, Text, objects};
use super::site::Site;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Backup, Id};
use crate::render::{Feature, loss};
use crate::text::ModelPath;

objects! {
    /// When a backup is made.
    ScheduleSpec<'p> {
        schedule: Text<'p> = "schedule",
        paused: bool = "paused",
        skip_first: bool = "skipImmediately",
        template: BackupSpec<'p> = "template",
    }

    /// What it holds.
    BackupSpec<'p> {
        keep: Option<Text<'p>> = "ttl",
        namespaces: Vec<Text<'p>> = "includedNamespaces",
        without: Vec<Text<'p>> = "excludedNamespaces",
        kinds: Vec<Text<'p>> = "includedResources",
        without_kinds: Vec<Text<'p>> = "excludedResources",
        labels: Option<Labels<'p>> = "labelSelector",
        volumes: Option<bool> = "snapshotVolumes",
        cluster: Option<bool> = "includeClusterResources",
    }

    /// Objects by their labels.
    Labels<'p> {
        labels: Pairs<'p> = "matchLabels",
    }
}

/// The backups of a cluster that Velero makes.
pub(super) fn schedules<'p>(site: &Site<'p>, losses: &mut Vec<Diagnostic>) -> Vec<Object<'p, Spec<ScheduleSpec<'p>>>> {
    let backups = site.plan.delivery().recovery.iter().flat_map(|recovery| &recovery.backups);
    backups
        .filter(|(_, backup)| backup.tool.as_ref().is_some_and(|tool| tool.as_str() == "velero"))
        .filter(|(_, backup)| backup.environments.is_empty() || backup.environments.contains(site.id))
        .filter_map(|(id, backup)| one(id, backup, losses))
        .collect()
}

fn one<'p>(id: &'p Id, backup: &'p Backup, losses: &mut Vec<Diagnostic>) -> Option<Object<'p, Spec<ScheduleSpec<'p>>>> {
    let path = ModelPath::root().key("recovery").key("backups").key(id.as_str());
    let Some(schedule) = &backup.schedule else {
        let message = format!("nothing says when the backup `{id}` is made");
        losses.push(loss(Feature::Recovery, Severity::Warning, path, message).help("add `schedule`"));
        return None;
    };
    let zone = backup.zone.as_ref().filter(|_| schedule.zone().is_none());
    let texts = |words: &'p [String]| words.iter().map(|word| Text::from(word.as_str())).collect();
    let scope = backup.scope.as_ref();
    let length = backup.keep.as_ref().and_then(|keep| keep.length);
    if length.is_none() && backup.keep.is_some() {
        let message = format!("Velero keeps backups for a time and does not count them, so `{id}` is kept for its usual thirty days");
        losses.push(loss(Feature::Recovery, Severity::Warning, path.key("keep"), message).help("say how long, as `keep: 30d`"));
    }
    Some(Object {
        api: "velero.io/v1",
        kind: "Schedule",
        meta: Meta {
            name: id.as_str().into(),
            namespace: Some("velero".into()),
            ..Meta::default()
        },
        body: Spec(ScheduleSpec {
            schedule: match zone {
                Some(zone) => format!("CRON_TZ={zone} {}", schedule.as_str()).into(),
                None => schedule.as_str().into(),
            },
            paused: backup.paused,
            skip_first: backup.skip_first,
            template: BackupSpec {
                keep: length.map(|length| format!("{}h0m0s", length.as_secs().div_ceil(3600)).into()),
                namespaces: scope.map(|scope| texts(&scope.namespaces)).unwrap_or_default(),
                without: scope.map(|scope| texts(&scope.exclude_namespaces)).unwrap_or_default(),
                kinds: scope.map(|scope| texts(&scope.resources)).unwrap_or_default(),
                without_kinds: scope.map(|scope| texts(&scope.exclude_resources)).unwrap_or_default(),
                labels: scope.filter(|scope| !scope.labels.is_empty()).map(|scope| Labels {
                    labels: Pairs::default().with(&scope.labels),
                }),
                volumes: scope.and_then(|scope| scope.volumes),
                cluster: scope.and_then(|scope| scope.cluster_wide),
            },
        }),
    })
}
