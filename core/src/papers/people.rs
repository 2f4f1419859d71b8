//! Who is called, who decides and how they are reached.

use super::gates::way_there;
use super::open::Paper;
use super::scope::Scope;
use super::words;
use crate::emit::markdown::{code, codes, text};
use crate::model::{Delivery, Escalation, Id, Receiver};
use crate::text::ModelPath;
use indexmap::IndexMap;

/// Roles that are told at most.
const ROLES: usize = 200;
/// Owners that are told, and services that are named of each.
const OWNERS: usize = 60;
const NAMED: usize = 8;

/// Someone with a part in what a paper is about.
struct Role {
    /// What they do, as Markdown.
    part: String,
    /// Their name.
    who: String,
    /// When, as Markdown.
    when: String,
}

/// A name with how to reach whoever has it, as Markdown.
pub(super) fn reach(delivery: &Delivery, name: &str) -> String {
    match contact(delivery, name) {
        Some(contact) => format!("{} ({})", text(name), text(&contact)),
        None => text(name),
    }
}

/// Some names, each with how to reach it.
pub(super) fn reach_all<'n>(delivery: &Delivery, names: impl IntoIterator<Item = &'n String>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| reach(delivery, name)).collect();
    names.join(", ")
}

/// How a group or receiver is reached.
pub(super) fn contact(delivery: &Delivery, name: &str) -> Option<String> {
    let group = delivery.groups.get(name).and_then(|group| group.contact.clone());
    group.or_else(|| delivery.observability.as_ref()?.receivers.get(name).map(via))
}

fn via(receiver: &Receiver) -> String {
    let to = if receiver.to.is_empty() {
        String::new()
    } else {
        format!(" {}", words::listed(&receiver.to))
    };
    format!("{}{to}", words::spoken(receiver.via.word()))
}

/// The table of who to call, and what is open about it.
pub(super) fn write(paper: &mut Paper<'_>, scope: &Scope<'_>) {
    let delivery = paper.plan.delivery();
    let roles = roles(paper, scope);
    let rows = roles.iter().map(|role| {
        let how = contact(delivery, &role.who).map_or_else(|| "–".to_owned(), |how| text(&how));
        [role.part.clone(), text(&role.who), how, role.when.clone()]
    });
    let rows: Vec<_> = rows.collect();
    paper.page.table(&["part", "who", "reach them by", "when"], 4, rows);
    open(paper, &roles);
}

fn roles(paper: &Paper<'_>, scope: &Scope<'_>) -> Vec<Role> {
    let delivery = paper.plan.delivery();
    let seen = delivery.observability.as_ref();
    let mut roles: Vec<Role> = Vec::new();
    let mut add = |part: String, who: &str, when: String| {
        if roles.len() < ROLES && roles.iter().all(|role| role.part != part || role.who != who) {
            let who = who.to_owned();
            roles.push(Role { part, who, when });
        }
    };
    if let Some(on_call) = seen.and_then(|seen| seen.on_call.as_ref()) {
        if let Some(group) = &on_call.group {
            let mut when: Vec<String> = on_call.hours.iter().map(|hours| text(hours)).collect();
            when.extend(on_call.acknowledge.map(|time| format!("answers within {time}")));
            add("on call".to_owned(), group, when.join(", "));
        }
        for Escalation { after, to } in &on_call.escalation {
            for who in to {
                add("next on call".to_owned(), who, format!("nobody answered for {after}"));
            }
        }
    }
    for view in &scope.list {
        let rollback = view.environment.rollback.as_ref().and_then(|id| delivery.rollbacks.get(id));
        for who in rollback.iter().flat_map(|rollback| &rollback.decided_by) {
            add(
                "decides to go back".to_owned(),
                who,
                format!("a release in {} is bad", code(view.id)),
            );
        }
        for gate in way_there(paper.plan, *view).gates {
            for who in gate.approval.iter().flat_map(|approval| &approval.by) {
                add("approves".to_owned(), who, format!("something goes to {}", code(view.id)));
            }
        }
    }
    let mut owned: IndexMap<&str, Vec<&Id>> = IndexMap::new();
    for (id, service) in &delivery.services {
        if let Some(owner) = &service.owner {
            owned.entry(owner).or_default().push(id);
        }
    }
    for (owner, services) in owned.iter().take(OWNERS) {
        let more = services.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let named = services.iter().take(NAMED);
        add(format!("knows {}{more}", codes(named)), owner, String::new());
    }
    roles
}

/// What is missing: someone on call, someone next, and how to reach them.
fn open(paper: &mut Paper<'_>, roles: &[Role]) {
    let delivery = paper.plan.delivery();
    let duty = ModelPath::root().key("observability").key("on_call");
    match delivery.observability.as_ref().and_then(|seen| seen.on_call.as_ref()) {
        None => paper.open("nobody is said to be on call, so an alert reaches no one for sure", duty),
        Some(on_call) => {
            if on_call.group.is_none() {
                paper.open("it is not said which group is on call", duty.clone().key("group"));
            }
            if on_call.escalation.is_empty() {
                paper.open("it is not said who is called when nobody answers", duty.key("escalation"));
            }
        }
    }
    let mut asked: Vec<&str> = Vec::new();
    for role in roles.iter().filter(|role| contact(delivery, &role.who).is_none()) {
        // What is no id is a person's name on the platform.
        if role.who.parse::<Id>().is_err() || asked.contains(&role.who.as_str()) {
            continue;
        }
        asked.push(&role.who);
        let what = format!("it is not said how to reach {}", code(&role.who));
        let group = ModelPath::root().key("groups").key(role.who.as_str());
        if delivery.groups.contains_key(role.who.as_str()) {
            paper.open(&what, group.key("contact"));
        } else {
            paper.open(&what, group);
        }
    }
}
