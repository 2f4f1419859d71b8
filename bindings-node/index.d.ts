import type { Delivery } from "./generated/model";
import type {
    CheckOptions,
    Diagnostic,
    DocumentOperations,
    PlanOperations,
    ReportJson,
    Summary,
} from "./generated/operations";

export * from "./generated/model";
export * from "./generated/operations";

/** Version of the library. */
export declare const version: string;

/** How a text is read. */
export interface ReadOptions {
    /** What it is called in reports; tells the notation by its ending when no format is given. */
    name?: string;
    /** The notation; YAML when neither this nor the name says. */
    format?: "yaml" | "json" | "toml";
}

/** Reads a text. Whatever is wrong with it is in the report of {@link DocumentOperations.check}. */
export declare function read(text: string | Uint8Array, options?: ReadOptions): Document;

/**
 * Reads a file.
 *
 * @throws {@link FileError} when there is no such file.
 */
export declare function readFile(path: string | URL, options?: ReadOptions): Document;

/** Takes a delivery that was built in code. Its findings have routes, but no lines. */
export declare function fromData(delivery: Delivery): Document;

/** A document that was read, sound or not. */
export declare class Document {
    private constructor();

    /**
     * The plan: the proof that every name is bound and nothing waits for itself.
     *
     * @throws {@link InvalidDelivery} with the report when there can be none.
     */
    plan(): Plan;
}

export interface Document extends DocumentOperations {}

/** A document of which the structure holds. It is held by the native part: no question parses it again. */
export declare class Plan {
    private constructor();
}

export interface Plan extends DocumentOperations, PlanOperations {}

/** What the rules say about a document. Iterates over its findings. */
export declare class Report implements Iterable<Diagnostic> {
    private constructor();

    /** The name of the text; absent when the document was never text. */
    readonly source: string | undefined;
    /** How many findings there are. */
    readonly summary: Summary;
    /** The findings: by place, then by code. */
    readonly diagnostics: readonly Diagnostic[];
    /** True when a finding is an error. */
    readonly hasErrors: boolean;

    [Symbol.iterator](): IterableIterator<Diagnostic>;
    /** The report for people. */
    toString(): string;
    /** A SARIF 2.1.0 log, for code scanning. */
    toSarif(): string;
    /** Annotations for the log of a GitHub workflow. */
    toGithub(): string;
    /** The report as data, in a versioned form. */
    toJSON(): ReportJson;
}

/** Files that an operation made. Iterates over them. */
export declare class FileSet implements Iterable<{ readonly path: string; readonly text: string }> {
    private constructor();

    /** The files, by path. */
    readonly files: ReadonlyArray<{ readonly path: string; readonly text: string }>;

    [Symbol.iterator](): IterableIterator<{ readonly path: string; readonly text: string }>;
    /**
     * Writes the files below a folder, which is made when it is not there; gives the paths that were written.
     *
     * @throws {@link FileError} when a file cannot be written, or is not below the folder.
     */
    write(folder?: string): Promise<string[]>;
}

/** Ways to follow and end a batch. */
export interface BatchOptions {
    /** Hears now and then, and at the end, how many files are done. */
    onProgress?: (done: number, all: number) => void;
    /** Ends the batch early. */
    signal?: AbortSignal;
}

/** What a file of a batch was answered, or why it was not. */
export type Answered<T> = { path: string; answer: T; error?: never } | { path: string; answer?: never; error: GatewrightError };

/** The report of a file of a batch, or why there is none. A report reads its file again when it is shown as a text. */
export type Checked = { path: string; report: Report; error?: never } | { path: string; report?: never; error: GatewrightError };

/** Checks many files on all cores, away from the event loop. Answers come in the order of the paths. */
export declare function checkMany(paths: Iterable<string>, options?: BatchOptions & CheckOptions): Promise<Checked[]>;

type Methods = DocumentOperations & PlanOperations;

/** Calls a method of {@link Document} or {@link Plan} on many files, on all cores, away from the event loop. */
export declare function callMany<M extends keyof Methods>(
    paths: Iterable<string>,
    method: M,
    given?: Parameters<Methods[M]>,
    options?: BatchOptions,
): Promise<Answered<ReturnType<Methods[M]>>[]>;

/** A call could not do its work. */
export declare class GatewrightError extends Error {}

/** An argument is not one of those that exist. */
export declare class ArgumentError extends GatewrightError {}

/** A file could not be read or written. */
export declare class FileError extends GatewrightError {}

/** A mistake of this library. */
export declare class InternalError extends GatewrightError {}

/** A document has no plan. */
export declare class InvalidDelivery extends GatewrightError {
    /** Everything that is wrong with it. */
    readonly report: Report;
}
