//! Workflow files of GitHub Actions: a delivery built in memory by code, proved and written as a file. `benches/peers` builds the
//! same workflow with other tools.

use super::{Work, shown};
use gatewright::model::scalar::{Duration, Expression, Id};
use gatewright::model::{
    Access, Data, Delivery, EnvValue, Job, JobName, Many, Permissions, Pipeline, PullRequest, Push, Runner, Stage, Step, Trigger, Use, When,
};
use std::error::Error;

/// Builds and plans; then, as the tool says, runs all rules as well, or stops before the file is written.
pub(super) fn prepare(tool: &str, jobs: usize) -> Result<Work, Box<dyn Error>> {
    let (writes, checks) = match tool {
        "gatewright" => (true, false),
        "gatewright, rules" => (true, true),
        "gatewright, build" => return Ok(Box::new(move |_| Ok(delivery(jobs)?.pipelines.len()))),
        "gatewright, plan" => (false, false),
        _ => return Err(format!("{tool} writes no workflows here").into()),
    };
    Ok(Box::new(move |out| {
        let plan = delivery(jobs)?.plan().map_err(|report| report.to_string())?;
        if checks && plan.check().has_errors() {
            return Err("the workflow has errors".into());
        }
        if !writes {
            return Ok(0);
        }
        let files = plan.render("github-actions")?;
        Ok(files.files().first().map_or(0, |file| shown(&file.text, out)))
    }))
}

/// A delivery whose jobs check out, install, check, test, build and keep; the second half of them waits for the first.
pub(super) fn delivery(jobs: usize) -> Result<Delivery, Box<dyn Error>> {
    let id = |text: &str| text.parse::<Id>();
    let main = || -> Result<_, Box<dyn Error>> { Ok(Some(Many(vec!["main".parse()?]))) };
    let mut pipeline = Pipeline {
        name: Some("ci".into()),
        on: vec![
            Trigger::on(Push {
                branches: main()?,
                ..Push::default()
            }),
            Trigger::on(PullRequest {
                branches: main()?,
                ..PullRequest::default()
            }),
        ],
        ..Pipeline::default()
    };
    let mut stages = [Stage::default(), Stage::default()];
    for number in 0..jobs {
        let second = number >= jobs / 2;
        let uses = |action: &str, with: &[(&str, &str)]| Use {
            action: action.to_owned(),
            with: with.iter().map(|(key, value)| ((*key).to_owned(), Data::from(*value))).collect(),
        };
        let mut test = Step::run(format!("npm test -w part-{number}\nnpm run report -w part-{number}\n")).named("Test");
        test.env.insert("NODE_ENV".into(), EnvValue::from("test"));
        let mut build = Step::run(format!("npm run build -w part-{number}")).named("Build");
        build.when = Some(When::Expression(Expression::new("github.ref == 'refs/heads/main'")?));
        let kept = format!("part-{number}");
        let mut job = Job {
            name: Some(format!("Part {number}")),
            runner: Some(Runner::hosted("ubuntu-24.04").into()),
            timeout: Some(Duration::from_minutes(15).into()),
            permissions: Some(Permissions::Each([("contents".to_owned(), Access::Read)].into())),
            steps: vec![
                Step::new(uses("actions/checkout@v5", &[("fetch-depth", "1")])).named("Check out"),
                Step::new(uses("actions/setup-node@v5", &[("node-version", "22"), ("cache", "npm")])).named("Set up Node"),
                Step::run("npm ci").named("Install"),
                Step::run(format!("npm run lint -w part-{number}")).named("Lint"),
                Step::run(format!("npx tsc --noEmit --project part-{number}")).named("Types"),
                test,
                build,
                Step::new(uses("actions/upload-artifact@v4", &[("name", &kept), ("path", "dist")])).named("Keep"),
            ],
            ..Job::default()
        };
        job.env.insert("PART".into(), EnvValue::Text(format!("part-{number}")));
        if second {
            job.after = Some(Many(vec![JobName {
                stage: Some(id("first")?),
                job: id(&format!("job-{}", number - jobs / 2))?,
            }]));
        }
        let [before, after] = &mut stages;
        let stage = if second { after } else { before };
        stage.jobs.insert(id(&format!("job-{number}"))?, job);
    }
    for (name, stage) in ["first", "second"].into_iter().zip(stages) {
        pipeline.stages.insert(id(name)?, stage);
    }
    let mut delivery = Delivery::new(id("shop")?);
    delivery.pipelines.insert(id("ci")?, pipeline);
    Ok(delivery)
}
