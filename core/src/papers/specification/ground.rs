//! What services stand on: workloads, networks, stores, certificates, secrets and identities.

use super::{or_dash, table};
use crate::emit::markdown::{code, codes, text};
use crate::model::{Id, Infrastructure, Many};
use crate::papers::open::Paper;
use crate::papers::words::{counted, listed, spoken};
use crate::text::ModelPath;

pub(super) fn write(paper: &mut Paper<'_>) {
    let delivery = paper.plan.delivery();
    paper.page.heading(2, "What it stands on");
    workloads(paper);
    match &delivery.infrastructure {
        Some(infrastructure) => made(paper, infrastructure),
        None => paper.open(
            "nothing is said of networks, databases, certificates and identities",
            ModelPath::root().key("infrastructure"),
        ),
    }
    secrets(paper);
    if let Some(clusters) = &delivery.clusters {
        let count = clusters.count.map_or(clusters.named.len(), |count| count as usize);
        let place: Vec<String> = [clusters.platform.map(|platform| spoken(platform.word())), clusters.region.clone()]
            .into_iter()
            .flatten()
            .collect();
        paper.page.paragraph(&format!("Clusters: {count} ({}).", text(&listed(place))));
    }
    if let Some(gitops) = &delivery.gitops {
        let engine = gitops
            .engine
            .map_or_else(|| "a GitOps engine".to_owned(), |engine| spoken(engine.word()));
        let from = gitops
            .repository
            .as_ref()
            .map(|repository| format!(" from {}", text(&repository.url)))
            .unwrap_or_default();
        paper.page.paragraph(&format!(
            "Brought in by {engine}{from}, for {}.",
            counted(gitops.tenants.len(), "tenant")
        ));
    }
}

fn names(ids: &Many<Id>) -> String {
    if ids.is_empty() { "–".to_owned() } else { codes(ids.iter()) }
}

fn yes(said: Option<bool>) -> String {
    or_dash(said.map(|yes| if yes { "yes".to_owned() } else { "no".to_owned() }))
}

fn workloads(paper: &mut Paper<'_>) {
    let workloads = &paper.plan.delivery().workloads;
    if workloads.is_empty() {
        return;
    }
    paper.page.heading(3, "Workloads");
    let rows = workloads.iter().map(|(id, workload)| {
        [
            code(id),
            or_dash(workload.service.as_ref().map(|id| code(id))),
            or_dash(workload.kind.map(|kind| spoken(kind.word()))),
            or_dash(workload.replicas.map(|count| count.to_string())),
            or_dash(workload.scaling.is_some().then(|| "yes".to_owned())),
            or_dash(workload.startup.map(|time| time.to_string())),
        ]
    });
    table(paper, ["workload", "service", "kind", "copies", "scales", "start"], rows);
}

fn made(paper: &mut Paper<'_>, made: &Infrastructure) {
    let heading = |paper: &mut Paper<'_>, title: &str, count: usize| {
        if count > 0 {
            paper.page.heading(3, title);
        }
    };
    heading(paper, "Networks", made.networks.len());
    let rows = made.networks.iter().map(|(id, network)| {
        [
            code(id),
            or_dash((!network.addresses.is_empty()).then(|| codes(network.addresses.iter()))),
            or_dash(network.region.as_ref().map(|region| text(region))),
            names(&network.environments),
            network.subnets.len().to_string(),
            network.rules.len().to_string(),
            or_dash(network.otherwise.map(|otherwise| otherwise.word().to_owned())),
        ]
    });
    table(
        paper,
        ["network", "addresses", "region", "environments", "subnets", "rules", "otherwise"],
        rows,
    );
    let stores = made.databases.len() + made.caches.len() + made.object_stores.len() + made.queues.len();
    heading(paper, "Stores of data", stores);
    let databases = made.databases.iter().map(|(id, store)| {
        let engine = store.engine.as_ref().map(|engine| text(&engine.to_string()));
        [
            "database".to_owned(),
            code(id),
            or_dash(engine),
            or_dash(store.size.as_ref().map(|size| text(size))),
            names(&store.environments),
            yes(store.encrypted),
            yes(store.public),
        ]
    });
    let caches = made.caches.iter().map(|(id, store)| {
        let engine = store.engine.as_ref().map(|engine| text(&engine.to_string()));
        [
            "cache".to_owned(),
            code(id),
            or_dash(engine),
            or_dash(store.size.as_ref().map(|size| text(size))),
            names(&store.environments),
            "–".to_owned(),
            yes(store.public),
        ]
    });
    let objects = made.object_stores.iter().map(|(id, store)| {
        let provider = store.provider.map(|provider| spoken(provider.word()));
        [
            "object store".to_owned(),
            code(id),
            or_dash(provider),
            or_dash(store.size.map(|size| size.to_string())),
            names(&store.environments),
            yes(store.encrypted),
            yes(store.public),
        ]
    });
    let queues = made.queues.iter().map(|(id, store)| {
        let engine = store.engine.as_ref().map(|engine| text(&engine.to_string()));
        [
            "queue".to_owned(),
            code(id),
            or_dash(engine),
            or_dash(store.size.as_ref().map(|size| text(size))),
            names(&store.environments),
            yes(store.encrypted),
            yes(store.public),
        ]
    });
    let rows: Vec<[String; 7]> = databases.chain(caches).chain(objects).chain(queues).collect();
    table(
        paper,
        [
            "kind",
            "store",
            "what",
            "size",
            "environments",
            "encrypted",
            "reached from the internet",
        ],
        rows.into_iter(),
    );
    heading(paper, "Ways in", made.load_balancers.len());
    let rows = made.load_balancers.iter().map(|(id, way)| {
        let ports: Vec<String> = way.listeners.values().map(|listener| listener.port.to_string()).collect();
        [
            code(id),
            or_dash(way.kind.map(|kind| spoken(kind.word()))),
            or_dash((!ports.is_empty()).then(|| ports.join(", "))),
            names(&way.services),
            yes(way.public),
        ]
    });
    table(paper, ["way in", "kind", "ports", "services", "reached from the internet"], rows);
    heading(paper, "Certificates", made.certificates.len());
    let rows = made.certificates.iter().map(|(id, certificate)| {
        [
            code(id),
            or_dash((!certificate.hosts.is_empty()).then(|| text(&listed(&certificate.hosts)))),
            or_dash(certificate.issuer.as_ref().map(|issuer| text(issuer))),
            or_dash(
                certificate
                    .expires
                    .map(|day| day.to_string())
                    .or(certificate.lasts.map(|time| format!("{time} after it was made"))),
            ),
            if certificate.automatic {
                "by itself".to_owned()
            } else {
                "by a person".to_owned()
            },
        ]
    });
    table(paper, ["certificate", "names", "signed by", "ends", "replaced"], rows);
    heading(paper, "Identities", made.identities.len());
    let rows = made.identities.iter().map(|(id, identity)| {
        let grants = identity.grants.iter().map(|grant| match &grant.on {
            Some(on) => format!("{} on {on}", grant.role),
            None => grant.role.clone(),
        });
        let grants = listed(grants);
        [
            code(id),
            names(&identity.used_by),
            or_dash((!grants.is_empty()).then(|| text(&grants))),
        ]
    });
    table(paper, ["identity", "used by", "may"], rows);
    heading(paper, "Services of others", made.external.len());
    let rows = made.external.iter().map(|(id, external)| {
        [
            code(id),
            or_dash(external.provider.as_ref().map(|provider| text(provider))),
            names(&external.used_by),
            or_dash(external.availability.map(|share| share.to_string())),
        ]
    });
    table(paper, ["service", "run by", "used by", "promised to be up"], rows);
    heading(paper, "Made from code", made.code.len());
    let rows = made.code.iter().map(|(id, from)| {
        [
            code(id),
            or_dash(from.tool.map(|tool| spoken(tool.word()))),
            or_dash(from.path.as_ref().map(|path| code(path))),
            names(&from.makes),
            or_dash(from.drift_check.map(|every| every.to_string())),
        ]
    });
    table(paper, ["code", "tool", "folder", "makes", "compared every"], rows);
    let path = ModelPath::root().key("infrastructure");
    if made.code.is_empty() {
        paper.open("it is not said which code this is made from", path.key("code"));
    }
}

fn secrets(paper: &mut Paper<'_>) {
    let delivery = paper.plan.delivery();
    if delivery.secret_stores.is_empty() {
        paper.open("it is not said where secrets are kept", ModelPath::root().key("secret_stores"));
        return;
    }
    paper.page.heading(3, "Secrets");
    let rows = delivery.secret_stores.iter().map(|(id, store)| {
        [
            code(id),
            spoken(store.kind.key()),
            names(&store.environments),
            or_dash(store.rotate.map(|time| time.to_string())),
        ]
    });
    table(paper, ["store", "kind", "environments", "secrets are replaced after"], rows);
    let rows = delivery.secrets.iter().map(|(id, secret)| {
        [
            code(id),
            or_dash(secret.store.as_ref().map(|id| code(id))),
            or_dash(secret.rotate.map(|time| time.to_string())),
            or_dash(secret.owner.as_ref().map(|owner| text(owner))),
        ]
    });
    table(paper, ["secret", "store", "replaced after", "looked after by"], rows);
    let open = delivery.secret_stores.iter().filter(|(_, store)| store.rotate.is_none());
    let open: Vec<_> = open
        .map(|(id, _)| {
            (
                format!("nobody says when secrets of {} are replaced", code(id)),
                ModelPath::root().key("secret_stores").key(id.as_str()).key("rotate"),
            )
        })
        .collect();
    paper.open_each("nobody says when secrets are replaced", open);
}
