// Generated from the core by `make generate`.

import type { FileSet, Report } from "../index";
import type { ComplianceFact, Condition, Decimal, Delivery, Duration, Evidence, FailureMode, Id, Money, Percent, Price, Profile, Prometheus, Rate, RecoveryTier, Share, Step, Wait, When } from "./model";

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

/** An approval that the changed delivery asks for. */
export interface Approver {
    /** The environment. */
    environment: string;
    /** Groups or people who may. */
    by: string[];
    /** How many of them must. */
    at_least: number;
    /** True when the author of the change does not count. */
    not_author: boolean;
}

/** How often runs of one kind begin. */
export interface Arrivals {
    /** The pipeline. */
    pipeline: string;
    /** What starts them, in words. */
    starts: string[];
    /** Runs on a working day; left out when nothing says how many, and these are not counted. */
    per_day?: number;
    /** Where that comes from. */
    from: string;
}

/** What a backup is worth. */
export interface BackupFacts {
    /** The backup. */
    id: string;
    /** The longest time between two starts. */
    every?: Length;
    /** The two starts that are farthest apart, by the clock of its zone. */
    apart?: string[];
    /** True when a change of the clock leaves a run out. */
    skips: boolean;
    /** True when a change of the clock brings a run twice. */
    doubles: boolean;
    /** How old the youngest good one may be when it is needed. */
    lost?: Length;
    /** About how many copies are kept. */
    copies?: number;
    /** How far back one can go at the worst moment. */
    reaches?: Length;
    /** Why it is of no use to production. */
    useless?: string;
}

/** What a target carries of a feature. */
export interface Capability {
    /** The feature, in the plural, such as `quality gates`. */
    feature: string;
    /** How much: `full`, `approximate` or `none`. */
    level: string;
    /** Why it is not all. */
    why?: string;
}

/** How many machines a team needs. Times are in seconds. */
export interface Capacity {
    /** How often runs begin. */
    arrivals: Arrivals[];
    /** Length of the part of a working day in which they do. */
    busy_hours: number;
    /** True when nobody said how long that is. */
    busy_hours_assumed: boolean;
    /** How many times as many begin in busy times as on average. */
    peak: Decimal;
    /** The lead time that is promised. */
    promised?: number;
    /** Each pool by itself, the others as large as they need be. */
    pools: PoolCapacity[];
    /** What past runs say, when some were given. */
    history?: History;
    /** All of it as a text. */
    text: string;
    /** All of it as Markdown. */
    markdown: string;
}

/** What is known beyond the document. */
export interface CapacityOptions {
    /** Pushes of the whole team, such as `40/day`; the document's when left out. */
    pushes?: string;
    /** How many times as many runs begin in busy times as on average; `2` when left out. */
    peak?: string;
    /** Which part of the time that people wait for a run they do nothing else; `25%` when left out. */
    attention?: string;
    /** How many machines there are in each pool, by its name; as the document says when left out. */
    runners?: Record<string, number>;
    /**
     * What machines cost, by the name of their pool: `40 USD/month`, `0.192 USD/hour`, `0.006 USD/minute`; as the document
     * says when left out.
     */
    prices?: Record<string, string>;
    /** How long a job is taken to last when nobody says it: `5m`, `4m..6m` or `1m/5m/20m`, which it is when left out. */
    assume?: string;
    /** Jobs of past runs, as the interfaces of GitHub, GitLab and Azure DevOps tell them. */
    history?: SourceFile[];
    /** How many runs are simulated for each number of machines; as many as are usual when left out. */
    runs?: number;
    /** What they follow from; zero when left out. */
    seed?: number;
}

/** What a number of machines comes to. */
export interface CapacityRow {
    /** How many machines. */
    runners: number;
    /** Share of the busy times in which they work, from zero to one. */
    used: number;
    /** What Erlang's formula says, which is too hopeful where runs bring many jobs at once. */
    formula: Formula;
    /** What simulated runs say. */
    simulated?: Waiting;
    /** What the machines cost in a month; left out when no price is known. */
    cost?: Money;
    /** What the time costs that people wait in a month; left out when nobody says what an hour costs. */
    waiting_cost?: Money;
}

/** How likely it is that a bad release was noticed. */
export interface Caught {
    /** By when. */
    at: number;
    /** How likely. */
    chance: number;
}

/** A noun or value that is not the same in both. */
export interface Change {
    /** Where. */
    path: string;
    /** What happened to it: `added`, `removed` or `changed`. */
    kind: string;
    /** What it was, shortened. */
    before?: string;
    /** What it is, shortened. */
    after?: string;
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
    /** Policies in Rego, asked beside the rules. A build without the feature `rego` refuses them. */
    policies?: PolicyText[];
}

/** What a plan is compared with. */
export interface CompareOptions {
    /** Its name, which tells the notation; YAML when left out. */
    name?: string;
    /** Price files, beside the built-in book; a later one comes first. */
    prices?: PriceText[];
}

/** What changes from one delivery to another. */
export interface Comparison {
    /** What was added, removed and changed, in the order of the document. */
    changes: Change[];
    /** How many more changes there are than are listed. */
    omitted: number;
    /** The currency of the costs afterwards. */
    currency: string;
    /** What a month cost before. */
    before: CostRange;
    /** What a month costs afterwards. */
    after: CostRange;
    /** Pipelines that take longer or shorter. */
    times: PipelineTime[];
    /** What the change risks. */
    risk: Risk;
    /** All of it as plain text. */
    text: string;
    /** All of it as Markdown, for a proposed change. */
    markdown: string;
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

/** Something that would save money. */
export interface CostAdvice {
    /** What kind of advice, such as `switch-off-at-night`. */
    kind: string;
    /** Where in the document. */
    path: string;
    /** What to do. */
    what: string;
    /** What it saves in a month. */
    saves: CostRange;
    /** What it takes for granted. */
    assumes: string;
}

/** What a plan costs. */
export interface Cost {
    /** The currency of all amounts. */
    currency: string;
    /** The totals. */
    totals: CostTotals;
    /** The lines, in the order of the document. */
    lines: CostLine[];
    /** What costs money and nobody knows how much; part of no total. */
    unknowns: UnknownCost[];
    /** What was taken for granted, in words. */
    assumptions: string[];
    /** What one run of each pipeline costs. */
    pipelines: PipelineCost[];
    /** What one release costs beyond what is fixed: its runs, and machines that run twice. */
    release: CostRange;
    /** What could be saved, the most first. */
    advice: CostAdvice[];
    /** What of price files was passed over. */
    skipped: SkippedPrices[];
    /** All of it as a table of plain text. */
    text: string;
    /** All of it as Markdown. */
    markdown: string;
    /** The form that was asked for beside. */
    view?: string;
}

/** A line of an estimate. */
export interface CostLine {
    /** Where in the document it comes from. */
    path: string;
    /** What people call it. */
    name: string;
    /** The meter it is charged by. */
    meter?: string;
    /** What kind of thing it is, in bills. */
    category: string;
    /** How it is paid: `fixed`, `usage` or `once`. */
    kind: string;
    /** How many units in a month, or once. */
    quantity: CostRange;
    /** What one costs at first, such as `0.155 USD/hour`. */
    price: string;
    /** Where the price comes from. */
    source: string;
    /** Region the price holds in. */
    region?: string;
    /** Region it was asked for, when the book knows none for that. */
    instead_of?: string;
    /** The day the price was true. */
    as_of?: string;
    /** How sure the price is: `primary`, `secondary` or `unverified`. */
    confidence: string;
    /** What it costs in a month, or once. */
    amount: CostRange;
    /** The environments it is for. */
    environments: string[];
    /** The services it is for. */
    services: string[];
}

/** The least, the likely and the most of something, as exact decimals. */
export interface CostRange {
    /** The least. */
    low: string;
    /** The likely. */
    likely: string;
    /** The most. */
    high: string;
}

/** Which prices are taken, and how the estimate is shown. */
export interface CostOptions {
    /** Price files, beside the built-in book; a later one comes first. The document's own prices come before all of them. */
    prices?: PriceText[];
    /** Another form the estimate is also given in. */
    view?: CostView;
    /** Version of FOCUS, `1.2` or `1.4`; 1.2 when left out. */
    focusVersion?: string;
    /** The month FOCUS rows are for, such as `2026-12`; that of the newest price when left out. */
    month?: string;
}

/** A part of a total. */
export interface CostShare {
    /** Whose; none of what all share. */
    id: string | null;
    /** How much in a month. */
    monthly: CostRange;
}

/** Totals of an estimate. */
export interface CostTotals {
    /** In a month. */
    monthly: CostRange;
    /** In a year, without what is paid once. */
    yearly: CostRange;
    /** In a month, the same in each. */
    fixed: CostRange;
    /** In a month, by use. */
    usage: CostRange;
    /** Once. */
    once: CostRange;
    /** In a month by environment. */
    environments: CostShare[];
    /** In a month by service. */
    services: CostShare[];
    /** In a month by kind of thing. */
    categories: CostShare[];
    /** In a month for each cluster. */
    cluster?: CostRange;
    /** For each deployment to production. */
    deployment?: CostRange;
}

/**
 * A form an estimate is given in.
 *
 * - `csv`: CSV, a line for each line.
 * - `infracost`: The shape of Infracost's JSON.
 * - `focus`: FOCUS rows as CSV.
 * - `svg`: An SVG picture.
 */
export type CostView = "csv" | "infracost" | "focus" | "svg";

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

/** A drill that moved production to the standby. */
export interface FailoverDrill {
    /** The drill. */
    id: string;
    /** How long it took. */
    took: Length;
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

/** What Erlang's formula says. Times are left out when the queue grows without end. */
export interface Formula {
    /** How likely a job has to wait. */
    chance: number;
    /** How long it waits on average. */
    mean?: number;
    /** What 95 of a hundred wait at most. */
    p95?: number;
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

/** What past runs say. */
export interface History {
    /** Tries that a job of the plan answers to. */
    matched: number;
    /** The jobs that were found. */
    jobs: MeasuredJob[];
    /** Names that no job of the plan answers to, or more than one. */
    unmatched: Unmatched[];
    /** What could not be read. */
    problems: string[];
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
    comparisons: SampleComparison[];
    /** The share of signals that are alike, in percent. */
    score: number | null;
    /** All of it as a text. */
    text: string;
    /** All of it as Markdown. */
    markdown: string;
}

/**
 * Whether a promise holds.
 *
 * - `always`: Even when all takes longest.
 * - `perhaps`: It depends.
 * - `never`: Not even when all goes well.
 */
export type Keeps = "always" | "perhaps" | "never";

/**
 * Where a duration comes from.
 *
 * - `said`: The document says it.
 * - `measured`: It was measured.
 * - `assumed`: Nobody said it; a value was taken.
 */
export type Known = "said" | "measured" | "assumed";

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

/** A length of time. */
export interface Length {
    /** In whole seconds, rounded up. */
    seconds: number;
    /** As the document would have it, such as `6h20m`. */
    text: string;
}

/** With the machines and locks there are, in seconds. */
export interface Limited {
    /** All of it, likely. */
    whole: number;
    /** Until something is in production. */
    lead?: number;
    /** What no order of the jobs can go below. */
    least: number;
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

/** What past runs say of a job. Times are in seconds. */
export interface MeasuredJob {
    /** Route to the job. */
    path: string;
    /** How long it took when it passed; left out when it never did. */
    lasts?: Percentiles;
    /** How long it waited for a machine; left out where the system does not say. */
    queued?: Percentiles;
    /** Tries that passed or failed. */
    tries: number;
    /** Tries that failed. */
    failures: number;
    /** Of these, the ones after which the same run had a try that passed. */
    flaky_failures: number;
    /** Tries after the first of a run. */
    retries: number;
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

/** A time in which it is only watched. */
export interface Pause {
    /** The job or stage that comes after. */
    before: string;
    /** How long, in seconds. */
    lasts: number;
}

/** Times that a share of the runs does not go beyond, in seconds. */
export interface Percentiles {
    /** The mean. */
    mean: number;
    /** Half of the runs. */
    p50: number;
    /** Four of five runs. */
    p80: number;
    /** Nineteen of twenty runs. */
    p95: number;
}

/** What a pipeline costs. */
export interface PipelineCost {
    /** The pipeline. */
    id: string;
    /** How often it runs in a month. */
    runs: CostRange;
    /** Minutes that machines work in one run. */
    minutes: CostRange;
    /** The same with each job rounded up. */
    rounded: CostRange;
    /** What one run costs at list prices. None when it is not known. */
    run?: CostRange;
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

/** How long a pipeline takes on enough machines. */
export interface PipelineTime {
    /** The pipeline. */
    id: string;
    /** How long before. */
    before?: string;
    /** How long afterwards. */
    after?: string;
}

/** A policy in Rego. */
export interface PolicyText {
    /** What messages call it, such as the name of its file. */
    name: string;
    /** Its text. */
    text: string;
}

/** How many machines of a pool are needed. */
export interface PoolCapacity {
    /** What jobs call it. */
    name: string;
    /** True for machines of one's own. */
    own: boolean;
    /** How many there are; left out when it is not known. */
    runners?: number;
    /** Jobs that come in an hour of the busy times. */
    jobs_per_hour: number;
    /** How long one takes on average. */
    mean: number;
    /** How many machines are busy on average in the busy times; fewer are never enough. */
    load: number;
    /** By the number of machines. */
    rows: CapacityRow[];
    /** The smallest number with which 95 of a hundred runs keep the promised lead time. */
    smallest?: number;
    /** How long 95 of a hundred runs take at most to production when nobody waits for a machine. */
    unhindered?: number;
}

/** What a run asks of a pool of machines. */
export interface PoolUse {
    /** What jobs call it. */
    name: string;
    /** True for machines of one's own. */
    own: boolean;
    /** How many jobs can run at once; left out when it is not known. */
    runners?: number;
    /** Jobs that run there. */
    jobs: number;
    /** What they take together, likely, in seconds. */
    work: number;
    /** How many run at the same time at most. */
    peak: number;
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

/** A price file. */
export interface PriceText {
    /** Its name, which its prices give as their source. */
    name: string;
    /** What it says. */
    text: string;
    /** What it is: `azure`, `aws`, `gcp`, `infracost` or `csv`; told by how it begins when left out. */
    format?: string;
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

/** What is promised of recovery. */
export interface PromisedRecovery {
    /** How much work may be lost (RPO). */
    recovery_point?: Length;
    /** How long recovery may take (RTO). */
    recovery_time?: Length;
}

/** A part of the text; the end is one past the last character. */
export interface Range {
    /** The first character. */
    start: Position;
    /** One past the last character. */
    end: Position;
}

/** A change that would keep a promise. */
export interface RecoveryChange {
    /** What is changed. */
    kind: RecoveryChangeKind;
    /** The backup, replication or step. */
    id?: string;
    /** The new number. */
    to: Length;
    /** In words. */
    text: string;
}

/**
 * What is changed.
 *
 * - `back_up_every`: A backup starts at least so often.
 * - `copy_changes_every`: Changes are copied so often between two backups.
 * - `lag`: A replication is no further behind.
 * - `replicate`: A copy is kept up to date elsewhere.
 * - `promise_point`: Less is promised of the work lost.
 * - `shorten`: A part of the way back takes no longer.
 * - `promise_time`: Less is promised of the time to recover.
 */
export type RecoveryChangeKind =
    | "back_up_every" | "copy_changes_every" | "lag" | "replicate" | "promise_point" | "shorten" | "promise_time";

/** How much work is lost and how long recovery takes, as built against as promised. */
export interface RecoveryFacts {
    /** What is promised. */
    promised: PromisedRecovery;
    /** What becomes of each kind of loss. */
    outcomes: RecoveryOutcome[];
    /** What the backups are worth. */
    backups: BackupFacts[];
    /** What would keep the promises, the smallest change first. */
    changes: RecoveryChange[];
    /** The kind of standby that is claimed, and what speaks against it. */
    tier?: StandbyFacts;
    /** What a failover needs although it is lost with the region. */
    stranded: StrandedNeed[];
    /** The drill that moved production to the standby and took longest. */
    drilled?: FailoverDrill;
    /** All of it as a text. */
    text: string;
    /** All of it as Markdown. */
    markdown: string;
}

/** What becomes of one kind of loss. */
export interface RecoveryOutcome {
    /** The kind of loss. */
    mode: FailureMode;
    /** How much work is lost at worst. */
    lost: WorkLost;
    /** Whether that is no more than promised; nothing when that cannot be said. */
    keeps_point?: boolean;
    /** Whether recovery takes no longer than promised; nothing when that cannot be said. */
    keeps_time?: boolean;
    /** What is lost of each store, the worst first. */
    stores: StoreLoss[];
    /** The way back. */
    way: WayBack;
}

/** A part of the way back. */
export interface RecoveryPart {
    /** What kind of part. */
    part: RecoveryPartKind;
    /** The step or backup. */
    id?: string;
}

/**
 * Kinds of parts of a way back.
 *
 * - `detect`: Someone notices.
 * - `declare`: Someone decides.
 * - `step`: A step of the failover or procedure.
 * - `restore`: A backup is brought back.
 * - `take_over`: A copy takes over.
 * - `agree`: Stores are made to agree.
 * - `validate`: It is tried whether all works.
 * - `names`: Clients forget the old address.
 */
export type RecoveryPartKind = "detect" | "declare" | "step" | "restore" | "take_over" | "agree" | "validate" | "names";

/** A part of the way back, with its length. */
export interface RecoveryTerm {
    /** What kind of part. */
    part: RecoveryPartKind;
    /** The step or backup. */
    id?: string;
    /** How long it takes at best. */
    best: Length;
    /** How long it takes at worst. */
    worst: Length;
    /** True when it waits for whoever does the part before it. */
    for_people: boolean;
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

/** What a change risks. */
export interface Risk {
    /** How much is at stake: `low`, `medium` or `high`. */
    level: string;
    /** Why, the worst first. */
    reasons: RiskReason[];
    /** Who must say yes before it is in production. */
    approvers: Approver[];
    /** How to take it back, step by step. */
    way_back: string[];
}

/** Why a change is risky. */
export interface RiskReason {
    /** How bad: `low`, `medium` or `high`. */
    level: string;
    /** Where. */
    path: string;
    /** Why. */
    why: string;
}

/** The way back of an environment. Times are in seconds. */
export interface RollbackPlan {
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
    steps: RollbackPlanStep[];
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
export interface RollbackPlanStep {
    /** What is done. */
    what: string;
    /** The command. None for what a person does without one. */
    run: string | null;
    /** How long it takes at worst, when that is said. */
    takes: number | null;
}

/** Of which environment the way back is asked. */
export interface RollbackOptions {
    /** One of the environments; all when left out. */
    environment?: string;
}

/** Ways back. */
export interface Rollbacks {
    /** One for each environment that has one, production first. */
    ways_back: RollbackPlan[];
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

/** The new version against the old one, in one signal. */
export interface SampleComparison {
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

/** How long a run of a pipeline takes. */
export interface ScheduleJson {
    /** The pipeline. */
    pipeline: string;
    /** What starts such a run, in words. */
    starts: string[];
    /** With any number of machines, without waiting for people. */
    whole: Span;
    /** What all jobs take together, likely. */
    work: number;
    /** With the machines and locks there are; left out when nothing waits for them. */
    limited?: Limited;
    /** Until something is in production, without waiting for people; left out for runs that bring nothing there. */
    lead?: Span;
    /** The lead time that is promised. */
    promised?: number;
    /** Whether the promise holds. */
    keeps?: Keeps;
    /** What many runs say. */
    simulated?: Simulated;
    /** Share of the runs that go through without a job being started again, from zero to one. */
    passes: number;
    /** Waits for people and for the calendar. */
    waits: WaitJson[];
    /** Times in which it is only watched, which count. */
    pauses: Pause[];
    /** How long people are usually waited for on the way to production, as far as it is said. */
    people: Span;
    /** How long the calendar is usually waited for there. */
    calendar: Span;
    /** The machines it runs on. */
    pools: PoolUse[];
    /** Its jobs, in order of need. */
    jobs: ScheduledJob[];
    /** Names of the jobs whose length nobody says and for which one was taken. */
    assumed: string[];
    /** Routes of jobs that do not run on such a start. */
    skipped: string[];
    /** What was taken to be simpler than it is. */
    notes: ScheduleNote[];
}

/** Something that was taken to be simpler than it is. */
export interface ScheduleNote {
    /** Route to the job. */
    path: string;
    /** What was taken. */
    note: string;
}

/** Which runs are looked at, and what is known beyond the document. */
export interface ScheduleOptions {
    /** The pipeline, by its id; all that something starts when left out. */
    pipeline?: string;
    /** How many jobs run at once in each pool, by its name; as the document says when left out. */
    runners?: Record<string, number>;
    /** How many jobs the service runs at once; as the document says when left out. */
    parallelJobs?: number;
    /** How long a job is taken to last when nobody says it: `5m`, `4m..6m` or `1m/5m/20m`, which it is when left out. */
    assume?: string;
    /** Jobs of past runs, as the interfaces of GitHub, GitLab and Azure DevOps tell them. */
    history?: SourceFile[];
    /** How many runs are simulated; as many as are usual when left out, none when zero. */
    runs?: number;
    /** What they follow from; zero when left out. */
    seed?: number;
}

/** A job of a run. Times are in seconds. */
export interface ScheduledJob {
    /** Its name within the run: `build.api`, `test.unit (20, ubuntu)`, `release.call / deploy.web`. */
    name: string;
    /** Route to the job. */
    path: string;
    /** How long it takes. */
    lasts: Span;
    /** Where that comes from. */
    known: Known;
    /** When it likely starts, with the machines there are. */
    start: number;
    /** By how much it could take longer before all of it does. */
    slack: number;
    /** By how much all of it would be shorter without it. */
    drag: number;
    /** True when it is on the longest path. */
    critical: boolean;
    /** The pool it runs in; left out for what needs no machine. */
    pool?: string;
    /** True when a condition may keep it from running. */
    perhaps: boolean;
    /** True when it brings something to production. */
    releases: boolean;
    /** Share of the tries that fail for no good reason, from zero to one. */
    flaky: number;
    /** How many tries there are. */
    tries: number;
}

/** How long the runs of a plan take. Times are in seconds; those of machines and those of people are never added up. */
export interface Schedules {
    /** A schedule for each pipeline and each kind of start that runs other jobs. */
    schedules: ScheduleJson[];
    /** What past runs say, when some were given. */
    history?: History;
    /** All of it as a text. */
    text: string;
    /** All of it as Markdown. */
    markdown: string;
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

/** What many runs say. */
export interface Simulated {
    /** How many runs. */
    runs: number;
    /** What they follow from. */
    seed: number;
    /** How long a run takes. */
    whole: Percentiles;
    /** How long it takes to production. */
    lead?: Percentiles;
    /** Share of the runs that keep the promised lead time, from zero to one. */
    kept?: number;
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

/** What of a price file was passed over. */
export interface SkippedPrices {
    /** The file. */
    file: string;
    /** Why. */
    why: string;
    /** How many items. */
    count: number;
    /** The first of them. */
    example: string;
}

/** A file as it is handed to an adopter. */
export interface SourceFile {
    /** Its path from the root of the repository, with `/`. */
    path: string;
    /** What is in it. */
    text: string;
}

/** A time that varies, in seconds. */
export interface Span {
    /** When all goes well. */
    best: number;
    /** Likely. */
    likely: number;
    /** When all takes longest. */
    worst: number;
}

/** The kind of standby that is claimed, and what speaks against it. */
export interface StandbyFacts {
    /** The claim. */
    claimed: RecoveryTier;
    /** What is not there that belongs to it. */
    missing: string[];
}

/** What is lost of a store. */
export interface StoreLoss {
    /** The store; left out for everything together. */
    store?: string;
    /** How much. */
    lost: WorkLost;
    /** What brings it back: a backup, a replication, or `self` for what it does by itself. */
    by?: string;
    /** What should be known of that. */
    remark?: string;
    /** The older store that it must fit. */
    fits?: string;
    /** What does not help, and why. */
    unsaved: Unsaved[];
}

/** Something a failover needs although it is lost with the region. */
export interface StrandedNeed {
    /** The step. */
    step: string;
    /** What it needs. */
    needs: string;
    /** The kind of thing. */
    kind: string;
    /** Route to where the step names it. */
    path: string;
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
    | "mermaid" | "dot" | "svg" | "rollout-chart" | "gantt" | "cost-report" | "cost-chart" | "cost-csv" | "cost-infracost" | "cost-focus" | "json-schema" | "report" | "specification" | "runbook" | "recovery-plan" | "observability-plan" | "checklist" | "notices" | "incident-report" | "azure-pipelines" | "dockerfile" | "compose" | "github-actions" | "gitlab-ci" | "jenkins" | "kubernetes" | "alertmanager" | "azure-monitor" | "cloudwatch" | "grafana" | "prometheus";

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

/** Something that costs money, and nobody knows how much. */
export interface UnknownCost {
    /** Where in the document it comes from. */
    path: string;
    /** What is not known: `price`, `amount` or `exchange`. */
    what: string;
    /** What it is, and what to say in the document. */
    why: string;
    /** The meter, where it is known. */
    meter?: string;
}

/** A name of past runs that no job of the plan answers to, or more than one. */
export interface Unmatched {
    /** The name. */
    name: string;
    /** How many tries there were. */
    tries: number;
    /** True when several jobs are called so. */
    ambiguous: boolean;
}

/** Something that does not help after a loss. */
export interface Unsaved {
    /** The backup or replication. */
    by: string;
    /** Why it does not help. */
    why: string;
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

/** A wait for people or for the calendar. */
export interface WaitJson {
    /** What is waited for: the key of a gate, or `manual` for a job that a person starts. */
    kind: string;
    /** Route to the gate. */
    path: string;
    /** The job or stage that waits. */
    before: string;
    /** How long it usually takes; left out when nobody says it. */
    usual?: Span;
    /** The longest it can take, in seconds. */
    longest?: number;
    /** True when people are waited for, not the calendar. */
    people: boolean;
}

/** What simulated runs say. */
export interface Waiting {
    /** How long a job waits for a machine. */
    jobs: Percentiles;
    /** Half the width of the interval that holds the mean 95 times of a hundred. */
    margin: number;
    /** By how much waiting makes a run longer on average. */
    longer: number;
    /** How long it takes to production. */
    lead?: Percentiles;
    /** Share of the runs that keep the promised lead time, from zero to one. */
    kept?: number;
}

/** The way back after a loss. */
export interface WayBack {
    /** How it is done. */
    kind: WayBackKind;
    /** The procedure, when it is one. */
    procedure?: string;
    /** How long it takes at best; nothing when nobody says. */
    best?: Length;
    /** How long it takes at worst. */
    worst?: Length;
    /** False when nobody says how long some of it takes, which is not counted. */
    complete: boolean;
    /** The parts that decide how long it takes, in order. */
    terms: RecoveryTerm[];
    /** Parts nobody says the length of. */
    open: RecoveryPart[];
    /** Backups whose restore was never measured. */
    unmeasured: string[];
}

/**
 * How recovery is done.
 *
 * - `failover`: By the failover.
 * - `procedure`: By a procedure.
 * - `takes_over`: By itself.
 * - `restore`: By bringing backups back, though no procedure says how.
 * - `unknown`: Nobody says how.
 */
export type WayBackKind = "failover" | "procedure" | "takes_over" | "restore" | "unknown";

/** How much work is lost. */
export interface WorkLost {
    /** What can be said of it. */
    kind: WorkLostKind;
    /** How much, in time. */
    time?: Length;
}

/**
 * What can be said of a loss.
 *
 * - `time`: What was done in such a time, at most.
 * - `unknown`: Something is left, but nobody says how old.
 * - `everything`: All of it.
 */
export type WorkLostKind = "time" | "unknown" | "everything";

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
    /** How much work is lost and how long recovery takes, as built against as promised, for each kind of loss. */
    recover(): RecoveryFacts;
    /** What a plan costs: every line with quantity, price and source, the totals, what is not known, and what could be saved. */
    cost(options?: CostOptions): Cost;
    /**
     * What changes from another delivery to this one: nouns by route, cost and time, what that risks, who must say yes, and the way back.
     *
     * @param before The text of the document as it was.
     */
    compare(before: string, options?: CompareOptions): Comparison;
    /** How long the runs of a plan take: the longest path, with the machines there are, percentiles, and how long people are waited for beside that. */
    schedule(options?: ScheduleOptions): Schedules;
    /** How many machines a team needs: how long jobs wait for one, what that does to the lead time, and what it costs. */
    capacity(options?: CapacityOptions): Capacity;
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
