//! A delivery built in code, checked, and written as the YAML a colleague can review.

use gatewright::model::{
    Approval, Computed, Deploy, Environment, Gate, Job, JobEnvironment, Many, Pipeline, Push, Runner, Stage, Step, Tier, Trigger,
};
use gatewright::{Delivery, format, id};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let approval = Approval {
        by: Many::from("maintainers".to_owned()),
        not_author: true,
        ..Approval::default()
    };
    let production = Environment {
        tier: Some(Tier::Production),
        gates: vec![Gate {
            timeout: Some("8h".parse()?),
            ..Gate::new(approval)
        }],
        ..Environment::default()
    };
    let test = Job {
        lasts: Some("2m..4m".parse()?),
        steps: vec![
            Step::new(gatewright::model::Checkout::default()),
            Step::run("cargo test --locked").named("Tests"),
        ],
        ..Job::default()
    };
    let deploy = Job {
        environment: Some(JobEnvironment::named(id!("production"))),
        timeout: Some(Computed::Literal("15m".parse()?)),
        steps: vec![Step::new(Deploy::default())],
        ..Job::default()
    };
    let pipeline = Pipeline {
        on: vec![Trigger::on(Push::to("main".parse()?))],
        runner: Some(Runner::hosted("ubuntu-latest").into()),
        stages: [
            (
                id!("test"),
                Stage {
                    jobs: [(id!("unit"), test)].into(),
                    ..Stage::default()
                },
            ),
            (
                id!("release"),
                Stage {
                    jobs: [(id!("deploy"), deploy)].into(),
                    ..Stage::default()
                },
            ),
        ]
        .into(),
        ..Pipeline::default()
    };
    let delivery = Delivery {
        environments: [(id!("production"), production)].into(),
        pipelines: [(id!("main"), pipeline)].into(),
        ..Delivery::new(id!("hello-service"))
    };

    print!("{}", format::to_yaml(&delivery)?);
    let report = delivery.plan()?.check();
    println!("\n{report}");
    // Two releases could run at the same time: nothing locks the environment.
    assert!(report.codes().any(|code| code == "STR009"));
    Ok(())
}
