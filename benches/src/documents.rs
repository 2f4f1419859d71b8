//! Documents of any size, as an engineer would write them: stages of a hundred jobs, artifacts handed on, deployments at the end.

use std::fmt::Write as _;

/// A pipeline with so many jobs.
pub(crate) fn pipeline(jobs: usize) -> String {
    let mut text = String::from(
        "gatewright: 1\nname: large\nservices:\n  shop: { path: shop, runtime: node 22 }\nenvironments:\n  production: { tier: production, concurrency: production }\npipelines:\n  main:\n    on: [ { push: { branches: [main] } } ]\n    runner: { hosted: ubuntu-latest }\n    timeout: 1h\n    stages:\n",
    );
    for job in 0..jobs {
        let stage = job / 100;
        let number = job % 100;
        if number == 0 {
            let _ = write!(text, "      stage-{stage}:\n        jobs:\n");
        }
        let _ = write!(
            text,
            "          job-{number}:\n            lasts: 3m\n            steps:\n              - checkout: {{}}\n              - run: make part-{number}\n"
        );
        match number {
            0 => {
                let _ = writeln!(text, "              - publish: {{ artifact: drop-{stage}, path: out }}");
            }
            50 => {
                let _ = write!(text, "              - fetch: drop-{stage}\n            after: job-0\n");
            }
            99 => {
                let _ = writeln!(text, "            environment: production\n            timeout: 10m");
            }
            _ => {}
        }
    }
    text
}
