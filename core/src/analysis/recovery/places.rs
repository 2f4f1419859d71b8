//! Where things are, and what is lost together.

use crate::model::scalar::Duration;
use crate::model::{BackupDestination, BackupStore, Delivery, FailureMode, Id, Infrastructure, Many, Redundancy};

/// A region and an account of a cloud.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Location<'p> {
    /// The region, as it is written.
    pub(super) region: Option<&'p str>,
    /// The account, subscription or project.
    pub(super) account: Option<&'p str>,
}

impl<'p> Location<'p> {
    /// Where production is when nothing else is said.
    pub(super) fn primary(delivery: &'p Delivery) -> Self {
        let regions = delivery.recovery.as_ref().and_then(|recovery| recovery.regions.as_ref());
        let clusters = || delivery.clusters.as_ref().and_then(|clusters| clusters.region.as_deref());
        Self {
            region: regions.map(|regions| regions.primary.as_str()).or_else(clusters),
            account: None,
        }
    }

    /// Where something is: as it says, as its environments say, or where production is.
    pub(super) fn of(delivery: &'p Delivery, region: Option<&'p str>, account: Option<&'p str>, environments: &'p Many<Id>) -> Self {
        let served = || environments.iter().filter_map(|id| delivery.environments.get(id));
        let theirs = || served().find_map(|environment| environment.region.as_deref());
        Self {
            region: region.or_else(theirs).or(Self::primary(delivery).region),
            account,
        }
    }
}

/// True for two ways to write the same region: `West US 2` and `westus2`.
pub(super) fn same_region(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> Vec<u8> {
        let plain = text.bytes().filter(u8::is_ascii_alphanumeric);
        plain.map(|letter| letter.to_ascii_lowercase()).collect()
    };
    letters(one) == letters(other)
}

/// True for the name of a data centre of a region: `eu-west-1b`, `westeurope-2`, or its number alone.
pub(super) fn is_zone_of(name: &str, region: Option<&str>) -> bool {
    let number = !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_digit());
    let within = region.and_then(|region| name.strip_prefix(region)).is_some_and(|rest| {
        let rest = rest.trim_start_matches('-');
        !rest.is_empty() && rest.len() <= 2
    });
    number || within
}

/// What becomes of a backup in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Survives {
    /// It is there, and this should be known of it.
    Yes(Option<&'static str>),
    /// It is lost too, and why.
    No(&'static str),
}

/// Whether a backup in a place survives a loss that hits the original.
pub(super) fn survives(place: &BackupDestination, mode: FailureMode, original: Location<'_>, all: Option<&Infrastructure>) -> Survives {
    let kept = Kept::of(place, all);
    let elsewhere = match (kept.region, original.region) {
        (Some(region), Some(original)) => !same_region(region, original),
        // Who names a region where nothing else does, means another one.
        (Some(_), None) => true,
        (None, _) => false,
    };
    match mode {
        FailureMode::RegionLoss | FailureMode::ZoneLoss if elsewhere => Survives::Yes(None),
        FailureMode::RegionLoss if kept.geo => Survives::Yes(Some("its copy in the other region is some minutes older")),
        FailureMode::RegionLoss => Survives::No("it is kept in the same region"),
        FailureMode::ZoneLoss => match kept.zones {
            Some(false) if !kept.geo => Survives::No("it is kept in the same data centre"),
            None if !kept.geo => Survives::No("nobody says how far apart its copies are"),
            _ => Survives::Yes(None),
        },
        FailureMode::Deletion if kept.beside => Survives::Yes(Some("it goes when the store itself is deleted")),
        FailureMode::Ransomware if kept.immutable.is_none_or(Duration::is_zero) => {
            Survives::No("nothing keeps it from being changed or deleted")
        }
        FailureMode::Corruption | FailureMode::Deletion | FailureMode::Ransomware => Survives::Yes(None),
    }
}

/// What is known of a place.
struct Kept<'p> {
    region: Option<&'p str>,
    /// True when it is copied to another region.
    geo: bool,
    /// Whether it is in several data centres.
    zones: Option<bool>,
    /// True when it is part of what it was copied from.
    beside: bool,
    immutable: Option<Duration>,
}

impl<'p> Kept<'p> {
    fn of(place: &'p BackupDestination, all: Option<&'p Infrastructure>) -> Self {
        let mut kept = Self {
            region: place.region.as_deref(),
            geo: false,
            zones: None,
            beside: false,
            immutable: place.immutable,
        };
        match &place.kind {
            BackupStore::AzureBlob(blob) => kept.spread(blob.redundancy),
            BackupStore::S3(bucket) => {
                // All classes but those of one zone are in three data centres.
                let one = bucket
                    .class
                    .as_deref()
                    .is_some_and(|class| class.to_ascii_lowercase().contains("one"));
                kept.zones = Some(!one);
                kept.geo = bucket.replica_region.is_some();
            }
            BackupStore::Gcs(_) => kept.zones = Some(true),
            BackupStore::Vault(vault) => {
                kept.zones = Some(true);
                kept.spread(vault.redundancy);
            }
            BackupStore::Managed(managed) => {
                kept.beside = true;
                kept.zones = Some(true);
                kept.spread(managed.redundancy);
            }
            BackupStore::Snapshot(_) => {
                kept.beside = true;
                kept.zones = Some(false);
            }
            BackupStore::FileSystem(_) => kept.zones = Some(false),
            BackupStore::ObjectStore(declared) => {
                let store = all.and_then(|all| all.object_stores.get(&declared.store));
                kept.region = kept.region.or(store.and_then(|store| store.region.as_deref()));
                kept.immutable = kept.immutable.or(store.and_then(|store| store.immutable));
                kept.spread(store.and_then(|store| store.redundancy));
            }
        }
        kept
    }

    fn spread(&mut self, redundancy: Option<Redundancy>) {
        use Redundancy::{Geo, GeoRead, GeoZone, GeoZoneRead, Local, Zone};
        let Some(redundancy) = redundancy else { return };
        self.geo |= matches!(redundancy, Geo | GeoRead | GeoZone | GeoZoneRead);
        self.zones = Some(match redundancy {
            Local => false,
            Zone | Geo | GeoRead | GeoZone | GeoZoneRead => true,
        });
    }
}
