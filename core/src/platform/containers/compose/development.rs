//! The services as development wants them: built from their folders, with the databases and caches they use beside them.

use super::production::{named, version};
use super::shared::{confined, escaped, variable};
use super::syntax::{Build, Condition, Develop, File, Health, Pairs, Service, Watch};
use super::{Site, free};
use crate::diagnostic::Severity;
use crate::model::scalar::{Runtime, SecretName};
use crate::model::{EnvValue, Id, SecretReference};
use crate::platform::containers::languages::writer;
use crate::platform::containers::source::Source;
use crate::render::{Feature, FileSet, loss};
use crate::text::ModelPath;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The password of stores that hold nothing but what a developer puts there, and are reached from this machine only.
const PASSWORD: &str = "development";

/// A store that runs beside the services.
struct Store<'p> {
    id: &'p Id,
    used_by: &'p [Id],
    credentials: Option<&'p SecretReference>,
    kind: &'static Kind,
    version: &'p str,
}

/// A kind of store: how it runs and under which address it is found.
struct Kind {
    engine: &'static str,
    image: &'static str,
    /// What follows the version in the tag of the image.
    flavour: &'static str,
    port: u16,
    environment: &'static [(&'static str, &'static str)],
    /// Where its data is.
    data: &'static str,
    test: &'static [&'static str],
    /// Its address up to the name of the machine, and from there on.
    address: (&'static str, &'static str),
}

const KINDS: &[Kind] = &[
    Kind {
        engine: "postgres",
        image: "postgres",
        flavour: "-alpine",
        port: 5432,
        environment: &[("POSTGRES_DB", "app"), ("POSTGRES_PASSWORD", PASSWORD), ("POSTGRES_USER", "app")],
        data: "/var/lib/postgresql/data",
        test: &["CMD-SHELL", "pg_isready --username=app --dbname=app"],
        address: ("postgres://app:development@", ":5432/app"),
    },
    Kind {
        engine: "mysql",
        image: "mysql",
        flavour: "",
        port: 3306,
        environment: &[
            ("MYSQL_DATABASE", "app"),
            ("MYSQL_PASSWORD", PASSWORD),
            ("MYSQL_ROOT_PASSWORD", PASSWORD),
            ("MYSQL_USER", "app"),
        ],
        data: "/var/lib/mysql",
        test: &[
            "CMD",
            "mysqladmin",
            "ping",
            "--host=127.0.0.1",
            "--user=app",
            "--password=development",
        ],
        address: ("mysql://app:development@", ":3306/app"),
    },
    Kind {
        engine: "mariadb",
        image: "mariadb",
        flavour: "",
        port: 3306,
        environment: &[
            ("MARIADB_DATABASE", "app"),
            ("MARIADB_PASSWORD", PASSWORD),
            ("MARIADB_ROOT_PASSWORD", PASSWORD),
            ("MARIADB_USER", "app"),
        ],
        data: "/var/lib/mysql",
        test: &["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"],
        address: ("mysql://app:development@", ":3306/app"),
    },
    Kind {
        engine: "mongodb",
        image: "mongo",
        flavour: "",
        port: 27017,
        environment: &[],
        data: "/data/db",
        test: &["CMD", "mongosh", "--quiet", "--eval", "quit(db.adminCommand('ping').ok ? 0 : 1)"],
        address: ("mongodb://", ":27017/app"),
    },
    Kind {
        engine: "redis",
        image: "redis",
        flavour: "-alpine",
        port: 6379,
        environment: &[],
        data: "/data",
        test: &["CMD", "redis-cli", "ping"],
        address: ("redis://", ":6379"),
    },
    Kind {
        engine: "valkey",
        image: "valkey/valkey",
        flavour: "-alpine",
        port: 6379,
        environment: &[],
        data: "/data",
        test: &["CMD", "valkey-cli", "ping"],
        address: ("redis://", ":6379"),
    },
];

/// Names under which engines are known, beside their own.
const OTHER_NAMES: &[(&str, &str)] = &[("postgresql", "postgres"), ("mongo", "mongodb")];

pub(super) fn file<'p>(site: &Site<'p>, files: &mut FileSet) -> File<'p> {
    let delivery = site.plan.delivery();
    let mut file = File {
        name: Some(delivery.name.as_str()),
        ..File::default()
    };
    let stores = stores(site, files);
    let mut used: HashMap<&Id, Vec<&Store<'_>>> = HashMap::new();
    let mut opened: HashMap<&SecretName, &Store<'_>> = HashMap::new();
    for store in &stores {
        for service in store.used_by {
            let list = used.entry(service).or_default();
            if list.last().is_none_or(|last| last.id != store.id) {
                list.push(store);
            }
        }
        if let Some(credentials) = store.credentials {
            opened.entry(&credentials.secret).or_insert(store);
        }
    }
    let mut ports = HashSet::new();
    for (id, said) in &delivery.services {
        // What cannot be kept is told once, by the file for production.
        let mut service = confined(site, id, &mut file.volumes, &mut Vec::new());
        match Source::of(&site.known, id, said) {
            Ok(source) if writer(source.runtime.name()).is_some() => {
                service.develop = Some(Develop {
                    watch: vec![Watch {
                        action: "rebuild",
                        path: here(&source.context, &source.below),
                        ignore: vec!["node_modules/", ".git/"],
                    }],
                });
                service.build = Some(built(&source));
            }
            _ => {
                let container = site.known.workload(id).and_then(|workload| workload.container.as_ref());
                service.image = Some(match named(id, said, container) {
                    (name, true) => format!("{name}:${{{}:-latest}}", version(id)),
                    (name, false) => name,
                });
            }
        }
        // Another machine has no business here.
        service.ports = said.port.map(|port| local(port.number(), &mut ports)).into_iter().collect();
        for store in used.get(id).into_iter().flatten() {
            service.depends_on.0.push((
                Cow::Borrowed(store.id.as_str()),
                Condition {
                    condition: "service_healthy",
                },
            ));
        }
        service.environment = Pairs(
            site.variables(id)
                .into_iter()
                .map(|(name, value)| given(name, value, &opened))
                .collect(),
        );
        file.services.0.push((Cow::Borrowed(id.as_str()), service));
    }
    for store in &stores {
        let data = format!("{}-data", store.id);
        file.services
            .0
            .push((Cow::Borrowed(store.id.as_str()), running(store, &data, &mut ports)));
        file.volumes.insert(data);
    }
    file
}

fn built(source: &Source<'_>) -> Build {
    let usual = if source.context.is_empty() {
        "Dockerfile".to_owned()
    } else {
        format!("{}/Dockerfile", source.context)
    };
    // The Dockerfile is named from the folder that is sent.
    let dockerfile = (source.file != usual).then(|| {
        let up = source
            .context
            .split('/')
            .filter(|part| !part.is_empty())
            .map(|_| "../")
            .collect::<String>();
        match source.file.strip_prefix(&format!("{}/", source.context)) {
            Some(below) => below.to_owned(),
            None => format!("{up}{}", source.file),
        }
    });
    Build {
        context: here(&source.context, ""),
        dockerfile,
    }
}

/// A folder, from the place of the file.
fn here(context: &str, below: &str) -> String {
    let parts: Vec<&str> = [".", context, below].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("/")
}

/// A variable of development: what the document says, the address of a store, or a word of no worth in the place of a secret.
fn given<'p>(name: &'p str, value: &EnvValue, opened: &HashMap<&SecretName, &Store<'_>>) -> (Cow<'p, str>, String) {
    // Who needs the real one sets the variable.
    let open = |worth: &str| format!("${{{}:-{worth}}}", variable(name));
    let value = match value {
        EnvValue::Empty => String::new(),
        EnvValue::Text(text) if text.contains("${{") => open(""),
        EnvValue::Text(text) => escaped(text),
        EnvValue::Secret(secret) => match opened.get(&secret.secret) {
            Some(store) => format!("{}{}{}", store.kind.address.0, store.id, store.kind.address.1),
            None => open(PASSWORD),
        },
    };
    (Cow::Borrowed(name), value)
}

/// A port that is reached from this machine only.
fn local(port: u16, taken: &mut HashSet<u16>) -> String {
    format!("127.0.0.1:{}:{port}", free(port, taken))
}

fn running<'p>(store: &Store<'p>, data: &str, ports: &mut HashSet<u16>) -> Service<'p> {
    let kind = store.kind;
    Service {
        image: Some(format!("{}:{}{}", kind.image, store.version, kind.flavour)),
        restart: Some("unless-stopped"),
        security_opt: vec!["no-new-privileges:true"],
        ports: vec![local(kind.port, ports)],
        environment: Pairs(
            kind.environment
                .iter()
                .map(|(name, value)| (Cow::Borrowed(*name), (*value).to_owned()))
                .collect(),
        ),
        volumes: vec![format!("{data}:{}", place(store))],
        healthcheck: Some(Health {
            test: kind.test.to_vec(),
            interval: "5s",
            timeout: "3s",
            retries: 20,
            start_period: "5s",
        }),
        ..Service::default()
    }
}

/// Where a store keeps its data. From version 18 on, images of PostgreSQL have a folder for each version in one place.
fn place(store: &Store<'_>) -> &'static str {
    let major = store.version.split('.').next().and_then(|major| major.parse::<u32>().ok());
    if store.kind.engine == "postgres" && major.is_some_and(|major| major >= 18) {
        "/var/lib/postgresql"
    } else {
        store.kind.data
    }
}

/// The databases and caches of services that can run in a container.
fn stores<'p>(site: &Site<'p>, files: &mut FileSet) -> Vec<Store<'p>> {
    let mut stores = Vec::new();
    let Some(infrastructure) = &site.plan.delivery().infrastructure else {
        return stores;
    };
    let mut put = |part: &str, id: &'p Id, engine: Option<&'p Runtime>, used_by: &'p [Id], credentials: Option<&'p SecretReference>| {
        let name = engine.map(Runtime::name).unwrap_or_default();
        let name = OTHER_NAMES.iter().find(|(other, _)| *other == name).map_or(name, |(_, own)| own);
        let kind = KINDS.iter().find(|kind| kind.engine == name);
        match (kind, engine.and_then(Runtime::version)) {
            (Some(kind), Some(version)) if version.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)) => {
                stores.push(Store {
                    id,
                    used_by,
                    credentials,
                    kind,
                    version,
                });
            }
            _ => files.lose(
                loss(
                    Feature::Infrastructure,
                    Severity::Info,
                    ModelPath::root().key("infrastructure").key(part).key(id.as_str()).key("engine"),
                    "nothing is known of a container that could stand in for it in development",
                )
                .help(format!(
                    "what is known: {}",
                    KINDS
                        .iter()
                        .map(|kind| format!("`{} …`", kind.engine))
                        .collect::<Vec<_>>()
                        .join(", ")
                )),
            ),
        }
    };
    for (id, database) in &infrastructure.databases {
        put(
            "databases",
            id,
            database.engine.as_ref(),
            &database.used_by,
            database.credentials.as_ref(),
        );
    }
    for (id, cache) in &infrastructure.caches {
        put("caches", id, cache.engine.as_ref(), &cache.used_by, cache.credentials.as_ref());
    }
    // A cache can have the name of a database or of a service; Compose knows one of them.
    let mut seen: HashSet<&Id> = site.plan.delivery().services.keys().collect();
    stores.retain(|store| seen.insert(store.id));
    stores
}
