//! Telling people. What cannot be told is said in the log and fails nothing: a chat that is down must not take a release back.

use super::tool::{CURL, JQ};
use super::{Login, Need, Recipe, Script, Site};
use crate::model::{EnvValue, Notify, ReceiverKind, SecretReference, When};
use crate::render::Feature;

/// A way to tell people by a request.
struct Channel {
    /// Names of it.
    names: &'static [&'static str],
    /// The variable with its secret address or key, when the document has no secret for it.
    variable: &'static str,
    /// Where the request goes, as a word of a command.
    address: &'static str,
    /// Filter of `jq` that makes the request from `$text` and `$to`.
    body: &'static str,
}

const CHANNELS: &[Channel] = &[
    Channel {
        names: &["slack", "mattermost"],
        variable: "SLACK_WEBHOOK_URL",
        address: "\"$SLACK_WEBHOOK_URL\"",
        body: "{ text: $text }",
    },
    Channel {
        names: &["teams", "microsoft-teams"],
        variable: "TEAMS_WEBHOOK_URL",
        address: "\"$TEAMS_WEBHOOK_URL\"",
        body: "{
    type: \"message\",
    attachments: [{
      contentType: \"application/vnd.microsoft.card.adaptive\",
      content: { type: \"AdaptiveCard\", version: \"1.4\", body: [{ type: \"TextBlock\", text: $text, wrap: true }] }
    }]
  }",
    },
    Channel {
        names: &["discord"],
        variable: "DISCORD_WEBHOOK_URL",
        address: "\"$DISCORD_WEBHOOK_URL\"",
        body: "{ content: $text }",
    },
    Channel {
        names: &["google-chat"],
        variable: "GOOGLE_CHAT_WEBHOOK_URL",
        address: "\"$GOOGLE_CHAT_WEBHOOK_URL\"",
        body: "{ text: $text }",
    },
    Channel {
        names: &["webhook"],
        variable: "WEBHOOK_URL",
        address: "\"$WEBHOOK_URL\"",
        body: "{ text: $text, to: $to }",
    },
];

/// Wakes somebody.
const PAGE: Channel = Channel {
    names: &["pagerduty"],
    variable: "PAGERDUTY_ROUTING_KEY",
    address: "https://events.pagerduty.com/v2/enqueue",
    body: "{
    routing_key: env.PAGERDUTY_ROUTING_KEY,
    event_action: \"trigger\",
    payload: { summary: $text, source: $to, severity: \"critical\" }
  }",
};

/// Writes a change into the time line, and wakes nobody.
const CHANGE: Channel = Channel {
    names: &["pagerduty"],
    variable: "PAGERDUTY_ROUTING_KEY",
    address: "https://events.pagerduty.com/v2/change/enqueue",
    body: "{ routing_key: env.PAGERDUTY_ROUTING_KEY, payload: { summary: $text, source: $to } }",
};

/// The recipe of a notification of a step that runs at such a time.
pub(super) fn recipe(site: &Site<'_>, notify: &Notify, when: Option<&When>) -> Recipe {
    let to = notify.to.join(", ");
    let delivery = &site.plan.delivery().name;
    let message = notify.message.clone().unwrap_or_else(|| {
        format!(
            "{delivery}: the job {} of {} ran",
            site.job.id,
            site.plan.pipeline_path(site.job.pipeline)
        )
    });
    let via = match (&notify.via, notify.to.iter().all(|to| to.contains('@') && !to.starts_with('@'))) {
        (Some(via), _) => via.as_str(),
        (None, true) if !notify.to.is_empty() => "email",
        _ => "slack",
    };
    if matches!(via, "email" | "mail") {
        return email(site, notify, &message);
    }
    let channel = match via {
        "pagerduty" if when == Some(&When::Failure) => &PAGE,
        "pagerduty" => &CHANGE,
        _ => match CHANNELS.iter().find(|channel| channel.names.contains(&via)) {
            Some(channel) => channel,
            None => {
                let message = format!("it is not known how one tells people by `{via}`");
                let help = "use `slack`, `teams`, `discord`, `google-chat`, `pagerduty`, `email` or `webhook`";
                return site.impossible(Feature::Notifications, "Tell people", &message, help);
            }
        },
    };
    let mut script = Script::new();
    let mut needs = vec![Need::Tool(&CURL), Need::Tool(&JQ)];
    match secret(site, notify, via) {
        Some(secret) => script.set(channel.variable, EnvValue::Secret(secret)),
        None => needs.insert(
            0,
            Need::Login(Login::Token {
                variable: channel.variable,
                of: "the channel that is told",
            }),
        ),
    }
    let said = script.part("MESSAGE", &message);
    let message = script.word("MESSAGE", &message);
    let to = script.word("RECEIVERS", &to);
    script.lines(&format!(
        "body=\"$(mktemp)\"
jq --null-input --arg text {message} --arg to {to} '
  {}
' > \"$body\"
if ! curl --fail --silent --show-error --retry 3 --max-time 30 --output /dev/null \\
  --header 'Content-Type: application/json' --data \"@$body\" {}; then
  echo \"nobody was told: {said}\" >&2
fi
rm \"$body\"",
        channel.body, channel.address
    ));
    Recipe::of(needs, vec![script.act("Tell people")])
}

/// The secret address or key of a channel: the step's own, or that of a declared receiver of the kind.
fn secret(site: &Site<'_>, notify: &Notify, via: &str) -> Option<SecretReference> {
    if let Some(webhook) = &notify.webhook {
        return Some(webhook.clone());
    }
    let receivers = &site.plan.delivery().observability.as_ref()?.receivers;
    let kind: Option<ReceiverKind> = via.parse().ok();
    let mut fitting = receivers
        .values()
        .filter(|receiver| Some(receiver.via) == kind && receiver.key.is_some());
    let named = fitting
        .clone()
        .find(|receiver| notify.to.iter().any(|to| receiver.to.iter().any(|own| own == to)));
    named.or_else(|| fitting.next())?.key.clone()
}

fn email(site: &Site<'_>, notify: &Notify, message: &str) -> Recipe {
    if notify.to.is_empty() {
        return site.impossible(
            Feature::Notifications,
            "Tell people",
            "nobody is named that gets the mail",
            "add `to` with one or more addresses",
        );
    }
    let mut script = Script::new();
    let subject = site.plan.delivery().name.to_string();
    let mut receivers = String::new();
    for to in &notify.to {
        receivers.push_str(&format!("\n--mail-rcpt {}", script.word("RECEIVER", to)));
    }
    let to = script.word("RECEIVERS", &notify.to.join(", "));
    let said = script.part("MESSAGE", message);
    let message = script.word("MESSAGE", message);
    script.lines(&format!(
        "mail=\"$(mktemp)\"
         printf 'From: %s\\nTo: %s\\nSubject: {subject}\\n\\n%s\\n' \"$MAIL_FROM\" {to} {message} > \"$mail\""
    ));
    let send = super::script::command(&format!(
        "curl --fail --silent --show-error --max-time 30
         --url \"$SMTP_URL\"
         --user \"$SMTP_USER:$SMTP_PASSWORD\"
         --mail-from \"$MAIL_FROM\"{receivers}
         --upload-file \"$mail\""
    ));
    script.lines(&format!(
        "if ! {send}; then\n  echo \"nobody was told: {said}\" >&2\nfi\nrm \"$mail\""
    ));
    let token = |variable| {
        Need::Login(Login::Token {
            variable,
            of: "the mail server",
        })
    };
    let needs = vec![
        token("SMTP_URL"),
        token("SMTP_USER"),
        token("SMTP_PASSWORD"),
        token("MAIL_FROM"),
        Need::Tool(&CURL),
    ];
    Recipe::of(needs, vec![script.act("Tell people")])
}
