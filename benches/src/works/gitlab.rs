//! Pipelines of GitLab: eight jobs a stage, built in memory by code, proved and written as a file.

use super::{Work, shown};
use gatewright::model::scalar::Id;
use gatewright::model::{Delivery, EnvValue, Job, Pipeline, Push, Runner, Stage, Step, Trigger};
use std::error::Error;

/// Jobs of a stage.
const STAGE: usize = 8;

pub(super) fn prepare(jobs: usize) -> Work {
    Box::new(move |out| {
        let plan = delivery(jobs)?.plan().map_err(|report| report.to_string())?;
        let files = plan.render("gitlab-ci")?;
        Ok(files.files().first().map_or(0, |file| shown(&file.text, out)))
    })
}

fn delivery(jobs: usize) -> Result<Delivery, Box<dyn Error>> {
    let id = |text: &str| text.parse::<Id>();
    let mut pipeline = Pipeline {
        on: vec![Trigger::on(Push::default())],
        ..Pipeline::default()
    };
    for number in 0..jobs.div_ceil(STAGE) {
        let mut stage = Stage::default();
        for part in 0..STAGE.min(jobs - number * STAGE) {
            let mut job = Job {
                runner: Some(Runner::hosted("ubuntu-24.04").into()),
                steps: (0..6)
                    .map(|step| Step::run(format!("make stage-{number} part-{part} step-{step}")))
                    .collect(),
                ..Job::default()
            };
            job.env.insert("PART".into(), EnvValue::Text(format!("part-{part}")));
            stage.jobs.insert(id(&format!("job-{number}-{part}"))?, job);
        }
        pipeline.stages.insert(id(&format!("stage-{number}"))?, stage);
    }
    let mut delivery = Delivery::new(id("shop")?);
    delivery.pipelines.insert(id("ci")?, pipeline);
    Ok(delivery)
}
