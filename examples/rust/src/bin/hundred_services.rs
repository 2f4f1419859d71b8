//! A hundred services, one document: what is alike is written once, in a loop.

use gatewright::model::scalar::Id;
use gatewright::model::{
    Computed, Deploy, Environment, Job, JobEnvironment, Many, Map, Pipeline, Push, Runner, Service, Setup, Stage, Step, Tier, Trigger,
};
use gatewright::{Delivery, format, id};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut delivery = Delivery::new(id!("fleet"));
    delivery.environments.insert(
        id!("production"),
        Environment {
            tier: Some(Tier::Production),
            ..Environment::default()
        },
    );
    for number in 1..=100 {
        let name: Id = format!("service-{number:03}").parse()?;
        let service = Service {
            path: Some(format!("services/{name}")),
            runtime: Some("go 1.24".parse()?),
            ..Service::default()
        };
        delivery.services.insert(name.clone(), service);
        delivery.pipelines.insert(name.clone(), pipeline(&name)?);
    }
    let plan = delivery.plan()?;
    println!("{} pipelines, {} jobs, proved", plan.pipelines().count(), plan.jobs().count());
    println!("{}", plan.check());
    println!("{} lines of YAML", format::to_yaml(plan.delivery())?.lines().count());
    Ok(())
}

fn pipeline(service: &Id) -> Result<Pipeline, Box<dyn std::error::Error>> {
    let paths = Many(vec![format!("services/{service}/**").parse()?]);
    let build = Job {
        steps: vec![
            Step::new(gatewright::model::Checkout::default()),
            Step::new(Setup::of("go 1.24".parse()?)),
            Step {
                dir: Some(format!("services/{service}")),
                ..Step::run("go test ./...")
            },
        ],
        ..Job::default()
    };
    let deploy = Job {
        environment: Some(JobEnvironment::named(id!("production"))),
        concurrency: Some(gatewright::model::Concurrency {
            group: format!("deploy-{service}"),
            cancel: None,
            queue: None,
        }),
        timeout: Some(Computed::Literal("15m".parse()?)),
        steps: vec![Step::new(Deploy {
            services: Many::from(service.clone()),
            ..Deploy::default()
        })],
        ..Job::default()
    };
    let stage = |name: Id, job: Job| -> (Id, Stage) {
        (
            name,
            Stage {
                jobs: Map::from([(id!("all"), job)]),
                ..Stage::default()
            },
        )
    };
    Ok(Pipeline {
        on: vec![Trigger::on(Push {
            paths: Some(paths),
            ..Push::to("main".parse()?)
        })],
        runner: Some(Runner::hosted("ubuntu-latest").into()),
        stages: Map::from([stage(id!("test"), build), stage(id!("release"), deploy)]),
        ..Pipeline::default()
    })
}
