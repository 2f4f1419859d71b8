//! Manifests for a cluster: thousands of services in each layout, and the bundle of an app beside that of other tools.

use super::{Work, planned, shown};
use gatewright::Delivery;
use gatewright::model::scalar::Id;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

/// Services with a controller, an account, an address, an autoscaler and a disruption budget each.
pub(super) fn services(count: usize) -> String {
    let mut text =
        String::from("gatewright: 1\nname: fleet\nenvironments: { prod: { platform: { kubernetes: { namespace: fleet } } } }\nservices:\n");
    for number in 0..count {
        let _ = writeln!(
            text,
            "  s{number}: {{ image: registry.example/s{number}, port: 8080, health: /health }}"
        );
    }
    text.push_str("workloads:\n");
    for number in 0..count {
        let _ = writeln!(
            text,
            "  s{number}: {{ container: {{ env: {{ LOG: info }}, resources: {{ requests: {{ cpu: 100m, memory: 128Mi }}, limits: {{ memory: 256Mi }} }} }}, \
             scaling: {{ horizontal: {{ min: 2, max: 10, cpu: 70% }} }} }}"
        );
    }
    text
}

/// Renders the services in a layout.
pub(super) fn layout(layout: &str, count: usize) -> Result<Work, Box<dyn Error>> {
    let plan = planned(&services(count))?;
    let layout = layout.to_owned();
    Ok(Box::new(move |_| {
        let files = plan.render_with("kubernetes", [("layout", layout.as_str())])?;
        let objects: usize = files.files().iter().map(|file| file.text.matches("\nkind: ").count()).sum();
        if objects < 5 * count {
            return Err(format!("{count} services have {objects} objects only").into());
        }
        Ok(files.files().iter().map(|file| file.text.len()).sum())
    }))
}

/// One app with all that is said of it.
const APP: &str = "
gatewright: 1
name: fleet
environments: { prod: { platform: { kubernetes: { namespace: fleet } } } }
services: { app: { image: registry.example/app, port: 8080, health: /health } }
workloads:
  app:
    container: { env: { LOG: info }, resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 256Mi } } }
    scaling: { horizontal: { min: 2, max: 10, cpu: 70% } }
    ingress: { hosts: app.example.com, class: nginx, tls_secret: app-tls }
    network: { ingress: [ { namespaces: ingress-nginx } ] }
";

/// Builds a delivery of so many apps from one, as code does that has a function for an app, proves it and writes its manifests.
pub(super) fn bundle(count: usize) -> Result<Work, Box<dyn Error>> {
    let template = Delivery::read(APP).delivery.ok_or("the app is not valid")?;
    let app: Id = "app".parse()?;
    Ok(Box::new(move |out| {
        let mut delivery = Delivery::new(template.name.clone());
        delivery.environments = template.environments.clone();
        let (Some(service), Some(workload)) = (template.services.get(&app), template.workloads.get(&app)) else {
            return Err("the app is gone".into());
        };
        for number in 0..count {
            let id: Id = format!("app-{number}").parse()?;
            let (mut service, mut workload) = (service.clone(), workload.clone());
            service.image = Some(format!("registry.example/app-{number}"));
            if let Some(ingress) = &mut workload.ingress {
                ingress.hosts = format!("app-{number}.example.com").into();
            }
            delivery.services.insert(id.clone(), service);
            delivery.workloads.insert(id, workload);
        }
        let plan = delivery.plan().map_err(|report| report.to_string())?;
        let files = plan.render_with("kubernetes", [("layout", "plain")])?;
        let Some(out) = out else {
            return Ok(files.files().iter().map(|file| file.text.len()).sum());
        };
        for file in files
            .files()
            .iter()
            .filter(|file| Path::new(&*file.path).extension().is_some_and(|ending| ending == "yaml"))
        {
            out.push_str("---\n");
            shown(&file.text, Some(out));
        }
        Ok(out.len())
    }))
}
