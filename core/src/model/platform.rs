//! What an environment runs on.

use super::macros::{one_of, record, words};
use super::scalar::{Id, Size};
use super::{Extensions, Many};

one_of! {
    /// What an environment runs on.
    pub enum Platform {
        of "a platform";
        /// A Kubernetes cluster.
        "kubernetes" => Kubernetes(Kubernetes),
        /// Azure App Service.
        "azure_app_service" => AzureAppService(AzureAppService),
        /// Azure Container Apps.
        "azure_container_apps" => AzureContainerApps(AzureContainerApps),
        /// Amazon ECS.
        "aws_ecs" => AwsEcs(AwsEcs),
        /// AWS Lambda.
        "aws_lambda" => AwsLambda(AwsLambda),
        /// Google Cloud Run.
        "cloud_run" => CloudRun(CloudRun),
        /// A group of virtual or real machines.
        "vm_group" => VmGroup(VmGroup),
        /// A Docker Swarm.
        "docker_swarm" => DockerSwarm(DockerSwarm),
        /// Docker Compose on one machine.
        "compose" => Compose(Compose),
        /// Files behind a web server or CDN.
        "static_site" => StaticSite(StaticSite),
    }
}

record! {
    /// A Kubernetes cluster and how manifests get there.
    pub struct Kubernetes : Default {
        of "a Kubernetes platform";
        /// Cluster, as the cloud or the GitOps engine knows it.
        pub cluster: Option<String>,
        /// Context of the client configuration.
        pub context: Option<String>,
        /// Namespace.
        pub namespace: Option<String>,
        /// Who runs the cluster.
        pub provider: Option<KubernetesProvider>,
        /// Resource group, on Azure.
        pub resource_group: Option<String>,
        /// Project, on Google Cloud.
        pub project: Option<String>,
        /// Manifest files or folders.
        pub manifests: Many<String>,
        /// Helm chart.
        pub helm: Option<Helm>,
        /// Kustomize folder.
        pub kustomize: Option<String>,
        /// Nodes, for capacity.
        pub nodes: Option<u32>,
    }
}

words! {
    /// Who runs a cluster.
    pub enum KubernetesProvider {
        of "a Kubernetes provider";
        /// Azure.
        Aks = "aks",
        /// Amazon.
        Eks = "eks",
        /// Google.
        Gke = "gke",
        /// OpenShift.
        Openshift = "openshift",
        /// K3s.
        K3s = "k3s",
        /// One's own.
        SelfManaged = "self_managed",
    }
}

record! {
    /// A Helm chart.
    pub struct Helm {
        of "a Helm chart";
        short chart;
        /// Path, or name in the repository.
        pub chart: String,
        /// Address of the chart repository.
        pub repository: Option<String>,
        /// Version of the chart.
        pub version: Option<String>,
        /// Name of the release.
        pub release: Option<String>,
        /// Files with values.
        pub values: Many<String>,
        /// Single values.
        pub set: Extensions,
    }
}

record! {
    /// Azure App Service.
    pub struct AzureAppService {
        of "an Azure App Service platform";
        /// Resource group.
        pub resource_group: String,
        /// Name of the web app.
        pub app: String,
        /// Size of the plan, such as `P1v3`.
        pub plan: Option<String>,
        /// Operating system.
        pub os: Option<OperatingSystem>,
        /// Deployment slots beside production.
        pub slots: Many<String>,
        /// Subscription.
        pub subscription: Option<String>,
    }
}

words! {
    /// Operating systems.
    pub enum OperatingSystem {
        of "an operating system";
        /// Linux.
        Linux = "linux",
        /// Windows.
        Windows = "windows",
        /// macOS.
        Macos = "macos",
    }
}

record! {
    /// Azure Container Apps.
    pub struct AzureContainerApps {
        of "an Azure Container Apps platform";
        /// Resource group.
        pub resource_group: String,
        /// Name of the app.
        pub app: String,
        /// Container Apps environment.
        pub environment: Option<String>,
        /// Subscription.
        pub subscription: Option<String>,
    }
}

record! {
    /// Amazon ECS.
    pub struct AwsEcs {
        of "an ECS platform";
        /// Cluster.
        pub cluster: String,
        /// Service.
        pub service: String,
        /// Region.
        pub region: Option<String>,
        /// File with the task definition.
        pub task_definition: Option<String>,
        /// Container in the task whose image is replaced.
        pub container: Option<String>,
        /// CodeDeploy application, for blue-green.
        pub code_deploy_application: Option<String>,
        /// CodeDeploy deployment group, for blue-green.
        pub code_deploy_group: Option<String>,
    }
}

record! {
    /// AWS Lambda.
    pub struct AwsLambda {
        of "a Lambda platform";
        /// Function.
        pub function: String,
        /// Alias that traffic uses.
        pub alias: Option<String>,
        /// Region.
        pub region: Option<String>,
        /// Memory.
        pub memory: Option<Size>,
    }
}

record! {
    /// Google Cloud Run.
    pub struct CloudRun {
        of "a Cloud Run platform";
        /// Service.
        pub service: String,
        /// Project.
        pub project: Option<String>,
        /// Region.
        pub region: Option<String>,
    }
}

record! {
    /// A group of machines.
    pub struct VmGroup : Default {
        of "a VM group";
        /// Host names or addresses.
        pub hosts: Many<String>,
        /// Name of a scale set or auto-scaling group.
        pub group: Option<String>,
        /// Size of the machines, such as `Standard_D2s_v5` or `m7i.large`.
        pub size: Option<String>,
        /// How many.
        pub count: Option<u32>,
        /// User to log in as.
        pub user: Option<String>,
        /// Folder the software goes to.
        pub path: Option<String>,
        /// System service that is restarted.
        pub unit: Option<String>,
        /// Ansible inventory.
        pub inventory: Option<String>,
        /// Ansible playbook.
        pub playbook: Option<String>,
        /// Operating system.
        pub os: Option<OperatingSystem>,
    }
}

record! {
    /// A Docker Swarm.
    pub struct DockerSwarm {
        of "a Docker Swarm platform";
        /// Name of the stack.
        pub stack: String,
        /// Manager node to talk to.
        pub host: Option<String>,
        /// Stack file.
        pub file: Option<String>,
        /// User to log in as.
        pub user: Option<String>,
    }
}

record! {
    /// Docker Compose on one machine.
    pub struct Compose {
        of "a Compose platform";
        /// Machine to talk to.
        pub host: String,
        /// Compose file.
        pub file: Option<String>,
        /// Name of the project.
        pub project: Option<String>,
        /// User to log in as.
        pub user: Option<String>,
        /// Folder on the machine.
        pub path: Option<String>,
    }
}

record! {
    /// Files behind a web server or CDN.
    pub struct StaticSite : Default {
        of "a static site";
        /// Who serves it.
        pub provider: Option<StaticSiteProvider>,
        /// Bucket, container or site it goes to.
        pub bucket: Option<String>,
        /// CDN distribution or profile whose cache is cleared.
        pub cdn: Option<Id>,
        /// Folder with the files.
        pub path: Option<String>,
        /// Region.
        pub region: Option<String>,
    }
}

words! {
    /// Who serves static files.
    pub enum StaticSiteProvider {
        of "a static site provider";
        /// Amazon S3 with CloudFront.
        S3 = "s3",
        /// Azure Storage.
        AzureStorage = "azure_storage",
        /// Azure Static Web Apps.
        AzureStaticWebApps = "azure_static_web_apps",
        /// Google Cloud Storage.
        Gcs = "gcs",
        /// GitHub Pages.
        GithubPages = "github_pages",
        /// GitLab Pages.
        GitlabPages = "gitlab_pages",
        /// Netlify.
        Netlify = "netlify",
        /// Cloudflare Pages.
        Cloudflare = "cloudflare",
    }
}
