//! Amazon ECS: a new revision of the task definition, brought in by the service or by CodeDeploy.

use super::not_as_said;
use crate::diagnostic::Diagnostic;
use crate::model::scalar::Port;
use crate::model::{AwsEcs, CanaryStep, Deploy, Strategy, StrategyKind};
use crate::recipe::image::{Image, single};
use crate::recipe::tool::{AWS, JQ};
use crate::recipe::{Act, Login, Need, Recipe, Script, Site};
use crate::render::Feature;

/// The fields of a running task definition that one cannot register again.
const READ_ONLY: &str =
    ".taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities, .registeredAt, .registeredBy, .deregisteredAt";

pub(super) fn recipe(site: &Site<'_>, deploy: &Deploy, platform: &AwsEcs) -> Recipe {
    let service = Service::of(site, platform);
    let image = single(site, deploy);
    let container = platform.container.clone().or_else(|| match site.services(deploy).as_slice() {
        [(id, _)] => Some(id.to_string()),
        _ => None,
    });
    let task = match (image, container, &platform.task_definition) {
        (Some(image), Some(container), _) => service.new_task(&image, &container),
        (Some(_), None, _) => {
            return site.impossible(
                Feature::Deployments,
                "Deploy",
                "nothing says which container of the task gets the image",
                "add `container` to the platform",
            );
        }
        (None, _, Some(_)) => service.new_task_as_written(),
        (None, _, None) => {
            return site.impossible(
                Feature::Deployments,
                "Deploy",
                "there is neither an image nor a task definition to deploy",
                "give the deployment an `image` or `version`, or the platform a `task_definition`",
            );
        }
    };
    let mut acts = vec![service.remember(), task];
    let mut losses = site.ignored(Feature::Deployments, &deploy.with, &[]);
    match (&platform.code_deploy_application, &platform.code_deploy_group) {
        (Some(application), Some(group)) => {
            let (config, loss) = configuration(site, deploy);
            losses.extend(loss);
            let port = port(site, deploy);
            let container = platform.container.clone().or_else(|| match site.services(deploy).as_slice() {
                [(id, _)] => Some(id.to_string()),
                _ => None,
            });
            let (Some(port), Some(container)) = (port, container) else {
                return site.impossible(
                    Feature::Deployments,
                    "Deploy",
                    "CodeDeploy must know the container and its port",
                    "give the service a `port`, and the platform a `container`",
                );
            };
            acts.push(service.by_code_deploy(application, group, config, &container, port));
        }
        _ => {
            if let Some((_, strategy)) = site.strategy(deploy)
                && !matches!(strategy.kind, StrategyKind::Rolling(_))
            {
                losses.extend(not_as_said(
                    site,
                    deploy,
                    "the service replaces its tasks a few at a time; name a CodeDeploy application and group",
                ));
            }
            acts.push(service.update());
        }
    }
    Recipe::of(service.needs(), acts).losing(losses)
}

fn port(site: &Site<'_>, deploy: &Deploy) -> Option<u16> {
    match site.services(deploy).as_slice() {
        [(_, service)] => service.port.map(Port::number),
        _ => None,
    }
}

/// CodeDeploy's own name for a strategy, and a loss when it has none.
fn configuration(site: &Site<'_>, deploy: &Deploy) -> (Option<&'static str>, Vec<Diagnostic>) {
    let Some((_, strategy)) = site.strategy(deploy) else {
        return (None, Vec::new());
    };
    match by_code_deploy(strategy) {
        Some(name) => (Some(name), Vec::new()),
        None => (
            None,
            not_as_said(
                site,
                deploy,
                "CodeDeploy has no configuration of its own like it; that of the group is used",
            ),
        ),
    }
}

/// The configuration that CodeDeploy brings for a strategy.
pub(in crate::recipe) fn by_code_deploy(strategy: &Strategy) -> Option<&'static str> {
    let minutes = |duration: crate::model::scalar::Duration| duration.as_millis() / 60_000;
    match &strategy.kind {
        StrategyKind::BlueGreen(_) | StrategyKind::Recreate(_) => Some("CodeDeployDefault.ECSAllAtOnce"),
        StrategyKind::Linear(linear) if linear.step.to_string() == "10%" => match minutes(linear.every) {
            1 => Some("CodeDeployDefault.ECSLinear10PercentEvery1Minutes"),
            3 => Some("CodeDeployDefault.ECSLinear10PercentEvery3Minutes"),
            _ => None,
        },
        StrategyKind::Canary(canary) => {
            let steps: Vec<&CanaryStep> = canary.steps.iter().collect();
            let first = steps.first()?;
            let rest_is_all = steps
                .iter()
                .skip(1)
                .all(|step| step.weight == Some(crate::model::scalar::Percent::HUNDRED));
            match (first.weight?.to_string().as_str(), minutes(first.hold?)) {
                ("10%", 5) if rest_is_all => Some("CodeDeployDefault.ECSCanary10Percent5Minutes"),
                ("10%", 15) if rest_is_all => Some("CodeDeployDefault.ECSCanary10Percent15Minutes"),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A service, and how commands name it.
pub(in crate::recipe) struct Service<'p> {
    platform: &'p AwsEcs,
    region: Option<String>,
    account: Option<String>,
    memory: String,
}

impl<'p> Service<'p> {
    pub(in crate::recipe) fn of(site: &Site<'_>, platform: &'p AwsEcs) -> Self {
        let environment = site.environment.map(|view| view.environment);
        Self {
            platform,
            region: platform.region.clone().or_else(|| environment?.region.clone()),
            account: environment.and_then(|environment| environment.account.clone()),
            memory: site.memory(),
        }
    }

    pub(in crate::recipe) fn needs(&self) -> Vec<Need> {
        let login = Login::Aws {
            region: self.region.clone(),
            account: self.account.clone(),
        };
        vec![Need::Login(login), Need::Tool(&AWS), Need::Tool(&JQ)]
    }

    /// A script in the service's region, with the memory at hand.
    pub(in crate::recipe) fn script(&self) -> Script {
        let mut script = Script::new();
        if let Some(region) = &self.region {
            let region = script.word("REGION", region);
            script.lines(&format!("export AWS_REGION={region}"));
        }
        script.lines(&format!("before=\"{}\"\nmkdir -p \"$before\"", self.memory));
        script
    }

    fn remember(&self) -> Act {
        let mut script = self.script();
        let (cluster, service) = self.words(&mut script);
        script.command(&format!(
            "aws ecs describe-services
             --cluster {cluster}
             --services {service}
             --query 'services[0].taskDefinition'
             --output text
             > \"$before/task-definition\""
        ));
        script.lines("cat \"$before/task-definition\"");
        script.act("Remember what runs")
    }

    pub(in crate::recipe) fn words(&self, script: &mut Script) -> (String, String) {
        (
            script.word("CLUSTER", &self.platform.cluster),
            script.word("SERVICE", &self.platform.service),
        )
    }

    fn new_task(&self, image: &Image, container: &str) -> Act {
        let mut script = self.script();
        let from = match &self.platform.task_definition {
            Some(file) => script.word("TASK_DEFINITION", file),
            None => {
                script.command(
                    "aws ecs describe-task-definition
                     --task-definition \"$(cat \"$before/task-definition\")\"
                     --query taskDefinition
                     --output json
                     > \"$before/task.json\"",
                );
                String::from("\"$before/task.json\"")
            }
        };
        let image = script.word("IMAGE", &image.reference);
        let container = script.word("CONTAINER", container);
        script.lines(&format!(
            "jq --arg container {container} --arg image {image} '
               del({READ_ONLY})
               | if any(.containerDefinitions[]; .name == $container) then . else error(\"no container \" + $container) end
               | (.containerDefinitions[] | select(.name == $container) | .image) = $image
             ' {from} > \"$before/new-task.json\""
        ));
        Self::register(&mut script);
        script.act("Make a new task definition")
    }

    fn new_task_as_written(&self) -> Act {
        let mut script = self.script();
        let file = script.word("TASK_DEFINITION", self.platform.task_definition.as_deref().unwrap_or_default());
        script.lines(&format!("cp {file} \"$before/new-task.json\""));
        Self::register(&mut script);
        script.act("Make a new task definition")
    }

    fn register(script: &mut Script) {
        script.command(
            "aws ecs register-task-definition
             --cli-input-json \"file://$before/new-task.json\"
             --query taskDefinition.taskDefinitionArn
             --output text
             > \"$before/new-task-definition\"",
        );
        script.lines("cat \"$before/new-task-definition\"");
    }

    fn update(&self) -> Act {
        let mut script = self.script();
        self.bring(&mut script, "$before/new-task-definition");
        script.act("Update the service")
    }

    /// Brings a task definition, which a file names, into the service, and waits. A service that gave it up is stable
    /// too, with the old one; that counts as failed.
    pub(in crate::recipe) fn bring(&self, script: &mut Script, file: &str) {
        let (cluster, service) = self.words(script);
        script.lines(&format!("task=\"$(cat \"{file}\")\""));
        script.command(&format!(
            "aws ecs update-service
             --cluster {cluster}
             --service {service}
             --task-definition \"$task\"
             --query service.deployments
             --no-cli-pager"
        ));
        script.lines(&format!("aws ecs wait services-stable --cluster {cluster} --services {service}"));
        script.capture(
            "running",
            "",
            &format!(
                "aws ecs describe-services
                 --cluster {cluster}
                 --services {service}
                 --query 'services[0].taskDefinition'
                 --output text"
            ),
        );
        script.lines(
            "if [ \"$running\" != \"$task\" ]; then
               echo \"the service went back to $running\" >&2
               exit 1
             fi",
        );
    }

    fn by_code_deploy(&self, application: &str, group: &str, configuration: Option<&str>, container: &str, port: u16) -> Act {
        let mut script = self.script();
        let container = script.word("CONTAINER", container);
        script.lines(&format!(
            "jq --null-input --arg task \"$(cat \"$before/new-task-definition\")\" --arg container {container} '
               {{
                 version: 0.0,
                 Resources: [{{
                   TargetService: {{
                     Type: \"AWS::ECS::Service\",
                     Properties: {{
                       TaskDefinition: $task,
                       LoadBalancerInfo: {{ ContainerName: $container, ContainerPort: {port} }}
                     }}
                   }}
                 }}]
               }}
               | {{ revisionType: \"AppSpecContent\", appSpecContent: {{ content: tojson }} }}
             ' > \"$before/revision.json\""
        ));
        let application = script.word("APPLICATION", application);
        let group = script.word("GROUP", group);
        let configuration = configuration
            .map(|name| format!("--deployment-config-name {name}"))
            .unwrap_or_default();
        script.command(&format!(
            "aws deploy create-deployment
             --application-name {application}
             --deployment-group-name {group}
             {configuration}
             --revision \"file://$before/revision.json\"
             --query deploymentId
             --output text
             > \"$before/code-deployment\""
        ));
        script.lines("aws deploy wait deployment-successful --deployment-id \"$(cat \"$before/code-deployment\")\"");
        script.act("Deploy by CodeDeploy")
    }

    /// Brings the task definition back that ran before. What CodeDeploy has begun it is told to stop and take back.
    pub(in crate::recipe) fn back(&self) -> Act {
        let mut script = self.script();
        if let (Some(application), Some(group)) = (&self.platform.code_deploy_application, &self.platform.code_deploy_group) {
            Self::back_by_code_deploy(&mut script, application, group);
            return script.act("Stop CodeDeploy and go back");
        }
        script.between(
            "if [ -s \"$before/new-task-definition\" ]; then",
            |script| self.bring(script, "$before/task-definition"),
            "else
               echo 'nothing was deployed; there is nothing to take back'
             fi",
        );
        script.act("Go back to the last task definition")
    }

    /// A deployment that goes on is stopped and taken back; after one that ended, the old task definition is deployed.
    fn back_by_code_deploy(script: &mut Script, application: &str, group: &str) {
        let application = script.word("APPLICATION", application);
        let group = script.word("GROUP", group);
        script.lines(
            "status=none
             if [ -s \"$before/code-deployment\" ]; then
               deployment=\"$(cat \"$before/code-deployment\")\"
               status=\"$(aws deploy get-deployment \\
                 --deployment-id \"$deployment\" --query deploymentInfo.status --output text)\"
             fi",
        );
        script.between(
            "if [ \"$status\" = Succeeded ]; then",
            |script| {
                script.lines(
                    "jq --arg task \"$(cat \"$before/task-definition\")\" '
                       .appSpecContent.content |= (fromjson | .Resources[0].TargetService.Properties.TaskDefinition = $task | tojson)
                     ' \"$before/revision.json\" > \"$before/old-revision.json\"",
                );
                script.command(&format!(
                    "aws deploy create-deployment
                     --application-name {application}
                     --deployment-group-name {group}
                     --deployment-config-name CodeDeployDefault.ECSAllAtOnce
                     --revision \"file://$before/old-revision.json\"
                     --query deploymentId
                     --output text
                     > \"$before/back\""
                ));
                script.lines("aws deploy wait deployment-successful --deployment-id \"$(cat \"$before/back\")\"");
            },
            "elif [ \"$status\" = none ] || [ \"$status\" = Failed ] || [ \"$status\" = Stopped ]; then
               echo \"there is nothing to take back; CodeDeploy says: $status\"
             else
               aws deploy stop-deployment --deployment-id \"$deployment\" --auto-rollback-enabled
             fi",
        );
    }
}
