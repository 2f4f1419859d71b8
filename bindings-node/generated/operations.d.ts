// Generated from the core by `make generate`.

import type { FileSet, Report } from "../index";
import type { ComplianceFact, Condition, Delivery, Duration, Evidence, Id, Percent, Profile, Prometheus, Rate, Step, Wait, When } from "./model";

/** The files that a delivery is made of. */
export interface AdoptOptions {
    /** The system they are of; told by their paths when left out. */
    system?: AdopterName;
    /** The name of the delivery. */
    name?: Id;
}

/** A delivery made of files of another system, and what became of them. */
export interface Adopted {
    /** The delivery, as YAML. */
    text: string;
    /** The system the files are of. */
    system: AdopterName;
    /** What there is to say about each file. */
    reports: ReportJson[];
    /** What became of every node of every file; absent when the delivery does not hold together. */
    ledger?: Ledger;
}

/** The name of a system whose files can be adopted. */
export type AdopterName = "github-actions" | "gitlab-ci" | "azure-pipelines" | "jenkins";

/**
 * What measurements say.
 *
 * - `promote`: Go on.
 * - `hold`: Wait.
 * - `no_data`: Nothing can be said: measurements are missing.
 * - `roll_back`: Go back.
 */
export type Answer = "promote" | "hold" | "no_data" | "roll_back";

/** What a target carries of a feature. */
export interface Capability {
    /** The feature, in the plural, such as `quality gates`. */
    feature: string;
    /** How much: `full`, `approximate` or `none`. */
    level: string;
    /** Why it is not all. */
    why?: string;
}

/** How likely it is that a bad release was noticed. */
export interface Caught {
    /** By when. */
    at: number;
    /** How likely. */
    chance: number;
}

/** Which rules run, and how bad their findings are. */
export interface CheckOptions {
    /** The profile; the document's own when left out, and else `recommended`. */
    profile?: Profile;
    /** Only these rules: codes, names, or prefixes such as `STR`. All when empty. */
    select?: string[];
    /** Not these. */
    ignore?: string[];
    /** Severities other than the rules' own, by code, name or prefix. */
    severities?: Record<string, Severity>;
    /** The day waivers are held against, such as `2026-11-21`. Without one, none has ended. */
    today?: string;
    /** Findings kept, the worst ones first; 200 when left out. */
    limit?: number;
}

/** The new version against the old one, in one signal. */
export interface Comparison {
    /** The signal. */
    signal: string;
    /** `same`, `high`, `low` or `no_data`: on which side of the old version the new one is. */
    side: string;
    /** True when that is bad. */
    bad: boolean;
    /** The median of all differences. */
    estimate: number | null;
    /** The least the difference is, at the confidence asked for. */
    low: number | null;
    /** The most it is. */
    high: number | null;
    /** How likely such a difference is when there is none. */
    p_value: number | null;
    /** Measurements of the new version that were compared. */
    new_points: number;
    /** Measurements of the old version that were compared. */
    old_points: number;
}

/** What a plan shows of one control. */
export interface ControlCoverage {
    /** The control, such as `CC8.1`. */
    id: string;
    /** What it is about. */
    about: string;
    /** What is said of it. */
    verdict: Verdict;
    /** The facts it asks for. */
    facts: Fact[];
    /** Further facts that support it, without being asked for. */
    also: Fact[];
    /** Evidence of the document that names the control. */
    evidence: string[];
    /** Why it does not apply. */
    reason?: string;
}

/** Something that is not the same after a conversion. */
export interface ConversionEntry {
    /** Its code, such as `LOS012` or `ADO002`. */
    code: string;
    /** How bad it is. */
    severity: Severity;
    /** What is not the same. */
    message: string;
    /** Why, or what to do. */
    help?: string;
    /** Where it is. */
    places: ConversionPlace[];
}

/** The files of one system as those of another. */
export interface Conversion {
    /** The system the files are of. */
    system: AdopterName;
    /** The system whose files are made. */
    target: TargetName;
    /** The files that were made; none when what was adopted does not hold together. */
    files: File[];
    /** What is not the same, the most important first. */
    entries: ConversionEntry[];
    /** The delivery between the two, as YAML. */
    delivery: string;
    /** The entries as a text for people. */
    text: string;
    /** The entries as Markdown. */
    markdown: string;
}

/** A place in a file that was converted. */
export interface ConversionPlace {
    /** The file; absent when it is about all of them. */
    file?: string;
    /** The line, from 1, where one is known. */
    line?: number;
    /** The route in the file, or in the delivery when it is about no file. */
    path: string;
}

/** The files that are converted, and into what. */
export interface ConvertOptions {
    /** The system the files are of; told by their paths when left out. */
    system?: AdopterName;
    /** Options of the target, by name. */
    options?: Record<string, string>;
}

/** Which frameworks are looked at. */
export interface CoverOptions {
    /** Frameworks, such as `soc2`; those that the document answers to when left out. */
    frameworks?: string[];
}

/** What a plan shows of the controls of frameworks. It says nothing of whether things were done as they are planned. */
export interface Coverage {
    /** The frameworks. */
    frameworks: FrameworkCoverage[];
    /** Names of the document that mean no framework known here. */
    unknown: string[];
    /** All of it as a text. */
    text: string;
    /** All of it as Markdown. */
    markdown: string;
}

/** One finding. */
export interface Diagnostic {
    /** Code of the rule that found it, such as `STR002`. */
    code: string;
    /** How bad it is. */
    severity: Severity;
    /** What is wrong, in one line. */
    message: string;
    /** What to do. */
    help?: string;
    /** The route to the value, such as `pipelines.main.jobs.api.steps[2]`; empty for the document itself. */
    path: string;
    /** The same route as a JSON pointer (RFC 6901), such as `/pipelines/main/jobs/api/steps/2`. */
    pointer: string;
    /** Where it is in the text, when it is there. */
    range?: Range;
    /** Other places that matter. */
    related: Related[];
    /** Edits that mend it; none when the document was never text. */
    fixes: Fix[];
}

/** What many bad releases came to. */
export interface Draws {
    /** How many. */
    runs: number;
    /** The share that was caught before everything was new. */
    caught: number;
    /** Requests lost on average. */
    mean_lost: number;
    /** Requests lost in the middle one. */
    median_lost: number;
    /** Requests lost in all but the worst twentieth. */
    p95_lost: number;
}

/** A replacement of a part of the text. */
export interface Edit {
    /** The part that goes. */
    range: Range;
    /** What comes in its place. */
    text: string;
}

/** A fact, and what shows it. */
export interface Fact {
    /** The fact. */
    fact: ComplianceFact;
    /** True when it holds throughout. */
    complete: boolean;
    /** Routes to what shows it. */
    places: string[];
}

/** What is wrong with the new version. */
export interface FaultOptions {
    /** When it begins, from the start of the rollout; at once when left out. */
    at?: Duration;
    /** The share of requests to the new version that fail from then on. */
    errorRate?: Percent;
    /** How long its answers take from then on. */
    latency?: Duration;
}

/** A file that a target writes. */
export interface File {
    /** Its path, with `/`, from the folder that is written to. */
    path: string;
    /** What is in it. */
    text: string;
}

/** The files of one rendering, and what they do not carry. */
export interface FileSetJson {
    /** The files. */
    files: File[];
    /** What is not carried, the most important first. */
    losses: Loss[];
}

/** A way to mend a finding. */
export interface Fix {
    /** What it does, in a few words. */
    title: string;
    /** True when it may be applied without asking. */
    safe: boolean;
    /** The edits, which belong together. */
    edits: Edit[];
}

/** What a plan shows of one framework. */
export interface FrameworkCoverage {
    /** The framework, such as `soc2`. */
    id: string;
    /** Its full name. */
    title: string;
    /** Its controls. */
    controls: ControlCoverage[];
}

/** What is judged, by which measurements. */
export interface JudgeOptions {
    /** The strategy whose analysis judges; the first with one when neither is named. */
    strategy?: string;
    /** The rollback whose conditions judge. */
    rollback?: string;
    /** The measurements: JSON, an answer of Prometheus to a range query, or comma-separated values. */
    metrics?: string;
    /** How they are written; told by how they begin when left out. */
    format?: MetricsFormat;
    /** The signal of measurements that do not name theirs. */
    signal?: string;
    /** The part of a difference between versions that is borne; 25% when left out. */
    tolerance?: Percent;
    /** How sure a difference between versions must be; 98% when left out. */
    confidence?: Percent;
    /** The share of signals that must be alike to go on; 95% when left out. */
    passScore?: Percent;
    /** The share of signals below which it goes back; 75% when left out. */
    marginalScore?: Percent;
}

/** What measurements say of a condition. */
export interface JudgedCondition {
    /** The condition. */
    condition: string;
    /** `good`, `doubtful`, `bad`, `no_signal` or `no_baseline`. */
    found: string;
    /** Measurements that say something. */
    points: number;
    /** Those that are bad. */
    bad: number;
    /** When the first of them was, in seconds. */
    first_bad: number | null;
    /** How long it was bad without a break at most, in seconds. */
    longest: number;
    /** The last value. */
    last: number | null;
    /** What it was held against, where that depends on the old version. */
    baseline: number | null;
}

/** What measurements say of a new version, and why. */
export interface Judgement {
    /** What they say. */
    verdict: Answer;
    /** The strategy or rollback that judged. */
    judged_by: string;
    /** Why, the most important first. */
    reasons: string[];
    /** Condition by condition. */
    conditions: JudgedCondition[];
    /** Signal by signal, the new version against the old one. */
    comparisons: Comparison[];
    /** The share of signals that are alike, in percent. */
    score: number | null;
    /** All of it as a text. */
    text: string;
    /** All of it as Markdown. */
    markdown: string;
}

/** A node that was not mapped. */
export interface LedgerEntry {
    /** Its file. */
    file: string;
    /** The route to it. */
    path: string;
    /** What became of it: `passed_through`, `degraded` or `dropped`. */
    fate: string;
}

/** What became of the nodes of the files. */
export interface Ledger {
    /** Nodes that the model says. */
    mapped: number;
    /** Nodes kept for their own system. */
    passed_through: number;
    /** Nodes that say something else when written back. */
    degraded: number;
    /** Nodes that are missing when written back. */
    dropped: number;
    /** The nodes that were not mapped. */
    entries: LedgerEntry[];
}

/** Something that a rendering does not carry. */
export interface Loss {
    /** Its code, such as `LOS012`. */
    code: string;
    /** How bad it is. */
    severity: Severity;
    /** What is not carried. */
    message: string;
    /** Where it is said first, such as `pipelines.main.on[0]`; empty for the document itself. */
    path: string;
    /** Why. */
    why?: string;
}

/**
 * How measurements are written.
 *
 * - `json`: JSON, or an answer of Prometheus.
 * - `csv`: Comma-separated values.
 * - `prometheus`: An answer of Prometheus to a range query.
 */
export type MetricsFormat = "json" | "csv" | "prometheus";

/** A moment at which something changed. */
export interface Moment {
    /** When. */
    at: number;
    /** What happened. */
    event: string;
    /** The weight that is asked for. */
    requested: number;
    /** The weight that it really is. */
    realised: number;
    /** Instances of the new version. */
    new: number;
    /** Those of them that serve. */
    new_ready: number;
    /** Instances of the old version. */
    old: number;
    /** Those of them that serve. */
    old_ready: number;
    /** Requests of the new version so far. */
    requests: number;
    /** Requests lost so far. */
    lost: number;
    /** The part of the error budget spent so far. */
    burned: number | null;
}

/** A way to notice a bad release. */
export interface Notice {
    /** `analysis` of the strategy, or `conditions` of the rollback. */
    by: string;
    /** How long measurements take to show it. */
    lag: number;
    /** How long it takes until it counts, the lag included. */
    detect: number;
    /** The same for what is bad already when measuring begins. */
    detect_from_start: number | null;
    /** How long it takes until someone has decided. */
    decide: number;
}

/** An option of a target. */
export interface Option {
    /** Its name. */
    name: string;
    /** What it changes, in one line. */
    doc: string;
    /** The value when none is given. */
    default: string;
    /** The values it can have; any text when empty. */
    words: string[];
}

/** What a plan consists of. */
export interface Outline {
    /** Name of the delivery. */
    name: string;
    /** What is delivered, in a sentence. */
    summary?: string;
    /** Ids of the services. */
    services: string[];
    /** Ids of the environments, in order of promotion. */
    environments: string[];
    /** The pipelines. */
    pipelines: PipelineOutline[];
}

/** What a pipeline consists of. */
export interface PipelineOutline {
    /** Its id. */
    id: string;
    /** Ids of its stages, in an order in which none comes before what it waits for. */
    stages: string[];
    /** Number of its jobs. */
    jobs: number;
    /** Number of runs its jobs make, each combination of a matrix counted; absent when a matrix is computed. */
    runs?: number;
}

/** A place in the text. */
export interface Position {
    /** Line, from 1. */
    line: number;
    /** Column, from 1, in Unicode code points. */
    column: number;
    /** Bytes of UTF-8 before it. */
    offset: number;
}

/** A promise, and whether it holds. */
export interface Promise {
    /** `within` of the rollback or `recovery_time` of the objectives. */
    of: string;
    /** What is promised. */
    within: number;
    /** Whether it holds at worst. None when that is not known. */
    holds: boolean | null;
}

/** A part of the text; the end is one past the last character. */
export interface Range {
    /** The first character. */
    start: Position;
    /** One past the last character. */
    end: Position;
}

/** Another place that matters, and why. */
export interface Related {
    /** In a few words. */
    message: string;
    /** The route to the value. */
    path: string;
    /** Where it is in the text, when it is there. */
    range?: Range;
}

/** What a plan is rendered to. */
export interface RenderOptions {
    /** Options of the target, by name. */
    options?: Record<string, string>;
}

/**
 * How a report is shown.
 *
 * - `text`: For people.
 * - `json`: For programs.
 * - `sarif`: For code scanning: SARIF 2.1.0.
 * - `github`: For a GitHub workflow's log.
 */
export type ReportFormat = "text" | "json" | "sarif" | "github";

/** Every finding about one document. */
export interface ReportJson {
    /** Version of this form: 1. */
    version: number;
    /** The name of the text, usually the path it was read from. Absent when the document was never text. */
    source?: string;
    /** How many findings there are. */
    summary: Summary;
    /** The findings: by place, then by code. */
    diagnostics: Diagnostic[];
}

/** A report as a text. */
export interface ReportOptions {
    /** How it is shown. */
    format?: ReportFormat;
    /** True for colours and box characters, in text. */
    color?: boolean;
    /** Columns there are, in text; 100 when left out. */
    width?: number;
    /** Which rules run. */
    check?: CheckOptions;
}

/** Of which environment the way back is asked. */
export interface RollbackOptions {
    /** One of the environments; all when left out. */
    environment?: string;
}

/** Ways back. */
export interface Rollbacks {
    /** One for each environment that has one, production first. */
    ways_back: WayBack[];
    /** Environments without one. */
    without: string[];
    /** All of it as a text. */
    text: string;
    /** All of it as Markdown. */
    markdown: string;
}

/** What a rollout will be like. Times are in seconds, shares between 0 and 1, weights in percent. */
export interface Rollout {
    /** The strategy. */
    strategy: string;
    /** The environment. */
    environment: string | null;
    /** The service. */
    service: string | null;
    /** Who carries it out. */
    engine: string;
    /** Instances before and after. */
    replicas: number;
    /** How many more there may be meanwhile, where the share of instances is the share of traffic. */
    surge: number;
    /** How many may be missing. */
    unavailable: number;
    /** True when something splits traffic. */
    routed: boolean;
    /** What was taken where nobody says it. */
    assumed: string[];
    /** When a good release has all traffic. None when that does not come by itself. */
    promoted: number | null;
    /** Step by step. */
    steps: RolloutStep[];
    /** The share of requests that fail of a bad release. */
    fault_error_rate: number;
    /** Every way to notice it, with its worst case. */
    notices: Notice[];
    /** The worst case until something is done about it. */
    detect_worst: number | null;
    /** How long it takes to bring traffic back then. */
    execute: number;
    /** The worst case until users are rid of it. */
    rollback_worst: number | null;
    /** How likely it is that it was noticed, by when. */
    caught: Caught[];
    /** The same for the moment at which half of the traffic goes to it. */
    caught_before_half: number;
    /** The weight at which it is noticed as likely as not. */
    weight_at_50: number | null;
    /** The weight at which it is noticed in 95 of 100 cases. */
    weight_at_95: number | null;
    /** How likely it is that a good release is given up. */
    false_abort: number;
    /** The part of the error budget that a bad release spends until users are rid of it. */
    budget_burned: number | null;
    /** The same if nobody noticed it until it had all traffic. */
    budget_burned_unnoticed: number | null;
    /** A good release, step by step. */
    good: Run;
    /** A bad one. */
    bad: Run;
    /** What many bad ones came to. */
    draws: Draws | null;
}

/** A step of a rollout. */
export interface RolloutStep {
    /** The step of the strategy it comes from, from zero. */
    step: number | null;
    /** From when on its weight counts. */
    from: number;
    /** Until when. */
    to: number;
    /** The weight that was asked for. */
    requested: number;
    /** The weight that it really is. */
    realised: number;
    /** Instances of the new version. */
    new: number;
    /** Instances of the old version. */
    old: number;
    /** Requests of the new version. */
    requests: number | null;
    /** How likely it is that a bad release was noticed before. */
    caught_before: number;
    /** The smallest rise of the error rate that this step can see. */
    smallest_regression: number | null;
    /** The same by the normal distribution, whether it holds here or not. */
    smallest_regression_normal: number | null;
    /** The same by the binomial distribution. */
    smallest_regression_exact: number | null;
}

/** A rule as a program sees it. */
export interface Rule {
    /** Its code, such as `STR002`. */
    code: string;
    /** Its name, such as `unknown-name`. */
    name: string;
    /** Its group, such as `structure`. */
    group: string;
    /** How bad its findings are, unless the caller says otherwise. */
    severity: Severity;
    /** What it finds, in one line. */
    summary: string;
    /** True when only the profile `strict` runs it. */
    strict: boolean;
    /** True when a waiver in the document may accept its findings. */
    may_be_waived: boolean;
}

/** Which rules are listed. */
export interface RulesOptions {
    /** Codes, names, or prefixes such as `STR`. All when empty. */
    select?: string[];
}

/** A rollout as it goes. */
export interface Run {
    /** How it ends: `promoted`, `rolled_back`, `held` or `unfinished`. */
    outcome: string;
    /** When. */
    ended: number;
    /** When all traffic went to the new version. */
    promoted: number | null;
    /** When it was noticed that something is wrong. */
    noticed: number | null;
    /** When all traffic was back after that. */
    back: number | null;
    /** The most instances at once. */
    most_instances: number;
    /** The fewest that served. */
    fewest_serving: number;
    /** Hours of instances beyond those there always are. */
    extra_hours: number;
    /** Requests lost: those that fail and would not have. */
    lost: number;
    /** What it was like from each change on. */
    moments: Moment[];
    /** Measurements. */
    samples: Sample[];
}

/** A measurement. */
export interface Sample {
    /** When. */
    at: number;
    /** Requests it looked at. */
    requests: number;
    /** The share of them that failed. */
    error_rate: number | null;
    /** Whether it counts as bad. None when nothing can be said. */
    bad: boolean | null;
}

/**
 * How bad a finding is.
 *
 * - `error`: Wrong, or a promise that cannot be kept.
 * - `warning`: Likely to hurt.
 * - `info`: Worth knowing.
 */
export type Severity = "error" | "warning" | "info";

/** Which rollouts, and what is to be taken in place of what the plan says. */
export interface SimulateOptions {
    /** One of the strategies; all when left out. */
    strategy?: string;
    /** One of the environments; all when left out. */
    environment?: string;
    /** One of the services; all when left out. */
    service?: string;
    /** How many instances there are. */
    replicas?: number;
    /** How many requests there are, such as `100/second`. */
    requests?: Rate;
    /** The share of requests that fail although nothing is wrong. */
    errorRate?: Percent;
    /** The share of requests that must not fail. */
    objective?: Percent;
    /** The time over which that is counted. */
    over?: Duration;
    /** How long an instance takes until it counts. */
    startup?: Duration;
    /** How long a measurement takes. */
    query?: Duration;
    /** What is wrong with the new version. */
    fault?: FaultOptions;
    /** The share of good releases that a comparison may take for bad ones; 5% when left out. */
    alpha?: Percent;
    /** The share of bad releases that a comparison is to find; 80% when left out. */
    power?: Percent;
    /** How many bad releases are drawn at random; none when left out. */
    runs?: number;
    /** What the draws follow from. */
    seed?: number;
}

/** What rollouts will be like. */
export interface Simulation {
    /** The rollouts. */
    rollouts: Rollout[];
    /** All of it as a text. */
    text: string;
    /** All of it as Markdown. */
    markdown: string;
}

/** A file as it is handed to an adopter. */
export interface SourceFile {
    /** Its path from the root of the repository, with `/`. */
    path: string;
    /** What is in it. */
    text: string;
}

/** How many findings there are. */
export interface Summary {
    /** Listed findings of severity `error`. */
    errors: number;
    /** Listed findings of severity `warning`. */
    warnings: number;
    /** Listed findings of severity `info`. */
    infos: number;
    /** Further findings that are not listed. */
    omitted: number;
    /** Further findings that the document accepts by its waivers. */
    waived: number;
}

/** A target as a program sees it. */
export interface Target {
    /** Its name, such as `mermaid`. */
    name: TargetName;
    /** What kind of thing it writes: `picture`, `document`, `pipeline`, `deployment`, `control` or `data`. */
    kind: string;
    /** What it writes, in one line. */
    summary: string;
    /** The files it writes. */
    writes: string;
    /** What may be asked of it. */
    options: Option[];
    /** What it carries of each feature. */
    capabilities: Capability[];
}

/** The name of a target. */
export type TargetName =
    | "mermaid" | "dot" | "svg" | "rollout-chart" | "json-schema" | "azure-pipelines" | "github-actions" | "gitlab-ci" | "jenkins";

/** A failure after a step. */
export interface Trial {
    /** The route to the step after which it fails. */
    after: string;
    /** What the step does. */
    does: string;
    /** True when the way back leads all the way. */
    returns: boolean;
    /** What is left that is not as it was. */
    left: string[];
}

/**
 * What is said of a control.
 *
 * - `supported`: All that it asks for is there.
 * - `partial`: Some of it is.
 * - `no_evidence`: None of it is.
 * - `not_assessable`: A plan cannot show it.
 * - `not_applicable`: The document says that it does not apply.
 */
export type Verdict = "supported" | "partial" | "no_evidence" | "not_assessable" | "not_applicable";

/** The way back of an environment. Times are in seconds. */
export interface WayBack {
    /** The environment. */
    environment: string;
    /** The rollback. */
    rollback: string;
    /** How it is done. */
    method: string;
    /** True when it starts by itself. */
    automatic: boolean;
    /** Who decides, when it does not. */
    decided_by: string[];
    /** Who must approve, when it goes the way of any other change. */
    approves: string[];
    /** Services in the order in which they go back. */
    services: string[];
    /** What is done, in order. */
    steps: WayBackStep[];
    /** What shows that it worked. */
    verify: string[];
    /** Until it is noticed, at worst. */
    detect: number | null;
    /** Until someone has decided. */
    decide: number | null;
    /** Until the old version serves everyone. */
    execute: number | null;
    /** All of that; at least this much when something is unknown. */
    total: number;
    /** What else belongs to it takes so long. */
    rest: number;
    /** What nobody says. */
    unknown: string[];
    /** What is promised. */
    promises: Promise[];
    /** Where the way back leads after a failure at each step of a deployment. */
    trials: Trial[];
}

/** A step of a way back. */
export interface WayBackStep {
    /** What is done. */
    what: string;
    /** The command. None for what a person does without one. */
    run: string | null;
    /** How long it takes at worst, when that is said. */
    takes: number | null;
}

/**
 * The notations a document is written in.
 *
 * - `yaml`: YAML, with the comments of the text it was read from.
 * - `json`: JSON.
 */
export type WriteFormat = "yaml" | "json";

/** A document as a text. */
export interface WriteOptions {
    /** The notation. */
    format?: WriteFormat;
}

/** What a document can be asked. */
export interface DocumentOperations {
    /** Runs the rules over a document and gives every finding: of its text, its structure and, where that holds, its plan. */
    check(options?: CheckOptions): Report;
    /** The findings as a text: for people, as JSON, as a SARIF 2.1.0 log, or as GitHub annotations. */
    report(options?: ReportOptions): string;
    /** The document in its canonical form, as YAML with its comments or as JSON. */
    write(options?: WriteOptions): string;
    /** The document as data. */
    delivery(): Delivery;
}

/** What a plan can be asked beyond what a document can. */
export interface PlanOperations {
    /** What a plan consists of, in numbers and names. */
    outline(): Outline;
    /**
     * The files of a target, and what of the document they do not carry.
     *
     * @param target The target.
     */
    render(target: TargetName, options?: RenderOptions): FileSet & FileSetJson;
    /** What a plan shows of the controls of frameworks, control by control, with the elements that show it. */
    cover(options?: CoverOptions): Coverage;
    /** What rollouts will be like: the weights they really reach, when a bad one is noticed, and what users meet until then. */
    simulate(options?: SimulateOptions): Simulation;
    /** What measurements say of a new version, by a strategy's analysis or a rollback's conditions. */
    judge(options?: JudgeOptions): Judgement;
    /** The ways back of environments: what is done, how long it takes at worst, and what cannot be taken back. */
    rollback(options?: RollbackOptions): Rollbacks;
}

/**
 * A delivery made of the files of another system, with an account of what became of every part of them.
 *
 * @param files The files. Those that are not of the system are there to be referred to.
 */
export declare function adopt(files: SourceFile[], options?: AdoptOptions): Adopted;

/**
 * The files of one system as those of another, with an account of what is not the same, the most important first.
 *
 * @param files The files. Those that are not of the system are there to be referred to.
 *
 * @param target The system whose files are made.
 */
export declare function convert(files: SourceFile[], target: TargetName, options?: ConvertOptions): FileSet & Conversion;

/** The targets: what each writes, its options, and what of the model it carries. */
export declare function targets(): Target[];

/** The rules: codes, names, severities, and what each finds. */
export declare function rules(options?: RulesOptions): Rule[];

/**
 * One SARIF 2.1.0 log over the reports of many documents, for code scanning.
 *
 * @param reports The reports, each of one document.
 */
export declare function sarif(reports: Report[]): string;

/**
 * The page of a rule or loss, as Markdown.
 *
 * @param code Code or name of a rule or loss, such as `STR002` or `unknown-name`.
 */
export declare function explain(code: string): string;

/** The JSON Schema of the document. */
export declare function schema(): unknown;
