//! Environments with their checks, service connections and variable groups as Terraform.

use super::Checks;
use crate::emit::hcl;
use crate::platform::azure_pipelines::render::wanted::{Connection, Wanted};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The name of a block.
fn label(text: &str) -> String {
    let mut label: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
        .collect();
    if !label.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        label.insert(0, '_');
    }
    label
}

/// The file.
pub(super) fn terraform(all: &BTreeMap<String, Checks>, wanted: &Wanted) -> String {
    let mut out = String::from(
        "# What the pipelines need of the project: environments with their checks, service connections, variable groups.\n\nterraform {\n  required_providers {\n    azuredevops = {\n      source  = \"microsoft/azuredevops\"\n      version = \"~> 1.0\"\n    }\n  }\n}\n\nvariable \"project\" {\n  description = \"Name of the project\"\n  type        = string\n}\n\ndata \"azuredevops_project\" \"this\" {\n  name = var.project\n}\n",
    );
    approvers(all, &mut out);
    for (name, checks) in all {
        environment(name, checks, &mut out);
    }
    for extension in &wanted.extensions {
        let (publisher, name) = extension.split_once('.').unwrap_or((extension, ""));
        let arguments = [("publisher_id", hcl::string(publisher)), ("extension_id", hcl::string(name))];
        block(&mut out, "azuredevops_extension", &label(name), &arguments);
    }
    connections(wanted, &mut out);
    groups(wanted, &mut out);
    out
}

fn approvers(all: &BTreeMap<String, Checks>, out: &mut String) {
    let names: BTreeSet<&String> = all
        .values()
        .flat_map(|checks| checks.approvals.iter().flat_map(|approval| &approval.by))
        .collect();
    for name in names {
        let _ = write!(
            out,
            "\ndata \"azuredevops_group\" \"{}\" {{\n  project_id = data.azuredevops_project.this.id\n  name       = {}\n}}\n",
            label(name),
            hcl::string(name)
        );
    }
}

/// A block with aligned arguments.
fn block(out: &mut String, kind: &str, name: &str, arguments: &[(&str, String)]) {
    let width = arguments.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
    let _ = write!(out, "\nresource \"{kind}\" \"{name}\" {{\n");
    for (key, value) in arguments {
        let _ = writeln!(out, "  {key:width$} = {value}");
    }
    out.push_str("}\n");
}

const PROJECT: &str = "data.azuredevops_project.this.id";

fn environment(name: &str, checks: &Checks, out: &mut String) {
    let label = label(name);
    let arguments = [("project_id", PROJECT.to_owned()), ("name", hcl::string(name))];
    block(out, "azuredevops_environment", &label, &arguments);
    let of_it = || {
        vec![
            ("project_id", PROJECT.to_owned()),
            ("target_resource_id", format!("azuredevops_environment.{label}.id")),
            ("target_resource_type", "\"environment\"".to_owned()),
        ]
    };
    let numbered = |number: usize| {
        if number == 0 {
            label.clone()
        } else {
            format!("{label}_{}", number + 1)
        }
    };
    for (number, approval) in checks.approvals.iter().enumerate() {
        let ids: Vec<String> = approval
            .by
            .iter()
            .map(|name| format!("data.azuredevops_group.{}.origin_id", self::label(name)))
            .collect();
        let mut arguments = of_it();
        arguments.push(("approvers", format!("[{}]", ids.join(", "))));
        arguments.push(("minimum_required_approvers", approval.wanted.to_string()));
        arguments.push(("requester_can_approve", (!approval.not_author).to_string()));
        if !approval.instructions.is_empty() {
            arguments.push(("instructions", hcl::string(&approval.instructions)));
        }
        arguments.push(("timeout", approval.timeout.to_string()));
        block(out, "azuredevops_check_approval", &numbered(number), &arguments);
    }
    for (number, (hours, timeout)) in checks.hours.iter().enumerate() {
        let mut arguments = of_it();
        arguments.push(("display_name", "\"Business hours\"".to_owned()));
        arguments.push(("start_time", hcl::string(&hours.start)));
        arguments.push(("end_time", hcl::string(&hours.end)));
        arguments.push(("time_zone", hcl::string(hours.zone)));
        let days = [
            ("Monday", "monday"),
            ("Tuesday", "tuesday"),
            ("Wednesday", "wednesday"),
            ("Thursday", "thursday"),
            ("Friday", "friday"),
            ("Saturday", "saturday"),
            ("Sunday", "sunday"),
        ];
        for (day, key) in days {
            if hours.days.contains(&day) {
                arguments.push((key, "true".to_owned()));
            }
        }
        arguments.push(("timeout", timeout.to_string()));
        block(out, "azuredevops_check_business_hours", &numbered(number), &arguments);
    }
    if !checks.branches.is_empty() {
        let mut arguments = of_it();
        arguments.push(("display_name", "\"Branch control\"".to_owned()));
        arguments.push(("allowed_branches", hcl::string(&checks.branches.join(", "))));
        block(out, "azuredevops_check_branch_control", &label, &arguments);
    }
    if checks.lock {
        block(out, "azuredevops_check_exclusive_lock", &label, &of_it());
    }
}

fn connections(wanted: &Wanted, out: &mut String) {
    let azure: Vec<(&String, &Option<String>)> = wanted
        .connections
        .iter()
        .filter_map(|(name, connection)| match connection {
            Connection::Azure(subscription) => Some((name, subscription)),
            _ => None,
        })
        .collect();
    if !azure.is_empty() {
        out.push_str("\n# Azure trusts the run itself; no secret is kept. Let the identity of each connection trust its issuer and subject.\nvariable \"tenant\" {\n  description = \"Id of the tenant\"\n  type        = string\n}\n\nvariable \"azure\" {\n  description = \"Identity and subscription of each service connection\"\n  type        = map(object({ client_id = string, subscription_id = string, subscription_name = string }))\n}\n");
        for (name, subscription) in &azure {
            let key = hcl::string(name);
            let id = match subscription {
                Some(subscription) if !subscription.contains("${{") => hcl::string(subscription),
                _ => format!("var.azure[{key}].subscription_id"),
            };
            let label = label(name);
            let _ = write!(
                out,
                "\nresource \"azuredevops_serviceendpoint_azurerm\" \"{label}\" {{\n  project_id                             = {PROJECT}\n  service_endpoint_name                  = {key}\n  service_endpoint_authentication_scheme = \"WorkloadIdentityFederation\"\n  azurerm_spn_tenantid                   = var.tenant\n  azurerm_subscription_id                = {id}\n  azurerm_subscription_name              = var.azure[{key}].subscription_name\n\n  credentials {{\n    serviceprincipalid = var.azure[{key}].client_id\n  }}\n}}\n"
            );
        }
        out.push_str("\noutput \"federation\" {\n  description = \"Issuer and subject that the identity of each service connection must trust\"\n  value = {\n");
        for (name, _) in &azure {
            let endpoint = format!("azuredevops_serviceendpoint_azurerm.{}", label(name));
            let _ = writeln!(
                out,
                "    {} = {{\n      issuer  = {endpoint}.workload_identity_federation_issuer\n      subject = {endpoint}.workload_identity_federation_subject\n    }}",
                hcl::string(name)
            );
        }
        out.push_str("  }\n}\n");
    }
    for (name, connection) in &wanted.connections {
        match connection {
            Connection::Azure(_) => {}
            Connection::Registry(host) => {
                let label = label(name);
                let _ = write!(
                    out,
                    "\nvariable \"{label}\" {{\n  description = {}\n  type        = object({{ username = string, password = string }})\n  sensitive   = true\n}}\n",
                    hcl::string(&format!("Login to {host}"))
                );
                let address = match host.as_str() {
                    "docker.io" => "https://index.docker.io/v1/".to_owned(),
                    host => format!("https://{host}"),
                };
                block(
                    out,
                    "azuredevops_serviceendpoint_dockerregistry",
                    &label,
                    &[
                        ("project_id", PROJECT.to_owned()),
                        ("service_endpoint_name", hcl::string(name)),
                        ("registry_type", "\"Others\"".to_owned()),
                        ("docker_registry", hcl::string(&address)),
                        ("docker_username", format!("var.{label}.username")),
                        ("docker_password", format!("var.{label}.password")),
                    ],
                );
            }
            Connection::Snyk | Connection::SonarQube => {
                let label = label(name);
                let (kind, server, token) = match connection {
                    Connection::Snyk => ("azuredevops_serviceendpoint_snyk", "server_url", "api_token"),
                    _ => ("azuredevops_serviceendpoint_sonarqube", "url", "token"),
                };
                let _ = write!(
                    out,
                    "\nvariable \"{label}\" {{\n  description = {}\n  type        = object({{ url = string, token = string }})\n  sensitive   = true\n}}\n",
                    hcl::string(&format!("Server and token of the service connection {name}"))
                );
                block(
                    out,
                    kind,
                    &label,
                    &[
                        ("project_id", PROJECT.to_owned()),
                        ("service_endpoint_name", hcl::string(name)),
                        (server, format!("var.{label}.url")),
                        (token, format!("var.{label}.token")),
                    ],
                );
            }
            Connection::Cluster => {
                let label = label(name);
                let _ = write!(
                    out,
                    "\nvariable \"{label}\" {{\n  description = {}\n  type        = object({{ url = string, token = string, ca = string }})\n  sensitive   = true\n}}\n",
                    hcl::string(&format!("Service account of the cluster {name}"))
                );
                let _ = write!(
                    out,
                    "\nresource \"azuredevops_serviceendpoint_kubernetes\" \"{label}\" {{\n  project_id            = {PROJECT}\n  service_endpoint_name = {}\n  apiserver_url         = var.{label}.url\n  authorization_type    = \"ServiceAccount\"\n\n  service_account {{\n    token   = var.{label}.token\n    ca_cert = var.{label}.ca\n  }}\n}}\n",
                    hcl::string(name)
                );
            }
        }
    }
}

fn groups(wanted: &Wanted, out: &mut String) {
    if wanted.groups.is_empty() {
        return;
    }
    out.push_str("\nvariable \"secrets\" {\n  description = \"Values of the variable groups, by group and name\"\n  type        = map(map(string))\n  sensitive   = true\n}\n");
    for (group, names) in &wanted.groups {
        let _ = write!(
            out,
            "\nresource \"azuredevops_variable_group\" \"{}\" {{\n  project_id   = {PROJECT}\n  name         = {}\n  allow_access = false\n",
            label(group),
            hcl::string(group)
        );
        for name in names {
            let _ = write!(
                out,
                "\n  variable {{\n    name         = {}\n    secret_value = var.secrets[{}][{}]\n    is_secret    = true\n  }}\n",
                hcl::string(name),
                hcl::string(group),
                hcl::string(name)
            );
        }
        out.push_str("}\n");
    }
}
