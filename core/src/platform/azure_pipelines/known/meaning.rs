//! Tasks whose purpose the model can name although their inputs stay the task's own: scans, images, deployments.

use super::input;
use crate::id;
use crate::model::{Action, BuildImage, Deploy, Entries, Id, Many, Scan, ScanKind};
use crate::platform::azure_pipelines::scope::At;
use crate::platform::azure_pipelines::syntax::Values;

fn scan(kind: ScanKind, tool: Id) -> Action {
    Scan {
        kind,
        tool: Some(tool),
        target: None,
        fail_on: Vec::new(),
        report: None,
        ignore_file: None,
        with: Entries::new(),
    }
    .into()
}

/// What a task is for, by its name in lower case.
pub(super) fn of(task: &str, inputs: &Values, at: &At<'_>) -> Option<Action> {
    let word = |names: &[&str]| input(inputs, names).map(str::to_ascii_lowercase);
    Some(match task {
        "sonarqubeanalyze" | "sonarcloudanalyze" => scan(ScanKind::Sast, id!("sonarqube")),
        "advancedsecurity-codeql-analyze" => scan(ScanKind::Sast, id!("codeql")),
        "advancedsecurity-dependency-scanning" => scan(ScanKind::Sca, id!("dependency-review")),
        "dependencycheck" | "dependency-check-build-task" => scan(ScanKind::Sca, id!("dependency-check")),
        "componentgovernancecomponentdetection" => scan(ScanKind::Sca, id!("component-governance")),
        "whitesource" | "whitesource bolt" | "mend bolt" => scan(ScanKind::Sca, id!("mend")),
        "credscan" => scan(ScanKind::Secrets, id!("credscan")),
        "gitleaks" => scan(ScanKind::Secrets, id!("gitleaks")),
        "trivy" => scan(
            if word(&["image"]).is_some() {
                ScanKind::Image
            } else {
                ScanKind::Sca
            },
            id!("trivy"),
        ),
        "checkov" => scan(ScanKind::Iac, id!("checkov")),
        "owaspzap" | "owaspzapscan" | "zapscanner" => scan(ScanKind::Dast, id!("zap")),
        "snyksecurityscan" => match word(&["testType"]).as_deref() {
            Some("container") => scan(ScanKind::Image, id!("snyk")),
            Some("code") => scan(ScanKind::Sast, id!("snyk")),
            _ => scan(ScanKind::Sca, id!("snyk")),
        },
        "microsoftsecuritydevops" => scan(ScanKind::Sast, id!("microsoft-security-devops")),
        "docker" => return image(inputs, at),
        "azurewebapp"
        | "azurermwebappdeployment"
        | "azurefunctionapp"
        | "azurespringcloud"
        | "azurestaticwebapp"
        | "servicefabricdeploy" => Deploy {
            slot: slot(inputs, at),
            ..Deploy::default()
        }
        .into(),
        "azurewebappcontainer" | "azurefunctionappcontainer" | "azurecontainerapps" => Deploy {
            image: input(inputs, &["containers", "imageName", "imageToDeploy"])
                .filter(|image| !image.contains('\n'))
                .map(|image| at.text(image)),
            slot: slot(inputs, at),
            ..Deploy::default()
        }
        .into(),
        "kubernetesmanifest" if word(&["action"]).is_none_or(|action| action == "deploy") => Deploy {
            image: input(inputs, &["containers"])
                .filter(|image| !image.contains('\n'))
                .map(|image| at.text(image)),
            ..Deploy::default()
        }
        .into(),
        "kubernetes" if word(&["command"]).is_some_and(|command| command == "apply") => Deploy::default().into(),
        "helmdeploy" if word(&["command"]).is_some_and(|command| matches!(command.as_str(), "upgrade" | "install")) => {
            Deploy::default().into()
        }
        _ => return None,
    })
}

fn slot(inputs: &Values, at: &At<'_>) -> Option<String> {
    input(inputs, &["slotName"]).map(|slot| at.text(slot))
}

/// `Docker@2` when it builds.
fn image(inputs: &Values, at: &At<'_>) -> Option<Action> {
    let push = match input(inputs, &["command"])?.to_ascii_lowercase().as_str() {
        "buildandpush" => true,
        "build" => false,
        _ => return None,
    };
    let text = |names: &[&str]| input(inputs, names).map(|text| at.text(text));
    let lines = |text: String| -> Vec<String> {
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    };
    Some(
        BuildImage {
            image: text(&["repository"]),
            tags: Many(text(&["tags"]).map(lines).unwrap_or_default()),
            file: text(&["Dockerfile"]),
            context: text(&["buildContext"]),
            push: Some(push.into()),
            ..BuildImage::default()
        }
        .into(),
    )
}
