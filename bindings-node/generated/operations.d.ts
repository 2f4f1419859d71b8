// Generated from the core by `make generate`.

import type { FileSet, Report } from "../index";
import type { ComplianceFact, Delivery, Evidence, FailureMode, Id, Profile, RecoveryTier } from "./model";

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

/** A policy in Rego. */
export interface PolicyText {
    /** What messages call it, such as the name of its file. */
    name: string;
    /** Its text. */
    text: string;
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

/**
 * How bad a finding is.
 *
 * - `error`: Wrong, or a promise that cannot be kept.
 * - `warning`: Likely to hurt.
 * - `info`: Worth knowing.
 */
export type Severity = "error" | "warning" | "info";

/** A file as it is handed to an adopter. */
export interface SourceFile {
    /** Its path from the root of the repository, with `/`. */
    path: string;
    /** What is in it. */
    text: string;
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
    | "mermaid" | "dot" | "svg" | "json-schema" | "azure-pipelines" | "github-actions" | "gitlab-ci" | "jenkins" | "kubernetes";

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
