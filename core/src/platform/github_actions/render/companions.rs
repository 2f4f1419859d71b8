//! Files that make gates real: GitHub keeps reviewers, wait timers and branch limits with the environment, not in the
//! workflow. A script for `gh` and the same as Terraform; whoever owns the repository applies one of them.

use super::gates::{Wait, of_environment};
use crate::diagnostic::Severity;
use crate::emit::{hcl, shell, url};
use crate::foreign::extension;
use crate::model::{Approval, Environment, Gate, GateKind};
use crate::plan::Plan;
use crate::platform::github_actions::{EXTENSION, TARGET};
use crate::render::{Feature, FileSet, loss};
use crate::resolve::Binding;
use crate::text::ModelPath;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

/// GitHub takes so many reviewers for one environment.
const REVIEWERS: usize = 6;
/// The longest wait timer: thirty days.
const LONGEST_WAIT: u64 = 43_200;

/// What protects an environment.
#[derive(Debug, Default)]
struct Protection {
    teams: Vec<String>,
    not_author: bool,
    emergency: bool,
    wait: u64,
    branches: Vec<String>,
}

/// Adds the files, when anything needs protection.
pub(super) fn add(plan: &Plan, waits: &[Wait<'_>], files: &mut FileSet) {
    let mut all: BTreeMap<String, Protection> = BTreeMap::new();
    let used: HashSet<_> = plan.jobs().filter_map(|job| job.environment.and_then(Binding::known)).collect();
    for view in plan.environments().filter(|view| used.contains(&view.index)) {
        let own = extension(&view.environment.extensions, EXTENSION).id();
        let name = own.map_or_else(|| view.id.to_string(), str::to_owned);
        let path = plan.environment_path(view.index);
        if let Some(protection) = of(view.environment, &path, files) {
            all.insert(name, protection);
        }
    }
    for wait in waits {
        all.entry(wait.environment.clone()).or_default().gate(wait.gate, &wait.path, files);
    }
    if all.is_empty() {
        return;
    }
    files.add_stamped(".github/protection/apply.sh", "#", plan, TARGET, &script(&all));
    files.add_stamped(".github/protection/environments.tf", "#", plan, TARGET, &terraform(&all));
}

fn of(environment: &Environment, path: &ModelPath, files: &mut FileSet) -> Option<Protection> {
    let mut protection = Protection::default();
    for (number, gate) in environment.gates.iter().enumerate().filter(|(_, gate)| of_environment(gate)) {
        protection.gate(gate, &path.clone().key("gates").index(number), files);
    }
    protection.branches = environment.branches.iter().flatten().map(ToString::to_string).collect();
    let needed = !protection.branches.is_empty() || environment.gates.iter().any(of_environment);
    needed.then_some(protection)
}

impl Protection {
    fn gate(&mut self, gate: &Gate, path: &ModelPath, files: &mut FileSet) {
        match &gate.kind {
            GateKind::Approval(approval) => self.approval(approval, path, files),
            GateKind::Bake(bake) => self.wait = self.wait.max(bake.length.as_secs().div_ceil(60).min(LONGEST_WAIT)),
            _ => {}
        }
        if gate.timeout.is_some() {
            let path = path.clone().key("timeout");
            files.lose(loss(
                Feature::GateTimeouts,
                Severity::Info,
                path,
                "an approval waits thirty days on GitHub",
            ));
        }
    }

    fn approval(&mut self, approval: &Approval, path: &ModelPath, files: &mut FileSet) {
        for team in &approval.by {
            if !self.teams.contains(team) {
                self.teams.push(team.clone());
            }
        }
        if self.teams.len() > REVIEWERS {
            self.teams.truncate(REVIEWERS);
            let message = format!("only the first {REVIEWERS} reviewers are kept: GitHub takes no more for one environment");
            files.lose(loss(Feature::Approvals, Severity::Error, path.clone().key("by"), message));
        }
        self.not_author |= approval.not_author;
        self.emergency |= approval.emergency;
        if let Some(wanted) = approval.at_least.filter(|wanted| *wanted > 1) {
            let message = format!("{wanted} approvals are asked for, and GitHub goes on after one");
            files.lose(loss(Feature::Approvals, Severity::Error, path.clone().key("at_least"), message));
        }
        if approval.by.is_empty() {
            let message = "nobody is named who may approve, so the environment has no reviewers";
            files.lose(loss(Feature::Approvals, Severity::Error, path.clone(), message));
        }
    }
}

fn script(all: &BTreeMap<String, Protection>) -> String {
    let mut out = String::from(
        "# Protects the environments of this repository, so that its gates hold. Needs `gh` logged in as an administrator, and `jq`.\n#\n#   sh .github/protection/apply.sh OWNER/REPOSITORY\nset -eu\n\nrepository=\"$1\"\norganization=\"${repository%%/*}\"\n\n# Prints a reviewer: a team of the organization, or else a user.\nreviewer() {\n  if id=\"$(gh api \"orgs/$organization/teams/$1\" --jq .id 2> /dev/null)\"; then\n    printf '{\"type\":\"Team\",\"id\":%s}\\n' \"$id\"\n  else\n    printf '{\"type\":\"User\",\"id\":%s}\\n' \"$(gh api \"users/$1\" --jq .id)\"\n  fi\n}\n",
    );
    for (name, protection) in all {
        let _ = write!(out, "\necho {}\n", shell::word(&format!("Protecting {name} …")));
        out.push_str("{\n");
        for team in &protection.teams {
            let _ = writeln!(out, "  reviewer {}", shell::word(team));
        }
        out.push_str("  :\n} | jq --slurp '{\n");
        let _ = writeln!(out, "    wait_timer: {},", protection.wait);
        let _ = writeln!(out, "    prevent_self_review: {},", protection.not_author);
        out.push_str("    reviewers: .,\n");
        let policy = if protection.branches.is_empty() {
            "null"
        } else {
            "{ protected_branches: false, custom_branch_policies: true }"
        };
        let _ = writeln!(out, "    deployment_branch_policy: {policy}");
        let _ = writeln!(
            out,
            "  }}' | gh api --silent --method PUT \"repos/$repository/environments/{}\" --input -",
            url::part(name)
        );
        for branch in &protection.branches {
            let _ = writeln!(
                out,
                "gh api --silent --method POST \"repos/$repository/environments/{}/deployment-branch-policies\" --field name={}",
                url::part(name),
                shell::word(branch)
            );
        }
    }
    out
}

/// The name of a resource.
fn label(text: &str) -> String {
    let mut label: String = text
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    if !label.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        label.insert(0, '_');
    }
    label
}

fn terraform(all: &BTreeMap<String, Protection>) -> String {
    let mut out = String::from(
        "# The same as apply.sh, for those who keep their repositories in Terraform. Needs the provider integrations/github.\n\nvariable \"repository\" {\n  type        = string\n  description = \"Name of the repository, without its owner\"\n}\n",
    );
    let mut teams: Vec<&String> = all.values().flat_map(|protection| &protection.teams).collect();
    teams.sort();
    teams.dedup();
    for team in teams {
        let _ = write!(
            out,
            "\ndata \"github_team\" \"{}\" {{\n  slug = {}\n}}\n",
            label(team),
            hcl::string(team)
        );
    }
    for (name, protection) in all {
        let _ = write!(out, "\nresource \"github_repository_environment\" \"{}\" {{\n", label(name));
        let _ = writeln!(out, "  repository          = var.repository");
        let _ = writeln!(out, "  environment         = {}", hcl::string(name));
        let _ = writeln!(out, "  wait_timer          = {}", protection.wait);
        let _ = writeln!(out, "  can_admins_bypass   = {}", protection.emergency);
        let _ = writeln!(out, "  prevent_self_review = {}", protection.not_author);
        if !protection.teams.is_empty() {
            let ids: Vec<String> = protection
                .teams
                .iter()
                .map(|team| format!("data.github_team.{}.id", label(team)))
                .collect();
            let _ = write!(out, "\n  reviewers {{\n    teams = [{}]\n  }}\n", ids.join(", "));
        }
        if !protection.branches.is_empty() {
            out.push_str("\n  deployment_branch_policy {\n    protected_branches     = false\n    custom_branch_policies = true\n  }\n");
        }
        out.push_str("}\n");
        for branch in &protection.branches {
            let _ = write!(
                out,
                "\nresource \"github_repository_environment_deployment_policy\" \"{}\" {{\n  repository     = var.repository\n  environment    = github_repository_environment.{}.environment\n  branch_pattern = {}\n}}\n",
                label(&format!("{name}-{branch}")),
                label(name),
                hcl::string(branch)
            );
        }
    }
    out
}
