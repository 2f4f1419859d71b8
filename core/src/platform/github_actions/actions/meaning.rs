//! Actions whose purpose the model can name although their parameters stay the action's own: scans, signatures, deployments,
//! messages.

use crate::id;
use crate::model::{Action, Attest, Cache, Computed, Deploy, Many, Notify, Publish, Sbom, Scan, ScanKind, Sign};
use crate::platform::github_actions::syntax::Values;

fn scan(kind: ScanKind, tool: crate::model::Id) -> Action {
    Scan {
        kind,
        tool: Some(tool),
        target: None,
        fail_on: Vec::new(),
        report: None,
        ignore_file: None,
        with: Values::new(),
    }
    .into()
}

fn told(via: crate::model::Id) -> Action {
    Notify {
        to: Many::default(),
        via: Some(via),
        message: None,
        webhook: None,
    }
    .into()
}

/// What an action is for, by its name in lower case.
pub(super) fn of(action: &str, with: &Values) -> Option<Action> {
    let word = |key: &str| with.get(key).and_then(crate::model::Data::as_word);
    Some(match action {
        "github/codeql-action/analyze" => scan(ScanKind::Sast, id!("codeql")),
        "sonarsource/sonarqube-scan-action" | "sonarsource/sonarcloud-github-action" => scan(ScanKind::Sast, id!("sonarqube")),
        "semgrep/semgrep-action" | "returntocorp/semgrep-action" => scan(ScanKind::Sast, id!("semgrep")),
        "securego/gosec" => scan(ScanKind::Sast, id!("gosec")),
        "aquasecurity/trivy-action" => scan(
            match word("scan-type") {
                Some("fs" | "repo" | "rootfs") => ScanKind::Sca,
                Some("config") => ScanKind::Iac,
                _ => ScanKind::Image,
            },
            id!("trivy"),
        ),
        "anchore/scan-action" => scan(ScanKind::Image, id!("grype")),
        "actions/dependency-review-action" => scan(ScanKind::Sca, id!("dependency-review")),
        "google/osv-scanner-action" | "google/osv-scanner-action/osv-scanner-action" => scan(ScanKind::Sca, id!("osv-scanner")),
        "gitleaks/gitleaks-action" => scan(ScanKind::Secrets, id!("gitleaks")),
        "trufflesecurity/trufflehog" => scan(ScanKind::Secrets, id!("trufflehog")),
        "bridgecrewio/checkov-action" => scan(ScanKind::Iac, id!("checkov")),
        "zaproxy/action-baseline" | "zaproxy/action-full-scan" | "zaproxy/action-api-scan" => scan(ScanKind::Dast, id!("zap")),
        "ossf/scorecard-action" => scan(ScanKind::Pipeline, id!("scorecard")),
        "zizmorcore/zizmor-action" => scan(ScanKind::Pipeline, id!("zizmor")),
        action if action.starts_with("snyk/actions/") => match action.rsplit('/').next() {
            Some("docker") => scan(ScanKind::Image, id!("snyk")),
            Some("iac") => scan(ScanKind::Iac, id!("snyk")),
            Some("setup") => return None,
            _ => scan(ScanKind::Sca, id!("snyk")),
        },
        "anchore/sbom-action" | "cyclonedx/gh-node-module-generatebom" => Sbom {
            tool: (action == "anchore/sbom-action").then_some(id!("syft")),
            ..Sbom::default()
        }
        .into(),
        "swatinem/rust-cache" => Cache {
            tool: Some("cargo".to_owned()),
            ..Cache::default()
        }
        .into(),
        "actions/upload-pages-artifact" => Publish {
            artifact: Computed::Literal(id!("github-pages")),
            path: Many(vec![word("path").unwrap_or("_site/").to_owned()]),
            keep: None,
            optional: false,
            registry: None,
        }
        .into(),
        "actions/attest-build-provenance" | "actions/attest" | "actions/attest-sbom" => Attest::default().into(),
        "cosign/sign-action" => Sign {
            tool: Some(id!("cosign")),
            ..Sign::default()
        }
        .into(),
        "azure/webapps-deploy"
        | "azure/functions-action"
        | "azure/container-apps-deploy-action"
        | "azure/k8s-deploy"
        | "azure/static-web-apps-deploy"
        | "aws-actions/amazon-ecs-deploy-task-definition"
        | "aws-actions/aws-lambda-deploy"
        | "aws-actions/aws-cloudformation-github-deploy"
        | "google-github-actions/deploy-cloudrun"
        | "google-github-actions/deploy-appengine"
        | "google-github-actions/deploy-cloud-functions"
        | "actions/deploy-pages"
        | "peaceiris/actions-gh-pages"
        | "cloudflare/pages-action" => Deploy::default().into(),
        "cloudflare/wrangler-action" if word("command").is_none_or(|command| command.contains("deploy")) => Deploy::default().into(),
        "slackapi/slack-github-action" | "8398a7/action-slack" | "rtcamp/action-slack-notify" | "juicedata/slack-notify-action" => {
            told(id!("slack"))
        }
        "jdcargile/ms-teams-notification" | "toko-bifrost/ms-teams-deploy-card" => told(id!("teams")),
        "dawidd6/action-send-mail" => told(id!("email")),
        _ => return None,
    })
}
