//! Action groups: whom a rule of Azure Monitor reaches.

use super::Template;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Id, Receiver, ReceiverKind};
use crate::plan::Plan;
use crate::platform::monitoring::alarm::Alarm;
use crate::platform::monitoring::cloud::{open_address, reached_by_any};
use crate::platform::monitoring::subject::camel;
use crate::render::{Feature, loss};
use crate::text::ModelPath;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Adds a group for each receiver that some alarm reaches; tells which there are.
pub(super) fn groups<'p>(plan: &'p Plan, alarms: &[Alarm<'p>], template: &mut Template, losses: &mut Vec<Diagnostic>) -> BTreeSet<&'p Id> {
    let mut made = BTreeSet::new();
    for (id, receiver) in reached_by_any(plan, alarms) {
        let path = ModelPath::root().key("observability").key("receivers").key(id.as_str());
        let Some((key, list)) = ways(id, receiver, template) else {
            let message = format!(
                "`{id}` is not reached: an action group does not send by `{}` what that could read",
                receiver.via.word()
            );
            let found = loss(Feature::Observability, Severity::Warning, path, message);
            losses.push(found.help("send it by a logic app, and give its address to a webhook"));
            continue;
        };
        let short: String = id.as_str().chars().take(12).collect();
        template.resources.push(json!({
            "type": "Microsoft.Insights/actionGroups",
            "apiVersion": "2023-01-01",
            "name": id.as_str(),
            "location": "Global",
            "properties": { "groupShortName": short, "enabled": true, key: list }
        }));
        made.insert(id);
    }
    made
}

/// How a receiver is reached: the key of the group and what stands under it.
fn ways(id: &Id, receiver: &Receiver, template: &mut Template) -> Option<(&'static str, Vec<Value>)> {
    let mut list = Vec::new();
    let named = |number: usize| {
        if number == 0 {
            id.to_string()
        } else {
            format!("{id}-{}", number + 1)
        }
    };
    let key = match receiver.via {
        ReceiverKind::Email => {
            let mails = receiver.to.iter().enumerate();
            list.extend(mails.map(|(number, to)| json!({ "name": named(number), "emailAddress": to, "useCommonAlertSchema": true })));
            "emailReceivers"
        }
        ReceiverKind::Sms => {
            for (number, to) in receiver.to.iter().enumerate() {
                let (country, phone) = country(to)?;
                list.push(json!({ "name": named(number), "countryCode": country, "phoneNumber": phone }));
            }
            "smsReceivers"
        }
        ReceiverKind::Webhook | ReceiverKind::Pagerduty | ReceiverKind::Opsgenie => {
            let address = open_address(receiver).cloned().unwrap_or_else(|| {
                let parameter = format!("address{}", camel(id.as_str()));
                let said = json!({
                    "type": "securestring",
                    "metadata": { "description": format!("Where `{id}` takes alerts from Azure Monitor, with its key.") }
                });
                template.parameters.insert(parameter.clone(), said);
                format!("[parameters('{parameter}')]")
            });
            list.push(json!({ "name": id.as_str(), "serviceUri": address, "useCommonAlertSchema": true }));
            "webhookReceivers"
        }
        ReceiverKind::Slack | ReceiverKind::Teams | ReceiverKind::Ticket => return None,
    };
    (!list.is_empty()).then_some((key, list))
}

/// A telephone number as its country and the rest, for the countries whose number is known from its first digits.
fn country(number: &str) -> Option<(&'static str, String)> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let known = [
        "1", "44", "49", "33", "31", "32", "34", "39", "41", "43", "45", "46", "47", "48", "353", "61", "64", "65", "81", "91",
    ];
    let country = known
        .into_iter()
        .filter(|code| digits.starts_with(code))
        .max_by_key(|code| code.len())?;
    let rest = digits.strip_prefix(country)?;
    number.starts_with('+').then(|| (country, rest.to_owned()))
}
