//! Python.

use super::{Ends, Probe, Users, kept};
use crate::model::PackageManager;
use crate::platform::containers::dockerfile::Dockerfile;
use crate::platform::containers::source::Source;

/// What brings packages, when it does not come with Python.
const UV: &str = "uv==0.13.9";
const POETRY: &str = "poetry==2.5.1";

/// Where what was downloaded is kept, whoever builds. Linters know a cache of pip by the end of its name.
const PIP: &str = "/var/.cache/pip";
const UV_CACHE: &str = "/var/.cache/uv";
const POETRY_CACHE: &str = "/var/.cache/pypoetry";

/// Where packages are, so that they can be taken along as one folder.
const PLACE: &str = "/opt/venv";
const PATH: &str = "/opt/venv/bin:$PATH";

pub(super) fn write(source: &Source<'_>, file: &mut Dockerfile) -> Ends {
    let slim = |version: &str| format!("python:{version}-slim");
    file.from(&source.image(source.build.on.as_ref(), slim), Some("build"));
    file.env(&[("PIP_CACHE_DIR", PIP)]);
    file.workdir("/app");
    match source.build.packages {
        Some(PackageManager::Uv) => {
            file.env(&[
                ("UV_CACHE_DIR", UV_CACHE),
                ("UV_COMPILE_BYTECODE", "1"),
                ("UV_LINK_MODE", "copy"),
                ("UV_PROJECT_ENVIRONMENT", PLACE),
                ("PATH", PATH),
            ]);
            file.run(&[PIP], &format!("pip install {UV}"));
            file.copy(None, &[&source.at("pyproject.toml"), &source.at("uv.lock")], "./");
            file.run(&[UV_CACHE], "uv sync --frozen --no-dev --no-install-project");
            file.copy(None, &[source.folder()], "./");
            file.run(&[UV_CACHE], "uv sync --frozen --no-dev --no-editable");
        }
        Some(PackageManager::Poetry) => {
            file.run(&[PIP], &format!("pip install {POETRY} && python -m venv {PLACE}"));
            file.env(&[("POETRY_CACHE_DIR", POETRY_CACHE), ("VIRTUAL_ENV", PLACE), ("PATH", PATH)]);
            file.copy(None, &[&source.at("pyproject.toml"), &source.at("poetry.lock")], "./");
            file.run(&[POETRY_CACHE], "poetry install --only main --no-root --no-interaction");
            file.copy(None, &[source.folder()], "./");
        }
        _ => {
            file.run(&[], &format!("python -m venv {PLACE}"));
            file.env(&[("PATH", PATH)]);
            file.copy(None, &[&source.at("requirements.txt")], "./");
            file.run(&[PIP], "pip install --requirement requirements.txt");
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
