//! Back on Kubernetes: to the revision that was written down before the deployment.

use crate::analysis::rollout::Pair;
use crate::model::{ArgoRollback, Deploy, Helm, Kubernetes, KubernetesUndo};
use crate::recipe::deploy::canary;
use crate::recipe::deploy::kubernetes::{Engine, engine, pair, release, turn};
use crate::recipe::kubernetes::{Access, each, named, numbered, rollouts, workloads};
use crate::recipe::script::command;
use crate::recipe::tool::{ARGO_ROLLOUTS, HELM};
use crate::recipe::{Act, Need, Recipe, Script, Site};

/// By the history of deployments. A release of Helm goes back as a whole, so that Helm knows of it.
pub(super) fn undo(site: &Site<'_>, deploy: &Deploy, platform: &Kubernetes, undo: &KubernetesUndo) -> Recipe {
    let access = match Access::of(site, platform) {
        Ok(access) => access,
        Err(impossible) => return *impossible,
    };
    let mut needs = access.needs.clone();
    let mut acts: Vec<Act> = access.connect.iter().cloned().collect();
    if let Some(helm) = &platform.helm {
        needs.push(Need::Tool(&HELM));
        acts.push(roll_back_release(site, &access, helm));
        return Recipe::of(needs, acts);
    }
    let mut script = access.script();
    let options = access.options(&mut script);
    script.lines(&format!("before=\"{}\"", site.memory()));
    if engine(site, deploy, platform) == Engine::Pair {
        each(&mut script, &rollouts(site, deploy), |script, object, file| {
            if_known(
                script,
                object,
                file,
                &format!("name={object}\nslot=\"$(cat {file})\"\n{}", turn(&options)),
            );
        });
        acts.push(script.act("Switch back to the old version"));
        return Recipe::of(needs, acts);
    }
    if let Some((_, Pair::Canary(_, shares))) = pair(site, deploy, platform) {
        each(&mut script, &rollouts(site, deploy), |script, object, file| {
            script.lines(&format!(
                "name={object}\nnow=\"$({})\"",
                command(&canary::revision(&options, "")).replace('\n', "\n  ")
            ));
            // The old version stays as it is until the new one takes its place.
            script.lines(&format!(
                "if [ -s {file} ] && [ \"$now\" != \"$(cat {file})\" ]; then
                   kubectl rollout undo \"deployment/$name-stable\"{options} --to-revision \"$(cat {file})\"
                 fi"
            ));
            canary::leave(script, shares, &options);
            script.lines(&format!(
                "kubectl rollout status \"deployment/$name-stable\"{options} --timeout 600s"
            ));
        });
        acts.push(script.act("Take the traffic from the new version"));
        return Recipe::of(needs, acts);
    }
    let names = named(&undo.workloads, workloads(site, deploy), "deployment/");
    let (numbered, others) = numbered(&names);
    let to = undo.revision.map(|revision| revision.to_string());
    each(&mut script, &numbered, |script, object, file| {
        let to = to.clone().unwrap_or_else(|| format!("\"$(cat {file})\""));
        if_known(
            script,
            object,
            file,
            &format!(
                "kubectl rollout undo {object}{options} --to-revision {to}
                 kubectl rollout status {object}{options} --timeout 600s"
            ),
        );
    });
    let to = to.map(|to| format!(" --to-revision {to}")).unwrap_or_default();
    each(&mut script, &others, |script, object, file| {
        script.lines(&format!(
            "now=\"$(kubectl get {object}{options} --output 'jsonpath={{.metadata.generation}}')\"
             if [ -s {file} ] && [ \"$now\" != \"$(cat {file})\" ]; then
               kubectl rollout undo {object}{options}{to}
               kubectl rollout status {object}{options} --timeout 600s
             fi"
        ));
    });
    acts.push(script.act("Go back to the last revision"));
    Recipe::of(needs, acts)
}

/// By Argo Rollouts: users leave the new version at once, then the old one becomes what is wanted.
pub(super) fn argo(site: &Site<'_>, deploy: &Deploy, platform: &Kubernetes, back: &ArgoRollback) -> Recipe {
    let access = match Access::of(site, platform) {
        Ok(access) => access,
        Err(impossible) => return *impossible,
    };
    let mut needs = access.needs.clone();
    needs.push(Need::Tool(&ARGO_ROLLOUTS));
    let mut acts: Vec<Act> = access.connect.iter().cloned().collect();
    let names = named(&back.rollouts, rollouts(site, deploy), "");
    let mut script = access.script();
    let options = access.options(&mut script);
    script.lines(&format!("before=\"{}\"", site.memory()));
    each(&mut script, &names, |script, object, file| {
        let kind = format!("\"rollouts.argoproj.io/{}\"{options}", object.trim_matches('"'));
        if_known(
            script,
            object,
            file,
            &format!(
                "now=\"$(kubectl get {kind} \\
                   --output 'jsonpath={{.metadata.annotations.rollout\\.argoproj\\.io/revision}}')\"
                 if [ \"$now\" != \"$(cat {file})\" ]; then
                   kubectl argo rollouts abort {object}{options}
                   kubectl argo rollouts undo {object}{options} --to-revision \"$(cat {file})\"
                   kubectl argo rollouts status {object}{options} --timeout 600s
                 fi"
            ),
        );
    });
    acts.push(script.act("Abort and go back to the last revision"));
    Recipe::of(needs, acts)
}

/// Does this when the state of an object was written down.
fn if_known(script: &mut Script, object: &str, file: &str, lines: &str) {
    let name = object.trim_matches('"');
    script.between(
        &format!("if [ -s {file} ]; then"),
        |script| script.lines(lines),
        &format!(
            "else
               echo \"nothing is known of what ran as {name} before; it stays as it is\"
             fi"
        ),
    );
}

fn roll_back_release(site: &Site<'_>, access: &Access<'_>, helm: &Helm) -> Act {
    let mut script = access.script();
    let options = access.helm_options(&mut script);
    script.lines(&format!("before=\"{}\"", site.memory()));
    let name = script.word("RELEASE", &release(site, helm));
    script.lines(&format!(
        "if [ -s \"$before/helm\" ]; then
           helm rollback {name} \"$(cat \"$before/helm\")\"{options} --wait --timeout 600s
         else
           echo 'no release is known from before; it stays as it is'
         fi"
    ));
    script.act("Go back to the last release")
}
