//! A script that sets up checks, with their payloads.

use super::Checks;
use crate::emit::shell;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What Azure calls kinds of checks.
const APPROVAL: &str = "8c6f20a7-a545-4486-9777-f762fafe0d4d";
const TASK: &str = "fe1de3ee-a436-41b4-bb20-f6eb4cb879a7";
const LOCK: &str = "2ef31ad6-baa0-403a-8b45-2cbc9b4e5563";
/// The tasks of checks that are tasks.
const HOURS: &str = "445fde2f-6c39-441c-807f-8a59ff2e075f";
const BRANCHES: &str = "86b05a0c-73e6-4f7d-b3cf-e38f3b39a75b";

/// What every such script begins with.
const HEAD: &str = r#"# Protects the environments of this project, so that its gates hold: approvals, business hours, branch control and
# exclusive locks. Needs `az` logged in as an administrator of the environments, and `jq`.
#
#   sh .azure-pipelines/checks/apply.sh ORGANIZATION PROJECT
set -eu

# Prints a text as a part of an address.
part() {
  printf '%s' "$1" | jq --slurp --raw-input --raw-output @uri
}

organization="$1"
project="https://dev.azure.com/$organization/$(part "$2")/_apis/pipelines"
folder="$(mktemp -d)"

# Asks Azure DevOps.
ask() {
  az rest --resource 499b84ac-1321-427f-aa17-267ca6975798 --headers Content-Type=application/json "$@"
}

# Prints the id of a group or user.
identity() {
  ask --method get --url "https://vssps.dev.azure.com/$organization/_apis/identities?searchFilter=General&filterValue=$(part "$1")&queryMembership=None&api-version=7.1" > "$folder/found"
  jq --exit-status --raw-output '.value[0].id' "$folder/found"
}

# Prints the number of an environment, which is made when it is not there.
environment() {
  ask --method get --url "$project/environments?name=$(part "$1")&api-version=7.1" > "$folder/found"
  if ! jq --exit-status '.value[0].id' "$folder/found"; then
    jq --null-input --arg name "$1" '{ name: $name }' > "$folder/new"
    ask --method post --url "$project/environments?api-version=7.1" --body "@$folder/new" > "$folder/found"
    jq --exit-status .id "$folder/found"
  fi
}

# Adds a check to an environment, or changes the one of its kind and name. The payload is read from the input.
check() {
  jq --arg id "$1" --arg name "$2" '. + { resource: { type: "environment", id: $id, name: $name } }' > "$folder/check"
  jq --raw-output '.settings.approvers[]?.displayName' "$folder/check" > "$folder/names"
  : > "$folder/approvers"
  while IFS= read -r approver; do
    id="$(identity "$approver")"
    jq --null-input --arg id "$id" --arg name "$approver" '{ id: $id, displayName: $name }' >> "$folder/approvers"
  done < "$folder/names"
  jq --slurpfile approvers "$folder/approvers" 'if .settings.approvers then .settings.approvers = $approvers else . end' "$folder/check" > "$folder/payload"
  ask --method get --url "$project/checks/configurations?resourceType=environment&resourceId=$1&\$expand=settings&api-version=7.1-preview.1" > "$folder/there"
  known="$(jq --slurpfile new "$folder/payload" '
    [.value[] | select(.type.id == $new[0].type.id
      and (.settings.definitionRef.id // "") == ($new[0].settings.definitionRef.id // "")
      and (.settings.displayName // "") == ($new[0].settings.displayName // "")) | .id] | first // empty
  ' "$folder/there")"
  if [ -n "$known" ]; then
    ask --method patch --url "$project/checks/configurations/$known?api-version=7.1-preview.1" --body "@$folder/payload" > /dev/null
  else
    ask --method post --url "$project/checks/configurations?api-version=7.1-preview.1" --body "@$folder/payload" > /dev/null
  fi
}
"#;

/// The script.
pub(super) fn script(all: &BTreeMap<String, Checks>) -> String {
    let mut out = String::from(HEAD);
    for (name, checks) in all {
        let word = shell::word(name);
        let _ = write!(out, "\necho {}\n", shell::word(&format!("Protecting {name} …")));
        let _ = writeln!(out, "id=\"$(environment {word})\"");
        for payload in payloads(checks) {
            let text = serde_json::to_string_pretty(&payload).unwrap_or_default();
            let _ = writeln!(out, "check \"$id\" {word} <<'JSON'\n{text}\nJSON");
        }
    }
    out.push_str("\nrm -r \"$folder\"\n");
    out
}

/// The checks as Azure's interface takes them.
fn payloads(checks: &Checks) -> Vec<Value> {
    let mut payloads = Vec::new();
    for approval in &checks.approvals {
        let approvers: Vec<Value> = approval.by.iter().map(|name| json!({ "displayName": name })).collect();
        payloads.push(json!({
            "type": { "id": APPROVAL, "name": "Approval" },
            "settings": {
                "approvers": approvers,
                "executionOrder": "anyOrder",
                "instructions": approval.instructions,
                "minRequiredApprovers": approval.wanted,
                "requesterCannotBeApprover": approval.not_author
            },
            "timeout": approval.timeout
        }));
    }
    let task = |name: &str, id: &str, definition: &str, inputs: Value, timeout: u64| {
        json!({
            "type": { "id": TASK, "name": "Task Check" },
            "settings": {
                "displayName": name,
                "definitionRef": { "id": id, "name": definition, "version": "0.0.1" },
                "inputs": inputs,
                "retryInterval": 5
            },
            "timeout": timeout
        })
    };
    for (number, (hours, timeout)) in checks.hours.iter().enumerate() {
        let name = match number {
            0 => "Business hours".to_owned(),
            more => format!("Business hours {}", more + 1),
        };
        let inputs = json!({
            "businessDays": hours.days.join(", "),
            "timeZone": hours.zone,
            "startTime": hours.start,
            "endTime": hours.end
        });
        payloads.push(task(&name, HOURS, "evaluateBusinessHours", inputs, *timeout));
    }
    if !checks.branches.is_empty() {
        let inputs = json!({
            "allowedBranches": checks.branches.join(", "),
            "ensureProtectionOfBranch": "false",
            "allowUnknownStatusBranch": "false"
        });
        payloads.push(task("Branch control", BRANCHES, "evaluatebranchProtection", inputs, super::USUAL));
    }
    if checks.lock {
        payloads.push(json!({
            "type": { "id": LOCK, "name": "ExclusiveLock" },
            "settings": {},
            "timeout": super::USUAL
        }));
    }
    payloads
}
