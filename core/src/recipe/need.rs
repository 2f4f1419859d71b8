//! What must be there before a recipe's acts: tools, and a login.

use crate::model::KubernetesProvider;

/// Something that must be there before the acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// A command.
    Tool(&'static Tool),
    /// Being logged in.
    Login(Login),
}

/// A command that acts use, and how one gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tool {
    /// The command.
    pub name: &'static str,
    /// The version that is installed when there is none.
    pub version: &'static str,
    /// Script that installs it into `$HOME/.local/bin` and puts that on the path of the same shell; it does nothing more
    /// when the command is there. Needs no root.
    pub install: &'static str,
    /// Image that holds it, for jobs that run in one.
    pub image: Option<&'static str>,
}

/// Tools that the Linux machines have which GitHub and Azure run jobs on: both take them from the same images.
const ON_MACHINES: [&str; 14] = [
    "az",
    "aws",
    "curl",
    "docker",
    "gcloud",
    "gh",
    "git",
    "helm",
    "jq",
    "kubectl",
    "kustomize",
    "python3",
    "rsync",
    "ssh",
];

impl Tool {
    /// True for one that the machines of GitHub and Azure have; one without a version comes with any machine.
    pub fn comes_with_machines(&self) -> bool {
        self.version.is_empty() || ON_MACHINES.contains(&self.name)
    }
}

/// Where acts must be logged in. Clouds are entered with the run's own identity, never with a key that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    /// Azure, for its command line.
    Azure {
        /// Subscription; that of the identity when left out.
        subscription: Option<String>,
    },
    /// Amazon Web Services, for its command line.
    Aws {
        /// Region.
        region: Option<String>,
        /// Account; that of the identity when left out.
        account: Option<String>,
    },
    /// Google Cloud, for its command line.
    Google {
        /// Project.
        project: Option<String>,
    },
    /// A container registry, for Docker.
    Registry {
        /// Its host, such as `ghcr.io`; may hold `${{ expressions }}`.
        host: String,
    },
    /// A machine, by SSH: its key is known, and one's own is loaded.
    Ssh {
        /// Name or address.
        host: String,
        /// User there.
        user: Option<String>,
    },
    /// A Kubernetes cluster that no cloud gives credentials for: `kubectl` can reach it.
    Cluster(Cluster),
    /// The code host, for `git push`.
    Git,
    /// The run's own identity, as a token that Sigstore takes.
    Sigstore,
    /// A service that takes a token from a variable; the secret is one of the CI system's own.
    Token {
        /// The variable, such as `SONAR_TOKEN`.
        variable: &'static str,
        /// What it opens, for people.
        of: &'static str,
    },
}

/// A Kubernetes cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cluster {
    /// Its name.
    pub name: Option<String>,
    /// Context of the client configuration.
    pub context: Option<String>,
    /// Who runs it.
    pub provider: Option<KubernetesProvider>,
}

impl Login {
    /// True when being logged in here is being logged in there: a command line of a cloud holds one login at a time.
    pub fn covers(&self, other: &Self) -> bool {
        let cloud = |login: &Self| matches!(login, Self::Azure { .. } | Self::Aws { .. } | Self::Google { .. });
        self == other || cloud(self) && cloud(other) && std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
