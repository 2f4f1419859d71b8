//! Python.

use super::{Ends, Probe, Users, kept};
use crate::model::PackageManager;
use crate::platform::containers::dockerfile::Dockerfile;
use crate::platform::containers::source::Source;

/// What brings packages, when it does not come with Python.
const UV: &str = "uv==0.13.9";
const POETRY: &str = "poetry==2.5.1";

/// Where packages are, so that they can be taken along as one folder.
const PLACE: &str = "/opt/venv";
const PATH: &str = "/opt/venv/bin:$PATH";

pub(super) fn write(source: &Source<'_>, file: &mut Dockerfile) -> Ends {
    let slim = |version: &str| format!("python:{version}-slim");
    file.from(&source.image(source.build.on.as_ref(), slim), Some("build"));
    file.workdir("/app");
    match source.build.packages {
        Some(PackageManager::Uv) => {
            file.env(&[
                ("UV_COMPILE_BYTECODE", "1"),
                ("UV_LINK_MODE", "copy"),
                ("UV_PROJECT_ENVIRONMENT", PLACE),
                ("PATH", PATH),
            ]);
            file.run(&["/root/.cache/pip"], &format!("pip install {UV}"));
            file.copy(None, &[&source.at("pyproject.toml"), &source.at("uv.lock")], "./");
            file.run(&["/root/.cache/uv"], "uv sync --frozen --no-dev --no-install-project");
            file.copy(None, &[source.folder()], "./");
            file.run(&["/root/.cache/uv"], "uv sync --frozen --no-dev --no-editable");
        }
        Some(PackageManager::Poetry) => {
            file.run(&["/root/.cache/pip"], &format!("pip install {POETRY} && python -m venv {PLACE}"));
            file.env(&[("VIRTUAL_ENV", PLACE), ("PATH", PATH)]);
            file.copy(None, &[&source.at("pyproject.toml"), &source.at("poetry.lock")], "./");
            file.run(&["/root/.cache/pypoetry"], "poetry install --only main --no-root --no-interaction");
            file.copy(None, &[source.folder()], "./");
        }
        _ => {
            file.run(&[], &format!("python -m venv {PLACE}"));
            file.env(&[("PATH", PATH)]);
            file.copy(None, &[&source.at("requirements.txt")], "./");
            file.run(&["/root/.cache/pip"], "pip install --requirement requirements.txt");
            file.copy(None, &[source.folder()], "./");
        }
    }
    for command in &source.build.run {
        file.run(&[], command);
    }
    file.from(&source.image(source.build.base.as_ref(), slim), None);
    // Nothing can be written at run time, compiled files neither; and what is printed is seen at once.
    file.env(&[("PATH", PATH), ("PYTHONDONTWRITEBYTECODE", "1"), ("PYTHONUNBUFFERED", "1")]);
    file.workdir("/app");
    file.copy(Some("build"), &[PLACE], PLACE);
    kept(source, "/app", file);
    Ends {
        start: None,
        probe: Probe::Python,
        users: Users::Debian,
    }
}
