//! The commits that actions are pinned to: a dated table, which `pins` under `extensions.github_actions` of the delivery
//! overrides.

/// A release of an action, by its commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Owner, repository and folder.
    pub action: &'static str,
    /// The release.
    pub version: &'static str,
    /// Its commit.
    pub commit: &'static str,
}

/// The day the table was made.
pub const PINNED_ON: &str = "2026-11-21";

const fn of(action: &'static str, version: &'static str, commit: &'static str) -> Pin {
    Pin { action, version, commit }
}

/// The table, from the tags of the actions' repositories.
pub const PINS: &[Pin] = &[
    of(
        "actions-rust-lang/setup-rust-toolchain",
        "v1.17.0",
        "166cdcfd11aee3cb47222f9ddb555ce30ddb9659",
    ),
    of("actions/attest", "v4.2.2", "1e69f48acb82d1966a394da916b4c1698aa569d6"),
    of(
        "actions/attest-build-provenance",
        "v4.2.2",
        "4d101475d8b20a2381f78447822ac1eab6504dd8",
    ),
    of("actions/attest-sbom", "v4.1.0", "c604332985a26aa8cf1bdc465b92731239ec6b9e"),
    of("actions/cache", "v6.1.0", "55cc8345863c7cc4c66a329aec7e433d2d1c52a9"),
    of("actions/cache/restore", "v6.1.0", "55cc8345863c7cc4c66a329aec7e433d2d1c52a9"),
    of("actions/cache/save", "v6.1.0", "55cc8345863c7cc4c66a329aec7e433d2d1c52a9"),
    of("actions/checkout", "v7.0.1", "3d3c42e5aac5ba805825da76410c181273ba90b1"),
    of("actions/configure-pages", "v6.0.0", "45bfe0192ca1faeb007ade9deae92b16b8254a0d"),
    of(
        "actions/create-github-app-token",
        "v3.2.0",
        "bcd2ba49218906704ab6c1aa796996da409d3eb1",
    ),
    of(
        "actions/dependency-review-action",
        "v5.0.0",
        "a1d282b36b6f3519aa1f3fc636f609c47dddb294",
    ),
    of("actions/deploy-pages", "v5.0.0", "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128"),
    of("actions/download-artifact", "v8.0.1", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c"),
    of("actions/github-script", "v9.0.0", "3a2844b7e9c422d3c10d287c895573f7108da1b3"),
    of("actions/setup-dotnet", "v6.0.0", "a98b56852c35b8e3190ac28c8c2271da59106c68"),
    of("actions/setup-go", "v7.0.0", "b7ad1dad31e06c5925ef5d2fc7ad053ef454303e"),
    of("actions/setup-java", "v5.7.0", "b6effb05e454b25005698d916606bdc6ffcbf961"),
    of("actions/setup-node", "v7.0.0", "820762786026740c76f36085b0efc47a31fe5020"),
    of("actions/setup-python", "v7.0.0", "5fda3b95a4ea91299a34e894583c3862153e4b97"),
    of("actions/upload-artifact", "v7.0.1", "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a"),
    of(
        "actions/upload-pages-artifact",
        "v5.0.0",
        "fc324d3547104276b827a68afc52ff2a11cc49c9",
    ),
    of("anchore/sbom-action", "v0.24.0", "e22c389904149dbc22b58101806040fa8d37a610"),
    of("anchore/scan-action", "v7.4.0", "e1165082ffb1fe366ebaf02d8526e7c4989ea9d2"),
    of("appleboy/ssh-action", "v1.2.5", "0ff4204d59e8e51228ff73bce53f80d53301dee2"),
    of("aquasecurity/setup-trivy", "v0.3.1", "81e514348e19b6112ce2a7e3ecbafe19c1e1f567"),
    of("aquasecurity/trivy-action", "v0.36.0", "ed142fd0673e97e23eac54620cfb913e5ce36c25"),
    of("astral-sh/setup-uv", "v10.0.1", "20cfd1bf945f4377ade1205e4dbc17946fc9a30d"),
    of("aws-actions/amazon-ecr-login", "v2.1.7", "03f1aad4c6c7ffd436567f42f9384779290529bd"),
    of(
        "aws-actions/amazon-ecs-deploy-task-definition",
        "v2.6.3",
        "c465972ecbd160473f22e683363b422a5412a3de",
    ),
    of(
        "aws-actions/amazon-ecs-render-task-definition",
        "v1.9.0",
        "138c24f321fdbdf7edee4a685519d253cae2cdea",
    ),
    of(
        "aws-actions/configure-aws-credentials",
        "v6.2.3",
        "e6de054238d6b7531b4efff3b6587d9aade6a06c",
    ),
    of("azure/aks-set-context", "v5.0.0", "60623acbdcbbdcf799ad50a1adf8703874339f8b"),
    of(
        "azure/container-apps-deploy-action",
        "v2",
        "8dff69dac3367c32ceb2690d8f13adbeab462703",
    ),
    of("azure/k8s-deploy", "v7.0.0", "51ca02a8b7225fbd0924aac359c5b336a5f1e5b4"),
    of("azure/k8s-set-context", "v5.0.1", "8698eba2499e9012f0d5085f8798077cce4bc526"),
    of("azure/login", "v3.0.1", "f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca"),
    of("azure/setup-helm", "v5.0.1", "9bc31f4ebc9c6b171d7bfbaa5d006ae7abdb4310"),
    of("azure/setup-kubectl", "v5.1.0", "829323503d1be3d00ca8346e5391ca0b07a9ab0d"),
    of("azure/webapps-deploy", "v3.0.8", "02a81bead70021f5284939794bcec79c271ab383"),
    of(
        "bridgecrewio/checkov-action",
        "v12.3119.0",
        "59b9d7edfcad5b87fbe3f473a9a134a721ad03f8",
    ),
    of("cloudflare/wrangler-action", "v4.0.0", "ebbaa1584979971c8614a24965b4405ff95890e0"),
    of("codecov/codecov-action", "v7.0.0", "fb8b3582c8e4def4969c97caa2f19720cb33a72f"),
    of("denoland/setup-deno", "v2.0.4", "667a34cdef165d8d2b2e98dde39547c9daac7282"),
    of("docker/build-push-action", "v7.3.0", "53b7df96c91f9c12dcc8a07bcb9ccacbed38856a"),
    of("docker/login-action", "v4.6.0", "dbcb813823bdd20940b903addbd779551569679f"),
    of("docker/metadata-action", "v6.2.0", "dc802804100637a589fabce1cb79ff13a1411302"),
    of("docker/setup-buildx-action", "v4.3.0", "37fe631027851001ddb9b187196cc803df7f5f0e"),
    of("docker/setup-docker-action", "v5.4.0", "77e84dbf09b47d1e29270283c22f16145aa85ca1"),
    of("docker/setup-qemu-action", "v4.2.0", "96fe6ef7f33517b61c61be40b68a1882f3264fb8"),
    of("dorny/paths-filter", "v4.0.3", "ceb8a2b8f2d89434be7ff52d3de7ec3738c5cc9d"),
    of("dorny/test-reporter", "v3.0.0", "a43b3a5f7366b97d083190328d2c652e1a8b6aa2"),
    of("dtolnay/rust-toolchain", "v1", "e97e2d8cc328f1b50210efc529dca0028893a2d9"),
    of(
        "github/codeql-action/analyze",
        "v4.37.8",
        "db488ddef3bf6cb639b32c2e9a7c0a7ea8271d28",
    ),
    of(
        "github/codeql-action/autobuild",
        "v4.37.8",
        "db488ddef3bf6cb639b32c2e9a7c0a7ea8271d28",
    ),
    of("github/codeql-action/init", "v4.37.8", "db488ddef3bf6cb639b32c2e9a7c0a7ea8271d28"),
    of(
        "github/codeql-action/upload-sarif",
        "v4.37.8",
        "db488ddef3bf6cb639b32c2e9a7c0a7ea8271d28",
    ),
    of("gitleaks/gitleaks-action", "v3.0.0", "e0c47f4f8be36e29cdc102c57e68cb5cbf0e8d1e"),
    of(
        "golangci/golangci-lint-action",
        "v9.3.0",
        "ba0d7d2ec06a0ea1cb5fa41b2e4a3ab91d21278a",
    ),
    of("google-github-actions/auth", "v3.0.0", "7c6bc770dae815cd3e89ee6cdf493a5fab2cc093"),
    of(
        "google-github-actions/deploy-cloudrun",
        "v3.0.1",
        "2028e2d7d30a78c6910e0632e48dd561b064884d",
    ),
    of(
        "google-github-actions/get-gke-credentials",
        "v3.0.0",
        "3da1e46a907576cefaa90c484278bb5b259dd395",
    ),
    of(
        "google-github-actions/setup-gcloud",
        "v3.0.1",
        "aa5489c8933f4cc7a4f7d45035b3b1440c9c10db",
    ),
    of("goreleaser/goreleaser-action", "v7.2.3", "f06c13b6b1a9625abc9e6e439d9c05a8f2190e94"),
    of("gradle/actions/setup-gradle", "v6.3.0", "9c971963bec38e04b3d30dcc455b5382be2fdbfb"),
    of("hashicorp/setup-terraform", "v4.0.1", "dfe3c3f87815947d99a8997f908cb6525fc44e9e"),
    of("hashicorp/vault-action", "v3.4.0", "4c06c5ccf5c0761b6029f56cfb1dcf5565918a3b"),
    of("helm/kind-action", "v1.14.0", "ef37e7f390d99f746eb8b610417061a60e82a6cc"),
    of("jdx/mise-action", "v4.2.5", "3c2e0cf82a5b2e5249f0d3635a4d83d0ae861518"),
    of("mikepenz/action-junit-report", "v6.4.2", "d9f48fc87bc235f7e214acf696ca5abc0a986f16"),
    of("ossf/scorecard-action", "v2.4.4", "2d1146689b8cda280b9bc96326124645441f03bc"),
    of("oven-sh/setup-bun", "v2.2.0", "0c5077e51419868618aeaa5fe8019c62421857d6"),
    of(
        "peter-evans/create-or-update-comment",
        "v5.0.0",
        "e8674b075228eee787fea43ef493e45ece1004c9",
    ),
    of(
        "peter-evans/create-pull-request",
        "v8.1.1",
        "5f6978faf089d4d20b00c7766989d076bb2fc7f1",
    ),
    of("pnpm/action-setup", "v6.0.10", "0977fd99725f1db4007ccb2928dbb4e90d06cc86"),
    of("pypa/gh-action-pypi-publish", "v1.14.2", "dc37677b2e1c63e2034f94d8a5b11f265b73ba33"),
    of("ruby/setup-ruby", "v1.321.0", "95ef2b042f9d7a56d8268cba8559e2842e2ad01b"),
    of(
        "rust-lang/crates-io-auth-action",
        "v1.0.5",
        "c6f97d42243bad5fab37ca0427f495c86d5b1a18",
    ),
    of("shivammathur/setup-php", "2.37.2", "f3e473d116dcccaddc5834248c87452386958240"),
    of("sigstore/cosign-installer", "v4.1.2", "6f9f17788090df1f26f669e9d70d6ae9567deba6"),
    of("slackapi/slack-github-action", "v4.0.0", "dcb1066f776dd043e64d0e8ba94ca15cc7e1875d"),
    of("snyk/actions", "v1.0.0", "9adf32b1121593767fc3c057af55b55db032dc04"),
    of("softprops/action-gh-release", "v3.0.2", "3d0d9888cb7fd7b750713d6e236d1fcb99157228"),
    of(
        "SonarSource/sonarqube-quality-gate-action",
        "v1.2.0",
        "cf038b0e0cdecfa9e56c198bbb7d21d751d62c3b",
    ),
    of(
        "SonarSource/sonarqube-scan-action",
        "v8.2.1",
        "22918119ff8e1ca75a623e15c8296b6ea4fbe28f",
    ),
    of("step-security/harden-runner", "v2.21.0", "05e31511f85b41b11d1cf0ef85d0992719546e2c"),
    of(
        "superfly/flyctl-actions/setup-flyctl",
        "1.6",
        "ed8efb33836e8b2096c7fd3ba1c8afe303ebbff1",
    ),
    of("Swatinem/rust-cache", "v2.9.2", "6323deb102c322ba6fcbdcafc7e3dddab59af2b6"),
    of("trufflesecurity/trufflehog", "v3.97.0", "bcfcf73aaf4759d4dadc2783177c245a02792318"),
    of("webfactory/ssh-agent", "v0.9.1", "a6f90b1f127823b31d4d4a8d96047790581349bd"),
    of("zaproxy/action-baseline", "v0.15.0", "de8ad967d3548d44ef623df22cf95c3b0baf8b25"),
    of("zaproxy/action-full-scan", "v0.13.0", "3c58388149901b9a03b7718852c5ba889646c27c"),
];

/// The pin of an action.
pub(in crate::platform::github_actions) fn pin(action: &str) -> Option<&'static Pin> {
    PINS.iter().find(|pin| pin.action == action)
}
