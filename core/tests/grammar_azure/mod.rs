//! Random pipelines by the grammar of Azure's syntax, with shapes and scalars that have gone wrong in some reader or writer.

use crate::random::{Random, TEXTS};
use gatewright::model::{Data, Entries};

type Map = Entries<String, Data>;
/// A key and what makes its value.
type Entry<G> = (&'static str, fn(&mut G) -> Data);

/// A random pipeline or template.
pub(crate) fn pipeline(random: &mut Random) -> Data {
    Grammar { random, depth: 0 }.pipeline()
}

struct Grammar<'r> {
    random: &'r mut Random,
    depth: usize,
}

#[rustfmt::skip] // as many as fit on a line
const NAMES: &[&str] = &[
    "Build", "build", "Build_All", "_x", "A1", "Deploy", "test", "TEST", "a_very_long_name_2", "", "none", "Job${{ parameters.name }}", "main",
];
#[rustfmt::skip] // as many as fit on a line
const CONDITIONS: &[&str] = &[
    "succeeded()", "always()", "failed()", "succeededOrFailed()", "canceled()", "false", "and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))",
    "eq(variables.mine, true)", "ne(variables['Agent.OS'],'Windows_NT')", "${{ parameters.condition }}", "and(succeeded(), ${{ eq(parameters.a, 'b') }})",
    "in(variables['Build.Reason'], 'IndividualCI', 'BatchedCI')", "eq(dependencies.Build.outputs['set.tag'], 'x')", "eq(dependencies.Build.result, 'Succeeded')",
    "in(stageDependencies.Build.test.result, 'Failed', 'Skipped')", "or(failed(), eq('${{ parameters.x }}', 'it''s'))", "not(eq(variables['a b'], ''))", "eq(", "nonsense(1)",
    "gt(variables.count, 3)", "contains(variables['Build.SourceBranch'], 'x')", "succeeded('Build')",
];
#[rustfmt::skip] // as many as fit on a line
const VALUES: &[&str] = &[
    "$(mine)", "$(Build.SourceVersion)", "v$(Build.BuildId)-$(mine)", "${{ parameters.name }}", "${{ variables['mine'] }}", "$[ variables['mine'] ]", "$[ dependencies.Build.outputs['set.tag'] ]",
    "$(System.AccessToken)", "$(registryPassword)", "${{ each }}", "$(", "${{", "$(theirs) ${{ parameters.x }}", "1.10", "08", "true", "$(pwd)", "${{ format('{0}', parameters.a) }}", "$(Build.Reason)",
];
#[rustfmt::skip] // as many as fit on a line
const GROUPS: &[&str] = &[
    "${{ if eq(parameters.a, 'b') }}", "${{ if parameters.fast }}", "${{ elseif ne(variables['Build.Reason'], 'PullRequest') }}", "${{ else }}", "${{if parameters.fast}}",
    "${{ if eq(variables['System.CollectionId'], 'x') }}", "${{ each x in parameters.list }}", "${{ insert }}", "${{ parameters.odd }}", "${{ if }}",
];
#[rustfmt::skip] // as many as fit on a line
const TASKS: &[&str] = &[
    "Bash@3", "bash@3", "PowerShell@2", "CmdLine@2", "AzureCLI@2", "UsePythonVersion@0", "NodeTool@0", "UseNode@1", "UseDotNet@2", "Cache@2", "Docker@2", "PublishPipelineArtifact@1",
    "PublishBuildArtifacts@1", "DownloadPipelineArtifact@2", "PublishTestResults@2", "PublishCodeCoverageResults@2", "AzureWebApp@1", "SnykSecurityScan@1", "ManualValidation@1", "Own.Task@0",
    "${{ parameters.task }}", "NoVersion", "HelmDeploy@0", "KubernetesManifest@1", "1ES.PublishPipelineArtifact@1",
];
#[rustfmt::skip] // as many as fit on a line
const INPUTS: &[&str] = &[
    "targetType", "script", "inlineScript", "workingDirectory", "versionSpec", "version", "packageType", "key", "path", "restoreKeys", "command", "repository", "tags", "artifact", "artifactName",
    "ArtifactName", "targetPath", "PathtoPublish", "buildType", "pipeline", "testResultsFiles", "testResultsFormat", "summaryFileLocation", "pwsh", "failOnStderr", "slotName", "testType", "instructions",
    "TARGETTYPE", "${{ if parameters.fast }}",
];
const TEMPLATES: &[&str] = &[
    "other.yml",
    "/other.yml",
    "./other.yml",
    "../up.yml",
    "x.yml@shared",
    "other.yml@self",
    "${{ parameters.template }}",
    "plain",
    "azure-pipelines.yml",
];

fn text(text: &str) -> Data {
    Data::Text(text.to_owned())
}

impl Grammar<'_> {
    fn one(&mut self, of: &[&'static str]) -> &'static str {
        self.random.pick::<&'static str>(of)
    }

    fn list(&mut self, most: usize, make: fn(&mut Self) -> Data) -> Data {
        let count = self.random.below(most + 1);
        Data::List((0..count).map(|_| make(self)).collect())
    }

    /// Any scalar.
    fn scalar(&mut self) -> Data {
        match self.random.below(7) {
            0 => Data::Bool(self.random.once_in(2)),
            1 => Data::Number(self.one(&["0", "1", "30", "1.10", "-5", "99999999999"]).into()),
            2 => Data::Null,
            3 => text(self.one(TEXTS)),
            _ => text(self.one(VALUES)),
        }
    }

    /// A value of any shape.
    fn any(&mut self) -> Data {
        self.depth += 1;
        let data = match self.random.below(if self.depth > 3 { 3 } else { 6 }) {
            0..=2 => self.scalar(),
            3 => self.list(2, Self::any),
            _ => {
                let mut map = Map::new();
                for _ in 0..self.random.below(3) {
                    let key = self.one(&[
                        "a",
                        "b",
                        "name",
                        "steps",
                        "jobs",
                        "id",
                        "under",
                        "hook",
                        "item",
                        "as",
                        "${{ if x }}",
                    ]);
                    let value = self.any();
                    map.insert(key.to_owned(), value);
                }
                Data::Map(map)
            }
        };
        self.depth -= 1;
        data
    }

    /// What makes a value, or now and then something else.
    fn or_odd(&mut self, make: fn(&mut Self) -> Data) -> Data {
        if self.random.once_in(12) { self.any() } else { make(self) }
    }

    fn some(&mut self, once_in: usize, map: &mut Map, entries: &[Entry<Self>]) {
        for (key, make) in entries {
            if self.random.once_in(once_in) {
                let value = self.or_odd(*make);
                map.insert((*key).to_owned(), value);
            }
        }
        if self.random.once_in(15) {
            let key = self.one(&[
                "templateContext",
                "id",
                "under",
                "hook",
                "item",
                "body",
                "as",
                "comments",
                "more",
                "adopted",
                "implied",
                "${{ if x }}",
            ]);
            let value = self.any();
            map.insert(key.to_owned(), value);
        }
    }

    /// Items, some of them in groups.
    fn items(&mut self, most: usize, make: fn(&mut Self) -> Data) -> Data {
        let count = self.random.below(most + 1);
        let mut items = Vec::new();
        for _ in 0..count {
            self.depth += 1;
            let item = match self.random.below(8) {
                0 | 1 if self.depth < 4 => {
                    let key = self.one(GROUPS);
                    let inside = self.items(2, make);
                    Data::Map(Map::from([(key.to_owned(), inside)]))
                }
                2 if self.random.once_in(3) => text(self.one(&["${{ parameters.steps }}", "${{ each }}", "odd"])),
                _ => make(self),
            };
            self.depth -= 1;
            items.push(item);
        }
        Data::List(items)
    }

    fn value(&mut self) -> Data {
        text(self.one(VALUES))
    }

    fn word(&mut self) -> Data {
        text(self.one(TEXTS))
    }

    fn name(&mut self) -> Data {
        text(self.one(NAMES))
    }

    fn names(&mut self) -> Data {
        match self.random.below(3) {
            0 => self.name(),
            _ => self.list(3, Self::name),
        }
    }

    fn condition(&mut self) -> Data {
        text(self.one(CONDITIONS))
    }

    fn values(&mut self) -> Data {
        let mut map = Map::new();
        for _ in 0..self.random.below(4) {
            let key = self.one(&[
                "mine",
                "MINE",
                "python",
                "A_TOKEN",
                "a b",
                "Build.SourceVersion",
                "${{ if parameters.fast }}",
                "on",
                "1",
            ]);
            let value = self.scalar();
            map.insert(key.to_owned(), value);
        }
        Data::Map(map)
    }

    fn variable(&mut self) -> Data {
        let mut map = Map::new();
        match self.random.below(5) {
            0 => self.some(1, &mut map, &[("group", Self::word)]),
            1 => self.some(1, &mut map, &[("template", Self::template_name)]),
            _ => {
                self.some(1, &mut map, &[("name", Self::variable_name), ("value", Self::scalar)]);
                if self.random.once_in(5) {
                    map.insert("readonly".into(), Data::Bool(true));
                }
            }
        }
        Data::Map(map)
    }

    fn variable_name(&mut self) -> Data {
        text(self.one(&["mine", "Mine", "python", "a b", "a.b", "version", ""]))
    }

    fn variables(&mut self) -> Data {
        if self.random.once_in(2) {
            self.values()
        } else {
            self.items(4, Self::variable)
        }
    }

    fn template_name(&mut self) -> Data {
        text(self.one(TEMPLATES))
    }

    fn pool(&mut self) -> Data {
        match self.random.below(4) {
            0 => text(self.one(&["server", "Own", "${{ parameters.pool }}", "$(pool)"])),
            1 => Data::Map(Map::from([(
                "vmImage".to_owned(),
                text(self.one(&["ubuntu-latest", "$(python)", "${{ parameters.image }}"])),
            )])),
            _ => {
                let mut map = Map::new();
                self.some(
                    2,
                    &mut map,
                    &[
                        ("name", Self::value),
                        ("vmImage", Self::value),
                        ("demands", Self::names),
                        ("image", Self::word),
                        ("os", Self::word),
                    ],
                );
                Data::Map(map)
            }
        }
    }

    fn inputs(&mut self) -> Data {
        let mut map = Map::new();
        for _ in 0..self.random.below(5) {
            let key = self.one(INPUTS);
            let value = if self.random.once_in(3) { text("inline") } else { self.scalar() };
            map.insert(key.to_owned(), value);
        }
        Data::Map(map)
    }

    fn step(&mut self) -> Data {
        let mut map = Map::new();
        let kinds: [Entry<Self>; 9] = [
            ("script", Self::word),
            ("bash", Self::value),
            ("pwsh", Self::word),
            ("powershell", Self::value),
            ("task", |grammar| text(grammar.one(TASKS))),
            ("checkout", |grammar| {
                text(grammar.one(&["self", "none", "shared", "git://a/b@refs/heads/x"]))
            }),
            ("download", |grammar| text(grammar.one(&["current", "none", "upstream"]))),
            ("publish", Self::value),
            ("template", Self::template_name),
        ];
        for _ in 0..=usize::from(self.random.once_in(20)) {
            let (key, make) = kinds[self.random.below(kinds.len())];
            let value = self.or_odd(make);
            map.insert(key.to_owned(), value);
        }
        if map.contains_key("task") || self.random.once_in(20) {
            let inputs = self.or_odd(Self::inputs);
            map.insert("inputs".into(), inputs);
        }
        if map.contains_key("template") {
            self.some(2, &mut map, &[("parameters", Self::values)]);
        }
        self.some(
            6,
            &mut map,
            &[
                ("name", Self::name),
                ("displayName", Self::word),
                ("condition", Self::condition),
                ("env", Self::values),
                ("workingDirectory", Self::value),
                ("continueOnError", Self::scalar),
                ("enabled", Self::scalar),
                ("timeoutInMinutes", Self::scalar),
                ("retryCountOnTaskFailure", Self::scalar),
                ("artifact", |grammar| text(grammar.one(&["drop", "Drop It", "$(mine)", "a/b"]))),
                ("path", Self::value),
                ("fetchDepth", Self::scalar),
                ("submodules", Self::scalar),
                ("lfs", Self::scalar),
                ("persistCredentials", Self::scalar),
                ("clean", Self::scalar),
                ("target", Self::any),
            ],
        );
        Data::Map(map)
    }

    fn steps(&mut self) -> Data {
        self.items(5, Self::step)
    }

    fn matrix(&mut self) -> Data {
        if self.random.once_in(3) {
            return self.value();
        }
        let mut map = Map::new();
        for leg in ["one", "two", "${{ each x in y }}"].iter().take(1 + self.random.below(3)) {
            let values = self.values();
            map.insert((*leg).to_owned(), values);
        }
        Data::Map(map)
    }

    fn strategy(&mut self) -> Data {
        let mut map = Map::new();
        self.some(
            2,
            &mut map,
            &[("matrix", Self::matrix), ("maxParallel", Self::scalar), ("parallel", Self::scalar)],
        );
        Data::Map(map)
    }

    fn hook(&mut self) -> Data {
        let mut map = Map::new();
        self.some(2, &mut map, &[("pool", Self::pool), ("steps", Self::steps)]);
        Data::Map(map)
    }

    fn ends(&mut self) -> Data {
        let mut map = Map::new();
        self.some(2, &mut map, &[("failure", Self::hook), ("success", Self::hook)]);
        Data::Map(map)
    }

    fn hooks(&mut self) -> Data {
        let mut map = Map::new();
        self.some(
            2,
            &mut map,
            &[
                ("maxParallel", Self::scalar),
                ("increments", Self::any),
                ("preDeploy", Self::hook),
                ("deploy", Self::hook),
                ("routeTraffic", Self::hook),
                ("postRouteTraffic", Self::hook),
                ("on", Self::ends),
            ],
        );
        Data::Map(map)
    }

    fn environment(&mut self) -> Data {
        if self.random.once_in(2) {
            return text(self.one(&["production", "Production", "prod.web", "${{ parameters.env }}", "$(env)", "dev"]));
        }
        let mut map = Map::new();
        self.some(
            1,
            &mut map,
            &[("name", Self::name), ("resourceType", Self::word), ("tags", Self::names)],
        );
        Data::Map(map)
    }

    fn job(&mut self) -> Data {
        let mut map = Map::new();
        match self.random.below(8) {
            0 => self.some(1, &mut map, &[("template", Self::template_name), ("parameters", Self::values)]),
            1 | 2 => {
                self.some(1, &mut map, &[("deployment", Self::name), ("environment", Self::environment)]);
                let way = self.one(&["runOnce", "rolling", "canary"]);
                let hooks = self.or_odd(Self::hooks);
                map.insert("strategy".into(), Data::Map(Map::from([(way.to_owned(), hooks)])));
            }
            3 => {}
            _ => {
                self.some(1, &mut map, &[("job", Self::name), ("steps", Self::steps)]);
                self.some(3, &mut map, &[("strategy", Self::strategy)]);
            }
        }
        self.some(
            5,
            &mut map,
            &[
                ("displayName", Self::word),
                ("dependsOn", Self::names),
                ("condition", Self::condition),
                ("pool", Self::pool),
                ("container", |grammar| text(grammar.one(&["builder", "node:24", "$(image)"]))),
                ("services", Self::values),
                ("timeoutInMinutes", Self::scalar),
                ("continueOnError", Self::scalar),
                ("variables", Self::variables),
                ("workspace", Self::any),
                ("steps", Self::steps),
            ],
        );
        Data::Map(map)
    }

    fn jobs(&mut self) -> Data {
        self.items(4, Self::job)
    }

    fn stage(&mut self) -> Data {
        let mut map = Map::new();
        if self.random.once_in(6) {
            self.some(1, &mut map, &[("template", Self::template_name), ("parameters", Self::values)]);
        } else {
            self.some(1, &mut map, &[("stage", Self::name), ("jobs", Self::jobs)]);
        }
        self.some(
            5,
            &mut map,
            &[
                ("displayName", Self::word),
                ("dependsOn", Self::names),
                ("condition", Self::condition),
                ("pool", Self::pool),
                ("variables", Self::variables),
            ],
        );
        Data::Map(map)
    }

    fn parameter(&mut self) -> Data {
        let mut map = Map::new();
        self.some(1, &mut map, &[("name", Self::name)]);
        self.some(
            2,
            &mut map,
            &[
                ("displayName", Self::word),
                ("type", |grammar| {
                    text(grammar.one(&["string", "boolean", "number", "object", "stepList", "odd"]))
                }),
                ("default", Self::any),
                ("values", |grammar| grammar.list(3, Self::scalar)),
            ],
        );
        Data::Map(map)
    }

    fn globs(&mut self) -> Data {
        self.list(3, |grammar| {
            text(grammar.one(&[
                "main",
                "releases/*",
                "refs/heads/x",
                "*",
                "docs/",
                "/src/*",
                "**",
                "a/**/b",
                "",
                "v1.*",
            ]))
        })
    }

    fn filter(&mut self) -> Data {
        if self.random.once_in(4) {
            return self.globs();
        }
        let mut map = Map::new();
        self.some(2, &mut map, &[("include", Self::globs), ("exclude", Self::globs)]);
        Data::Map(map)
    }

    fn trigger(&mut self) -> Data {
        match self.random.below(4) {
            0 => text("none"),
            1 => self.globs(),
            _ => {
                let mut map = Map::new();
                self.some(
                    2,
                    &mut map,
                    &[
                        ("batch", Self::scalar),
                        ("branches", Self::filter),
                        ("paths", Self::filter),
                        ("tags", Self::filter),
                        ("drafts", Self::scalar),
                        ("autoCancel", Self::scalar),
                    ],
                );
                Data::Map(map)
            }
        }
    }

    fn schedule(&mut self) -> Data {
        let mut map = Map::new();
        self.some(
            1,
            &mut map,
            &[("cron", |grammar| {
                text(grammar.one(&["0 3 * * *", "0  3 * * 1-5", "bad", "*/5 * * * Mon"]))
            })],
        );
        self.some(
            2,
            &mut map,
            &[("branches", Self::filter), ("always", Self::scalar), ("displayName", Self::word)],
        );
        Data::Map(map)
    }

    fn resources(&mut self) -> Data {
        let mut map = Map::new();
        self.some(
            2,
            &mut map,
            &[
                ("containers", |grammar| {
                    grammar.list(1, |_| {
                        Data::Map(Map::from([
                            ("container".to_owned(), text("builder")),
                            ("image".to_owned(), text("a/b:1")),
                        ]))
                    })
                }),
                ("pipelines", |grammar| {
                    grammar.list(2, |grammar| {
                        let mut map = Map::new();
                        grammar.some(
                            1,
                            &mut map,
                            &[("pipeline", Self::name), ("source", Self::word), ("trigger", Self::scalar)],
                        );
                        Data::Map(map)
                    })
                }),
                ("repositories", Self::any),
            ],
        );
        Data::Map(map)
    }

    fn pipeline(&mut self) -> Data {
        let mut map = Map::new();
        self.some(
            3,
            &mut map,
            &[
                ("name", Self::value),
                ("parameters", |grammar| {
                    if grammar.random.once_in(3) {
                        grammar.values()
                    } else {
                        grammar.list(3, Self::parameter)
                    }
                }),
                ("trigger", Self::trigger),
                ("pr", Self::trigger),
                ("schedules", |grammar| grammar.list(2, Self::schedule)),
                ("resources", Self::resources),
                ("variables", Self::variables),
                ("pool", Self::pool),
            ],
        );
        let mut inside = Map::new();
        match self.random.below(5) {
            0 | 1 => self.some(1, &mut inside, &[("stages", |grammar| grammar.items(4, Self::stage))]),
            2 => self.some(1, &mut inside, &[("jobs", Self::jobs)]),
            3 => {
                self.some(1, &mut inside, &[("steps", Self::steps)]);
                self.some(
                    4,
                    &mut inside,
                    &[
                        ("strategy", Self::strategy),
                        ("container", Self::value),
                        ("timeoutInMinutes", Self::scalar),
                    ],
                );
            }
            _ => {}
        }
        if self.random.once_in(5) {
            let mut call = Map::new();
            self.some(1, &mut call, &[("template", Self::template_name)]);
            if self.random.once_in(2) {
                let more = self.values();
                if let Data::Map(more) = more {
                    inside.extend(more);
                }
                call.insert("parameters".into(), Data::Map(inside));
            }
            map.insert("extends".into(), Data::Map(call));
        } else {
            map.extend(inside);
        }
        if map.is_empty() {
            map.insert("steps".into(), Data::List(Vec::new()));
        }
        Data::Map(map)
    }
}
