//! Google Cloud Run: a new revision without traffic, asked whether it is well, then given traffic.

use super::{ask, linear_steps, not_as_said, percent, questions, unwatched};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::scalar::Percent;
use crate::model::{BlueGreen, CanaryStep, CloudRun, Deploy, StrategyKind};
use crate::recipe::duration::seconds;
use crate::recipe::image::single;
use crate::recipe::tool::{CURL, GCLOUD, JQ};
use crate::recipe::{Act, Login, Need, Recipe, Script, Site};
use crate::render::Feature;

/// The tag of the revision that is not trusted yet; it gives it an address of its own.
const CANDIDATE: &str = "candidate";

pub(super) fn recipe(site: &Site<'_>, deploy: &Deploy, platform: &CloudRun) -> Recipe {
    let service = Service::of(site, platform);
    let Some(image) = single(site, deploy) else {
        return site.impossible(
            Feature::Deployments,
            "Deploy",
            "nothing says which image to deploy",
            "give the deployment an `image`, or a `version` and the service an `image`",
        );
    };
    if service.region.is_none() {
        return site.impossible(
            Feature::Deployments,
            "Deploy",
            "nothing says in which region the service is",
            "add `region` to the platform or the environment",
        );
    }
    let mut losses: Vec<Diagnostic> = site.ignored(Feature::Deployments, &deploy.with, &[]);
    let mut acts = vec![service.remember(), service.deploy(&image.reference)];
    acts.push(service.ask(site, deploy));
    match site.strategy(deploy).map(|(_, strategy)| &strategy.kind) {
        Some(StrategyKind::BlueGreen(BlueGreen {
            automatic: Some(false), ..
        })) => {
            let message = "a person gives the new revision its traffic; the commands stop before it";
            losses.push(site.loss(Feature::BlueGreens, Severity::Warning, message));
        }
        Some(StrategyKind::Canary(canary)) => {
            acts.push(service.shift(&canary.steps));
        }
        Some(StrategyKind::Linear(linear)) => {
            acts.push(service.shift(&linear_steps(linear.step, linear.every)));
        }
        None | Some(StrategyKind::BlueGreen(_) | StrategyKind::Rolling(_) | StrategyKind::Recreate(_)) => {
            acts.push(service.shift(&[]));
        }
        Some(_) => {
            losses.extend(not_as_said(site, deploy, "all traffic goes to the new revision at once"));
            acts.push(service.shift(&[]));
        }
    }
    losses.extend(unwatched(site, deploy));
    let mut needs = service.needs();
    needs.extend([Need::Tool(&JQ), Need::Tool(&CURL)]);
    Recipe::of(needs, acts).losing(losses)
}

/// A service, and how commands name it.
pub(in crate::recipe) struct Service<'p> {
    platform: &'p CloudRun,
    region: Option<String>,
    project: Option<String>,
    memory: String,
}

impl<'p> Service<'p> {
    pub(in crate::recipe) fn of(site: &Site<'_>, platform: &'p CloudRun) -> Self {
        let environment = site.environment.map(|view| view.environment);
        Self {
            platform,
            region: platform.region.clone().or_else(|| environment?.region.clone()),
            project: platform.project.clone().or_else(|| environment?.account.clone()),
            memory: site.memory(),
        }
    }

    pub(in crate::recipe) fn needs(&self) -> Vec<Need> {
        let project = self.project.clone();
        vec![Need::Login(Login::Google { project }), Need::Tool(&GCLOUD)]
    }

    fn script(&self) -> Script {
        let mut script = Script::new();
        script.lines(&format!("before=\"{}\"\nmkdir -p \"$before\"", self.memory));
        script
    }

    /// The service and where it is, one on a line.
    pub(in crate::recipe) fn options(&self, script: &mut Script) -> String {
        let mut options = script.word("SERVICE", &self.platform.service);
        if let Some(region) = &self.region {
            options.push_str(&format!("\n--region {}", script.word("REGION", region)));
        }
        if let Some(project) = &self.project {
            options.push_str(&format!("\n--project {}", script.word("PROJECT", project)));
        }
        options
    }

    fn remember(&self) -> Act {
        let mut script = self.script();
        let options = self.options(&mut script);
        script.command(&format!(
            "gcloud run services describe {options}\n--format json > \"$before/service.json\""
        ));
        script.lines(
            "jq --raw-output '
               [.status.traffic[] | select((.percent // 0) > 0)] | max_by(.percent) | .revisionName
             ' \"$before/service.json\" > \"$before/revision\"
             cat \"$before/revision\"",
        );
        script.act("Remember what runs")
    }

    fn deploy(&self, image: &str) -> Act {
        let mut script = Script::new();
        let options = self.options(&mut script);
        let image = script.word("IMAGE", image);
        script.command(&format!(
            "gcloud run deploy {options}\n--image {image}\n--no-traffic\n--tag {CANDIDATE}\n--quiet"
        ));
        script.act("Deploy without traffic")
    }

    fn ask(&self, site: &Site<'_>, deploy: &Deploy) -> Act {
        let mut script = self.script();
        let options = self.options(&mut script);
        script.command(&format!(
            "gcloud run services describe {options}\n--format json > \"$before/new-service.json\""
        ));
        script.lines(&format!(
            "address=\"$(jq --raw-output '.status.traffic[] | select(.tag == \"{CANDIDATE}\") | .url' \"$before/new-service.json\")\""
        ));
        ask(&mut script, &questions(site, deploy), "the new revision");
        script.act("Ask the new revision")
    }

    fn shift(&self, steps: &[CanaryStep]) -> Act {
        let mut script = self.script();
        let options = self.options(&mut script);
        script.lines("touch \"$before/shifted\"");
        for step in steps {
            if let Some(weight) = step.weight.filter(|weight| *weight < Percent::HUNDRED) {
                let percent = percent(weight);
                script.command(&format!(
                    "gcloud run services update-traffic {options}\n--to-tags {CANDIDATE}={percent}"
                ));
            }
            if let Some(hold) = step.hold {
                script.lines(&format!("sleep {}", seconds(hold)));
            }
        }
        script.command(&format!("gcloud run services update-traffic {options}\n--to-latest"));
        script.act("Shift traffic")
    }

    /// Gives all traffic to the revision that had it before.
    pub(in crate::recipe) fn shift_back(&self, to: Option<&str>) -> Act {
        let mut script = self.script();
        let options = self.options(&mut script);
        let revision = match to {
            Some(to) => script.part("REVISION", to),
            None => String::from("$(cat \"$before/revision\")"),
        };
        script.between(
            "if [ -e \"$before/shifted\" ]; then",
            |script| {
                script.command(&format!(
                    "gcloud run services update-traffic {options}\n--to-revisions \"{revision}=100\""
                ));
                script.lines("rm \"$before/shifted\"");
            },
            "else
               echo 'no traffic was shifted; there is nothing to shift back'
             fi",
        );
        script.act("Shift traffic back")
    }
}
