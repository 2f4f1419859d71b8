//! Languages of which only the result goes into the image: .NET, Go, Java and Rust. All build into one folder.

use super::{Ends, Probe, Users, words};
use crate::model::PackageManager;
use crate::platform::containers::dockerfile::Dockerfile;
use crate::platform::containers::source::Source;

/// Where the build puts what the image keeps.
const OUT: &str = "/out";
/// The system of images that hold a single program.
const ALPINE: &str = "alpine:3.22";

/// Copies the source and builds it.
fn build(source: &Source<'_>, file: &mut Dockerfile, caches: &[&str], usual: &str) {
    file.copy(None, &[source.folder()], "./");
    for command in source.commands(usual) {
        file.run(caches, command);
    }
}

/// The stage that runs, with what was built.
fn keep(source: &Source<'_>, file: &mut Dockerfile, base: &str, settings: &[(&str, &str)]) {
    file.from(base, None);
    if !settings.is_empty() {
        file.env(settings);
    }
    file.workdir("/app");
    if source.build.keep.is_empty() {
        file.copy(Some("build"), &[&format!("{OUT}/")], "./");
    }
    for name in &source.build.keep {
        let name = name.strip_prefix("./").unwrap_or(name).trim_end_matches('/');
        let last = name.rsplit('/').next().unwrap_or(name);
        file.copy(Some("build"), &[&format!("/src/{name}")], &format!("./{last}"));
    }
}

fn ends(start: Option<Vec<String>>) -> Ends {
    Ends {
        start,
        probe: Probe::Wget,
        users: Users::Alpine,
    }
}

pub(super) fn dotnet(source: &Source<'_>, file: &mut Dockerfile) -> Ends {
    // Images are named by two numbers: 8.0.
    let numbers = |version: &str| {
        if version.contains('.') {
            version.to_owned()
        } else {
            format!("{version}.0")
        }
    };
    let sdk = source.image(source.build.on.as_ref(), |version| {
        format!("mcr.microsoft.com/dotnet/sdk:{}-alpine", numbers(version))
    });
    let serves = source.service.port.is_some() || source.service.health.is_some();
    let kind = if serves { "aspnet" } else { "runtime" };
    let base = source.image(source.build.base.as_ref(), |version| {
        format!("mcr.microsoft.com/dotnet/{kind}:{}-alpine", numbers(version))
    });
    let cache = "/var/.cache/nuget";
    file.from(&sdk, Some("build"));
    file.env(&[("NUGET_PACKAGES", cache)]);
    file.workdir("/src");
    build(
        source,
        file,
        &[cache],
        &format!("dotnet publish --configuration Release --output {OUT}"),
    );
    // Tools that look into a running program write files, which there is no room for.
    keep(source, file, &base, &[("DOTNET_EnableDiagnostics", "0")]);
    ends(None)
}

pub(super) fn go(source: &Source<'_>, file: &mut Dockerfile) -> Ends {
    file.from(
        &source.image(source.build.on.as_ref(), |version| format!("golang:{version}-alpine")),
        Some("build"),
    );
    let cache = "/var/.cache/go-build";
    file.env(&[("CGO_ENABLED", "0"), ("GOCACHE", cache)]);
    file.workdir("/src");
    file.copy(None, &[&source.at("go.*")], "./");
    file.run(&["/go/pkg/mod"], "go mod download");
    build(
        source,
        file,
        &["/go/pkg/mod", cache],
        &format!("go build -trimpath -ldflags=\"-s -w\" -o {OUT}/{} .", source.id),
    );
    keep(source, file, &source.image(source.build.base.as_ref(), |_| ALPINE.to_owned()), &[]);
    ends(Some(words(&[&format!("/app/{}", source.id)])))
}

pub(super) fn rust(source: &Source<'_>, file: &mut Dockerfile) -> Ends {
    let tag = |version: &str| if version == "stable" { "1".to_owned() } else { version.to_owned() };
    file.from(
        &source.image(source.build.on.as_ref(), |version| format!("rust:{}-alpine", tag(version))),
        Some("build"),
    );
    file.run(&[], "apk add --no-cache musl-dev");
    file.workdir("/src");
    build(
        source,
        file,
        &["/usr/local/cargo/registry", "/src/target"],
        &format!("cargo install --locked --path . --root /tmp/made && mkdir {OUT} && cp /tmp/made/bin/* {OUT}/"),
    );
    keep(source, file, &source.image(source.build.base.as_ref(), |_| ALPINE.to_owned()), &[]);
    ends(Some(words(&[&format!("/app/{}", source.id)])))
}

pub(super) fn java(source: &Source<'_>, file: &mut Dockerfile) -> Ends {
    let gradle = source.build.packages == Some(PackageManager::Gradle);
    let image = source.image(source.build.on.as_ref(), |version| {
        if gradle {
            format!("eclipse-temurin:{version}-jdk-alpine")
        } else {
            format!("maven:3-eclipse-temurin-{version}-alpine")
        }
    });
    let (cache, setting, made, usual) = if gradle {
        let cache = "/var/.cache/gradle";
        (cache, ("GRADLE_USER_HOME", cache), "build/libs", "./gradlew --no-daemon assemble")
    } else {
        let setting = ("MAVEN_ARGS", "-Dmaven.repo.local=/var/.cache/maven");
        (
            "/var/.cache/maven",
            setting,
            "target",
            "mvn --batch-mode --no-transfer-progress -DskipTests package",
        )
    };
    file.from(&image, Some("build"));
    file.env(&[setting]);
    file.workdir("/src");
    build(source, file, &[cache], usual);
    if source.build.keep.is_empty() {
        // Beside the program there may be its sources, its pages, and one without what it needs.
        file.run(
            &[],
            &format!(
                "mkdir {OUT} && find {made} -maxdepth 1 -name '*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' ! -name '*-plain.jar' \
                 -exec cp {{}} {OUT}/app.jar ';'"
            ),
        );
    }
    let base = source.image(source.build.base.as_ref(), |version| {
        format!("eclipse-temurin:{version}-jre-alpine")
    });
    let settings = [("JAVA_TOOL_OPTIONS", "\"-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError\"")];
    keep(source, file, &base, &settings);
    let jar = match source.build.keep.first() {
        Some(name) => name.rsplit('/').next().unwrap_or(name),
        None => "app.jar",
    };
    ends(Some(words(&["java", "-jar", &format!("/app/{jar}")])))
}
