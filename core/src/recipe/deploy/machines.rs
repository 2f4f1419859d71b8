//! A group of machines: by Ansible, or file by file over SSH, one machine after the other.

use super::{not_as_said, questions};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::Port;
use crate::model::{Deploy, Rolling, StrategyKind, VmGroup};
use crate::recipe::duration::seconds;
use crate::recipe::image::single;
use crate::recipe::script::is_plain;
use crate::recipe::tool::{ANSIBLE, JQ, RSYNC, SSH};
use crate::recipe::{Act, Login, Need, Recipe, Script, Site};
use crate::render::Feature;

pub(super) fn recipe(site: &Site<'_>, deploy: &Deploy, platform: &VmGroup) -> Recipe {
    match Machines::of(site, platform) {
        Ok(machines) => machines.deploy(site, deploy),
        Err(impossible) => *impossible,
    }
}

/// Machines, and how commands reach them.
pub(in crate::recipe) struct Machines<'p> {
    platform: &'p VmGroup,
    memory: String,
}

impl<'p> Machines<'p> {
    /// The machines, or why they cannot be reached. What a shell on a machine reads must be plain words.
    pub(in crate::recipe) fn of(site: &Site<'_>, platform: &'p VmGroup) -> Result<Self, Box<Recipe>> {
        let refuse = |message: &str, help: &str| Err(Box::new(site.impossible(Feature::Deployments, "Deploy", message, help)));
        let machines = Self {
            platform,
            memory: site.memory(),
        };
        if platform.playbook.is_some() {
            return Ok(machines);
        }
        if platform.hosts.is_empty() {
            return refuse(
                "nothing says which machines are deployed to",
                "add `hosts`, or a `playbook` with its `inventory`",
            );
        }
        let Some(path) = &platform.path else {
            return refuse("nothing says where the software goes on the machines", "add `path` to the platform");
        };
        let words = platform.hosts.iter().chain([path]).chain(&platform.unit).chain(&platform.user);
        match words.into_iter().find(|word| !is_plain(word)) {
            Some(word) => refuse(
                &format!("`{word}` is no plain word, and a shell on the machines would read it"),
                "use letters, digits and `._/:@-`",
            ),
            None => Ok(machines),
        }
    }

    fn needs(&self) -> Vec<Need> {
        let login = |host: &String| {
            Need::Login(Login::Ssh {
                host: host.clone(),
                user: self.platform.user.clone(),
            })
        };
        let mut needs: Vec<Need> = self.platform.hosts.iter().map(login).collect();
        if self.platform.playbook.is_some() {
            needs.extend([Need::Tool(&ANSIBLE), Need::Tool(&JQ)]);
        } else {
            needs.extend([Need::Tool(&SSH), Need::Tool(&RSYNC)]);
        }
        needs
    }

    fn deploy(&self, site: &Site<'_>, deploy: &Deploy) -> Recipe {
        let mut losses: Vec<Diagnostic> = Vec::new();
        let kind = site.strategy(deploy).map(|(_, strategy)| &strategy.kind);
        let act = if let Some(playbook) = &self.platform.playbook {
            self.play(site, deploy, playbook)
        } else if deploy.artifacts.is_empty() {
            return site.impossible(
                Feature::Deployments,
                "Deploy",
                "nothing says which files go to the machines",
                "name `artifacts`, or give the platform a `playbook`",
            );
        } else {
            losses.extend(site.ignored(Feature::Deployments, &deploy.with, &[]));
            match kind {
                None | Some(StrategyKind::Rolling(_)) => {}
                Some(_) => losses.extend(not_as_said(site, deploy, "one machine is changed after the other")),
            }
            if let Some(StrategyKind::Rolling(Rolling { batch: Some(batch), .. })) = kind
                && batch.to_string() != "1"
            {
                let message = "one machine is changed at a time, whatever the batch is";
                losses.push(site.loss(Feature::RollingUpdates, Severity::Info, message));
            }
            self.copy(site, deploy)
        };
        Recipe::of(self.needs(), vec![act]).losing(losses)
    }

    fn play(&self, site: &Site<'_>, deploy: &Deploy, playbook: &str) -> Act {
        let mut script = Script::new();
        let playbook = script.word("PLAYBOOK", playbook);
        let inventory = match &self.platform.inventory {
            Some(inventory) => script.word("INVENTORY", inventory),
            None => format!("{},", script.part("INVENTORY", &self.platform.hosts.join(","))),
        };
        let inventory = if inventory.starts_with('"') {
            inventory
        } else {
            format!("\"{inventory}\"")
        };
        let image = single(site, deploy).map(|image| image.reference).unwrap_or_default();
        let version = deploy.version.clone().unwrap_or_default();
        let folder = deploy.artifacts.first().map(|artifact| site.artifact(artifact)).unwrap_or_default();
        let environment = site.environment.map_or("", |view| view.id.as_str());
        let mut arguments = String::new();
        for (name, value) in [("version", &version), ("image", &image), ("artifact", &folder)] {
            if !value.is_empty() {
                arguments.push_str(&format!("\n--arg {name} {}", script.word(&name.to_uppercase(), value)));
            }
        }
        for (key, value) in &deploy.with {
            let named = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && !key.is_empty();
            if let Some(value) = value.as_word().filter(|_| named) {
                arguments.push_str(&format!("\n--arg {key} {}", script.word("VALUE", value)));
            }
        }
        script.lines("variables=\"$(mktemp)\"");
        script.command(&format!(
            "jq --null-input
--arg environment \"{environment}\"{arguments}
'$ARGS.named'
> \"$variables\""
        ));
        let user = self.platform.user.as_ref().map(|user| script.word("REMOTE_USER", user));
        let user = user.map(|user| format!("--user {user}")).unwrap_or_default();
        script.command(&format!(
            "ansible-playbook {playbook}\n--inventory {inventory}\n{user}\n--extra-vars \"@$variables\""
        ));
        script.act("Play the playbook")
    }

    /// Each machine keeps its releases side by side; a link says which one runs.
    fn copy(&self, site: &Site<'_>, deploy: &Deploy) -> Act {
        let mut script = Script::new();
        script.lines(&format!("before=\"{}\"\nmkdir -p \"$before\"", self.memory));
        script.lines("release=\"$(date -u +%Y%m%d%H%M%S)\"");
        let path = self.platform.path.as_deref().unwrap_or_default();
        let folders: Vec<String> = deploy
            .artifacts
            .iter()
            .map(|artifact| script.part("ARTIFACT", &site.artifact(artifact)))
            .collect();
        let services = site.services(deploy);
        let port = match services.as_slice() {
            [(_, service)] => service.port.map(Port::number),
            _ => None,
        };
        let pause = match site.strategy(deploy).map(|(_, strategy)| &strategy.kind) {
            Some(StrategyKind::Rolling(Rolling { pause: Some(pause), .. })) => Some(seconds(*pause)),
            _ => None,
        };
        let checks = questions(site, deploy);
        let path_asked = checks.first().map_or("/", |check| check.path.as_str()).to_owned();
        self.each(&mut script, |script, host| {
            // Nothing runs on a machine that is new.
            script.lines(&format!(
                "ssh {host} 'readlink {path}/current || true' > \"$before/{0}\"\nssh {host} \"mkdir -p {path}/releases/$release\"",
                host.trim_matches('"')
            ));
            for folder in &folders {
                let target = host.trim_matches('"');
                script.lines(&format!(
                    "rsync --archive --compress \"{folder}/\" \"{target}:{path}/releases/$release/\""
                ));
            }
            script.lines(&format!("ssh {host} \"ln -sfn {path}/releases/$release {path}/current\""));
            if let Some(unit) = &self.platform.unit {
                script.lines(&format!("ssh {host} 'sudo systemctl restart {unit} && systemctl is-active {unit}'"));
            }
            if let (Some(port), true) = (port, is_plain(&path_asked)) {
                script.command(&format!(
                    "ssh {host}\n'curl --fail --silent --show-error --retry 12 --retry-delay 5 --retry-all-errors\n--output /dev/null http://localhost:{port}{path_asked}'"
                ));
            }
            if let Some(pause) = pause {
                script.lines(&format!("sleep {pause}"));
            }
        });
        script.act("Deploy to one machine after the other")
    }

    /// Does this for each machine, given as a word of a command.
    fn each(&self, script: &mut Script, lines: impl FnOnce(&mut Script, &str)) {
        let hosts: Vec<String> = self
            .platform
            .hosts
            .iter()
            .map(|host| match &self.platform.user {
                Some(user) => format!("{user}@{host}"),
                None => host.clone(),
            })
            .collect();
        match hosts.as_slice() {
            [one] => lines(script, one),
            many => script.between(
                &format!("for host in {}; do", many.join(" ")),
                |script| lines(script, "\"$host\""),
                "done",
            ),
        }
    }

    /// Lets each machine run the release it ran before; none by Ansible, which has a play for it.
    pub(in crate::recipe) fn back(&self) -> Option<Recipe> {
        if self.platform.playbook.is_some() {
            return None;
        }
        let mut script = Script::new();
        script.lines(&format!("before=\"{}\"", self.memory));
        let path = self.platform.path.as_deref().unwrap_or_default();
        self.each(&mut script, |script, host| {
            script.lines(&format!("file=\"$before/{}\"", host.trim_matches('"')));
            script.between(
                "if [ -s \"$file\" ]; then",
                |script| {
                    script.lines(&format!("ssh {host} \"ln -sfn $(cat \"$file\") {path}/current\""));
                    if let Some(unit) = &self.platform.unit {
                        script.lines(&format!("ssh {host} 'sudo systemctl restart {unit} && systemctl is-active {unit}'"));
                    }
                },
                &format!(
                    "else\n  echo \"nothing was changed on {}, or nothing ran there before\"\nfi",
                    host.trim_matches('"')
                ),
            );
        });
        Some(Recipe::of(self.needs(), vec![script.act("Go back to the last release")]))
    }
}
