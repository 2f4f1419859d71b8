//! Manifests for a cluster: a thousand services with five objects each, and ten times as many.

use crate::measure::{exponent, processor};
use gatewright::{Delivery, Plan};
use std::error::Error;
use std::fmt::Write as _;

const SIZES: [usize; 2] = [1_000, 10_000];
/// Time may grow with this power of the number of services.
const GROWTH: f64 = 1.1;

/// Services with a controller, an account, an address, an autoscaler and a disruption budget each.
fn services(count: usize) -> String {
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

/// The times as a text, and whether they grow as they may.
pub(crate) fn measure() -> Result<(String, bool), Box<dyn Error>> {
    let mut out = String::from("\nmanifests for Kubernetes, processor time:");
    let mut kept = true;
    for layout in ["plain", "kustomize"] {
        let render = |plan: &Plan| plan.render_with("kubernetes", [("layout", layout)]);
        let mut times = Vec::new();
        for count in SIZES {
            let plan = Delivery::read(&services(count)).plan().map_err(|report| report.to_string())?;
            let files = render(&plan)?;
            let objects: usize = files.files().iter().map(|file| file.text.matches("\nkind: ").count()).sum();
            if objects < 5 * count {
                return Err(format!("{count} services have {objects} objects only").into());
            }
            times.push((count, processor(5, || render(&plan))));
        }
        let [(small, before), (large, after)] = *times else {
            return Err("two sizes".into());
        };
        let growth = exponent(small, before, large, after);
        let fine = growth <= GROWTH;
        kept &= fine;
        write!(
            out,
            "\n  {layout}: {small} services {:.1} ms, {large} services {:.1} ms, exponent {growth:.2} (goal: {GROWTH}) {}",
            before.as_secs_f64() * 1e3,
            after.as_secs_f64() * 1e3,
            if fine { "ok" } else { "MISSED" }
        )?;
    }
    out.push('\n');
    Ok((out, kept))
}
