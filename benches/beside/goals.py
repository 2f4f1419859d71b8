"""What is measured beside whom, and what is aimed at: the floor must hold for every release, the goal is what we work for."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tool:
    """Who does it: a tool, as the worker of a language knows it."""

    language: str
    name: str

    def __str__(self) -> str:
        if not self.name.startswith("gatewright"):
            return self.name
        known = {"own": "Rust", "python": "Python", "node": "Node"}
        return self.name.replace("gatewright", f"Gatewright ({known[self.language]})", 1)


@dataclass(frozen=True)
class Aim:
    """One comparison: of our tool with a peer."""

    goal: int
    ours: Tool
    peer: Tool
    floor: float | None = None
    stretch: float | None = None
    # The ratio is how many times the peer's time is ours, and should be large; or ours in parts of the peer's, and should be small.
    of_its_time: bool = False
    note: str = ""

    def meets(self, ratio: float, limit: float) -> bool:
        return ratio <= limit if self.of_its_time else ratio >= limit


@dataclass(frozen=True)
class Group:
    """Comparisons of one work, all of whose tools are asked in turn."""

    title: str
    # The same in a few words.
    short: str
    work: str
    size: int
    aims: tuple[Aim, ...]
    # How the results of all are held against each other; see `equal.py`.
    equal: str = ""
    # What one call does so many of; with a corpus, its files.
    unit: str = ""
    # Sizes between which growth is measured.
    growth: tuple[int, int] | None = None
    on_corpus: bool = False
    # Tools that are measured along, without an aim.
    along: tuple[Tool, ...] = field(default=())

    def tools(self) -> list[Tool]:
        named = [tool for aim in self.aims for tool in (aim.ours, aim.peer)]
        return list(dict.fromkeys([*named, *self.along]))


OWN = Tool("own", "gatewright")
PYTHON = Tool("python", "gatewright")
PYTHON_DICT = Tool("python", "gatewright, from a dict")
NODE = Tool("node", "gatewright")
PYYAML = Tool("python", "PyYAML C")
RUAMEL = Tool("python", "ruamel.yaml")
JS_YAML = Tool("node", "js-yaml")
PROJEN = Tool("node", "projen")
GH_WORKFLOW = Tool("rust", "gh-workflow")
WORKFLOW_PARSER = Tool("node", "workflow-parser")

GROUPS = (
    Group(
        "A workflow of 8 jobs with 8 steps each, built by code and written, in memory",
        "a workflow of 8 jobs, built and written",
        "workflow",
        8,
        (
            Aim(1, OWN, GH_WORKFLOW, 2, 4, note="proved on the way, which cannot be left out"),
            Aim(1, Tool("own", "gatewright, rules"), GH_WORKFLOW, note="all rules run as well"),
            Aim(2, OWN, PROJEN, 40, 60),
            Aim(2, OWN, JS_YAML, 10, 15),
            Aim(2, OWN, Tool("node", "gha-ts"), 25, 40),
            Aim(2, OWN, PYYAML, 30, 50),
            Aim(2, OWN, RUAMEL, 350, 650),
            Aim(4, PYTHON_DICT, PYYAML, 12, 30, note="plain data in, text out"),
            Aim(4, PYTHON_DICT, RUAMEL, 150, 400, note="plain data in, text out"),
            Aim(4, PYTHON, PYYAML, 12, 30, note="built with the classes of `gatewright.model`"),
            Aim(4, PYTHON, RUAMEL, 150, 400, note="built with the classes of `gatewright.model`"),
            Aim(5, NODE, JS_YAML, 4, 7),
            Aim(5, NODE, PROJEN, 15, 30),
        ),
        equal="workflow",
        unit="workflow",
        growth=(10, 1_000),
        along=(Tool("own", "gatewright, build"), Tool("own", "gatewright, plan"), Tool("rust", "gh-workflow, build")),
    ),
    Group(
        "The same workflow with 200 jobs",
        "a workflow of 200 jobs, built and written",
        "workflow",
        200,
        (Aim(1, OWN, GH_WORKFLOW, 2, 4),),
        equal="workflow",
        unit="workflow",
    ),
    Group(
        "Writing alone, from plain structs of a workflow of 200 jobs that are there already",
        "writing alone, 200 jobs",
        "emit",
        200,
        (
            Aim(3, OWN, Tool("own", "serde_json"), 2.0, 1.4, of_its_time=True, note="JSON, which is the limit"),
            Aim(3, OWN, Tool("rust", "serde_yaml_ng"), note="gh-workflow's structs of the same workflow"),
        ),
        equal="emit",
        unit="text",
    ),
    Group(
        "Reading workflow files: typed with places, comments and origins; the peers without places",
        "reading workflow files, typed",
        "import",
        0,
        (
            Aim(6, OWN, Tool("rust", "github-actions-models"), 1.3, 3),
            Aim(6, OWN, PYYAML, 6, 15, note="PyYAML makes plain data only"),
            Aim(6, OWN, WORKFLOW_PARSER, 15, 40),
        ),
        equal="import",
        unit="file",
        on_corpus=True,
    ),
    Group(
        "Reading YAML: a tree with places and comments; the peers tell events that nobody keeps",
        "reading YAML",
        "tree",
        0,
        (
            Aim(7, OWN, Tool("rust", "yaml-rust2"), 1.5, 2),
            Aim(7, OWN, Tool("rust", "saphyr-parser"), 1.5, 2),
            Aim(7, OWN, Tool("rust", "granit-parser"), 1.5, 2),
        ),
        equal="tree",
        unit="file",
        on_corpus=True,
    ),
    Group(
        "Manifests of 300 apps, seven objects each, built from one app and written",
        "manifests of 300 apps, built and written",
        "kubernetes",
        300,
        (
            Aim(10, OWN, Tool("rust", "k8s-openapi, serde_yaml_ng"), 3, 5),
            Aim(10, OWN, Tool("rust", "k8s-openapi, serde_json"), note="JSON, which is the limit"),
            Aim(10, OWN, Tool("node", "cdk8s"), 150, 300, note="L2: five kinds, with its own names and defaults"),
        ),
        equal="kubernetes",
        unit="bundle",
        growth=(30, 300),
    ),
    Group(
        "A pipeline of GitLab with 64 jobs in 8 stages, built by code and written",
        "a GitLab pipeline of 64 jobs, built and written",
        "gitlab",
        64,
        (Aim(12, OWN, Tool("python", "gcip"), 200, 1_000),),
        equal="gitlab",
        unit="pipeline",
        growth=(8, 64),
    ),
    Group(
        "A graph of 100,000 nodes: built, ordered, and its critical path",
        "a graph of 100,000 nodes and its critical path",
        "graph",
        100_000,
        (
            Aim(14, OWN, Tool("python", "networkx"), 150, 500),
            Aim(14, OWN, Tool("python", "rustworkx"), 12, 40),
            Aim(14, OWN, Tool("rust", "petgraph"), 1, 3, note="the loop for the path is ours; it tells no slack"),
        ),
        equal="text",
        unit="graph",
        growth=(10_000, 100_000),
    ),
    Group(
        "A delivery of 150 jobs as JSON, read into its types and validated",
        "a delivery as JSON, read and validated",
        "json",
        150,
        (
            Aim(15, PYTHON, Tool("python", "msgspec"), 1.5, 1.0, of_its_time=True, note="classes of the keys in it only"),
            Aim(15, PYTHON, Tool("python", "pydantic"), 0.6, 0.3, of_its_time=True, note="classes of the keys in it only"),
            Aim(15, NODE, Tool("node", "JSON.parse"), 1.5, 1.0, of_its_time=True, note="untyped, nothing validated"),
        ),
        unit="text",
        along=(OWN, Tool("own", "gatewright, proved"), Tool("python", "gatewright, proved"), Tool("node", "gatewright, proved")),
    ),
)

# Works of our own, with what they may take at a size, in milliseconds.
LIMITS = (
    ("a delivery of 100,000 jobs read, resolved and checked", "read, resolve, check", 100_000, 1_000),
    ("all rules on a fleet of 10,000 jobs and 500 environments", "rules", 10_000, 300),
    ("10,000 simulated runs of 100 jobs", "runs", 0, 100),
    ("the same on five runners", "runs:five", 0, 100),
    ("a schedule of 100,000 jobs", "schedule", 100_000, 300),
    ("the same on 50 runners", "schedule:fifty", 100_000, 300),
    ("1,000 rollouts stepped through time", "rollouts:stepped", 1_000, 50),
    ("1,000 rollouts by formulas", "rollouts:formulas", 1_000, None),
    ("all that is said of one rollout", "rollouts:told", 1, None),
    ("100,000 rollouts drawn at random", "rollouts:drawn", 100_000, 2_000),
)

# Exponents of time over jobs, from a hundred to ten thousand.
GROWTH = 1.1
