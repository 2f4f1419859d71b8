//! Ruby.

use super::{Ends, Probe, Users, kept};
use crate::platform::containers::dockerfile::Dockerfile;
use crate::platform::containers::source::Source;

/// Where gems are, so that they can be taken along as one folder.
const PLACE: &str = "/usr/local/bundle";

pub(super) fn write(source: &Source<'_>, file: &mut Dockerfile) -> Ends {
    let slim = |version: &str| format!("ruby:{version}-slim");
    let settings = [
        ("BUNDLE_DEPLOYMENT", "1"),
        ("BUNDLE_PATH", PLACE),
        ("BUNDLE_WITHOUT", "development:test"),
    ];
    file.from(&source.image(source.build.on.as_ref(), slim), Some("build"));
    // Some gems are compiled while they are installed.
    file.run(
        &[],
        "apt-get update && apt-get install --yes --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/*",
    );
    file.env(&settings);
    file.workdir("/app");
    file.copy(None, &[&source.at("Gemfile"), &source.at("Gemfile.lock")], "./");
    file.run(&[], "bundle install");
    file.copy(None, &[source.folder()], "./");
    for command in &source.build.run {
        file.run(&[], command);
    }
    file.from(&source.image(source.build.base.as_ref(), slim), None);
    file.env(&settings);
    file.workdir("/app");
    file.copy(Some("build"), &[PLACE], PLACE);
    kept(source, "/app", file);
    Ends {
        start: None,
        probe: Probe::Ruby,
        users: Users::Debian,
    }
}
