//! What stands in the file of Alertmanager.

use serde::Serialize;

/// The file.
#[derive(Debug, Serialize)]
pub(super) struct Config {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) global: Option<Global>,
    pub(super) route: Route,
    #[serde(rename = "inhibit_rules")]
    pub(super) silences: Vec<Silence>,
    pub(super) receivers: Vec<Receiver>,
}

/// What holds for all.
#[derive(Debug, Serialize)]
pub(super) struct Global {
    #[serde(rename = "smtp_smarthost")]
    pub(super) host: String,
    #[serde(rename = "smtp_from")]
    pub(super) from: String,
}

/// Where alerts go.
#[derive(Debug, Default, Serialize)]
pub(super) struct Route {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) matchers: Vec<String>,
    pub(super) receiver: String,
    #[serde(rename = "continue", skip_serializing_if = "is_false")]
    pub(super) goes_on: bool,
    #[serde(rename = "group_by", skip_serializing_if = "<[_]>::is_empty")]
    pub(super) together: &'static [&'static str],
    #[serde(rename = "group_wait", skip_serializing_if = "Option::is_none")]
    pub(super) wait: Option<&'static str>,
    #[serde(rename = "group_interval", skip_serializing_if = "Option::is_none")]
    pub(super) between: Option<&'static str>,
    #[serde(rename = "repeat_interval", skip_serializing_if = "Option::is_none")]
    pub(super) again: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) routes: Vec<Self>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the serializer asks by reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// What makes other alerts silent.
#[derive(Debug, Serialize)]
pub(super) struct Silence {
    #[serde(rename = "source_matchers")]
    pub(super) source: Vec<&'static str>,
    #[serde(rename = "target_matchers")]
    pub(super) target: Vec<&'static str>,
    pub(super) equal: Vec<&'static str>,
}

/// Who is reached, and by what.
#[derive(Debug, Default, Serialize)]
pub(super) struct Receiver {
    pub(super) name: String,
    #[serde(rename = "pagerduty_configs", skip_serializing_if = "Vec::is_empty")]
    pub(super) pagers: Vec<PagerDuty>,
    #[serde(rename = "opsgenie_configs", skip_serializing_if = "Vec::is_empty")]
    pub(super) genies: Vec<Opsgenie>,
    #[serde(rename = "slack_configs", skip_serializing_if = "Vec::is_empty")]
    pub(super) chats: Vec<Slack>,
    #[serde(rename = "msteamsv2_configs", skip_serializing_if = "Vec::is_empty")]
    pub(super) teams: Vec<Teams>,
    #[serde(rename = "email_configs", skip_serializing_if = "Vec::is_empty")]
    pub(super) mails: Vec<Email>,
    #[serde(rename = "webhook_configs", skip_serializing_if = "Vec::is_empty")]
    pub(super) hooks: Vec<Webhook>,
}

impl Receiver {
    /// True when there is nothing it is reached by.
    pub(super) const fn is_deaf(&self) -> bool {
        self.pagers.is_empty()
            && self.genies.is_empty()
            && self.chats.is_empty()
            && self.teams.is_empty()
            && self.mails.is_empty()
            && self.hooks.is_empty()
    }
}

/// PagerDuty.
#[derive(Debug, Serialize)]
pub(super) struct PagerDuty {
    pub(super) routing_key_file: String,
    pub(super) send_resolved: bool,
    pub(super) description: &'static str,
    pub(super) severity: &'static str,
}

/// Opsgenie.
#[derive(Debug, Serialize)]
pub(super) struct Opsgenie {
    pub(super) api_key_file: String,
    pub(super) send_resolved: bool,
    pub(super) message: &'static str,
    pub(super) priority: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) responders: Vec<Responder>,
}

/// Who answers in Opsgenie.
#[derive(Debug, Serialize)]
pub(super) struct Responder {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

/// Slack.
#[derive(Debug, Serialize)]
pub(super) struct Slack {
    pub(super) api_url_file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) channel: Option<String>,
    pub(super) send_resolved: bool,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
}

/// Microsoft Teams.
#[derive(Debug, Serialize)]
pub(super) struct Teams {
    pub(super) webhook_url_file: String,
    pub(super) send_resolved: bool,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
}

/// Mail.
#[derive(Debug, Serialize)]
pub(super) struct Email {
    pub(super) to: String,
    pub(super) send_resolved: bool,
}

/// A request to an address of one's own.
#[derive(Debug, Default, Serialize)]
pub(super) struct Webhook {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url_file: Option<String>,
    pub(super) send_resolved: bool,
    #[serde(rename = "http_config", skip_serializing_if = "Option::is_none")]
    pub(super) login: Option<Http>,
}

/// How a request logs in.
#[derive(Debug, Serialize)]
pub(super) struct Http {
    pub(super) authorization: Authorization,
}

/// A key in the header of a request.
#[derive(Debug, Serialize)]
pub(super) struct Authorization {
    pub(super) credentials_file: String,
}
