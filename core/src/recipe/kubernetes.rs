//! How acts reach a Kubernetes cluster, and which objects a service is there.

use super::tool::{AWS, AZ, GCLOUD, KUBECTL, KUBELOGIN};
use super::{Act, Cluster, Login, Need, Recipe, Script, Site};
use crate::model::{Deploy, Id, Kubernetes, KubernetesProvider, WorkloadKind};
use crate::plan::Plan;
use crate::render::Feature;
use std::collections::BTreeSet;

/// The way into a cluster.
#[derive(Clone, Debug)]
pub(super) struct Access<'p> {
    platform: &'p Kubernetes,
    /// Where the credentials lie that acts fetched themselves.
    credentials: Option<String>,
    /// What must be there.
    pub(super) needs: Vec<Need>,
    /// The act that fetches credentials.
    pub(super) connect: Option<Act>,
}

impl<'p> Access<'p> {
    /// The way into the cluster of an environment, or why there is none.
    pub(super) fn of(site: &Site<'_>, platform: &'p Kubernetes) -> Result<Self, Box<Recipe>> {
        let region = site.environment.and_then(|view| view.environment.region.clone());
        let account = site.environment.and_then(|view| view.environment.account.clone());
        let missing = |what: &str, key: &str| {
            let help = format!("add `{key}` to `platform.kubernetes`");
            Box::new(site.impossible(Feature::Environments, "Connect to the cluster", what, &help))
        };
        let own = || Self {
            platform,
            credentials: None,
            needs: vec![
                Need::Tool(&KUBECTL),
                Need::Login(Login::Cluster(Cluster {
                    name: platform.cluster.clone(),
                    context: platform.context.clone(),
                    provider: platform.provider,
                })),
            ],
            connect: None,
        };
        let Some(provider) = platform.provider.filter(|provider| {
            use KubernetesProvider::{Aks, Eks, Gke};
            matches!(provider, Aks | Eks | Gke)
        }) else {
            return Ok(own());
        };
        let Some(cluster) = &platform.cluster else {
            return Err(missing("nothing says which cluster is meant", "cluster"));
        };
        let memory = site.memory();
        let mut script = Script::new();
        script.lines(&format!("mkdir -p \"{memory}\"\nexport KUBECONFIG=\"{memory}/kubeconfig\""));
        let cluster = script.word("CLUSTER", cluster);
        let needs = match provider {
            KubernetesProvider::Eks => {
                let region = region.as_ref().map(|region| script.word("REGION", region));
                let region = region.map(|region| format!("--region {region}")).unwrap_or_default();
                script.command(&format!(
                    "aws eks update-kubeconfig
                    --name {cluster}
                    {region}
                    --kubeconfig \"$KUBECONFIG\""
                ));
                let login = Login::Aws {
                    region: site.environment.and_then(|view| view.environment.region.clone()),
                    account,
                };
                vec![Need::Login(login), Need::Tool(&AWS), Need::Tool(&KUBECTL)]
            }
            KubernetesProvider::Gke => {
                let Some(region) = region else {
                    return Err(missing("nothing says where the cluster is", "region"));
                };
                let project = platform.project.clone().or(account);
                let location = script.word("REGION", &region);
                let of = project.as_ref().map(|project| script.word("PROJECT", project));
                let of = of.map(|project| format!("--project {project}")).unwrap_or_default();
                script.lines(
                    "if ! command -v gke-gcloud-auth-plugin > /dev/null; then
                       gcloud components install gke-gcloud-auth-plugin --quiet
                       mkdir -p \"$HOME/.local/bin\"
                       ln -sf \"$(gcloud info --format='value(installation.sdk_root)')/bin/gke-gcloud-auth-plugin\" \"$HOME/.local/bin\"
                     fi",
                );
                script.command(&format!(
                    "gcloud container clusters get-credentials {cluster}
                    --location {location}
                    {of}"
                ));
                vec![Need::Login(Login::Google { project }), Need::Tool(&GCLOUD), Need::Tool(&KUBECTL)]
            }
            _ => {
                let Some(group) = &platform.resource_group else {
                    return Err(missing("nothing says which resource group the cluster is in", "resource_group"));
                };
                let group = script.word("RESOURCE_GROUP", group);
                let of = account.as_ref().map(|account| script.word("SUBSCRIPTION", account));
                let of = of.map(|account| format!("--subscription {account}")).unwrap_or_default();
                script.command(&format!(
                    "az aks get-credentials
                    --resource-group {group}
                    --name {cluster}
                    {of}
                    --overwrite-existing
                    --file \"$KUBECONFIG\""
                ));
                script.lines("kubelogin convert-kubeconfig --login azurecli --kubeconfig \"$KUBECONFIG\"");
                let login = Login::Azure { subscription: account };
                vec![Need::Login(login), Need::Tool(&AZ), Need::Tool(&KUBELOGIN), Need::Tool(&KUBECTL)]
            }
        };
        Ok(Self {
            platform,
            credentials: Some(format!("{memory}/kubeconfig")),
            needs,
            connect: Some(script.act("Connect to the cluster")),
        })
    }

    /// A script that reaches the cluster.
    pub(super) fn script(&self) -> Script {
        let mut script = Script::new();
        if let Some(credentials) = &self.credentials {
            script.lines(&format!("export KUBECONFIG=\"{credentials}\""));
        }
        script
    }

    /// The options of `kubectl` that say where: ` --namespace shop`.
    pub(super) fn options(&self, script: &mut Script) -> String {
        let mut options = self.namespace(script);
        if self.credentials.is_none()
            && let Some(context) = &self.platform.context
        {
            options.push_str(&format!(" --context {}", script.word("CONTEXT", context)));
        }
        options
    }

    /// The same for `helm`, which calls the context otherwise.
    pub(super) fn helm_options(&self, script: &mut Script) -> String {
        self.options(script).replace(" --context ", " --kube-context ")
    }

    fn namespace(&self, script: &mut Script) -> String {
        match &self.platform.namespace {
            Some(namespace) => format!(" --namespace {}", script.word("NAMESPACE", namespace)),
            None => String::new(),
        }
    }
}

/// True when a chart of the delivery has the values of each workload under its name, since it runs more than one.
pub fn by_workload(plan: &Plan) -> bool {
    let delivery = plan.delivery();
    let served: BTreeSet<&Id> = delivery
        .workloads
        .iter()
        .map(|(id, workload)| workload.service.as_ref().unwrap_or(id))
        .collect();
    let others = delivery
        .services
        .iter()
        .filter(|(id, service)| !served.contains(id) && (service.image.is_some() || service.port.is_some()));
    delivery.workloads.len() + others.count() > 1
}

/// The objects of a cluster that services are: `deployment/api`. Work that ends is none of them.
pub(super) fn workloads(site: &Site<'_>, deploy: &Deploy) -> Vec<String> {
    site.services(deploy)
        .into_iter()
        .filter_map(|(service, _)| match site.workload(service) {
            None => Some(format!("deployment/{service}")),
            Some((id, workload)) => {
                let kind = match workload.kind {
                    None | Some(WorkloadKind::Deployment) => "deployment",
                    Some(WorkloadKind::StatefulSet) => "statefulset",
                    Some(WorkloadKind::DaemonSet) => "daemonset",
                    Some(WorkloadKind::Job | WorkloadKind::CronJob) => return None,
                };
                Some(format!("{kind}/{id}"))
            }
        })
        .collect()
}

/// The Argo Rollouts that services are.
pub(super) fn rollouts(site: &Site<'_>, deploy: &Deploy) -> Vec<String> {
    let names = site.services(deploy).into_iter();
    names
        .map(|(service, _)| site.workload(service).map_or(service, |(id, _)| id).to_string())
        .collect()
}

/// Adds lines for each object: once when there is one, in a loop when there are more. The lines are given the object as a
/// word of a command, and the file in which its state from before lies.
pub(super) fn each(script: &mut Script, objects: &[String], lines: impl FnOnce(&mut Script, &str, &str)) {
    match objects {
        [] => {}
        [one] => {
            let name = one.rsplit('/').next().unwrap_or(one);
            let file = format!("\"$before/{}\"", script.part("WORKLOAD", name));
            let word = script.word("WORKLOAD", one);
            lines(script, &word, &file);
        }
        many => {
            let words: Vec<String> = many.iter().map(|object| script.word("WORKLOAD", object)).collect();
            script.between(
                &format!("for workload in {}; do", words.join(" ")),
                |script| lines(script, "\"$workload\"", "\"$before/${workload##*/}\""),
                "done",
            );
        }
    }
}

/// Objects whose history the cluster numbers, and those it does not.
pub(super) fn numbered(objects: &[String]) -> (Vec<String>, Vec<String>) {
    objects.iter().cloned().partition(|object| object.starts_with("deployment"))
}

/// The objects a rollback names, or those of the deployment.
pub(super) fn named(said: &[String], own: Vec<String>, kind: &str) -> Vec<String> {
    if said.is_empty() {
        return own;
    }
    let full = |name: &String| {
        if name.contains('/') {
            name.clone()
        } else {
            format!("{kind}{name}")
        }
    };
    said.iter().map(full).collect()
}
