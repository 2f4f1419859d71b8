//! Alertmanager: whom alerts reach, by who answers for them and how urgent they are.

mod file;
mod receiver;
mod route;

use super::alarm::alarms;
use super::{layout, watched};
use crate::diagnostic::Severity;
use crate::emit::yaml;
use crate::error::Error;
use crate::plan::Plan;
use crate::render::{Feature, FileSet, Level, OptionSpec, Options, Target, TargetKind, loss};
use crate::text::ModelPath;
use receiver::{Files, NOBODY, receivers};

/// The name it has as a target.
const NAME: &str = "alertmanager";

/// The target.
pub(super) const TARGET: Target = Target {
    name: NAME,
    kind: TargetKind::Control,
    summary: "routes and receivers for Alertmanager",
    about: "Alerts of the target `prometheus` carry whom they reach as the label `notify`, and each receiver has a route for those that \
            name it. What names nobody goes to the receivers that say how urgent something must be for them (`at_least`), and to the \
            contact of the group that answers for it: a chat channel or an address. What is left goes to those on call.\n\n\
            A page silences tickets about the same service in the same environment, and a ticket what is only noted. One message \
            holds all that is wrong with a service.\n\n\
            Keys and secret addresses are read from files, never written here: the secret `pagerduty/key` from `pagerduty-key` in the \
            folder of the option `secrets`, where whoever runs Alertmanager puts it (a mounted secret, for instance).",
    writes: "alertmanager/alertmanager.yml",
    options: &[
        OptionSpec {
            name: "secrets",
            doc: "the folder that keys and secret addresses are read from",
            default: "/etc/alertmanager/secrets",
            words: &[],
        },
        OptionSpec {
            name: "smarthost",
            doc: "the host and port that mail is sent by",
            default: "localhost:25",
            words: &[],
        },
        OptionSpec {
            name: "from",
            doc: "the address that mail comes from",
            default: "alertmanager@localhost",
            words: &[],
        },
        OptionSpec {
            name: "version",
            doc: "the oldest Alertmanager that must be able to read it; 0.25 knows neither Teams nor files with the addresses of webhooks",
            default: "0.28",
            words: &["0.28", "0.25"],
        },
    ],
    severity: Severity::Info,
    carries,
    render,
};

fn carries(feature: Feature) -> Level {
    match feature {
        Feature::Observability => Level::Approximate("whom alerts reach; the alerts themselves are written by `prometheus`"),
        Feature::People => Level::Approximate("how groups are reached"),
        Feature::Secrets => Level::Approximate("where receivers read theirs from"),
        other => watched(other),
    }
}

fn render(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    let mut losses = Vec::new();
    let alarms = alarms(plan, &mut Vec::new());
    let secrets = Files {
        folder: options.get("secrets").trim_end_matches('/'),
        new: options.get("version") != "0.25",
    };
    let mut known = receivers(plan, &secrets, &alarms, &mut losses);
    let root = route::root(plan, &mut known, &alarms, &mut losses);
    files.lose_once(losses);
    if known.iter().all(|receiver| receiver.name == NOBODY) {
        let path = ModelPath::root().key("observability").key("receivers");
        let message = "nobody is named whom an alert could reach, so there are no routes";
        let found = loss(Feature::Observability, Severity::Error, path, message);
        files.lose(found.help("add `observability.receivers`, or a `contact` to the groups that look after services"));
        return Ok(files);
    }
    let mails = known.iter().any(|receiver| !receiver.mails.is_empty());
    let config = file::Config {
        global: mails.then(|| file::Global {
            host: options.get("smarthost").to_owned(),
            from: options.get("from").to_owned(),
        }),
        route: root,
        silences: route::silences(),
        receivers: known,
    };
    let text = yaml::to_string_with(&config, &layout()).map_err(|error| Error::internal(error.to_string()))?;
    files.add_stamped("alertmanager/alertmanager.yml", "#", plan, NAME, &text);
    Ok(files)
}
