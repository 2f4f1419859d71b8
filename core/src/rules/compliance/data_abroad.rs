//! `CMP004`: data in a region it may not be in.

use crate::model::{DataClass, Delivery, Many, Platform};
use crate::plan::Plan;
use crate::rules::{Findings, rule};
use crate::text::ModelPath;

rule! {
    /// Something holds data in a region that data may not be in.
    ///
    /// The law of the place holds where data lies, and that includes the standby, the backups, the logs and copies of images.
    /// `compliance.regions` says where data may be, and `residency` where single kinds of it may.
    ///
    /// ```yaml bad
    /// compliance: { regions: [westeurope, northeurope] }
    /// recovery:
    ///   regions: { primary: westeurope, standby: eastus2 }
    /// ```
    ///
    /// ```yaml good
    /// compliance: { regions: [westeurope, northeurope] }
    /// recovery:
    ///   regions: { primary: westeurope, standby: northeurope }
    /// ```
    ///
    /// References: GDPR, Chapter V; ISO/IEC 27001 A.5.34; PCI DSS 3.2.
    Error, Plan(check)
}

/// A place where something is: what, where it says so, the region, and the data there.
struct Place<'d> {
    what: String,
    path: ModelPath,
    region: &'d str,
    data: Option<DataClass>,
}

fn check(plan: &Plan, found: &mut Findings) {
    let delivery = plan.delivery();
    let Some(compliance) = &delivery.compliance else { return };
    if compliance.regions.is_empty() && compliance.residency.is_empty() {
        return;
    }
    let within = |regions: &Many<String>, region: &str| regions.iter().any(|own| own.eq_ignore_ascii_case(region));
    for place in places(delivery) {
        let kind = compliance
            .residency
            .iter()
            .enumerate()
            .find(|(_, residency)| place.data.is_some_and(|data| residency.data.contains(&data)));
        let root = ModelPath::root().key("compliance");
        let (regions, at) = match kind {
            Some((number, residency)) => (&residency.regions, root.key("residency").index(number)),
            None => (&compliance.regions, root.key("regions")),
        };
        // What everyone may see may be everywhere.
        let free = matches!(place.data, Some(DataClass::Public | DataClass::Synthetic)) && kind.is_none();
        if !regions.is_empty() && !free && !within(regions, place.region) {
            let allowed: Vec<String> = regions.iter().map(|region| format!("`{region}`")).collect();
            _ = found
                .add(
                    place.path,
                    format!(
                        "{} is in `{}`, and data may be in {} only",
                        place.what,
                        place.region,
                        allowed.join(", ")
                    ),
                )
                .help("move it, or say that this region is allowed too")
                .related(at, "where data may be");
        }
    }
}

/// All that says in which region it is.
fn places(delivery: &Delivery) -> Vec<Place<'_>> {
    let mut places = Places(Vec::new());
    let root = ModelPath::root;
    for (id, environment) in &delivery.environments {
        let path = || root().key("environments").key(id.as_str());
        let what = || format!("`{id}`");
        places.one(what, environment.region.as_deref(), || path().key("region"), environment.data);
        let (region, key) = match &environment.platform {
            Some(Platform::AwsEcs(own)) => (own.region.as_deref(), "aws_ecs"),
            Some(Platform::AwsLambda(own)) => (own.region.as_deref(), "aws_lambda"),
            Some(Platform::CloudRun(own)) => (own.region.as_deref(), "cloud_run"),
            _ => (None, ""),
        };
        places.one(what, region, || path().key("platform").key(key).key("region"), environment.data);
    }
    if let Some(recovery) = &delivery.recovery {
        if let Some(regions) = &recovery.regions {
            let path = || root().key("recovery").key("regions");
            places.one(|| "production".to_owned(), Some(&regions.primary), || path().key("primary"), None);
            places.each("the standby", &regions.standby, || path().key("standby"), None);
        }
        for (id, backup) in &recovery.backups {
            let region = backup.to.as_ref().and_then(|to| to.region.as_deref());
            let path = || root().key("recovery").key("backups").key(id.as_str()).key("to").key("region");
            places.one(|| format!("the backup `{id}`"), region, path, None);
        }
    }
    for (id, log) in delivery.observability.iter().flat_map(|observability| &observability.logs) {
        let path = || root().key("observability").key("logs").key(id.as_str()).key("region");
        places.one(|| format!("the log `{id}`"), log.region.as_deref(), path, log.data);
    }
    if let Some(clusters) = &delivery.clusters {
        let path = || root().key("clusters");
        places.one(
            || "the clusters".to_owned(),
            clusters.region.as_deref(),
            || path().key("region"),
            None,
        );
        for (id, cluster) in &clusters.named {
            let path = || path().key("named").key(id.as_str()).key("region");
            places.one(|| format!("the cluster `{id}`"), cluster.region.as_deref(), path, None);
        }
    }
    let Some(infrastructure) = &delivery.infrastructure else {
        return places.0;
    };
    let path = |group: &'static str, id: &str| root().key("infrastructure").key(group).key(id);
    for (id, own) in &infrastructure.databases {
        let at = || path("databases", id).key("region");
        places.one(|| format!("the database `{id}`"), own.region.as_deref(), at, own.data);
    }
    for (id, own) in &infrastructure.caches {
        let at = || path("caches", id).key("region");
        places.one(|| format!("the cache `{id}`"), own.region.as_deref(), at, own.data);
    }
    for (id, own) in &infrastructure.object_stores {
        let at = || path("object_stores", id).key("region");
        places.one(|| format!("the object store `{id}`"), own.region.as_deref(), at, own.data);
    }
    for (id, own) in &infrastructure.queues {
        let at = || path("queues", id).key("region");
        places.one(|| format!("the queue `{id}`"), own.region.as_deref(), at, own.data);
    }
    places.0
}

struct Places<'d>(Vec<Place<'d>>);

impl<'d> Places<'d> {
    fn one(&mut self, what: impl FnOnce() -> String, region: Option<&'d str>, path: impl FnOnce() -> ModelPath, data: Option<DataClass>) {
        if let Some(region) = region.filter(|region| !region.contains('$')) {
            self.0.push(Place {
                what: what(),
                path: path(),
                region,
                data,
            });
        }
    }

    fn each(&mut self, what: &str, regions: &'d Many<String>, path: impl Fn() -> ModelPath, data: Option<DataClass>) {
        for (number, region) in regions.iter().enumerate() {
            let at = || if regions.len() > 1 { path().index(number) } else { path() };
            self.one(|| what.to_owned(), Some(region), at, data);
        }
    }
}
