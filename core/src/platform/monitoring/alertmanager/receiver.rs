//! Who is reached, and by what; keys and secret addresses come from files.

use super::file::{Authorization, Email, Http, Opsgenie, PagerDuty, Receiver, Responder, Slack, Teams, Webhook};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Id, Receiver as Said, ReceiverKind, SecretReference};
use crate::plan::Plan;
use crate::platform::monitoring::alarm::Alarm;
use crate::platform::monitoring::subject::owners;
use crate::render::{Feature, loss};
use crate::text::ModelPath;

/// The receiver that nothing reaches.
pub(super) const NOBODY: &str = "nobody";

const TITLE: &str = "{{ .Status | toUpper }}: {{ .CommonLabels.service }} {{ .CommonLabels.alertname }}";
const TEXT: &str = "{{ range .Alerts }}*{{ .Annotations.summary }}*\n{{ .Annotations.description }}{{ with .Annotations.runbook_url }}\n\
                    What to do: {{ . }}{{ end }}\n{{ end }}";
const SUMMARY: &str = "{{ .CommonLabels.service }} {{ (index .Alerts 0).Annotations.summary }}";

/// Where secrets are read from.
pub(super) struct Files<'o> {
    pub(super) folder: &'o str,
    /// True when it is read by an Alertmanager that knows files with the addresses of webhooks.
    pub(super) new: bool,
}

impl Files<'_> {
    /// The file of a secret; one named after what needs it, when nobody says which secret that is.
    fn of(&self, key: Option<&SecretReference>, named: &str) -> String {
        let name = match key {
            Some(key) => [Some(key.secret.as_str()), key.key.as_deref()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("-"),
            None => named.to_owned(),
        };
        let plain = |c: char| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') {
                c
            } else {
                '-'
            }
        };
        format!(
            "{}/{}",
            self.folder,
            name.chars().map(plain).collect::<String>().trim_start_matches('.')
        )
    }
}

/// The receivers of the document, and the contacts of groups that answer for something.
pub(super) fn receivers(plan: &Plan, files: &Files<'_>, alarms: &[Alarm<'_>], losses: &mut Vec<Diagnostic>) -> Vec<Receiver> {
    let delivery = plan.delivery();
    let mut list = Vec::new();
    let Some(observability) = &delivery.observability else {
        list.extend(
            owners(plan, alarms)
                .into_iter()
                .filter_map(|group| contact(plan, group, files, losses)),
        );
        return list;
    };
    for (id, said) in &observability.receivers {
        let path = ModelPath::root().key("observability").key("receivers").key(id.as_str());
        let receiver = one(id, said, files, &path, losses);
        if !receiver.is_deaf() {
            list.push(receiver);
        }
        if !said.escalation.is_empty() {
            let message = format!("`{id}` passes on what nobody answers, which Alertmanager does not");
            let found = loss(Feature::Observability, Severity::Warning, path.key("escalation"), message);
            losses.push(found.help("set the escalation up where people are called from, such as PagerDuty"));
        }
    }
    if let Some(duty) = &observability.on_call {
        let path = ModelPath::root().key("observability").key("on_call");
        if !duty.escalation.is_empty() || duty.rotates.is_some() {
            let message = "Alertmanager knows neither turns nor whom to call next";
            losses.push(loss(Feature::Observability, Severity::Info, path, message).help("set them up where people are called from"));
        }
    }
    list.extend(
        owners(plan, alarms)
            .into_iter()
            .filter_map(|group| contact(plan, group, files, losses)),
    );
    list
}

/// A group by its contact: a chat channel or an address.
pub(super) fn contact(plan: &Plan, group: &str, files: &Files<'_>, losses: &mut Vec<Diagnostic>) -> Option<Receiver> {
    let (id, said) = plan.delivery().groups.iter().find(|(id, _)| id.as_str() == group)?;
    let contact = said.contact.as_deref()?;
    let path = ModelPath::root().key("groups").key(id.as_str()).key("contact");
    let mut receiver = Receiver {
        name: name(group),
        ..Receiver::default()
    };
    if contact.starts_with('#') {
        let file = files.of(None, "slack");
        let message = format!("`{contact}` is taken for a channel of Slack, whose secret address is read from `{file}`");
        losses.push(loss(Feature::People, Severity::Info, path, message));
        receiver.chats.push(slack(file, Some(contact.to_owned())));
    } else if contact.contains('@') && !contact.starts_with('@') {
        receiver.mails.push(mail(contact.to_owned()));
    } else {
        let message = format!("it is not known how `{contact}` is reached");
        let found = loss(Feature::People, Severity::Warning, path, message);
        losses.push(found.help("name a channel as `#channel` or an address, or add a receiver"));
        return None;
    }
    Some(receiver)
}

/// The name of the receiver that a group is.
pub(super) fn name(group: &str) -> String {
    format!("group-{group}")
}

fn one(id: &Id, said: &Said, files: &Files<'_>, path: &ModelPath, losses: &mut Vec<Diagnostic>) -> Receiver {
    let mut receiver = Receiver {
        name: id.to_string(),
        ..Receiver::default()
    };
    let needs_key = |losses: &mut Vec<Diagnostic>| {
        let file = files.of(said.key.as_ref(), id.as_str());
        let message = format!("what `{id}` is reached by is secret and read from `{file}`");
        losses.push(loss(Feature::Secrets, Severity::Info, path.clone(), message).help("put it there when Alertmanager starts"));
        file
    };
    let address = said.to.iter().find(|to| to.starts_with("https://") || to.starts_with("http://"));
    match said.via {
        ReceiverKind::Pagerduty => receiver.pagers.push(PagerDuty {
            routing_key_file: needs_key(losses),
            send_resolved: true,
            description: SUMMARY,
            severity: "{{ if eq .CommonLabels.severity \"page\" }}critical{{ else if eq .CommonLabels.severity \"info\" }}info{{ else }}warning{{ end }}",
        }),
        ReceiverKind::Opsgenie => receiver.genies.push(Opsgenie {
            api_key_file: needs_key(losses),
            send_resolved: true,
            message: SUMMARY,
            priority: "{{ if eq .CommonLabels.severity \"page\" }}P1{{ else if eq .CommonLabels.severity \"info\" }}P5{{ else }}P3{{ end }}",
            responders: said.to.iter().map(|name| Responder { name: name.clone(), kind: "team" }).collect(),
        }),
        ReceiverKind::Slack => {
            let file = needs_key(losses);
            if said.to.is_empty() {
                receiver.chats.push(slack(file, None));
            } else {
                receiver.chats.extend(said.to.iter().map(|to| slack(file.clone(), Some(to.clone()))));
            }
        }
        ReceiverKind::Teams if files.new => receiver.teams.push(Teams {
            webhook_url_file: needs_key(losses),
            send_resolved: true,
            title: TITLE,
            text: TEXT,
        }),
        ReceiverKind::Email => receiver.mails.extend((!said.to.is_empty()).then(|| mail(said.to.join(", ")))),
        ReceiverKind::Webhook | ReceiverKind::Ticket if address.is_some() => {
            let login = said.key.is_some().then(|| Http {
                authorization: Authorization {
                    credentials_file: needs_key(losses),
                },
            });
            receiver.hooks.push(Webhook {
                url: address.cloned(),
                send_resolved: true,
                login,
                ..Webhook::default()
            });
        }
        ReceiverKind::Webhook if files.new && said.key.is_some() => receiver.hooks.push(Webhook {
            url_file: Some(needs_key(losses)),
            send_resolved: true,
            ..Webhook::default()
        }),
        ReceiverKind::Teams | ReceiverKind::Webhook | ReceiverKind::Sms | ReceiverKind::Ticket => {}
    }
    if receiver.is_deaf() {
        let message = format!(
            "`{id}` is not reached: Alertmanager cannot send by `{}` from what is said",
            said.via.word()
        );
        let found = loss(Feature::Observability, Severity::Error, path.clone(), message);
        losses.push(found.help("give a webhook its address under `to`, or name another receiver"));
    }
    receiver
}

const fn slack(api_url_file: String, channel: Option<String>) -> Slack {
    Slack {
        api_url_file,
        channel,
        send_resolved: true,
        title: TITLE,
        text: TEXT,
    }
}

const fn mail(to: String) -> Email {
    Email { to, send_resolved: true }
}
