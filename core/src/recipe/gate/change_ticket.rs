//! Change records: the state of the ticket that the change is about.

use super::{patience, requests};
use crate::model::scalar::Duration;
use crate::model::{ChangeSystem, ChangeTicket};
use crate::recipe::tool::{AZ, GIT};
use crate::recipe::{Login, Need, Recipe, Script, Site};
use crate::render::Feature;

/// Asks for the ticket until it is in one of the states.
pub(super) fn recipe(site: &Site<'_>, ticket: &ChangeTicket, timeout: Option<Duration>) -> Recipe {
    let name = "Ask for the change ticket";
    let token = |variable, of| Need::Login(Login::Token { variable, of });
    let mut script = Script::new();
    let (pattern, ask, mut needs, usual): (String, &str, Vec<Need>, &[&str]) = match ticket.system {
        Some(ChangeSystem::Servicenow) => (
            String::from("CHG[0-9]+"),
            "curl --fail --silent --show-error --max-time 30 --get \\
    --user \"$SERVICENOW_USER:$SERVICENOW_PASSWORD\" \\
    --data-urlencode \"sysparm_query=number=$ticket\" \\
    --data 'sysparm_fields=state&sysparm_display_value=true' \\
    --output \"$answer\" \"$SERVICENOW_URL/api/now/table/change_request\" || return 1
  state=\"$(jq --raw-output '.result[0].state // empty' \"$answer\")\"",
            vec![
                token("SERVICENOW_URL", "ServiceNow"),
                token("SERVICENOW_USER", "ServiceNow"),
                token("SERVICENOW_PASSWORD", "ServiceNow"),
            ],
            &["Scheduled", "Implement"],
        ),
        Some(ChangeSystem::Jira) => {
            let project = ticket
                .project
                .as_deref()
                .filter(|project| project.bytes().all(|b| b.is_ascii_alphanumeric()));
            (
                format!("{}-[0-9]+", project.unwrap_or("[A-Z][A-Z0-9]+")),
                "curl --fail --silent --show-error --max-time 30 \\
    --user \"$JIRA_USER:$JIRA_TOKEN\" \\
    --output \"$answer\" \"$JIRA_URL/rest/api/2/issue/$ticket?fields=status\" || return 1
  state=\"$(jq --raw-output '.fields.status.name // empty' \"$answer\")\"",
                vec![token("JIRA_URL", "Jira"), token("JIRA_USER", "Jira"), token("JIRA_TOKEN", "Jira")],
                &["Approved", "Implementing"],
            )
        }
        Some(ChangeSystem::AzureBoards) => (
            String::from("AB#[0-9]+"),
            "az boards work-item show --id \"${ticket#AB#}\" --output json > \"$answer\" || return 1
  state=\"$(jq --raw-output '.fields[\"System.State\"] // empty' \"$answer\")\"",
            vec![token("AZURE_DEVOPS_EXT_PAT", "Azure Boards"), Need::Tool(&AZ)],
            &["Approved", "Active"],
        ),
        Some(ChangeSystem::Issues | ChangeSystem::Other) | None => {
            return site.impossible(
                Feature::ChangeTickets,
                name,
                "it is not known how the system of the change record is asked",
                "name `servicenow`, `jira` or `azure_boards`, or use an approval",
            );
        }
    };
    let usual: Vec<String> = usual.iter().map(|state| (*state).to_owned()).collect();
    let states = if ticket.states.is_empty() { &usual } else { &ticket.states.0 };
    script.lines(&format!(
        "# The ticket is the one that CHANGE_TICKET names, or that the message of the commit does.
         ticket=\"${{CHANGE_TICKET:-}}\"
         if [ -z \"$ticket\" ]; then
           ticket=\"$(git log -1 --format=%B | grep -E -o '{pattern}' | head -n 1)\"
         fi
         if [ -z \"$ticket\" ]; then
           echo 'neither CHANGE_TICKET nor the message of the commit names a ticket' >&2
           exit 1
         fi
         answer=\"$(mktemp)\""
    ));
    let states: Vec<String> = states
        .iter()
        .map(|state| format!("  if [ \"$state\" = {} ]; then\n    return 0\n  fi", script.word("ALLOWED", state)))
        .collect();
    script.lines(&format!(
        "holds() {{\n  {ask}\n  echo \"$ticket is in the state $state\"\n{}\n  return 1\n}}",
        states.join("\n")
    ));
    patience(timeout).until_holds(&mut script, "the change ticket does not allow it");
    needs.extend(requests());
    needs.push(Need::Tool(&GIT));
    Recipe::of(needs, vec![script.act(name)])
}
