//! What services stand on: databases, caches, object stores, registries, load balancers, keys.

use super::ledger::{Draft, Ledger};
use super::stock::{gigabytes, unit};
use super::{Three, What};
use crate::model::scalar::{Decimal, Id, Per};
use crate::model::{CostCategory, Database, Many, ObjectStore, ObjectStoreProvider, Redundancy, RegistryKind};
use crate::prices::slug;
use crate::text::ModelPath;

const MONTH: u32 = 730;

/// Adds the parts of the infrastructure.
pub(super) fn add(ledger: &mut Ledger<'_>) {
    let Some(all) = &ledger.delivery().infrastructure else { return };
    let base = |kind: &'static str, id: &Id| ModelPath::root().key("infrastructure").key(kind).key(id.as_str());
    for (id, database) in &all.databases {
        self::database(ledger, id, database, &base("databases", id));
    }
    for (id, cache) in &all.caches {
        let path = base("caches", id);
        let service = cache.managed_by.as_deref().map(slug).unwrap_or_default();
        if service.is_empty() {
            continue;
        }
        let provider = provider(&service, cache.region.as_deref());
        let Some((provider, size)) = provider.zip(cache.size.as_deref()) else {
            ledger.unknown(
                path,
                What::Amount,
                None,
                format!("what the cache `{id}` costs cannot be told; say its `size` and `managed_by`"),
            );
            continue;
        };
        let meter = match provider {
            "azure" => format!("azure.redis.{}", slug(size)),
            other => format!("{other}.cache.{}", slug(size)),
        };
        let per = ledger.price(&meter, None, &[]).map_or(Per::Hour, |(entry, _)| entry.per);
        let count = cache.copies.as_ref().and_then(|copies| copies.count).unwrap_or(1);
        let quantity = if per == Per::Month {
            Three::exact(count)
        } else {
            Three::exact(u64::from(count) * u64::from(MONTH))
        };
        ledger.charge(Draft {
            category: CostCategory::Databases,
            ..draft(
                &path,
                format!("cache {id}"),
                meter,
                quantity,
                per,
                cache.region.as_ref(),
                &cache.environments,
                &cache.used_by,
            )
        });
    }
    for (id, store) in &all.object_stores {
        object_store(ledger, id, store, &base("object_stores", id));
    }
    for (id, registry) in &all.registries {
        let path = base("registries", id);
        let size = registry.storage.map(gigabytes);
        match registry.kind {
            Some(RegistryKind::Acr) => {
                let tier = registry.size.as_deref().map_or("basic".to_owned(), slug);
                if registry.size.is_none() {
                    ledger.assume("registries of Azure without a `size` are taken to be of the basic one");
                }
                let many = u64::try_from(registry.replicas.len()).unwrap_or(u64::MAX).saturating_add(1);
                ledger.charge(Draft {
                    category: CostCategory::DeveloperTools,
                    ..Draft::new(
                        path,
                        format!("registry {id}"),
                        format!("azure.acr.{tier}"),
                        Three::exact(many),
                        Per::Month,
                    )
                });
            }
            Some(kind @ (RegistryKind::Ecr | RegistryKind::ArtifactRegistry)) => {
                let meter = if kind == RegistryKind::Ecr {
                    "aws.ecr.storage"
                } else {
                    "gcp.artifact-registry"
                };
                amount(
                    ledger,
                    &path,
                    format!("registry {id}"),
                    meter,
                    size,
                    CostCategory::DeveloperTools,
                    "say its `storage`",
                );
            }
            _ => {}
        }
    }
    for (id, balancer) in &all.load_balancers {
        let path = base("load_balancers", id);
        let service = balancer.managed_by.as_deref().map(slug).unwrap_or_default();
        let meter = match service.as_str() {
            "alb" => "aws.alb".to_owned(),
            "nlb" => "aws.nlb".to_owned(),
            "azure-application-gateway" | "application-gateway" if balancer.firewall.is_some() => {
                "azure.application-gateway.waf-v2".to_owned()
            }
            "azure-application-gateway" | "application-gateway" => "azure.application-gateway.standard-v2".to_owned(),
            "azure-load-balancer" => "azure.load-balancer.standard".to_owned(),
            "" => continue,
            other => other.to_owned(),
        };
        ledger.charge(Draft {
            category: CostCategory::Networking,
            ..draft(
                &path,
                format!("load balancer {id}"),
                meter,
                Three::exact(MONTH),
                Per::Hour,
                balancer.region.as_ref(),
                &balancer.environments,
                &balancer.services,
            )
        });
    }
}

/// Who runs a service of the cloud, told by its name.
fn provider(service: &str, region: Option<&str>) -> Option<&'static str> {
    let begins = |words: &[&str]| words.iter().any(|word| service.starts_with(word));
    if begins(&["azure"]) {
        Some("azure")
    } else if begins(&["aws", "amazon", "rds", "aurora", "elasticache", "memorydb"]) {
        Some("aws")
    } else if begins(&["gcp", "google", "cloud-sql", "memorystore"]) {
        Some("gcp")
    } else {
        super::network::cloud(region?)
    }
}

#[expect(clippy::too_many_arguments, reason = "what a part of the infrastructure says of itself")]
fn draft(
    path: &ModelPath,
    name: String,
    meter: impl Into<String>,
    quantity: Three,
    per: Per,
    region: Option<&String>,
    environments: &Many<Id>,
    services: &Many<Id>,
) -> Draft {
    Draft {
        region: region.cloned(),
        environments: environments.iter().cloned().collect(),
        services: services.iter().cloned().collect(),
        ..Draft::new(path.clone(), name, meter, quantity, per)
    }
}

fn database(ledger: &mut Ledger<'_>, id: &Id, database: &Database, path: &ModelPath) {
    let service = database.managed_by.as_deref().map(slug).unwrap_or_default();
    // On one's own machines it is paid for with them.
    if service.is_empty() {
        return;
    }
    let engine = database.engine.as_ref().map_or(String::new(), |engine| slug(&engine.to_string()));
    let engine = engine.split('-').next().unwrap_or_default().to_owned();
    let engine = if engine.starts_with("postgres") {
        "postgres".to_owned()
    } else {
        engine
    };
    let copies = database.copies.as_ref().and_then(|copies| copies.count).unwrap_or(1);
    let hours = Three::exact(u64::from(copies) * u64::from(MONTH));
    let (family, compute) = match provider(&service, database.region.as_deref()) {
        Some("azure") => {
            let family = format!("azure.{}", service.strip_prefix("azure-").unwrap_or(&service));
            let size = database.size.as_deref().map(|size| slug(size.trim_start_matches("Standard_")));
            (family.clone(), size.map(|size| format!("{family}.{size}")))
        }
        Some("aws") => {
            let size = database.size.as_deref().map(|size| {
                if size.starts_with("db.") {
                    size.to_owned()
                } else {
                    format!("db.{size}")
                }
            });
            ("aws.rds".to_owned(), size.map(|size| format!("aws.rds.{engine}.{size}")))
        }
        Some("gcp") => (
            "gcp.cloud-sql".to_owned(),
            database.size.as_deref().map(|size| format!("gcp.cloud-sql.{}", slug(size))),
        ),
        _ => (
            service.clone(),
            database.size.as_deref().map(|size| format!("{service}.{}", slug(size))),
        ),
    };
    if copies > 1 {
        ledger.assume("each copy of a database is taken to cost as much as the first");
    }
    let line = |name: String, meter: String, quantity: Three, per: Per| Draft {
        category: CostCategory::Databases,
        ..draft(
            path,
            name,
            meter,
            quantity,
            per,
            database.region.as_ref(),
            &database.environments,
            &database.used_by,
        )
    };
    match compute {
        Some(meter) => ledger.charge(line(format!("database {id}"), meter, hours, Per::Hour)),
        None if ledger.is_covered(&family, super::ledger::About::Other, &database.environments) => return,
        None => ledger.unknown(
            path.clone(),
            What::Amount,
            Some(&family),
            format!("how large the machine of the database `{id}` is is not said; say its `size`"),
        ),
    }
    if let Some(storage) = database.storage {
        let quantity = Three::exact(gigabytes(storage)).times(copies).unwrap_or_default();
        ledger.charge(line(
            format!("storage of {id}"),
            format!("{family}.storage"),
            quantity,
            unit("GB-month"),
        ));
    }
}

fn object_store(ledger: &mut Ledger<'_>, id: &Id, store: &ObjectStore, path: &ModelPath) {
    let meter = match store.provider {
        Some(ObjectStoreProvider::AzureBlob) => blob(store.redundancy),
        Some(ObjectStoreProvider::S3) => "aws.s3.standard",
        Some(ObjectStoreProvider::AzureFiles) => "azure.files",
        Some(ObjectStoreProvider::Efs) => "aws.efs",
        Some(ObjectStoreProvider::Gcs) => "gcp.storage",
        Some(ObjectStoreProvider::R2) => "cloudflare.r2",
        Some(ObjectStoreProvider::Minio) | None => return,
    };
    let size = store.size.map(gigabytes);
    let Some(size) = size else {
        if !ledger.is_covered(meter, super::ledger::About::Other, &store.environments) {
            let why = format!("how much is in the store `{id}` is not said; say its `size`");
            ledger.unknown(path.clone(), What::Amount, Some(meter), why);
        }
        return;
    };
    ledger.charge(Draft {
        category: CostCategory::Storage,
        ..draft(
            path,
            format!("store {id}"),
            meter,
            Three::exact(size),
            unit("GB-month"),
            store.region.as_ref(),
            &store.environments,
            &store.used_by,
        )
    });
}

/// The meter of blobs with so many copies.
pub(super) fn blob(redundancy: Option<Redundancy>) -> &'static str {
    match redundancy {
        Some(Redundancy::Geo | Redundancy::GeoRead | Redundancy::GeoZone | Redundancy::GeoZoneRead) => "azure.blob.hot-grs",
        Some(Redundancy::Local | Redundancy::Zone) | None => "azure.blob.hot-lrs",
    }
}

/// Something charged by how much there is; how much is named when it is not said.
fn amount(ledger: &mut Ledger<'_>, path: &ModelPath, name: String, meter: &str, size: Option<Decimal>, category: CostCategory, say: &str) {
    match size {
        Some(size) => ledger.charge(Draft {
            category,
            ..Draft::new(path.clone(), name, meter, Three::exact(size), unit("GB-month"))
        }),
        None if ledger.is_covered(meter, super::ledger::About::Other, &[]) => {}
        None => ledger.unknown(
            path.clone(),
            What::Amount,
            Some(meter),
            format!("how much the {name} holds is not said; {say}"),
        ),
    }
}
