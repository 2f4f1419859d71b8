//! Random workflows by the grammar of GitHub's syntax, with scalars that have gone wrong in some reader or writer.

use crate::random::{Random, TEXTS};
use gatewright::model::{Data, Entries};

type Map = Entries<String, Data>;
/// What makes the value of a key.
type Make<G> = fn(&mut G) -> Data;

/// A random workflow.
pub(crate) fn workflow(random: &mut Random) -> Data {
    let (jobs, ids) = (Vec::new(), 0);
    Grammar { random, jobs, ids }.workflow()
}

/// A random composite action.
pub(crate) fn composite(random: &mut Random) -> Data {
    let (jobs, ids) = (Vec::new(), 0);
    Grammar { random, jobs, ids }.composite()
}

struct Grammar<'r> {
    random: &'r mut Random,
    /// The jobs there are.
    jobs: Vec<String>,
    /// How many steps have names.
    ids: usize,
}

#[rustfmt::skip] // as many as fit on a line
const JOBS: &[&str] = &[
    "build", "Build_All", "build-all", "_x", "a1", "deploy", "test", "long-name_with-2-kinds", "TEST", "jobs", "needs", "on",
];
#[rustfmt::skip] // as many as fit on a line
const IMAGES: &[&str] = &[
    "node:24", "postgres:17@sha256:0123", "ghcr.io/shop/app:1", "localhost:5000/a/b", "${{ matrix.image }}",
];
#[rustfmt::skip] // as many as fit on a line
const ACTIONS: &[&str] = &[
    "actions/checkout@v5", "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8", "Actions/Checkout@main", "actions/setup-node@v6",
    "actions/setup-python@v6", "actions/setup-java@v5", "actions/setup-go@v6", "dtolnay/rust-toolchain@stable", "dtolnay/rust-toolchain@1.90",
    "dtolnay/rust-toolchain@master", "actions/cache@v5", "actions/cache/restore@v4", "actions/cache/save@v4", "actions/upload-artifact@v5",
    "actions/download-artifact@v6", "docker/build-push-action@v6", "docker/login-action@v3", "docker/setup-buildx-action@v3",
    "github/codeql-action/analyze@v4", "aquasecurity/trivy-action@0.33.1", "anchore/sbom-action@v0", "azure/webapps-deploy@v3",
    "slackapi/slack-github-action@v2", "shop/actions/deep/er@main", "./.github/actions/own", "./", "docker://alpine:3.22", "$/own", "no-at-all",
    "a/b@c@d",
];
#[rustfmt::skip] // as many as fit on a line
const PARAMETERS: &[&str] = &[
    "path", "name", "key", "restore-keys", "node-version", "python-version", "java-version", "go-version", "toolchain", "cache", "version",
    "fetch-depth", "ref", "token", "submodules", "lfs", "repository", "persist-credentials", "retention-days", "if-no-files-found", "push", "tags",
    "context", "file", "platforms", "build-args", "labels", "cache-from", "cache-to", "target", "image-ref", "severity", "pattern", "merge-multiple",
    "node-version-file", "distribution", "secrets", "run-id", "github-token", "odd key",
];
#[rustfmt::skip] // as many as fit on a line
const EVENTS: &[&str] = &[
    "push", "pull_request", "pull_request_target", "workflow_run", "release", "repository_dispatch", "merge_group", "issue_comment", "label",
    "unheard_of",
];
#[rustfmt::skip] // as many as fit on a line
const FILTERS: &[&str] = &[
    "branches", "branches-ignore", "tags", "tags-ignore", "paths", "paths-ignore", "types", "workflows",
];
#[rustfmt::skip] // as many as fit on a line
const GLOBS: &[&str] = &[
    "main", "release/**", "!release/old", "v[0-9]+.[0-9]+", "*", "**", "docs/**/*.md", "feature/ünï", "a b", "-x", "@{u}", "1.10",
];

fn pair(key: &str, value: impl Into<Data>) -> (String, Data) {
    (key.to_owned(), value.into())
}

fn number(text: &str) -> Data {
    Data::Number(text.into())
}

impl Grammar<'_> {
    fn one(&mut self, of: &[&'static str]) -> &'static str {
        self.random.pick::<&'static str>(of)
    }

    /// Entries, each there or not.
    fn some(&mut self, once_in: usize, entries: Vec<(&str, Make<Self>)>) -> Map {
        let mut map = Map::new();
        for (key, make) in entries {
            if self.random.once_in(once_in) {
                let value = make(self);
                map.insert(key.to_owned(), value);
            }
        }
        map
    }

    fn list(&mut self, most: usize, make: fn(&mut Self) -> Data) -> Data {
        let count = self.random.below(most + 1);
        Data::List((0..count).map(|_| make(self)).collect())
    }

    /// An expression, without its braces.
    fn expression(&mut self, depth: usize) -> String {
        let leaf = depth == 0 || self.random.once_in(2);
        if leaf {
            let leaves = [
                "github.ref",
                "github.event.pull_request.head.sha",
                "secrets.TOKEN",
                "secrets['A B']",
                "matrix.os",
                "needs.build.outputs.x",
                "needs.Build_All.result",
                "env.X",
                "inputs.where",
                "steps.a-b.outputs.c_d",
                "vars.MINUTES",
                "true",
                "null",
                "0xff",
                "-1.5e3",
                "'it''s'",
                "'}}'",
                "''",
                "needs.*.result",
                "job.status",
                "always()",
                "failure()",
                "success()",
                "cancelled()",
                "runner.os",
                "strategy.job-index",
                "jobs.build.outputs.x",
                "github['ref']",
            ];
            return self.one(&leaves).to_owned();
        }
        let (left, right) = (self.expression(depth - 1), self.expression(depth - 1));
        match self.random.below(8) {
            0 => format!("{left} && {right}"),
            1 => format!("({left} || {right})"),
            2 => format!("!{left}"),
            3 => format!("{left} == {right}"),
            4 => format!("contains({left}, {right})"),
            5 => format!("format('{{0}} {{{{x}}}}', {left})"),
            6 => format!("fromJSON({left})[0]"),
            _ => format!("{left}\n  <= {right}"),
        }
    }

    fn computed(&mut self) -> Data {
        let inner = self.expression(2);
        let (before, after) = (self.one(&["", " ", "  "]).to_owned(), self.one(&["", " ", "\n"]).to_owned());
        Data::Text(format!("${{{{{before}{inner}{after}}}}}"))
    }

    /// A text that is worth trying.
    fn text(&mut self) -> Data {
        match self.random.below(8) {
            0..4 => self.one(TEXTS).into(),
            4 => self.computed(),
            5 => {
                let (a, b) = (self.expression(1), self.expression(0));
                Data::Text(format!("v${{{{ {a} }}}}-${{{{{b}}}}} {}", self.one(TEXTS)))
            }
            6 => self
                .one(&[
                    "${{",
                    "}}",
                    "${{ }}",
                    "$ {{ x }}",
                    "${{ unclosed",
                    "a ${{ 'b }} c",
                    "${{{ x }}}",
                    "{{ helm }}",
                ])
                .into(),
            _ => self.one(&["3.10", "20", "1e3", "0x10", "0o7", "true", "no", "null"]).into(),
        }
    }

    /// Any scalar.
    fn scalar(&mut self) -> Data {
        match self.random.below(8) {
            0 => Data::Bool(self.random.once_in(2)),
            1 => number(self.one(&["0", "20", "3.10", "-1", "1e3", "0.0", "12345678901234567890"])),
            2 => Data::Null,
            _ => self.text(),
        }
    }

    /// Anything at all, for keys that nobody knows.
    fn anything(&mut self) -> Data {
        match self.random.below(6) {
            0 => self.list(3, Self::anything),
            1 => Data::Map(self.some(
                2,
                vec![
                    ("a", Self::anything),
                    ("b b", Self::scalar),
                    ("id", Self::anything),
                    ("steps", Self::anything),
                ],
            )),
            _ => self.scalar(),
        }
    }

    /// A key that nobody knows.
    fn unknown(&mut self, map: &mut Map) {
        if self.random.once_in(12) {
            let key = self
                .one(&[
                    "colour",
                    "x-y",
                    "version",
                    "id",
                    "comments",
                    "adopted",
                    "more",
                    "job_order",
                    "deep",
                    "ünknown",
                    "with space",
                ])
                .to_owned();
            let value = self.anything();
            map.entry(key).or_insert(value);
        }
    }

    fn values(&mut self) -> Data {
        let keys = ["A", "B_2", "PATH", "lower", "NULL", "x.y", "with space", "é", "-"];
        let mut map = Map::new();
        for _ in 0..self.random.below(4) {
            let value = self.scalar();
            map.insert(self.one(&keys).to_owned(), value);
        }
        Data::Map(map)
    }

    fn workflow(mut self) -> Data {
        let count = 1 + self.random.below(6);
        for _ in 0..count {
            let name = self.one(JOBS).to_owned();
            if !self.jobs.contains(&name) {
                self.jobs.push(name);
            }
        }
        let mut map = self.some(
            3,
            vec![
                ("name", Self::text),
                ("run-name", Self::text),
                ("permissions", Self::permissions),
                ("env", Self::values),
                ("defaults", Self::defaults),
                ("concurrency", Self::concurrency),
            ],
        );
        let on = self.on();
        map.insert("on".to_owned(), on);
        self.unknown(&mut map);
        let names = self.jobs.clone();
        let jobs: Map = names
            .iter()
            .enumerate()
            .map(|(number, name)| (name.clone(), self.job(number)))
            .collect();
        map.insert("jobs".to_owned(), Data::Map(jobs));
        Data::Map(map)
    }

    fn composite(mut self) -> Data {
        let mut map = self.some(
            2,
            vec![
                ("name", Self::text),
                ("description", Self::scalar),
                ("author", Self::scalar),
                ("branding", Self::anything),
                ("inputs", |grammar| grammar.inputs(true)),
            ],
        );
        if self.random.once_in(2) {
            let mut output = Map::from([pair("value", "${{ steps.a.outputs.x }}")]);
            output.extend(self.some(2, vec![("description", Self::scalar)]));
            map.insert("outputs".into(), Data::Map(Map::from([pair("sum", Data::Map(output))])));
        }
        self.unknown(&mut map);
        let steps = (0..self.random.below(5)).map(|_| self.step(0)).collect();
        let mut runs = Map::from([pair("using", "composite"), pair("steps", Data::List(steps))]);
        self.unknown(&mut runs);
        map.insert("runs".into(), Data::Map(runs));
        Data::Map(map)
    }

    fn on(&mut self) -> Data {
        match self.random.below(6) {
            0 => self.one(EVENTS).into(),
            1 => {
                let mut events: Vec<&str> = (0..3).map(|_| self.one(EVENTS)).collect();
                events.sort_unstable();
                events.dedup();
                Data::List(events.into_iter().map(Data::from).collect())
            }
            _ => {
                let mut map = Map::new();
                for _ in 0..=self.random.below(4) {
                    let event = self.one(EVENTS).to_owned();
                    let filters = self.filters();
                    map.insert(event, filters);
                }
                let more = self.some(
                    3,
                    vec![
                        ("schedule", Self::schedules),
                        ("workflow_dispatch", Self::dispatch),
                        ("workflow_call", Self::called),
                    ],
                );
                map.extend(more);
                Data::Map(map)
            }
        }
    }

    fn filters(&mut self) -> Data {
        if self.random.once_in(3) {
            return Data::Null;
        }
        let mut map = Map::new();
        for _ in 0..self.random.below(4) {
            let globs = match self.random.below(6) {
                0 => self.one(GLOBS).into(),
                _ => self.list(3, |grammar| grammar.one(GLOBS).into()),
            };
            map.insert(self.one(FILTERS).to_owned(), globs);
        }
        Data::Map(map)
    }

    fn schedules(&mut self) -> Data {
        let schedule = |grammar: &mut Self| {
            let cron = grammar.one(&[
                "30 2 * * 1-5",
                "0 0 * * *",
                "*/5  * * * *",
                "0 0 1 jan mon",
                "@daily",
                "61 0 * * *",
                "0 0 * * SUN",
            ]);
            let mut map = Map::from([pair("cron", cron)]);
            map.extend(grammar.some(
                4,
                vec![("timezone", |grammar| grammar.one(&["Europe/Berlin", "UTC", "Nowhere/Land"]).into())],
            ));
            Data::Map(map)
        };
        Data::List((0..=self.random.below(2)).map(|_| schedule(self)).collect())
    }

    fn input(&mut self, kinds: &[&'static str]) -> Data {
        let mut map = self.some(
            2,
            vec![
                ("description", Self::scalar),
                ("required", |grammar| Data::Bool(grammar.random.once_in(2))),
                ("default", Self::scalar),
            ],
        );
        let kind = self.one(kinds);
        map.insert("type".into(), kind.into());
        if kind == "choice" {
            let options = (0..=self.random.below(3)).map(|_| self.text()).collect();
            map.insert("options".into(), Data::List(options));
        }
        Data::Map(map)
    }

    fn inputs(&mut self, open: bool) -> Data {
        let mut map = Map::new();
        for _ in 0..self.random.below(3) {
            // A person may be asked for anything; what a caller gives has a type.
            let input = match open {
                true if self.random.once_in(6) => Data::Null,
                true => self.input(&["string", "boolean", "number", "choice", "environment", "int"]),
                false => self.input(&["string", "boolean", "number"]),
            };
            map.insert(self.one(&["where", "how-often", "A_B", "1st", "x y"]).to_owned(), input);
        }
        Data::Map(map)
    }

    fn dispatch(&mut self) -> Data {
        match self.random.below(3) {
            0 => Data::Null,
            _ => Data::Map(self.some(2, vec![("inputs", |grammar| grammar.inputs(true))])),
        }
    }

    fn called(&mut self) -> Data {
        let secret = |grammar: &mut Self| match grammar.random.below(2) {
            0 => Data::Null,
            _ => Data::Map(grammar.some(2, vec![("required", |_| Data::Bool(true)), ("description", Self::scalar)])),
        };
        let mut map = self.some(2, vec![("inputs", |grammar| grammar.inputs(false))]);
        if self.random.once_in(2) {
            let (one, two) = (secret(self), secret(self));
            map.insert("secrets".into(), Data::Map(Map::from([pair("TOKEN", one), pair("other-one", two)])));
        }
        if self.random.once_in(3) {
            let mut output = Map::from([pair("value", "${{ jobs.build.outputs.x }}")]);
            output.extend(self.some(2, vec![("description", Self::scalar)]));
            map.insert("outputs".into(), Data::Map(Map::from([pair("sum", Data::Map(output))])));
        }
        if map.is_empty() { Data::Null } else { Data::Map(map) }
    }

    fn permissions(&mut self) -> Data {
        match self.random.below(5) {
            0 => "read-all".into(),
            1 => "write-all".into(),
            2 => Data::Map(Map::new()),
            _ => {
                let access = |grammar: &mut Self| Data::from(grammar.one(&["read", "write", "none"]));
                Data::Map(self.some(
                    2,
                    vec![("contents", access), ("id-token", access), ("packages", access), ("models", access)],
                ))
            }
        }
    }

    fn defaults(&mut self) -> Data {
        let run = self.some(2, vec![("shell", Self::shell), ("working-directory", Self::folder)]);
        Data::Map(Map::from([pair("run", Data::Map(run))]))
    }

    fn shell(&mut self) -> Data {
        self.one(&["bash", "sh", "pwsh", "bash -euo pipefail {0}", "python", "${{ matrix.shell }}"])
            .into()
    }

    fn folder(&mut self) -> Data {
        self.one(&["src", "./a b", "${{ inputs.where }}", "C:\\work"]).into()
    }

    fn flag(&mut self) -> Data {
        if self.random.once_in(3) {
            self.computed()
        } else {
            Data::Bool(self.random.once_in(2))
        }
    }

    fn count(&mut self) -> Data {
        if self.random.once_in(3) {
            self.computed()
        } else {
            number(self.one(&["1", "5", "30", "0", "1.5", "100000"]))
        }
    }

    fn concurrency(&mut self) -> Data {
        let group = |grammar: &mut Self| Data::from(grammar.one(&["deploy", "${{ github.ref }}", "a-${{github.ref}}", "group"]));
        if self.random.once_in(3) {
            return group(self);
        }
        let mut map = Map::from([pair("group", group(self))]);
        map.extend(self.some(
            2,
            vec![
                ("cancel-in-progress", Self::flag),
                ("queue", |grammar| grammar.one(&["max", "single"]).into()),
            ],
        ));
        Data::Map(map)
    }

    fn condition(&mut self) -> Data {
        match self.random.below(4) {
            0 => self.computed(),
            1 => Data::Bool(self.random.once_in(2)),
            _ => Data::Text(self.expression(2)),
        }
    }

    fn job(&mut self, number: usize) -> Data {
        let mut map = self.some(
            4,
            vec![
                ("name", Self::text),
                ("if", Self::condition),
                ("permissions", Self::permissions),
                ("concurrency", Self::concurrency),
            ],
        );
        let before: Vec<String> = self.jobs.iter().take(number).filter(|_| self.random.once_in(2)).cloned().collect();
        match before.as_slice() {
            [] => {}
            [one] if self.random.once_in(2) => {
                map.insert("needs".into(), one.as_str().into());
            }
            many => {
                map.insert("needs".into(), Data::List(many.iter().map(|name| name.as_str().into()).collect()));
            }
        }
        map.extend(self.some(4, vec![("strategy", Self::strategy)]));
        if self.random.once_in(6) {
            map.insert(
                "uses".into(),
                self.one(&[
                    "./.github/workflows/other.yml",
                    "./.github/workflows/gone.yml",
                    "shop/all/.github/workflows/x.yml@v1",
                    "$/.github/workflows/x.yml",
                ])
                .into(),
            );
            map.extend(self.some(2, vec![("with", Self::values)]));
            match self.random.below(4) {
                0 => drop(map.insert("secrets".into(), "inherit".into())),
                1 => {
                    let values = self.values();
                    map.insert("secrets".into(), values);
                }
                _ => {}
            }
            return Data::Map(map);
        }
        let runner = self.runner();
        map.insert("runs-on".into(), runner);
        map.extend(self.some(
            4,
            vec![
                ("environment", Self::environment),
                ("timeout-minutes", Self::count),
                ("continue-on-error", Self::flag),
                ("env", Self::values),
                ("defaults", Self::defaults),
                ("container", Self::container),
                ("services", Self::services),
                ("outputs", |grammar| {
                    Data::Map(grammar.some(2, vec![("x", Self::computed), ("Y_z", Self::text), ("a-b", Self::scalar)]))
                }),
            ],
        ));
        self.unknown(&mut map);
        let steps = (0..=self.random.below(5)).map(|_| self.step(1)).collect();
        map.insert("steps".into(), Data::List(steps));
        Data::Map(map)
    }

    fn runner(&mut self) -> Data {
        match self.random.below(6) {
            0 => self.computed(),
            1 => Data::List(vec!["self-hosted".into(), "linux".into(), "${{ matrix.arch }}".into()]),
            2 => Data::List(vec![self.one(&["ubuntu-24.04", "self-hosted"]).into()]),
            3 => {
                let mut map = self.some(
                    2,
                    vec![("labels", |grammar| match grammar.random.below(3) {
                        0 => "big".into(),
                        1 => Data::List(vec!["x64".into()]),
                        _ => Data::List(vec!["x64".into(), "gpu".into()]),
                    })],
                );
                map.insert("group".into(), "large ones".into());
                Data::Map(map)
            }
            4 => "self-hosted".into(),
            _ => self
                .one(&["ubuntu-24.04", "windows-latest", "my own", "ubuntu-latest-${{ matrix.size }}"])
                .into(),
        }
    }

    fn environment(&mut self) -> Data {
        let name = |grammar: &mut Self| {
            Data::from(grammar.one(&[
                "production",
                "Staging (EU)",
                "github-pages",
                "${{ inputs.where }}",
                "pr-${{ github.event.number }}",
                "1",
            ]))
        };
        if self.random.once_in(2) {
            return name(self);
        }
        let mut map = Map::from([pair("name", name(self))]);
        map.extend(self.some(2, vec![("url", Self::text), ("deployment", Self::flag)]));
        Data::Map(map)
    }

    fn strategy(&mut self) -> Data {
        let mut map = self.some(3, vec![("fail-fast", Self::flag), ("max-parallel", Self::count)]);
        let matrix = match self.random.below(5) {
            0 => self.computed(),
            _ => {
                let axis = |grammar: &mut Self| match grammar.random.below(5) {
                    0 => grammar.computed(),
                    1 => grammar.list(2, |grammar| {
                        Data::Map(Map::from([pair("os", grammar.scalar()), pair("deep", grammar.anything())]))
                    }),
                    _ => grammar.list(3, Self::scalar),
                };
                let cells = |grammar: &mut Self| match grammar.random.below(4) {
                    0 => grammar.computed(),
                    _ => grammar.list(2, |grammar| {
                        Data::Map(grammar.some(2, vec![("os", Self::scalar), ("size", Self::scalar), ("extra", Self::anything)]))
                    }),
                };
                Data::Map(self.some(
                    2,
                    vec![("os", axis), ("size", axis), ("1", axis), ("include", cells), ("exclude", cells)],
                ))
            }
        };
        map.insert("matrix".into(), matrix);
        Data::Map(map)
    }

    fn container(&mut self) -> Data {
        if self.random.once_in(3) {
            self.one(IMAGES).into()
        } else {
            self.full_container()
        }
    }

    fn full_container(&mut self) -> Data {
        let mut map = Map::from([pair("image", self.one(IMAGES))]);
        map.extend(self.some(
            2,
            vec![
                ("env", Self::values),
                ("ports", |grammar| {
                    grammar.list(2, |grammar| match grammar.random.below(2) {
                        0 => number("80"),
                        _ => grammar.one(&["5432:5432", "22:22", "${{ env.PORT }}:1", "80/udp"]).into(),
                    })
                }),
                ("volumes", |grammar| {
                    grammar.list(2, |grammar| grammar.one(&["/a:/b", "cache:/cache:ro", "/only"]).into())
                }),
                ("options", |grammar| {
                    grammar.one(&["--cpus 1", "--health-cmd \"pg_isready -U a\"\n--init", ""]).into()
                }),
                ("credentials", |grammar| {
                    let password = grammar.one(&["${{ secrets.REGISTRY }}", "${{ github.token }}", "plain"]);
                    let mut map = Map::from([pair("password", password)]);
                    map.extend(grammar.some(2, vec![("username", Self::computed)]));
                    Data::Map(map)
                }),
            ],
        ));
        self.unknown(&mut map);
        Data::Map(map)
    }

    fn services(&mut self) -> Data {
        Data::Map(self.some(
            2,
            vec![
                ("db", Self::full_container),
                ("My_Cache", Self::full_container),
                ("empty", |_| Data::Map(Map::from([pair("image", "")]))),
            ],
        ))
    }

    /// A name for a step that no other step has.
    fn id(&mut self) -> Data {
        self.ids += 1;
        format!("{}{}", self.one(&["a", "a-b", "A_b", "_"]), self.ids).into()
    }

    fn step(&mut self, depth: usize) -> Data {
        let mut map = self.some(
            4,
            vec![
                ("name", Self::text),
                ("id", Self::id),
                ("if", Self::condition),
                ("env", Self::values),
                ("continue-on-error", Self::flag),
                ("timeout-minutes", Self::count),
            ],
        );
        match self.random.below(8) {
            0 if depth > 0 => {
                let steps = (0..=self.random.below(3)).map(|_| self.step(0)).collect();
                map.insert("parallel".into(), Data::List(steps));
            }
            1 if self.random.once_in(2) => {
                let value = self.anything();
                map.insert(self.one(&["wait-all", "teleport"]).to_owned(), value);
            }
            0..4 => {
                let script = self.text();
                map.insert("run".into(), script);
                map.extend(self.some(
                    3,
                    vec![
                        ("shell", Self::shell),
                        ("working-directory", Self::folder),
                        ("background", Self::flag),
                    ],
                ));
            }
            _ => {
                map.insert("uses".into(), self.one(ACTIONS).into());
                let mut with = Map::new();
                for _ in 0..self.random.below(5) {
                    let value = self.scalar();
                    with.insert(self.one(PARAMETERS).to_owned(), value);
                }
                if !with.is_empty() || self.random.once_in(8) {
                    map.insert("with".into(), Data::Map(with));
                }
            }
        }
        self.unknown(&mut map);
        Data::Map(map)
    }
}
