//! Containers: how services become images, and how they run together on one machine.

mod carries;
mod compose;
mod dockerfile;
mod image;
mod languages;
mod source;

use crate::diagnostic::Severity;
use crate::error::Error;
use crate::plan::Plan;
use crate::render::{Feature, FileSet, OptionSpec, Options, Target, TargetKind, loss};
use crate::text::ModelPath;
use source::Known;

/// The targets.
pub const TARGETS: &[Target] = &[
    Target {
        name: "dockerfile",
        kind: TargetKind::Deployment,
        summary: "a Dockerfile for each service, built in stages and run without root",
        about: "Every service with a runtime gets a Dockerfile and a list of what is not sent to the builder. What builds it is left behind: \
                packages come first, from their lock file, and are kept from one build to the next; the image that runs holds what the \
                program needs and no compiler.\n\n\
                Containers run as a user without rights (number 10001, as clusters that refuse root want a number), own none of their \
                files, and write nothing but to `/tmp`, so they can be started with `--read-only --tmpfs /tmp`. With `port` and `health` \
                they are asked whether they are well, by what the image has anyway.\n\n\
                `build` of a service says what its language does not: the package manager, commands, what is kept, what it starts with, \
                and the images. These have the tag of the runtime; only a digest keeps them from changing, and a loss says which have none. \
                Known are .NET, Go, Java, Node, Python, Ruby and Rust. What is compiled is built into `/out`.",
        writes: "<path>/Dockerfile, <path>/.dockerignore",
        options: &[OptionSpec {
            name: "service",
            doc: "one service only, by its id",
            default: "",
            words: &[],
        }],
        severity: Severity::Info,
        carries: carries::dockerfile,
        render: images,
    },
    Target {
        name: "compose",
        kind: TargetKind::Deployment,
        summary: "Compose files: one for development, one for production on a single machine",
        about: "`compose.yaml` is for development, and is what `docker compose up --watch` takes: services are built from their folders, again \
                when files change, and reached from this machine only; databases and caches of the document run beside them. \
                `compose.production.yaml`, or the file that the environment names, runs the same services as production wants them: images \
                at a version that must be given, limits, restarts, logs that do not fill the disk, and a port of the machine for those \
                services only that others may reach. In both, containers have no rights and cannot change their own files.\n\n\
                Nothing secret is written: in production, variables that hold secrets must be set when Compose runs (`${NAME:?…}`), as \
                from an `.env` file that is not committed. In development, a variable with the credentials of a database of the \
                document is its address, and other secrets are a word that opens nothing.",
        writes: "compose.yaml, compose.production.yaml",
        options: &[OptionSpec {
            name: "environment",
            doc: "the environment that production is, by its id; the first one on Compose, else production, when empty",
            default: "",
            words: &[],
        }],
        severity: Severity::Info,
        carries: carries::compose,
        render: compose::render,
    },
];

fn images(plan: &Plan, options: &Options) -> Result<FileSet, Error> {
    let mut files = FileSet::new();
    let wanted = options.get("service");
    let services = || {
        let all = plan.delivery().services.iter();
        all.filter(move |(id, _)| wanted.is_empty() || id.as_str() == wanted)
    };
    if services().next().is_none() && !wanted.is_empty() {
        return Err(Error::argument(format!("there is no service `{wanted}`")));
    }
    // A service whose image comes from elsewhere is not built here.
    let built = services().filter(|(_, service)| service.runtime.is_some() || service.build.is_some());
    let known = Known::of(plan);
    for (id, service) in built {
        image::write(plan, &known, id, service, &mut files);
    }
    if files.files().is_empty() && files.losses().is_empty() {
        let path = ModelPath::root().key("services");
        files.lose(
            loss(
                Feature::Services,
                Severity::Error,
                path,
                "no service says what it is written in, so none can be built",
            )
            .help("write `runtime: node 22`"),
        );
    }
    Ok(files)
}
