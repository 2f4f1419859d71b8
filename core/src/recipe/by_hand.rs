//! The way back by the hand of a person: the commands one types when it must be fast. Those of a pipeline remember what ran
//! before; a person asks the platform for it.

use crate::analysis::rollout::{Pair, Shares};
use crate::model::{
    AwsEcs, AwsLambda, AzureAppService, AzureContainerApps, CloudRun, Compose, DockerSwarm, Environment, GitOpsEngine, Id, Kubernetes,
    Method, Platform, Rollback, StaticSite, StaticSiteProvider, StrategyKind, VmGroup, WorkloadKind,
};
use crate::plan::Plan;
use crate::recipe::deploy::canary::{weigh_ingress, weigh_route};
use crate::resolve::EnvironmentView;

/// One thing a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What it does.
    pub what: String,
    /// The command. None for what no command does.
    pub run: Option<String>,
}

/// A command that is typed.
fn typed(what: impl Into<String>, run: impl Into<String>) -> Command {
    Command {
        what: what.into(),
        run: Some(run.into()),
    }
}

/// Something that is done elsewhere.
fn done(what: impl Into<String>) -> Command {
    Command {
        what: what.into(),
        run: None,
    }
}

/// A text as one word of a shell.
fn word(text: &str) -> String {
    if super::script::is_plain(text) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// An option with its value, when there is one: ` --namespace shop`.
fn option(name: &str, value: Option<&String>) -> String {
    value.map(|value| format!(" {name} {}", word(value))).unwrap_or_default()
}

/// What a person does to go back in an environment, in order; services that call others come first. Empty for a method that
/// the platform does not know.
pub fn by_hand(plan: &Plan, view: EnvironmentView<'_>, rollback: &Rollback, services: &[&Id]) -> Vec<Command> {
    let delivery = plan.delivery();
    let hand = Hand {
        plan,
        environment: view.environment,
        services,
    };
    let engine = delivery.gitops.as_ref().and_then(|gitops| gitops.engine);
    match &rollback.method {
        Method::GitRevert(revert) => hand.revert(revert.branch.as_deref(), engine),
        Method::FlagOff(flag) => hand.flag_off(&flag.flag, view.id),
        Method::RestoreData(restore) => restored(plan, restore.backup.as_ref()),
        method => match &view.environment.platform {
            Some(platform) => hand.on_platform(platform, method, engine),
            None => Vec::new(),
        },
    }
}

/// What a person does to bring a backup back, in order.
pub fn restore_by_hand(plan: &Plan, backup: &Id) -> Vec<Command> {
    restored(plan, Some(backup))
}

/// Turns the address of a service from one of two Deployments to the other, which still runs.
fn turn(name: &str, options: &str) -> [Command; 2] {
    let service = word(name);
    let slot = format!("kubectl get service {service}{options} --output 'jsonpath={{.spec.selector.slot}}'");
    let other = "sed -e s/blue/green/ -e t -e s/green/blue/";
    [
        typed(
            format!("Turn {name} from the half that is at work to the other one"),
            format!(
                "kubectl patch service {service}{options} --type merge --patch \"{{\\\"spec\\\":{{\\\"selector\\\":{{\\\"slot\\\":\\\"$({slot} | {other})\\\"}}}}}}\""
            ),
        ),
        typed(format!("Look which half of {name} is at work now"), slot),
    ]
}

/// Takes the traffic from the new version, which runs beside the old one, and the new version away.
fn give_up(name: &str, shares: Shares<'_>, options: &str) -> Vec<Command> {
    let of = |half: &str| word(&format!("{name}-{half}"));
    let (old, new) = (of("stable"), of("canary"));
    let mut commands: Vec<Command> = match shares {
        Shares::Copies => Vec::new(),
        Shares::Route(route) => {
            let route = word(route.http_route.as_deref().unwrap_or(name));
            vec![weigh_route(&route, options, "100", "0")]
        }
        Shares::Ingress => vec![weigh_ingress(&new, options, "0")],
    }
    .into_iter()
    .map(|run| typed(format!("Take all traffic from the new version of {name}"), run))
    .collect();
    commands.extend([
        typed(
            format!("Stop the copies of the new version of {name}"),
            format!("kubectl scale deployment/{new}{options} --replicas 0"),
        ),
        typed(
            format!("Look which image the other half of {name} runs"),
            format!("kubectl get deployment/{old}{options} --output 'jsonpath={{.spec.template.spec.containers[*].image}}'"),
        ),
        typed(
            format!("Only if that is the new version already: take {name} back"),
            format!("kubectl rollout undo deployment/{old}{options}"),
        ),
        typed(
            format!("Wait until {name} runs"),
            format!("kubectl rollout status deployment/{old}{options} --timeout 10m"),
        ),
    ]);
    commands
}

struct Hand<'p> {
    plan: &'p Plan,
    environment: &'p Environment,
    services: &'p [&'p Id],
}

impl Hand<'_> {
    fn on_platform(&self, platform: &Platform, method: &Method, engine: Option<GitOpsEngine>) -> Vec<Command> {
        let to = match method {
            Method::TrafficShift(shift) => shift.to.as_deref(),
            _ => None,
        };
        let moves = matches!(method, Method::TrafficShift(_) | Method::RedeployPrevious(_));
        match (platform, method) {
            (Platform::Kubernetes(cluster), Method::KubernetesUndo(undo)) => self.undo(cluster, &undo.workloads, undo.revision, engine),
            (Platform::Kubernetes(cluster), Method::ArgoRollback(back)) => self.argo(cluster, &back.rollouts, engine),
            (Platform::Kubernetes(cluster), Method::TrafficShift(_)) => self.argo(cluster, &[], engine),
            (Platform::Kubernetes(cluster), Method::RedeployPrevious(_)) => self.undo(cluster, &[], None, engine),
            (Platform::AzureAppService(app), Method::SlotSwap(swap)) => swap_back(app, swap.slot.as_deref()),
            (Platform::AzureAppService(app), _) if moves => swap_back(app, None),
            (Platform::AwsEcs(service), _) if moves => self.ecs(service),
            (Platform::AwsLambda(function), _) if moves => self.lambda(function, to),
            (Platform::CloudRun(service), _) if moves => self.cloud_run(service, to),
            (Platform::AzureContainerApps(app), _) if moves => container_apps(app, to),
            (Platform::VmGroup(group), _) if moves => machines(group),
            (Platform::DockerSwarm(swarm), Method::SwarmRollback(back)) => self.swarm(swarm, &back.services),
            (Platform::DockerSwarm(swarm), Method::RedeployPrevious(_)) => self.swarm(swarm, &[]),
            (Platform::Compose(compose), Method::RedeployPrevious(_)) => compose_back(compose),
            (Platform::StaticSite(site), _) if moves => static_site(site),
            _ => Vec::new(),
        }
    }

    /// An engine that holds a cluster to what is written down would bring the new version back.
    fn stop_engine(&self, engine: Option<GitOpsEngine>) -> Vec<Command> {
        let applications = self.services.iter().map(|id| id.as_str());
        match engine {
            Some(GitOpsEngine::ArgoCd) => applications
                .map(|name| {
                    typed(
                        "Stop Argo CD from bringing the new version back",
                        format!("argocd app set {name} --sync-policy none"),
                    )
                })
                .collect(),
            Some(GitOpsEngine::Flux) => applications
                .map(|name| {
                    typed(
                        "Stop Flux from bringing the new version back",
                        format!("flux suspend kustomization {name}"),
                    )
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    fn kubectl(cluster: &Kubernetes) -> String {
        option("--namespace", cluster.namespace.as_ref()) + &option("--context", cluster.context.as_ref())
    }

    fn undo(&self, cluster: &Kubernetes, named: &[String], revision: Option<u32>, engine: Option<GitOpsEngine>) -> Vec<Command> {
        let options = Self::kubectl(cluster);
        let mut commands = self.stop_engine(engine);
        if let Some(helm) = &cluster.helm {
            let release = helm.release.clone().unwrap_or_else(|| self.plan.delivery().name.to_string());
            let release = word(&release);
            let options = options.replace(" --context ", " --kube-context ");
            commands.push(typed(
                "Look which release ran before",
                format!("helm history {release}{options} --max 5"),
            ));
            commands.push(typed(
                "Go back to the last release",
                format!("helm rollback {release}{options} --wait --timeout 10m"),
            ));
            return commands;
        }
        let strategy = self
            .environment
            .strategy
            .as_ref()
            .and_then(|id| self.plan.delivery().strategies.get(id));
        if let Some(pair) = strategy.and_then(|strategy| Pair::of(strategy, cluster)) {
            for name in self.objects(&[], false) {
                match pair {
                    Pair::Switch => commands.extend(turn(&name, &options)),
                    Pair::Canary(_, shares) => commands.extend(give_up(&name, shares, &options)),
                }
            }
            return commands;
        }
        let to = revision.map(|revision| format!(" --to-revision {revision}")).unwrap_or_default();
        for name in self.objects(named, true) {
            let object = word(&name);
            commands.push(typed(
                format!("Take {name} back"),
                format!("kubectl rollout undo {object}{options}{to}"),
            ));
            commands.push(typed(
                format!("Wait until {name} runs"),
                format!("kubectl rollout status {object}{options} --timeout 10m"),
            ));
        }
        commands
    }

    fn argo(&self, cluster: &Kubernetes, named: &[String], engine: Option<GitOpsEngine>) -> Vec<Command> {
        let options = Self::kubectl(cluster);
        let objects = self.objects(named, false);
        let each = |what: &str, command: &str, more: &str| -> Vec<Command> {
            let commands = objects.iter().map(|name| {
                let run = format!("kubectl argo rollouts {command} {}{options}{more}", word(name));
                typed(format!("{what}: {name}"), run)
            });
            commands.collect()
        };
        // Users leave the new version first; the engine cannot undo that, only the next synchronization can.
        let mut commands = each("Take all traffic from the new version", "abort", "");
        commands.extend(self.stop_engine(engine));
        commands.extend(each("Make the old version the wanted one", "undo", ""));
        commands.extend(each("Wait until it runs", "status", " --timeout 10m"));
        commands
    }

    /// The objects that a rollback names, or those of the services.
    fn objects(&self, named: &[String], kinds: bool) -> Vec<String> {
        if !named.is_empty() {
            let full = |name: &String| {
                if kinds && !name.contains('/') {
                    format!("deployment/{name}")
                } else {
                    name.clone()
                }
            };
            return named.iter().map(full).collect();
        }
        let workloads = &self.plan.delivery().workloads;
        let own = self.services.iter().filter_map(|service| {
            let workload = workloads
                .iter()
                .find(|(id, workload)| workload.service.as_ref().unwrap_or(id) == *service);
            let kind = match workload.and_then(|(_, workload)| workload.kind) {
                None | Some(WorkloadKind::Deployment) => "deployment",
                Some(WorkloadKind::StatefulSet) => "statefulset",
                Some(WorkloadKind::DaemonSet) => "daemonset",
                Some(WorkloadKind::Job | WorkloadKind::CronJob) => return None,
            };
            let name = workload.map_or(*service, |(id, _)| id);
            Some(if kinds { format!("{kind}/{name}") } else { name.to_string() })
        });
        own.collect()
    }

    fn ecs(&self, service: &AwsEcs) -> Vec<Command> {
        let region = option("--region", service.region.as_ref().or(self.environment.region.as_ref()));
        if let (Some(application), Some(group)) = (&service.code_deploy_application, &service.code_deploy_group) {
            let list = format!(
                "aws deploy list-deployments --application-name {} --deployment-group-name {}{region} --max-items 1",
                word(application),
                word(group)
            );
            return vec![
                typed("Look up the deployment", list),
                typed(
                    "Stop it, which gives traffic back",
                    format!("aws deploy stop-deployment --deployment-id DEPLOYMENT --auto-rollback-enabled{region}"),
                ),
            ];
        }
        let (cluster, name) = (word(&service.cluster), word(&service.service));
        let family = format!(
            "aws ecs describe-services --cluster {cluster} --services {name}{region} --query 'services[0].deployments[].taskDefinition'"
        );
        vec![
            typed("Look which task definition ran before", family),
            typed(
                "Deploy the one before",
                format!("aws ecs update-service --cluster {cluster} --service {name} --task-definition PREVIOUS{region}"),
            ),
            typed(
                "Wait until it runs",
                format!("aws ecs wait services-stable --cluster {cluster} --services {name}{region}"),
            ),
        ]
    }

    fn lambda(&self, function: &AwsLambda, to: Option<&str>) -> Vec<Command> {
        let Some(alias) = &function.alias else { return Vec::new() };
        let region = option("--region", function.region.as_ref().or(self.environment.region.as_ref()));
        let (name, alias) = (word(&function.function), word(alias));
        let mut commands = Vec::new();
        if to.is_none() {
            let look = format!("aws lambda list-versions-by-function --function-name {name}{region} --query 'Versions[-3:].Version'");
            commands.push(typed("Look which version ran before", look));
        }
        let version = to.map_or_else(|| String::from("PREVIOUS"), word);
        commands.push(typed(
            "Move the alias back",
            format!("aws lambda update-alias --function-name {name} --name {alias} --function-version {version} --routing-config 'AdditionalVersionWeights={{}}'{region}"),
        ));
        commands
    }

    fn cloud_run(&self, service: &CloudRun, to: Option<&str>) -> Vec<Command> {
        let region = option("--region", service.region.as_ref().or(self.environment.region.as_ref()));
        let project = option("--project", service.project.as_ref().or(self.environment.account.as_ref()));
        let name = word(&service.service);
        let mut commands = Vec::new();
        if to.is_none() {
            let look = format!("gcloud run revisions list --service {name}{region}{project} --limit 3");
            commands.push(typed("Look which revision ran before", look));
        }
        let revision = to.map_or_else(|| String::from("PREVIOUS"), word);
        commands.push(typed(
            "Give it all traffic",
            format!("gcloud run services update-traffic {name}{region}{project} --to-revisions {revision}=100"),
        ));
        commands
    }

    fn swarm(&self, swarm: &DockerSwarm, named: &[String]) -> Vec<Command> {
        let own = self.services.iter().map(ToString::to_string);
        let all: Vec<String> = if named.is_empty() { own.collect() } else { named.to_vec() };
        let host = host(swarm.host.as_ref(), swarm.user.as_ref());
        let each = all.iter().map(|name| {
            let full = if name.contains('_') {
                name.clone()
            } else {
                format!("{}_{name}", swarm.stack)
            };
            typed(
                format!("Take {name} back"),
                format!("docker{host} service rollback {}", word(&full)),
            )
        });
        each.collect()
    }

    fn revert(&self, branch: Option<&str>, engine: Option<GitOpsEngine>) -> Vec<Command> {
        let branch = word(branch.unwrap_or("main"));
        let mut commands = vec![
            typed("Take the commit back", String::from("git revert --no-edit COMMIT")),
            typed("Have it delivered like any other", format!("git push origin HEAD:{branch}")),
        ];
        if engine == Some(GitOpsEngine::ArgoCd) {
            let sync = |id: &&Id| typed(format!("Have {id} brought in at once"), format!("argocd app sync {id}"));
            commands.extend(self.services.iter().map(sync));
        }
        commands
    }

    fn flag_off(&self, flag: &str, environment: &Id) -> Vec<Command> {
        let provider = self.plan.delivery().strategies.values().find_map(|strategy| match &strategy.kind {
            StrategyKind::FeatureFlag(kept) if kept.flag == flag => kept.provider.as_ref(),
            _ => None,
        });
        let flag = word(flag);
        let run = match provider.map(Id::as_str) {
            Some("launchdarkly") => {
                format!("ldcli flags toggle-off --flag {flag} --environment {environment} --project \"$LAUNCHDARKLY_PROJECT\"")
            }
            Some("azure-app-configuration") => {
                format!("az appconfig feature disable --name \"$AZURE_APPCONFIG_NAME\" --feature {flag} --auth-mode login --yes")
            }
            Some("unleash") => format!(
                "curl --fail --request POST --header \"Authorization: $UNLEASH_TOKEN\" \"$UNLEASH_URL/api/admin/projects/default/features/{flag}/environments/{environment}/off\""
            ),
            _ => return vec![done(format!("Switch {flag} off where it is kept"))],
        };
        vec![typed("Switch the feature off", run)]
    }
}

fn restored(plan: &Plan, backup: Option<&Id>) -> Vec<Command> {
    let backups = plan.delivery().recovery.as_ref().map(|recovery| &recovery.backups);
    let known = match (backup, backups) {
        (Some(id), Some(backups)) => backups.get_key_value(id),
        (None, Some(backups)) if backups.len() == 1 => backups.iter().next(),
        _ => None,
    };
    let stop = done("Stop what writes, so that nothing is written between the old data and the new");
    let restore = match known {
        Some((id, backup)) if backup.tool.as_ref().is_some_and(|tool| tool.as_str() == "velero") => typed(
            "Bring the last backup back",
            format!("velero restore create --from-schedule {id} --existing-resource-policy update --wait"),
        ),
        Some((id, _)) => done(format!("Bring the backup {id} back, by its runbook")),
        None => done("Bring the last backup back, by its runbook"),
    };
    vec![stop, restore]
}

fn swap_back(app: &AzureAppService, slot: Option<&str>) -> Vec<Command> {
    let Some(slot) = slot.or(app.slots.first().map(String::as_str)) else {
        return Vec::new();
    };
    let subscription = option("--subscription", app.subscription.as_ref());
    let app = format!(
        "--resource-group {} --name {}{subscription}",
        word(&app.resource_group),
        word(&app.app)
    );
    vec![
        typed("Take traffic from the slot", format!("az webapp traffic-routing clear {app}")),
        typed(
            "Swap the slots back",
            format!(
                "az webapp deployment slot swap {app} --slot {} --target-slot production",
                word(slot)
            ),
        ),
    ]
}

fn container_apps(app: &AzureContainerApps, to: Option<&str>) -> Vec<Command> {
    let subscription = option("--subscription", app.subscription.as_ref());
    let app = format!(
        "--resource-group {} --name {}{subscription}",
        word(&app.resource_group),
        word(&app.app)
    );
    let mut commands = Vec::new();
    if to.is_none() {
        commands.push(typed(
            "Look which revision ran before",
            format!("az containerapp revision list {app} --output table"),
        ));
    }
    let revision = to.map_or_else(|| String::from("PREVIOUS"), word);
    commands.push(typed(
        "Let it run again",
        format!("az containerapp revision activate {app} --revision {revision}"),
    ));
    commands.push(typed(
        "Give it all traffic",
        format!("az containerapp ingress traffic set {app} --revision-weight {revision}=100"),
    ));
    commands
}

fn machines(group: &VmGroup) -> Vec<Command> {
    if let Some(playbook) = &group.playbook {
        let inventory = option("--inventory", group.inventory.as_ref());
        return vec![typed(
            "Bring the last version back to all machines",
            format!("ansible-playbook {}{inventory} --extra-vars version=PREVIOUS", word(playbook)),
        )];
    }
    let path = group.path.as_deref().unwrap_or("/srv/app");
    let mut commands = Vec::new();
    for name in &group.hosts {
        let login = group.user.as_ref().map_or_else(|| name.clone(), |user| format!("{user}@{name}"));
        let login = word(&login);
        let link = format!("ln -sfn {path}/releases/PREVIOUS {path}/current");
        commands.push(typed(
            format!("Point {name} to the last release"),
            format!("ssh {login} {}", word(&link)),
        ));
        if let Some(unit) = &group.unit {
            let restart = format!("sudo systemctl restart {unit} && systemctl is-active {unit}");
            commands.push(typed(format!("Start {name} anew"), format!("ssh {login} {}", word(&restart))));
        }
    }
    commands
}

fn compose_back(compose: &Compose) -> Vec<Command> {
    let host = host(Some(&compose.host), compose.user.as_ref());
    let file = option("--file", compose.file.as_ref());
    let project = option("--project-name", compose.project.as_ref());
    vec![
        done("Write the last image into the file or its variables"),
        typed("Start it", format!("docker{host} compose{file}{project} up --detach --wait")),
    ]
}

fn static_site(site: &StaticSite) -> Vec<Command> {
    let bucket = word(site.bucket.as_deref().unwrap_or("SITE"));
    match site.provider {
        Some(StaticSiteProvider::S3) => {
            let mut commands = vec![typed(
                "Bring the last files back",
                format!("aws s3 sync PREVIOUS s3://{bucket} --delete"),
            )];
            let clear = |cdn: &Id| {
                typed(
                    "Clear the cache",
                    format!("aws cloudfront create-invalidation --distribution-id {cdn} --paths '/*'"),
                )
            };
            commands.extend(site.cdn.as_ref().map(clear));
            commands
        }
        Some(StaticSiteProvider::Netlify) => vec![typed(
            "Publish the deployment before",
            String::from("netlify api restoreSiteDeploy --data '{ \"site_id\": \"SITE\", \"deploy_id\": \"PREVIOUS\" }'"),
        )],
        Some(StaticSiteProvider::Cloudflare) => vec![done(
            "Choose the deployment before in the dashboard of Cloudflare Pages, and roll back to it",
        )],
        _ => vec![done("Publish the files of the last version again")],
    }
}

/// How `docker` reaches a machine.
fn host(host: Option<&String>, user: Option<&String>) -> String {
    let Some(host) = host else { return String::new() };
    let login = user.map_or_else(|| host.clone(), |user| format!("{user}@{host}"));
    format!(" --host {}", word(&format!("ssh://{login}")))
}
