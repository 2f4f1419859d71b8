//! What of a document the files for containers carry.

use crate::render::{Feature, Level};

const BUILDS: &str = "a Dockerfile says how an image is built, not what happens to it";
const AROUND: &str = "Compose says what runs on one machine, not what surrounds it";
const RUNS: &str = "Compose says what runs, not what brings it there: render a pipeline as well";

pub(super) fn dockerfile(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Services => Level::Approximate("what they are written in, how they are built and start, port and health"),
        F::Workloads => Level::Approximate("the command of the container and how long it takes to start"),
        F::ImageBuilds => Level::Approximate("which folder is sent to the builder and where the Dockerfile is"),
        _ => Level::None(BUILDS),
    }
}

pub(super) fn compose(feature: Feature) -> Level {
    use Feature as F;
    match feature {
        F::Services => Level::Approximate("image, port and who needs whom; health is asked by the image"),
        F::Workloads => Level::Approximate("the main container: variables, limits, rights, copies, volumes of its own"),
        F::Secrets => Level::Approximate("as variables that must be set when Compose runs"),
        F::Variables => Level::Approximate("those of the environment and of workloads"),
        F::Environments => Level::Approximate("one of them, the first that runs on Compose"),
        F::Infrastructure => Level::Approximate("databases and caches, for development"),
        F::Pipelines | F::Triggers | F::Schedules | F::Stages | F::Jobs | F::Deployments => Level::None(RUNS),
        _ => Level::None(AROUND),
    }
}
