//! Files that make gates real: GitLab keeps approvers, branch limits and schedules with the project, not in the pipeline. A
//! script for `glab` and the same as Terraform; whoever owns the project applies one of them.

use crate::diagnostic::Severity;
use crate::emit::{hcl, shell, url};
use crate::foreign::extension;
use crate::model::{Approval, Event, Gate, GateKind};
use crate::plan::Plan;
use crate::platform::gitlab_ci::{EXTENSION, TARGET};
use crate::render::{Feature, FileSet, by_people, loss};
use crate::resolve::Binding;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;

/// What protects an environment.
#[derive(Debug, Default)]
struct Protection {
    /// Groups and how many of each must approve.
    approvals: Vec<(String, u32)>,
    branches: Vec<String>,
    own_change: bool,
}

/// A start at set times.
struct Schedule {
    pipeline: String,
    cron: String,
    zone: String,
    branch: Option<String>,
}

/// Adds the files, when anything needs them.
pub(super) fn add(plan: &Plan, files: &mut FileSet) {
    let mut all: BTreeMap<String, Protection> = BTreeMap::new();
    let used: HashSet<_> = plan.jobs().filter_map(|job| job.environment.and_then(Binding::known)).collect();
    for view in plan.environments().filter(|view| used.contains(&view.index)) {
        let own = extension(&view.environment.extensions, EXTENSION).id();
        let name = own.map_or_else(|| view.id.to_string(), str::to_owned);
        let path = plan.environment_path(view.index);
        let mut protection = Protection::default();
        for (number, gate) in view.environment.gates.iter().enumerate() {
            let path = path.clone().key("gates").index(number);
            if let GateKind::Approval(approval) = &gate.kind {
                protection.approval(approval, &path, files);
            }
            if gate.timeout.is_some() && by_people(gate) {
                let message = "a job that waits for a person waits as long as the pipeline is kept";
                files.lose(loss(Feature::GateTimeouts, Severity::Info, path.key("timeout"), message));
            }
        }
        protection.branches = view.environment.branches.iter().flatten().map(ToString::to_string).collect();
        let gated = view.environment.gates.iter().any(|gate| matches!(gate.kind, GateKind::Approval(_)));
        if gated || !protection.branches.is_empty() {
            all.insert(name, protection);
        }
    }
    for stage in plan.stages() {
        told(&stage.stage.gates, &plan.stage_path(stage.index), files);
    }
    for job in plan.jobs() {
        told(&job.job.gates, &plan.job_path(job.index), files);
    }
    let schedules = schedules(plan);
    if all.is_empty() && schedules.is_empty() {
        return;
    }
    files.add_stamped(".gitlab/protection/apply.sh", "#", plan, TARGET, &script(&all, &schedules));
    files.add_stamped(".gitlab/protection/project.tf", "#", plan, TARGET, &terraform(&all, &schedules));
}

/// Approvals before a stage or a job are buttons; who may press them is not said anywhere.
fn told(gates: &[Gate], path: &crate::text::ModelPath, files: &mut FileSet) {
    for (number, gate) in gates.iter().enumerate() {
        if matches!(&gate.kind, GateKind::Approval(_)) {
            let message = "anyone who may run jobs can press this button; move the approval to an environment, where approvers are named";
            files.lose(loss(
                Feature::Approvals,
                Severity::Error,
                path.clone().key("gates").index(number),
                message,
            ));
        }
    }
}

fn schedules(plan: &Plan) -> Vec<Schedule> {
    let mut found = Vec::new();
    for (_, id, pipeline) in plan.pipelines() {
        if extension(&pipeline.extensions, EXTENSION).text("adopted").is_some() {
            continue;
        }
        for trigger in &pipeline.on {
            if let Event::Schedule(schedule) = &trigger.event {
                let branch = schedule
                    .branches
                    .as_ref()
                    .and_then(|branches| branches.first())
                    .map(ToString::to_string);
                found.push(Schedule {
                    pipeline: pipeline.name.clone().unwrap_or_else(|| id.to_string()),
                    cron: schedule.cron.as_str().to_owned(),
                    zone: schedule.zone.as_ref().map_or_else(|| "UTC".to_owned(), ToString::to_string),
                    branch: branch.filter(|branch| !branch.contains('*')),
                });
            }
        }
    }
    found
}

impl Protection {
    fn approval(&mut self, approval: &Approval, path: &crate::text::ModelPath, files: &mut FileSet) {
        let wanted = approval.at_least.unwrap_or(1);
        for group in &approval.by {
            if self.approvals.iter().all(|(there, _)| there != group) {
                self.approvals.push((group.clone(), wanted));
            }
        }
        if approval.by.is_empty() {
            let message = "nobody is named who may approve, so the environment has no approvers";
            files.lose(loss(Feature::Approvals, Severity::Error, path.clone(), message));
        }
        if approval.by.len() > 1 {
            let message = "each of the groups must approve: GitLab has a rule for each";
            files.lose(loss(Feature::Approvals, Severity::Info, path.clone().key("by"), message));
        }
        self.own_change |= approval.not_author;
        if approval.fresh == Some(true) {
            // A new commit is a new pipeline, and its job waits anew.
        }
        if approval.emergency {
            let message = "there is no way in without the approval";
            files.lose(loss(Feature::Approvals, Severity::Warning, path.clone().key("emergency"), message));
        }
    }
}

/// A JSON text.
fn json(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}

fn script(all: &BTreeMap<String, Protection>, schedules: &[Schedule]) -> String {
    let mut out = String::from(
        "# Protects the environments of this project and sets its schedules, so that its gates hold. Needs `glab` logged in as a\n# maintainer, and `jq`. Approval rules of environments need GitLab Premium.\n#\n#   sh .gitlab/protection/apply.sh GROUP/PROJECT\nset -eu\n\nproject=\"$(printf '%s' \"$1\" | jq --raw-input --raw-output @uri)\"\n\n# Prints the number of a group.\ngroup() {\n  glab api \"groups/$(printf '%s' \"$1\" | jq --raw-input --raw-output @uri)\" | jq .id\n}\n",
    );
    for (name, protection) in all {
        let _ = write!(out, "\necho {}\n", shell::word(&format!("Protecting {name} …")));
        let _ = writeln!(out, "{{");
        for (group, wanted) in &protection.approvals {
            let _ = writeln!(
                out,
                "  printf '{{\"group_id\":%s,\"required_approvals\":{wanted}}}\\n' \"$(group {})\"",
                shell::word(group)
            );
        }
        let _ = writeln!(out, "  :\n}} | jq --slurp '{{");
        let _ = writeln!(out, "    name: {},", json(name).replace('\'', "\\u0027"));
        let _ = writeln!(out, "    deploy_access_levels: [{{ access_level: 30 }}],");
        let _ = writeln!(out, "    approval_rules: .");
        let _ = writeln!(out, "  }}' > protection.json");
        let _ = writeln!(
            out,
            "glab api --method DELETE \"projects/$project/protected_environments/{}\" > /dev/null 2>&1 || :",
            url::part(name)
        );
        let _ = writeln!(
            out,
            "glab api --method POST \"projects/$project/protected_environments\" --header 'Content-Type: application/json' --input protection.json > /dev/null"
        );
        out.push_str("rm protection.json\n");
    }
    if all.values().any(|protection| protection.own_change) {
        out.push_str("\n# Who started a deployment does not approve it.\nglab api --method PUT \"projects/$project\" --field allow_pipeline_trigger_approve_deployment=false > /dev/null\n");
    }
    for branch in branches(all) {
        let _ = write!(
            out,
            "\n# Deployments come from protected branches.\nglab api --method POST \"projects/$project/protected_branches?name={}&push_access_level=40&merge_access_level=30\" > /dev/null 2>&1 || :\n",
            url::part(branch)
        );
    }
    for schedule in schedules {
        let _ = write!(
            out,
            "\necho {}\nglab api --method POST \"projects/$project/pipeline_schedules\" --field description={} --field ref={} --field cron={} --field cron_timezone={} > /dev/null\n",
            shell::word(&format!("Scheduling {} …", schedule.pipeline)),
            shell::word(&schedule.pipeline),
            shell::word(&format!("refs/heads/{}", schedule.branch.as_deref().unwrap_or("main"))),
            shell::word(&schedule.cron),
            shell::word(&schedule.zone)
        );
    }
    out
}

fn branches(all: &BTreeMap<String, Protection>) -> BTreeSet<&str> {
    all.values()
        .flat_map(|protection| protection.branches.iter().map(String::as_str))
        .collect()
}

/// A name of a block in HCL.
fn label(text: &str) -> String {
    let word: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
        .collect();
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{word}")
    } else {
        word
    }
}

fn terraform(all: &BTreeMap<String, Protection>, schedules: &[Schedule]) -> String {
    let mut out = String::from(
        "terraform {\n  required_providers {\n    gitlab = {\n      source  = \"gitlabhq/gitlab\"\n      version = \"~> 18.0\"\n    }\n  }\n}\n\nvariable \"project\" {\n  description = \"Path of the project, such as group/project\"\n  type        = string\n}\n",
    );
    let groups: BTreeSet<&str> = all
        .values()
        .flat_map(|protection| protection.approvals.iter().map(|(group, _)| group.as_str()))
        .collect();
    for group in groups {
        let _ = write!(
            out,
            "\ndata \"gitlab_group\" \"{}\" {{\n  full_path = {}\n}}\n",
            label(group),
            hcl::string(group)
        );
    }
    for (name, protection) in all {
        let _ = write!(out, "\nresource \"gitlab_project_protected_environment\" \"{}\" {{\n", label(name));
        let _ = writeln!(out, "  project     = var.project");
        let _ = writeln!(out, "  environment = {}", hcl::string(name));
        out.push_str("\n  deploy_access_levels_attribute = [\n    { access_level = \"developer\" },\n  ]\n");
        if !protection.approvals.is_empty() {
            out.push_str("\n  approval_rules = [\n");
            for (group, wanted) in &protection.approvals {
                let _ = writeln!(
                    out,
                    "    {{ group_id = data.gitlab_group.{}.id, required_approvals = {wanted} }},",
                    label(group)
                );
            }
            out.push_str("  ]\n");
        }
        out.push_str("}\n");
    }
    for branch in branches(all) {
        let _ = write!(
            out,
            "\nresource \"gitlab_branch_protection\" \"{}\" {{\n  project            = var.project\n  branch             = {}\n  push_access_level  = \"maintainer\"\n  merge_access_level = \"developer\"\n}}\n",
            label(branch),
            hcl::string(branch)
        );
    }
    for schedule in schedules {
        let _ = write!(
            out,
            "\nresource \"gitlab_pipeline_schedule\" \"{}\" {{\n  project       = var.project\n  description   = {}\n  ref           = {}\n  cron          = {}\n  cron_timezone = {}\n}}\n",
            label(&schedule.pipeline),
            hcl::string(&schedule.pipeline),
            hcl::string(&format!("refs/heads/{}", schedule.branch.as_deref().unwrap_or("main"))),
            hcl::string(&schedule.cron),
            hcl::string(&schedule.zone)
        );
    }
    out
}
