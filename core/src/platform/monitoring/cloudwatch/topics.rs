//! Topics: whom an alarm of CloudWatch reaches.

use super::Template;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Id, ReceiverKind};
use crate::plan::Plan;
use crate::platform::monitoring::alarm::Alarm;
use crate::platform::monitoring::cloud::{open_address, reached_by_any};
use crate::platform::monitoring::subject::camel;
use crate::render::{Feature, loss};
use crate::text::ModelPath;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Adds a topic for each receiver that some alarm reaches; tells what they are called.
pub(super) fn topics<'p>(
    plan: &'p Plan,
    alarms: &[Alarm<'p>],
    template: &mut Template,
    losses: &mut Vec<Diagnostic>,
) -> BTreeMap<&'p Id, String> {
    let mut topics = BTreeMap::new();
    for (id, receiver) in reached_by_any(plan, alarms) {
        let path = ModelPath::root().key("observability").key("receivers").key(id.as_str());
        let ways: Vec<Value> = match receiver.via {
            ReceiverKind::Email => receiver
                .to
                .iter()
                .map(|to| json!({ "Protocol": "email", "Endpoint": to }))
                .collect(),
            ReceiverKind::Sms => receiver.to.iter().map(|to| json!({ "Protocol": "sms", "Endpoint": to })).collect(),
            ReceiverKind::Webhook | ReceiverKind::Pagerduty | ReceiverKind::Opsgenie => {
                let address = match open_address(receiver) {
                    Some(address) => Value::String(address.clone()),
                    None => {
                        let about = format!("Where {id} takes messages from Amazon SNS, with its key");
                        template.parameter(format!("Address{}", camel(id.as_str())), &about, true)
                    }
                };
                vec![json!({ "Protocol": "https", "Endpoint": address })]
            }
            ReceiverKind::Slack | ReceiverKind::Teams | ReceiverKind::Ticket => Vec::new(),
        };
        if ways.is_empty() {
            let message = format!(
                "`{id}` is not reached: a topic does not send by `{}` what that could read",
                receiver.via.word()
            );
            let found = loss(Feature::Observability, Severity::Warning, path, message);
            losses.push(found.help("connect the channel with AWS Chatbot, and name another receiver here"));
            continue;
        }
        let topic = json!({
            "Type": "AWS::SNS::Topic",
            "Properties": { "Subscription": ways }
        });
        let name = template.add(&format!("Topic{}", camel(id.as_str())), topic);
        topics.insert(id, name);
    }
    topics
}
