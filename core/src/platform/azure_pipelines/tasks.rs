//! The tasks that files use, each with the version that is current.

/// A task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its name: `AzureCLI`.
    pub name: &'static str,
    /// Its version.
    pub version: u8,
    /// The extension that brings it, by publisher and name; every organization has it when there is none.
    pub extension: Option<&'static str>,
}

/// The day on which the versions were looked up, in Microsoft's reference of tasks and the pages of the extensions.
pub const TASKS_ON: &str = "2026-11-21";

macro_rules! tasks {
    ($($constant:ident $name:literal $version:literal $(from $extension:literal)?,)*) => {
        $(pub(super) const $constant: &str = concat!($name, "@", $version);)*

        /// Every task.
        pub const TASKS: &[Task] = &[$(Task {
            name: $name,
            version: $version,
            extension: tasks!(@ $($extension)?),
        }),*];
    };
    (@) => { None };
    (@ $extension:literal) => { Some($extension) };
}

tasks! {
    APP_SERVICE_MANAGE "AzureAppServiceManage" 0,
    AZURE_CLI "AzureCLI" 2,
    CACHE "Cache" 2,
    COPY_FILES "CopyFiles" 2,
    COVERAGE "PublishCodeCoverageResults" 2,
    DELAY "Delay" 1,
    DOCKER "Docker" 2,
    DOTNET "UseDotNet" 2,
    DOWNLOAD "DownloadPipelineArtifact" 2,
    GO "GoTool" 0,
    JAVA "JavaToolInstaller" 1,
    KEY_VAULT "AzureKeyVault" 2,
    KUBERNETES "Kubernetes" 1,
    KUBERNETES_MANIFEST "KubernetesManifest" 1,
    NODE "NodeTool" 0,
    PUBLISH_BUILD "PublishBuildArtifacts" 1,
    PYTHON "UsePythonVersion" 0,
    RUBY "UseRubyVersion" 0,
    SNYK "SnykSecurityScan" 1 from "Snyk.snyk-security-scan",
    SONAR_ANALYZE "SonarQubeAnalyze" 8 from "SonarSource.sonarqube",
    SONAR_PREPARE "SonarQubePrepare" 8 from "SonarSource.sonarqube",
    SONAR_PUBLISH "SonarQubePublish" 8 from "SonarSource.sonarqube",
    SSH_KEY "InstallSSHKey" 0,
    TEST_RESULTS "PublishTestResults" 2,
    VALIDATION "ManualValidation" 1,
    WEB_APP "AzureWebApp" 1,
}
