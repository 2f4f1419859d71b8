//! Ways back that do not touch what runs: the commit, the flag, the data.

use crate::model::{FlagOff, GitRevert, Id, RestoreData, StrategyKind};
use crate::recipe::tool::{AZ, CURL, GIT, JQ, VELERO};
use crate::recipe::{Login, Need, Recipe, Script, Site};
use crate::render::Feature;

fn impossible(site: &Site<'_>, message: &str, help: &str) -> Recipe {
    site.impossible(Feature::Rollbacks, "Go back", message, help)
}

/// Reverts the commit that was delivered, and pushes that; the pipeline delivers it like any other.
pub(super) fn revert(site: &Site<'_>, revert: &GitRevert) -> Recipe {
    if revert.repository.is_some() {
        return impossible(
            site,
            "which commit of another repository is reverted is not known",
            "revert it from a pipeline of that repository",
        );
    }
    let mut script = Script::new();
    let branch = script.part("BRANCH", revert.branch.as_deref().unwrap_or("main"));
    script.lines(&format!(
        "commit=\"$(git rev-parse HEAD)\"
         git fetch --deepen 50 origin \"{branch}\"
         git checkout --detach \"origin/{branch}\"
         # A merge is reverted to the side it was merged into.
         if git rev-parse --quiet --verify \"$commit^2\" > /dev/null; then
           set -- --mainline 1
         else
           set --
         fi
         git -c user.name='automatic rollback' -c user.email=rollback@localhost revert --no-edit \"$@\" \"$commit\"
         git push origin \"HEAD:{branch}\""
    ));
    Recipe::of(
        vec![Need::Login(Login::Git), Need::Tool(&GIT)],
        vec![script.when_begun(&site.memory()).act("Revert the commit")],
    )
}

/// Switches the feature off, by whoever keeps its flag.
pub(super) fn flag_off(site: &Site<'_>, flag: &FlagOff) -> Recipe {
    let mut strategies = site.plan.delivery().strategies.values();
    let provider = strategies.find_map(|strategy| match &strategy.kind {
        StrategyKind::FeatureFlag(kept) if kept.flag == flag.flag => kept.provider.as_ref(),
        _ => None,
    });
    let environment = site.environment.map_or("production", |view| view.id.as_str());
    let token = |variable| {
        Need::Login(Login::Token {
            variable,
            of: "the keeper of the flag",
        })
    };
    let mut script = Script::new();
    let key = script.part("FLAG", &flag.flag);
    match provider.map(Id::as_str) {
        Some("launchdarkly") => {
            script.lines(&format!(
                "body='{{ \"environmentKey\": \"{environment}\", \"instructions\": [{{ \"kind\": \"turnFlagOff\" }}] }}'"
            ));
            script.command(&format!(
                "curl --fail --silent --show-error --retry 3
                 --request PATCH
                 --header \"Authorization: $LAUNCHDARKLY_ACCESS_TOKEN\"
                 --header 'Content-Type: application/json; domain-model=launchdarkly.semanticpatch'
                 --data \"$body\"
                 --output /dev/null
                 \"https://app.launchdarkly.com/api/v2/flags/$LAUNCHDARKLY_PROJECT/{key}\""
            ));
            let needs = vec![token("LAUNCHDARKLY_ACCESS_TOKEN"), token("LAUNCHDARKLY_PROJECT"), Need::Tool(&CURL)];
            Recipe::of(needs, vec![script.when_begun(&site.memory()).act("Switch the feature off")])
        }
        Some("unleash") => {
            script.command(&format!(
                "curl --fail --silent --show-error --retry 3
                 --request POST
                 --header \"Authorization: $UNLEASH_TOKEN\"
                 --output /dev/null
                 \"$UNLEASH_URL/api/admin/projects/default/features/{key}/environments/{environment}/off\""
            ));
            let needs = vec![token("UNLEASH_URL"), token("UNLEASH_TOKEN"), Need::Tool(&CURL)];
            Recipe::of(needs, vec![script.when_begun(&site.memory()).act("Switch the feature off")])
        }
        Some("azure-app-configuration") => {
            script.command(&format!(
                "az appconfig feature disable --name \"$AZURE_APPCONFIG_NAME\"\n--feature \"{key}\"\n--auth-mode login\n--yes"
            ));
            let login = Need::Login(Login::Azure { subscription: None });
            let needs = vec![login, token("AZURE_APPCONFIG_NAME"), Need::Tool(&AZ), Need::Tool(&JQ)];
            Recipe::of(needs, vec![script.when_begun(&site.memory()).act("Switch the feature off")])
        }
        Some(other) => impossible(
            site,
            &format!("it is not known how `{other}` switches a flag off"),
            "use `launchdarkly`, `unleash` or `azure-app-configuration`",
        ),
        None => impossible(
            site,
            &format!("nothing says who keeps the flag `{}`", flag.flag),
            "add `provider` to the feature flag strategy",
        ),
    }
}

/// Brings data back, where a tool can by itself. What users wrote since is lost, so most of it is for people.
pub(super) fn restore(site: &Site<'_>, restore: &RestoreData) -> Recipe {
    let recovery = site.plan.delivery().recovery.as_ref();
    let backups = recovery.map(|recovery| &recovery.backups);
    let backup = match (&restore.backup, backups) {
        (Some(id), Some(backups)) => backups.get_key_value(id),
        (None, Some(backups)) if backups.len() == 1 => backups.iter().next(),
        _ => None,
    };
    match backup {
        Some((id, backup)) if backup.tool.as_ref().is_some_and(|tool| tool.as_str() == "velero") => {
            let mut script = Script::new();
            script.lines(&format!(
                "velero restore create --from-schedule {id} --existing-resource-policy update --wait"
            ));
            Recipe::of(
                vec![Need::Tool(&VELERO)],
                vec![script.when_begun(&site.memory()).act("Restore the data")],
            )
        }
        _ => impossible(
            site,
            "commands do not know how the backup is brought back",
            "let a person restore it, by the runbook",
        ),
    }
}
