//! Docker Swarm and Docker Compose, over SSH.

use super::not_as_said;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Compose, Deploy, DockerSwarm, EnvValue, StrategyKind};
use crate::recipe::duration::{PATIENCE, seconds};
use crate::recipe::image::{Image, images, single};
use crate::recipe::tool::{DOCKER, JQ};
use crate::recipe::{Act, Login, Need, Recipe, Script, Site};
use crate::render::Feature;

/// The format that tells which update of a service was the last.
const UPDATE: &str = "{{.Spec.Name}} {{if .UpdateStatus}}{{.UpdateStatus.StartedAt}}{{end}}";

/// A script that talks to the engine of a machine.
fn on(host: Option<&String>, user: Option<&String>) -> Script {
    let mut script = Script::new();
    if let Some(host) = host {
        let address = match user {
            Some(user) => format!("ssh://{user}@{host}"),
            None => format!("ssh://{host}"),
        };
        script.set("DOCKER_HOST", EnvValue::Text(address));
    }
    script
}

fn needs(host: Option<&String>, user: Option<&String>) -> Vec<Need> {
    let login = host.map(|host| {
        Need::Login(Login::Ssh {
            host: host.clone(),
            user: user.cloned(),
        })
    });
    login.into_iter().chain([Need::Tool(&DOCKER)]).collect()
}

/// What a file may name as `${IMAGE}` and `${VERSION}`.
fn variables(site: &Site<'_>, deploy: &Deploy, script: &mut Script) {
    if let Some(image) = single(site, deploy) {
        let version = image.version().trim_start_matches([':', '@']).to_owned();
        script.set("IMAGE", EnvValue::Text(image.reference));
        script.set("VERSION", EnvValue::Text(version));
    } else if let Some(version) = &deploy.version {
        script.set("VERSION", EnvValue::Text(version.clone()));
    }
}

fn losses(site: &Site<'_>, deploy: &Deploy, instead: &str) -> Vec<Diagnostic> {
    let mut losses = site.ignored(Feature::Deployments, &deploy.with, &[]);
    match site.strategy(deploy).map(|(_, strategy)| &strategy.kind) {
        None | Some(StrategyKind::Rolling(_) | StrategyKind::Recreate(_)) => {}
        Some(_) => losses.extend(not_as_said(site, deploy, instead)),
    }
    losses
}

pub(super) fn swarm(site: &Site<'_>, deploy: &Deploy, platform: &DockerSwarm) -> Recipe {
    let (host, user) = (platform.host.as_ref(), platform.user.as_ref());
    let images = images(site, deploy);
    if platform.file.is_none() && images.is_empty() {
        return site.impossible(
            Feature::Deployments,
            "Deploy",
            "there is neither a stack file nor an image to deploy",
            "give the platform a `file`, or the deployment an `image` or `version`",
        );
    }
    let mut acts = vec![remember_services(site, platform)];
    let mut script = on(host, user);
    let stack = script.word("STACK", &platform.stack);
    match &platform.file {
        Some(file) => {
            variables(site, deploy, &mut script);
            let file = script.word("STACK_FILE", file);
            script.command(&format!(
                "docker stack deploy\n--compose-file {file}\n--with-registry-auth\n--detach=false\n{stack}"
            ));
        }
        None => {
            for (service, image) in &images {
                let image = script.word("IMAGE", &image.reference);
                let stack = script.part("STACK", &platform.stack);
                script.command(&format!(
                    "docker service update\n--image {image}\n--with-registry-auth\n--detach=false\n\"{stack}_{service}\""
                ));
            }
        }
    }
    acts.push(script.act("Deploy the stack"));
    acts.push(converged(site, platform));
    let instead = "the swarm replaces tasks as its services say";
    Recipe::of(needs(host, user), acts).losing(losses(site, deploy, instead))
}

/// Writes down which image each service runs.
fn remember_services(site: &Site<'_>, platform: &DockerSwarm) -> Act {
    let mut script = on(platform.host.as_ref(), platform.user.as_ref());
    site.remembering(&mut script);
    let stack = script.word("STACK", &platform.stack);
    // A stack that is not there yet has no services, and that is no failure.
    script.lines(&format!(
        "docker stack services {stack} --format '{{{{.Name}}}} {{{{.Image}}}}' > \"$before/services\" || true
         cat \"$before/services\"
         while read -r service _; do
           docker service inspect \"$service\" --format '{UPDATE}' < /dev/null
         done < \"$before/services\" > \"$before/updates\""
    ));
    script.act("Remember what runs")
}

/// A service that was taken back has converged too; that counts as failed.
fn converged(site: &Site<'_>, platform: &DockerSwarm) -> Act {
    let mut script = on(platform.host.as_ref(), platform.user.as_ref());
    script.lines(&format!("before=\"{}\"", site.memory()));
    let stack = script.word("STACK", &platform.stack);
    script.lines(&format!(
        "services=\"$(mktemp)\"
         docker stack services {stack} --format '{{{{.Name}}}}' > \"$services\"
         deadline=$(($(date +%s) + {}))
         while IFS= read -r service; do
           # How the update before this one ended does not count.
           update=\"$(docker service inspect \"$service\" --format '{UPDATE}' < /dev/null)\"
           if grep -q -x -F -e \"$update\" \"$before/updates\"; then
             continue
           fi
           state=updating
           while [ \"$state\" = updating ]; do
             state=\"$(docker service inspect \"$service\" --format '{{{{if .UpdateStatus}}}}{{{{.UpdateStatus.State}}}}{{{{end}}}}' < /dev/null)\"
             if [ \"$state\" = updating ] && [ \"$(date +%s)\" -ge \"$deadline\" ]; then
               echo \"$service is still being updated\" >&2
               exit 1
             fi
             sleep 2
           done
           echo \"$service: ${{state:-new or as it was}}\"
           case \"$state\" in
             '' | completed) ;;
             *)
               docker service ps \"$service\" --no-trunc < /dev/null
               exit 1
               ;;
           esac
         done < \"$services\"",
        seconds(PATIENCE)
    ));
    script.act("Wait until it runs")
}

/// Takes back the services whose image is another than before.
pub(in crate::recipe) fn swarm_back(site: &Site<'_>, platform: &DockerSwarm, named: &[String]) -> Recipe {
    let (host, user) = (platform.host.as_ref(), platform.user.as_ref());
    let mut script = on(host, user);
    site.remembering(&mut script);
    let only = if named.is_empty() {
        String::new()
    } else {
        let stack = script.part("STACK", &platform.stack);
        let patterns: Vec<String> = named
            .iter()
            .map(|name| format!("\"{stack}_{0}\" | \"{0}\"", script.part("SERVICE", name)))
            .collect();
        format!(
            "\n  case \"$service\" in\n    {}) ;;\n    *) continue ;;\n  esac",
            patterns.join(" | ")
        )
    };
    script.lines(&format!(
        "touch \"$before/services\"
while read -r service image; do{only}
  now=\"$(docker service inspect \"$service\" --format '{{{{.Spec.TaskTemplate.ContainerSpec.Image}}}}' < /dev/null)\"
  # The engine adds the digest.
  if [ \"${{now%%@*}}\" != \"${{image%%@*}}\" ]; then
    docker service rollback --detach=false \"$service\" < /dev/null
  fi
done < \"$before/services\""
    ));
    Recipe::of(needs(host, user), vec![script.act("Take the services back")])
}

/// The options that say which project, one on a line.
fn project(script: &mut Script, platform: &Compose) -> String {
    let mut options = String::new();
    // Without a file Compose finds the usual one, but not when the folder is one of the machine.
    let usual = platform.path.as_ref().map(|_| "compose.yaml");
    if let Some(file) = platform.file.as_deref().or(usual) {
        options.push_str(&format!("--file {}", script.word("COMPOSE", file)));
    }
    if let Some(project) = &platform.project {
        options.push_str(&format!("\n--project-name {}", script.word("PROJECT", project)));
    }
    if let Some(path) = &platform.path {
        options.push_str(&format!("\n--project-directory {}", script.word("FOLDER", path)));
    }
    options
}

pub(super) fn compose(site: &Site<'_>, deploy: &Deploy, platform: &Compose) -> Recipe {
    let (host, user) = (Some(&platform.host), platform.user.as_ref());
    let mut remember = on(host, user);
    site.remembering(&mut remember);
    variables(site, deploy, &mut remember);
    let options = project(&mut remember, platform);
    remember.command(&format!(
        "docker compose\n{options}\nimages\n--format json\n> \"$before/images.json\""
    ));
    let mut script = on(host, user);
    site.remembering(&mut script);
    variables(site, deploy, &mut script);
    let options = project(&mut script, platform);
    script.command(&format!("docker compose\n{options}\npull"));
    script.lines("touch \"$before/replaced\"");
    script.command(&format!(
        "docker compose\n{options}\nup\n--detach\n--wait\n--wait-timeout {}\n--remove-orphans",
        seconds(PATIENCE)
    ));
    let acts = vec![remember.act("Remember what runs"), script.act("Deploy the project")];
    let mut losses = losses(site, deploy, "Compose replaces containers at once");
    if single(site, deploy).is_none() && deploy.version.is_none() {
        let message = "the file alone says which images run; `${IMAGE}` and `${VERSION}` are set only when the deployment names them";
        losses.push(site.loss(Feature::Deployments, Severity::Info, message));
    }
    Recipe::of(needs(host, user), acts).losing(losses)
}

/// Starts the project with the image it had before, which its file names as `${IMAGE}`; none without an image.
pub(in crate::recipe) fn compose_back(site: &Site<'_>, deploy: &Deploy, platform: &Compose) -> Option<Recipe> {
    let image: Image = single(site, deploy)?;
    let (host, user) = (Some(&platform.host), platform.user.as_ref());
    let mut script = on(host, user);
    script.lines(&format!("before=\"{}\"", site.memory()));
    let options = project(&mut script, platform);
    let name = script.word("NAME", &image.name);
    script.between(
        "if [ -e \"$before/replaced\" ]; then",
        |script| {
            script.lines(&format!(
                "IMAGE=\"$(jq --raw-output --exit-status --arg name {name} '
  first(.[] | select(.Repository == $name) | .Repository + \":\" + .Tag)
' \"$before/images.json\")\"
VERSION=\"${{IMAGE##*:}}\"
export IMAGE VERSION"
            ));
            script.command(&format!(
                "docker compose\n{options}\nup\n--detach\n--wait\n--wait-timeout {}",
                seconds(PATIENCE)
            ));
        },
        "else
           echo 'nothing was deployed; there is nothing to take back'
         fi",
    );
    let mut needs = needs(host, user);
    needs.push(Need::Tool(&JQ));
    Some(Recipe::of(needs, vec![script.act("Go back to the last image")]))
}
