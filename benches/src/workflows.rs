//! Workflow files of GitHub Actions, both ways: a delivery built in memory and written as a file, and the file adopted again.

use crate::measure::median;
use gatewright::adopters;
use gatewright::foreign::SourceFile;
use gatewright::model::scalar::{Duration, Expression, Id};
use gatewright::model::{
    Access, Data, Delivery, EnvValue, Job, JobName, Many, Permissions, Pipeline, PullRequest, Push, Runner, Stage, Step, Trigger, Use, When,
};
use std::error::Error;
use std::fmt::Write as _;

/// Jobs of six steps each: a usual file, a large one, and two to see how time grows.
const SIZES: [usize; 4] = [10, 200, 2_000, 20_000];
/// Time grows with the jobs to the power of so much at most.
const EXPONENT: f64 = 1.1;

/// The times of a file of each size, as a table, and whether building and writing grows as it should.
pub(crate) fn measure() -> Result<(String, bool), Box<dyn Error>> {
    let mut out = String::from("\n   jobs  workflow |     adopt     build      plan    render | build to text (us)\n");
    let mut whole_times = Vec::new();
    for jobs in SIZES {
        let rounds = match jobs {
            0..=200 => 101,
            201..=2_000 => 15,
            _ => 5,
        };
        let write = || -> Result<_, Box<dyn Error>> {
            Ok(delivery(jobs)?
                .plan()
                .map_err(|report| report.to_string())?
                .render("github-actions")?)
        };
        let files: Vec<SourceFile> = write()?
            .files()
            .iter()
            .map(|file| SourceFile::new(&*file.path, &*file.text))
            .collect();
        let whole = delivery(jobs)?;
        let plan = whole.clone().plan().map_err(|report| report.to_string())?;
        let times = [
            median(rounds, || adopters::adopt(Some("github-actions"), &files)),
            median(rounds, || delivery(jobs)),
            median(rounds, || whole.clone().plan()),
            median(rounds, || plan.render("github-actions")),
            median(rounds, write),
        ];
        let [.., whole_time] = times;
        whole_times.push((f64::from(u32::try_from(jobs)?), whole_time.as_secs_f64()));
        let [adopt, build, planned, render, all] = times.map(|time| format!("{:>9.1}", time.as_secs_f64() * 1e6));
        let bytes: usize = files.iter().map(|file| file.text.len()).sum();
        let _ = writeln!(
            out,
            "{jobs:>7} {:>6} KB | {adopt} {build} {planned} {render} | {all}",
            bytes / 1_000
        );
    }
    let mut kept = true;
    for pair in whole_times.windows(2).skip(1) {
        if let [(small, before), (large, after)] = pair {
            let exponent = (after / before).ln() / (large / small).ln();
            let fine = exponent <= EXPONENT;
            kept &= fine;
            let _ = writeln!(
                out,
                "{small} -> {large} jobs, build to text: time grows with exponent {exponent:.2} (goal: at most {EXPONENT}) {}",
                if fine { "ok" } else { "MISSED" }
            );
        }
    }
    Ok((out, kept))
}

/// A delivery whose jobs check out, install, check, test and build; the second half of them waits for the first.
fn delivery(jobs: usize) -> Result<Delivery, Box<dyn Error>> {
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
                test,
                build,
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
