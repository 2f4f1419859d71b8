// Generated from the core by `make generate`.

export {};

/** A mapping that has none of these keys. */
type Without<K extends string> = { [P in K]?: never };

/** An id such as `api` or `build-test`. */
export type Id = string;

/** Who delivers, and how often: the arrival rates that queueing and cost are computed from. */
export interface Team {
    /** Number of engineers that push. */
    engineers?: number;
    /** Pushes of the whole team, such as `40/day`. */
    pushes?: Rate;
    /** Deployments to production, such as `12/week`. */
    deployments?: Rate;
    /** Hours of a working day in which pushes arrive. */
    busy_hours?: Duration;
    /** What an engineer's hour costs, to weigh waiting against machines. */
    hourly_cost?: Price;
}

/** A rate such as `12/week` or `40/day`. */
export type Rate = string;

/** A duration such as `30m` or `1h30m`. */
export type Duration = string;

/** A price such as `146 USD/month` or `0.006 USD/minute`. */
export type Price = string;

/** People that gates, roles and owners name. */
export interface Group {
    /** Name shown to people. */
    name?: string;
    /** How many people are in it. */
    size?: number;
    /** Who they are, by the name the platform knows them under. */
    members?: string[];
    /** How to reach them, such as a chat channel. */
    contact?: string;
    /** Name of the group on each platform, where it differs. */
    extensions?: Record<string, unknown>;
}

/** What is promised to users and to the business. */
export interface Objectives {
    /** From commit to production, waiting for people excluded. */
    lead_time?: Duration;
    /** From a bad release or a lost region to service again (RTO). */
    recovery_time?: Duration;
    /** How much work may be lost, in time (RPO). */
    recovery_point?: Duration;
    /** How many releases may fail, such as `5%`. */
    change_failure_rate?: Percent;
    /** How often production is deployed to, at least. */
    deployment_frequency?: Rate;
    /** Share of time the service answers, such as `99.9%`. */
    availability?: Percent;
    /** What may be spent, such as `700 USD/month`. */
    budget?: Price;
    /** What one release may cost. */
    release_budget?: Money;
    /** Frameworks that evidence is collected for: `soc2`, `iso27001`, `pci_dss`, `hipaa`, `gdpr`, `nist_800_53`, `ssdf`, `slsa`, `cis`, `owasp_cicd`. */
    compliance?: string[];
}

/** A percentage such as `5%` or `99.9%`. */
export type Percent = `${number}%` | `${number} %`;

/** An amount of money such as `632 USD`. */
export type Money = string;

/** What every `SecretStore` may have beside its one key. */
export interface SecretStoreBase {
    /** The environments that may read from it; all when left out. */
    environments?: Id | Id[];
    /** How long a secret is used before it is replaced, unless the secret says otherwise. */
    rotate?: Duration;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** The keys of which a `SecretStore` has exactly one. */
export type SecretStoreKey = "azure_key_vault" | "aws_secrets_manager" | "gcp_secret_manager" | "vault" | "ci" | "kubernetes";

/** Azure Key Vault. */
export interface SecretStoreWithAzureKeyVault extends SecretStoreBase, Without<Exclude<SecretStoreKey, "azure_key_vault">> {
    azure_key_vault: AzureKeyVault;
}

/** AWS Secrets Manager. */
export interface SecretStoreWithAwsSecretsManager extends SecretStoreBase, Without<Exclude<SecretStoreKey, "aws_secrets_manager">> {
    aws_secrets_manager: AwsSecretsManager;
}

/** Google Cloud Secret Manager. */
export interface SecretStoreWithGcpSecretManager extends SecretStoreBase, Without<Exclude<SecretStoreKey, "gcp_secret_manager">> {
    gcp_secret_manager: GcpSecretManager;
}

/** HashiCorp Vault. */
export interface SecretStoreWithVault extends SecretStoreBase, Without<Exclude<SecretStoreKey, "vault">> {
    vault: Vault;
}

/** The CI system's own secrets. */
export interface SecretStoreWithCi extends SecretStoreBase, Without<Exclude<SecretStoreKey, "ci">> {
    ci: CiSecrets;
}

/** Kubernetes secrets, sealed or synchronised by an operator. */
export interface SecretStoreWithKubernetes extends SecretStoreBase, Without<Exclude<SecretStoreKey, "kubernetes">> {
    kubernetes: KubernetesSecrets;
}

/** A place where secrets are kept. */
export type SecretStore =
    | SecretStoreWithAzureKeyVault
    | SecretStoreWithAwsSecretsManager
    | SecretStoreWithGcpSecretManager
    | SecretStoreWithVault
    | SecretStoreWithCi
    | SecretStoreWithKubernetes;

/** An Azure Key Vault. */
export interface AzureKeyVault {
    /** Name of the vault. */
    name?: string;
    /** Resource group it is in. */
    resource_group?: string;
}

/** AWS Secrets Manager in one region. */
export interface AwsSecretsManager {
    /** Region such as `eu-west-1`. */
    region?: string;
    /** What every name begins with. */
    prefix?: string;
    /** Role to assume for reading. */
    role?: string;
}

/** Google Cloud Secret Manager of one project. */
export interface GcpSecretManager {
    /** Project id. */
    project?: string;
}

/** A HashiCorp Vault. */
export interface Vault {
    /** Address such as `https://vault.example.com`. */
    address?: string;
    /** Path of the secrets engine. */
    mount?: string;
    /** Role to log in with. */
    role?: string;
}

/** The secrets of the CI system itself. */
export interface CiSecrets {
    /** `repository`, `environment` or `organization`, where the system tells them apart. */
    scope?: string;
}

/** Secrets that live in the cluster. */
export interface KubernetesSecrets {
    /** Namespace they are in. */
    namespace?: string;
    /** Operator that fills them: `external_secrets` or `sealed_secrets`. */
    operator?: string;
    /** What `kubeseal` made of values. Only the cluster can open them, so a document may hold them. */
    sealed?: SealedSecret[];
}

/** A secret that only one cluster can open. */
export interface SealedSecret {
    /** Its name, as references have it. */
    name: SecretName;
    /** The environment whose cluster can open it. */
    environment: Id;
    /** Sealed values by key. */
    values?: Record<string, string>;
}

/** The name of a secret such as `prod/db-password`. */
export type SecretName = string;

/** What is known about a secret beyond its name. */
export interface Secret {
    /** Name in the store; the id when left out. */
    name?: SecretName;
    /** The store it is kept in. */
    store?: Id;
    /** How long it is used before it is replaced. */
    rotate?: Duration;
    /** How long the old value still works after a rotation. */
    overlap?: Duration;
    /** The environments it is for; all when left out. */
    environments?: Id | Id[];
    /** Who looks after it. */
    owner?: string;
}

/** The value of an environment variable: a text, nothing, or a secret. A text may hold `${{ expressions }}`. */
export type EnvValue = string | number | boolean | null | SecretReference;

/** A secret, by its name in a store. */
export interface SecretReference {
    /** Name in the store, such as `prod/db-password`. */
    secret: SecretName;
    /** The store; the only one when left out. */
    store?: Id;
    /** The key inside a secret that holds several values. */
    key?: string;
}

/** A part of the software that is built and delivered. */
export interface Service {
    /** Folder in the repository. */
    path?: string;
    /** What it is written in, such as `dotnet 8.0`. */
    runtime?: Runtime;
    /** Repository and name of its container image, without a tag. */
    image?: string;
    /** How it becomes that image. */
    build?: ServiceBuild;
    /** Port it listens on. */
    port?: Port;
    /** Path that answers when it is well, such as `/health`. */
    health?: string;
    /** Path that answers when it may receive traffic; `health` when left out. */
    ready?: string;
    /** Who can reach it. */
    exposure?: Exposure;
    /** The most sensitive data it handles. */
    data?: DataClass;
    /** Services it calls. */
    needs?: Id | Id[];
    /** Group that looks after it. */
    owner?: Id;
    /** Folders whose changes also change this service, for monorepos. */
    watches?: string | string[];
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A runtime such as `node 20` or `dotnet 8.0`. */
export type Runtime = string;

/** How a service becomes a container image. What is left out is done as its language usually does it. */
export interface ServiceBuild {
    /** What brings the packages it stands on; the usual one of the language when left out. */
    packages?: PackageManager;
    /** Commands that build it, run in its folder. */
    run?: string | string[];
    /** Files and folders of the build that the image keeps, from its folder; everything, or the one program that was made, when left out. */
    keep?: string | string[];
    /** Program and arguments that a container starts with; a single text is taken apart at its spaces. */
    start?: string | string[];
    /** Image it is built in, best with its digest; a good one for the language when left out. */
    on?: string;
    /** Image it runs on, best with its digest; a small one for the language when left out. */
    base?: string;
}

/**
 * What brings the packages that a service stands on.
 *
 * - `npm`: npm, with `package-lock.json`.
 * - `pnpm`: pnpm, with `pnpm-lock.yaml`.
 * - `yarn`: Yarn 1, with `yarn.lock`.
 * - `pip`: pip, with `requirements.txt`.
 * - `uv`: uv, with `uv.lock`.
 * - `poetry`: Poetry, with `poetry.lock`.
 * - `maven`: Maven, with `pom.xml`.
 * - `gradle`: Gradle, by its wrapper.
 */
export type PackageManager = "npm" | "pnpm" | "yarn" | "pip" | "uv" | "poetry" | "maven" | "gradle";

/** A port such as `8080`. */
export type Port = string | number;

/**
 * Who can reach a service.
 *
 * - `public`: Anyone on the internet.
 * - `internal`: Anyone in the company's network.
 * - `private`: Other services only.
 */
export type Exposure = "public" | "internal" | "private";

/**
 * How sensitive data is.
 *
 * - `public`: Anyone may see it.
 * - `internal`: For the company.
 * - `confidential`: For those who need it.
 * - `personal`: About people.
 * - `health`: Health records.
 * - `cardholder`: Payment cards.
 * - `production`: Copied or derived from production.
 * - `synthetic`: Made up for tests.
 */
export type DataClass =
    | "public" | "internal" | "confidential" | "personal" | "health" | "cardholder" | "production" | "synthetic";

/** How a service runs on a cluster or container platform. */
export interface Workload {
    /** The service that runs; the one with the same id when left out. */
    service?: Id;
    /** What keeps it running. */
    kind?: WorkloadKind;
    /** Namespace it runs in; that of the environment when left out. */
    namespace?: string;
    /** How many copies run. With one, every restart is an outage; left out when something scales it. */
    replicas?: number;
    /** How many copies it needs to serve everyone; one when left out. */
    needed?: number;
    /** Share of time a single copy is up, for computing the availability of all together. */
    availability?: Percent;
    /** The part of failures that takes all copies at once. */
    shared_fate?: Percent;
    /** The container that does the work. */
    container?: WorkloadContainer;
    /** Containers beside it. */
    sidecars?: Record<string, WorkloadContainer>;
    /** Containers that run before it, one after the other. */
    init?: Record<string, WorkloadContainer>;
    /** What its containers can mount. */
    volumes?: Record<string, Volume>;
    /** What changes the number or size of its copies. */
    scaling?: Scaling;
    /** How many copies maintenance may take away at once. */
    disruption?: Disruption;
    /** Which machines its copies may share. */
    placement?: Placement;
    /** What its pods may do on their machine. */
    security?: PodSecurity;
    /** Who it is, to the cluster and to the cloud. */
    account?: ServiceAccount;
    /** Addresses it is reached under inside the cluster. */
    endpoints?: Record<string, Endpoint>;
    /** How it is reached from outside the cluster. */
    ingress?: Ingress;
    /** Who may talk to it, and to whom it may talk. */
    network?: NetworkPolicy;
    /** When and how often it runs, for work that ends. */
    batch?: Batch;
    /** How long a new copy takes until it can serve. With the number of batches it is the length of a rollout. */
    startup?: DurationRange;
    /** How long a copy gets to finish its work. Shorter than draining the load balancer, requests are lost. */
    grace?: Duration;
    /** How many old versions the cluster keeps to go back to. */
    history?: number;
    /** Labels of its pods. */
    labels?: Record<string, string>;
    /** Labels by which its pods are found; made from the id when left out. Pods without them are never counted. */
    selector?: Record<string, string>;
    /** Annotations of its pods. */
    annotations?: Record<string, string>;
    /** Secrets in the cluster that images are pulled with. */
    pull_secrets?: string | string[];
    /** What is different in single environments. */
    environments?: Record<string, WorkloadOverride>;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * What keeps a workload running.
 *
 * - `deployment`: Copies that are all alike.
 * - `stateful_set`: Copies with a name and a disk of their own.
 * - `daemon_set`: One copy on every machine.
 * - `job`: Work that ends.
 * - `cron_job`: Work that ends, started by the clock.
 */
export type WorkloadKind = "deployment" | "stateful_set" | "daemon_set" | "job" | "cron_job";

/** A container of a workload. */
export interface WorkloadContainer {
    /** Image with tag or digest; the service's image at the delivered version when left out. A tag that moves, such as `latest`, makes going back impossible. */
    image?: string;
    /** When the image is pulled. */
    pull?: PullPolicy;
    /** Program instead of the image's own. */
    command?: string | string[];
    /** Arguments instead of the image's own. */
    args?: string[];
    /** Folder it starts in. */
    dir?: string;
    /** Variables it sees. */
    env?: Record<string, EnvValue>;
    /** Objects of the cluster whose keys all become variables. */
    env_from?: EnvSource[];
    /** Ports it listens on, by name; the service's port when left out. */
    ports?: Record<string, ContainerPort>;
    /** What it is promised and allowed. Without it neither the scheduler nor the cost model can see it. */
    resources?: Resources;
    /** How one finds out whether it is well. */
    probes?: Probes;
    /** What it may do on its machine. */
    security?: ContainerSecurity;
    /** Where it sees which volume. */
    mounts?: Mount[];
    /** What it does before it is stopped. */
    before_stop?: BeforeStop;
    /** True for a container of `init` that goes on running beside the others. */
    keeps_running?: boolean;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * When an image is pulled.
 *
 * - `always`: Each time a container starts.
 * - `if_not_present`: When the machine does not have it.
 * - `never`: Never.
 */
export type PullPolicy = "always" | "if_not_present" | "never";

/** An object of the cluster whose keys all become variables. */
export interface EnvSource {
    /** Name of a config map. */
    config_map?: string;
    /** Name of a secret in the cluster. */
    cluster_secret?: string;
    /** What all names begin with. */
    prefix?: string;
    /** True when it need not be there. */
    optional?: boolean;
}

/** A port a container listens on. */
export type ContainerPort = Port | ContainerPortObject;

/** A port a container listens on. In its long form. */
export interface ContainerPortObject {
    /** Its number. */
    port: Port;
    /** How it is spoken to; TCP when left out. */
    protocol?: Protocol;
    /** Port of the machine itself that leads to it. Only one copy fits on each machine then. */
    host_port?: Port;
}

/**
 * How a port is spoken to.
 *
 * - `tcp`: TCP.
 * - `udp`: UDP.
 * - `sctp`: SCTP.
 * - `icmp`: ICMP, which has no ports.
 * - `any`: Any.
 */
export type Protocol = "tcp" | "udp" | "sctp" | "icmp" | "any";

/** What a container is promised and allowed. */
export interface Resources {
    /** What it is promised; the scheduler keeps this much free, and it is paid for. */
    requests?: ResourceAmounts;
    /** What it may use at most. Above the memory limit it is killed, above the processor limit slowed down. */
    limits?: ResourceAmounts;
}

/** Amounts of processor, memory and the like. */
export interface ResourceAmounts {
    /** Processors, such as `500m` for half of one. */
    cpu?: Cpu;
    /** Memory, such as `512Mi`. */
    memory?: Size;
    /** Space on the machine's own disk. */
    disk?: Size;
    /** Graphics processors. */
    gpu?: number;
    /** Space on volumes, for quotas. */
    storage?: Size;
    /** Pods, for quotas. */
    pods?: number;
    /** Other resources, in the platform's words. */
    extensions?: Record<string, unknown>;
}

/** An amount of processor such as `500m` or `2`. */
export type Cpu = string | number;

/** A size such as `512Mi`, `10Gi` or `100kB`. */
export type Size = string;

/** How one finds out whether a container is well. */
export interface Probes {
    /** Whether it has started; the others wait for it. */
    startup?: Probe;
    /** Whether it may receive requests. Without it a new copy counts as ready at once, and a rollout proves nothing. */
    readiness?: Probe;
    /** Whether it must be restarted. It must not depend on other services, or all restart together. */
    liveness?: Probe;
}

/** What every `Probe` may have beside its one key. */
export interface ProbeBase {
    /** How long after the start it is first asked. */
    delay?: Duration;
    /** How often it is asked; every 10 seconds when left out. */
    every?: Duration;
    /** How long an answer may take; one second when left out. */
    timeout?: Duration;
    /** After how many bad answers in a row it counts as failed; three when left out. */
    failures?: number;
    /** After how many good answers in a row it counts as well again; one when left out. */
    successes?: number;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** The keys of which a `Probe` has exactly one. */
export type ProbeKey = "http" | "tcp" | "grpc" | "command";

/** An HTTP request that must succeed. */
export interface ProbeWithHttp extends ProbeBase, Without<Exclude<ProbeKey, "http">> {
    http: HttpProbe;
}

/** A TCP connection that must come about. */
export interface ProbeWithTcp extends ProbeBase, Without<Exclude<ProbeKey, "tcp">> {
    tcp: TcpProbe;
}

/** The gRPC health service. */
export interface ProbeWithGrpc extends ProbeBase, Without<Exclude<ProbeKey, "grpc">> {
    grpc: GrpcProbe;
}

/** A command that must succeed, word by word. */
export interface ProbeWithCommand extends ProbeBase, Without<Exclude<ProbeKey, "command">> {
    command: string | string[];
}

/** A question asked again and again. */
export type Probe = ProbeWithHttp | ProbeWithTcp | ProbeWithGrpc | ProbeWithCommand;

/** An HTTP request that must succeed. */
export type HttpProbe = string | HttpProbeObject;

/** An HTTP request that must succeed. In its long form. */
export interface HttpProbeObject {
    /** Path such as `/health`. */
    path: string;
    /** Port; the container's only one when left out. */
    port?: Port;
    /** True when it is asked over TLS. */
    tls?: boolean;
    /** Headers sent. */
    headers?: Record<string, string>;
}

/** A TCP connection that must come about. */
export type TcpProbe = Port | TcpProbeObject;

/** A TCP connection that must come about. In its long form. */
export interface TcpProbeObject {
    /** Port; the container's only one when left out. */
    port?: Port;
}

/** The gRPC health service. */
export type GrpcProbe = Port | GrpcProbeObject;

/** The gRPC health service. In its long form. */
export interface GrpcProbeObject {
    /** Port; the container's only one when left out. */
    port?: Port;
    /** Name of the service asked about. */
    service?: string;
}

/** What a container may do on its machine. */
export interface ContainerSecurity {
    /** True when it may do whatever root of the machine may: the shortest way out of a container. */
    privileged?: boolean;
    /** False when a process in it can never gain rights it was not started with. */
    escalation?: boolean;
    /** True when it cannot change its own files. */
    read_only_root?: boolean;
    /** User number it runs as. */
    user?: number;
    /** Group number it runs as. */
    group?: number;
    /** True when it is refused to run as root. */
    non_root?: boolean;
    /** Rights of root it is given, such as `NET_BIND_SERVICE`. */
    add?: string | string[];
    /** Rights that are taken from it; `ALL` takes all. */
    drop?: string | string[];
    /** Profile of allowed system calls. */
    seccomp?: string;
}

/** Where a container sees a volume. */
export interface Mount {
    /** The volume, by its id in the workload. */
    volume: Id;
    /** Path in the container. */
    path: string;
    /** Part of the volume that is seen; all of it when left out. */
    sub_path?: string;
    /** True when it cannot be changed from there. */
    read_only?: boolean;
}

/** What a container does before it is stopped, so that no request is lost. */
export type BeforeStop = Duration | BeforeStopObject;

/** What a container does before it is stopped, so that no request is lost. In its long form. */
export interface BeforeStopObject {
    /** How long it waits, so that others notice. */
    wait?: Duration;
    /** Command it runs. */
    command?: string | string[];
    /** Path it asks itself over HTTP. */
    http?: string;
    /** Port for that request, by its name in `ports`. */
    port?: Id;
}

/** What every `Volume` may have beside its one key. */
export interface VolumeBase {
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** The keys of which a `Volume` has exactly one. */
export type VolumeKey = "claim" | "empty" | "config" | "secret" | "host_path";

/** A disk that outlives the pod. */
export interface VolumeWithClaim extends VolumeBase, Without<Exclude<VolumeKey, "claim">> {
    claim: VolumeClaim;
}

/** An empty folder that goes with the pod. */
export interface VolumeWithEmpty extends VolumeBase, Without<Exclude<VolumeKey, "empty">> {
    empty: EmptyVolume;
}

/** Settings as files. */
export interface VolumeWithConfig extends VolumeBase, Without<Exclude<VolumeKey, "config">> {
    config: ConfigVolume;
}

/** Secrets as files. */
export interface VolumeWithSecret extends VolumeBase, Without<Exclude<VolumeKey, "secret">> {
    secret: SecretVolume;
}

/** A folder or socket of the machine itself; a way out of the container. */
export interface VolumeWithHostPath extends VolumeBase, Without<Exclude<VolumeKey, "host_path">> {
    host_path: HostPath;
}

/** Something that containers can mount. */
export type Volume = VolumeWithClaim | VolumeWithEmpty | VolumeWithConfig | VolumeWithSecret | VolumeWithHostPath;

/** A disk that outlives the pod. Its data needs a backup. */
export type VolumeClaim = string | VolumeClaimObject;

/** A disk that outlives the pod. Its data needs a backup. In its long form. */
export interface VolumeClaimObject {
    /** Name of a claim that exists already. */
    name?: string;
    /** How large it is. */
    size?: Size;
    /** Class of storage. */
    class?: string;
    /** How it may be mounted; by one machine when left out. */
    access?: VolumeAccess;
    /** True when each copy of the workload has its own. */
    per_copy?: boolean;
}

/**
 * How a disk may be mounted.
 *
 * - `one_writer`: By one machine, to read and write.
 * - `one_pod`: By one pod, to read and write.
 * - `many_readers`: By many, to read.
 * - `many_writers`: By many, to read and write.
 */
export type VolumeAccess = "one_writer" | "one_pod" | "many_readers" | "many_writers";

/** An empty folder that goes with the pod. */
export interface EmptyVolume {
    /** How large it may grow. */
    size?: Size;
    /** True when it is kept in memory, and counts as such. */
    memory?: boolean;
}

/** Settings as files. */
export type ConfigVolume = string | ConfigVolumeObject;

/** Settings as files. In its long form. */
export interface ConfigVolumeObject {
    /** Name of a config map that exists already. */
    name?: string;
    /** Files and their content, for one that is made. */
    files?: Record<string, string>;
}

/** Secrets as files. */
export type SecretVolume = string | SecretVolumeObject;

/** Secrets as files. In its long form. */
export interface SecretVolumeObject {
    /** Name of a secret in the cluster that exists already. */
    name?: string;
    /** Files and the secrets they hold, for one that is made. */
    files?: Record<string, SecretReference>;
    /** Certificates whose key and chain are put there, by id. */
    certificates?: Id | Id[];
}

/** A folder or socket of the machine itself. */
export type HostPath = string | HostPathObject;

/** A folder or socket of the machine itself. In its long form. */
export interface HostPathObject {
    /** Path on the machine, such as `/var/log`. With `/var/run/docker.sock` a container rules its machine. */
    path: string;
    /** What must be there, in the platform's words. */
    type?: string;
}

/** What changes the number or size of a workload's copies. */
export interface Scaling {
    /** More or fewer copies, by load. */
    horizontal?: HorizontalScaling;
    /** Larger or smaller copies, by use. */
    vertical?: VerticalScaling;
    /** More or fewer copies, by events waiting elsewhere, down to none. */
    events?: EventScaling;
}

/** More or fewer copies, by load. */
export interface HorizontalScaling {
    /** Never fewer than this; one when left out. */
    min?: number;
    /** Never more than this. The cluster must have room for all of them, or scaling fails when it is needed most. */
    max: number;
    /** Share of the requested processor time that is aimed at. */
    cpu?: Percent;
    /** Share of the requested memory that is aimed at. */
    memory?: Percent;
    /** Other measurements that are aimed at; the one that asks for most copies wins. */
    signals?: ScalingSignal[];
    /** How fast it grows. */
    up?: ScalingPace;
    /** How fast it shrinks. */
    down?: ScalingPace;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A measurement that scaling aims at. */
export interface ScalingSignal {
    /** What is measured. */
    signal: SignalName;
    /** The value aimed at. */
    target: Decimal;
    /** True when the value is for each copy, false for all together. */
    per_copy?: boolean;
    /** Where it is measured. */
    provider?: Id;
    /** Labels that choose the measurement. */
    labels?: Record<string, string>;
}

/** A signal such as `error_rate` or `latency.p95`. */
export type SignalName = string;

/** A number such as `3` or `0.006`. */
export type Decimal = string | number;

/** How fast a workload grows or shrinks. */
export interface ScalingPace {
    /** How long it waits to see whether the load stays. */
    stabilize?: Duration;
    /** Steps it may take. */
    steps?: ScalingStep[];
    /** Which step counts when several are allowed; the largest when left out. */
    choose?: ScalingChoice;
}

/** A step of scaling. */
export interface ScalingStep {
    /** By how many copies, or by what part of them. */
    by: Share;
    /** How often. */
    every: Duration;
}

/** A number such as `2` or a percentage such as `25%`. */
export type Share = string | number;

/**
 * Which of several steps counts.
 *
 * - `largest`: The one that changes most.
 * - `smallest`: The one that changes least.
 * - `none`: None: it does not scale this way.
 */
export type ScalingChoice = "largest" | "smallest" | "none";

/** Larger or smaller copies, by use. */
export interface VerticalScaling {
    /** What is done with what was learned. */
    mode?: VerticalMode;
    /** Never smaller than this. */
    min?: ResourceAmounts;
    /** Never larger than this. */
    max?: ResourceAmounts;
    /** What it changes; both when left out. What horizontal scaling watches must not be changed here. */
    controls?: ScaledResource | ScaledResource[];
}

/**
 * What vertical scaling does with what it learned.
 *
 * - `off`: Only says it.
 * - `initial`: Uses it for new copies.
 * - `recreate`: Replaces copies to use it.
 * - `auto`: Uses it in whatever way disturbs least.
 */
export type VerticalMode = "off" | "initial" | "recreate" | "auto";

/**
 * What vertical scaling changes.
 *
 * - `cpu`: Processor time.
 * - `memory`: Memory.
 */
export type ScaledResource = "cpu" | "memory";

/** More or fewer copies, by events waiting elsewhere. */
export interface EventScaling {
    /** Never fewer than this while there are events; none when left out. */
    min?: number;
    /** Never more than this. */
    max?: number;
    /** How many remain when there are no events. */
    idle?: number;
    /** How often it looks. */
    every?: Duration;
    /** How long after the last event it shrinks to none. */
    cooldown?: Duration;
    /** What it looks at. */
    triggers?: Record<string, EventTrigger>;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** Where events wait. */
export interface EventTrigger {
    /** Kind of source, in the scaler's words, such as `azure-servicebus`. */
    type: string;
    /** Its parameters. */
    with?: Record<string, unknown>;
    /** How many events one copy is meant to take. */
    target?: Decimal;
    /** One of the declared queues or topics, when it is one. */
    queue?: Id;
    /** Secret it looks with; the workload's own identity when left out. */
    secret?: SecretReference;
}

/** How many copies maintenance may take away at once. Without it an upgrade of the machines may take all; with none to spare, the upgrade never ends. */
export interface Disruption {
    /** How many must stay. */
    min_available?: Share;
    /** How many may be away. */
    max_unavailable?: Share;
}

/** Which machines the copies of a workload may share. */
export interface Placement {
    /** What copies are spread over. Without it one machine may hold them all. */
    spread?: Spread[];
    /** What no two copies may share. */
    apart?: Topology;
    /** Labels a machine must have. */
    nodes?: Record<string, string>;
    /** Marks on machines that would keep others away, as `key=value:effect`. */
    tolerate?: string[];
    /** Class that decides who goes first when room is short. */
    priority?: string;
}

/** What copies are spread over. */
export type Spread = Topology | SpreadObject;

/** What copies are spread over. In its long form. */
export interface SpreadObject {
    /** Machines, zones or regions. */
    over: Topology;
    /** By how many copies two of them may differ; one when left out. */
    skew?: number;
    /** True when a copy that does not fit waits; otherwise it runs anywhere. */
    required?: boolean;
}

/**
 * What can fail together.
 *
 * - `node`: A machine.
 * - `zone`: A data centre.
 * - `region`: A region.
 */
export type Topology = "node" | "zone" | "region";

/** What pods may do on their machine. */
export interface PodSecurity {
    /** User number it runs as. */
    user?: number;
    /** Group number it runs as. */
    group?: number;
    /** Group number its volumes belong to. */
    fs_group?: number;
    /** True when it is refused to run as root. */
    non_root?: boolean;
    /** Profile of allowed system calls; `RuntimeDefault` is a good one. */
    seccomp?: string;
    /** True when it shares the network of its machine, and sees what passes there. */
    host_network?: boolean;
    /** True when it sees the processes of its machine. */
    host_pid?: boolean;
    /** True when it shares memory with processes of its machine. */
    host_ipc?: boolean;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** Who a workload is, to the cluster and to the cloud. */
export type ServiceAccount = string | ServiceAccountObject;

/** Who a workload is, to the cluster and to the cloud. In its long form. */
export interface ServiceAccountObject {
    /** Name of the account; the workload's id when left out. Sharing `default` gives every pod the same rights. */
    name?: string;
    /** False when it exists already. */
    create?: boolean;
    /** Whether its token is put into every pod. Who needs no access to the cluster needs no token. */
    mount_token?: boolean;
    /** The identity it has in the cloud, one of the declared ones. */
    identity?: Id;
    /** What it may do in the cluster. */
    rules?: ClusterRule[];
    /** Roles of the cluster it has, by name. `cluster-admin` may do everything. */
    roles?: string | string[];
    /** True when rules and roles hold in all namespaces. */
    cluster_wide?: boolean;
    /** Annotations of the account. */
    annotations?: Record<string, string>;
}

/** What may be done with which objects of a cluster. */
export interface ClusterRule {
    /** What may be done: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`; `*` means everything. */
    verbs?: string | string[];
    /** Kinds of objects, such as `pods`; `*` means all, secrets included. */
    resources?: string | string[];
    /** Groups of the interface the kinds belong to; the core group when left out. */
    groups?: string | string[];
    /** Single objects by name; all when left out. */
    names?: string | string[];
}

/** An address a workload is reached under inside the cluster. */
export type Endpoint = Port | EndpointObject;

/** An address a workload is reached under inside the cluster. In its long form. */
export interface EndpointObject {
    /** Port others use. */
    port?: Port;
    /** Port of the container it leads to, by its name; the only one when left out. */
    to?: Id;
    /** What kind of address; one inside the cluster when left out. */
    kind?: EndpointKind;
    /** How it is spoken to; TCP when left out. */
    protocol?: Protocol;
    /** Name of the address; the workload's id when left out. */
    name?: string;
    /** Labels of the pods it leads to; the workload's own when left out. What matches no pod leads nowhere. */
    selector?: Record<string, string>;
    /** True when a client always meets the same copy. */
    sticky?: boolean;
    /** Addresses a public one may be reached from; anywhere when left out. */
    from?: Cidr | Cidr[];
    /** Annotations of the address. */
    annotations?: Record<string, string>;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * Kinds of addresses in a cluster.
 *
 * - `cluster`: Inside the cluster only.
 * - `node_port`: A port of every machine.
 * - `load_balancer`: A load balancer of the cloud.
 * - `headless`: No address of its own: each copy is found by name.
 */
export type EndpointKind = "cluster" | "node_port" | "load_balancer" | "headless";

/** A network such as `10.0.0.0/8`. */
export type Cidr = string;

/** How a workload is reached from outside the cluster. */
export interface Ingress {
    /** Names it answers to. */
    hosts?: string | string[];
    /** Paths it answers to; `/` when left out. */
    paths?: string | string[];
    /** The endpoint it leads to; the only one when left out. */
    to?: Id;
    /** Controller that serves it, such as `nginx`. */
    class?: string;
    /** The certificate it shows, one of the declared ones. Without one it speaks in the clear. */
    certificate?: Id;
    /** Name of a secret in the cluster that holds the certificate. */
    tls_secret?: string;
    /** True when plain requests are sent on to TLS. */
    redirect_to_tls?: boolean;
    /** The load balancer in front of it, one of the declared ones. */
    load_balancer?: Id;
    /** Annotations of the ingress. */
    annotations?: Record<string, string>;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** Who may talk to a workload, and to whom it may talk. Without one, whoever is in the cluster may talk to everyone. */
export interface NetworkPolicy {
    /** Who may talk to it: anyone when left out, nobody when the list is empty. */
    ingress?: NetworkPeer[];
    /** To whom it may talk: anyone when left out, nobody when the list is empty. */
    egress?: NetworkPeer[];
}

/** Who is at the other end. What is named together is allowed together. */
export interface NetworkPeer {
    /** Workloads, by id. */
    workloads?: Id | Id[];
    /** Namespaces; the workload's own when left out. */
    namespaces?: string | string[];
    /** Labels the pods must have. */
    labels?: Record<string, string>;
    /** Addresses outside the cluster. */
    addresses?: Cidr | Cidr[];
    /** Addresses among those that are left out. */
    except?: Cidr | Cidr[];
    /** Ports; all when left out. */
    ports?: Port | Port[];
    /** How the ports are spoken to; TCP when left out. */
    protocol?: Protocol;
}

/** When and how often work runs that ends. */
export type Batch = Cron | BatchObject;

/** When and how often work runs that ends. In its long form. */
export interface BatchObject {
    /** When it starts; once, at deployment, when left out. */
    schedule?: Cron;
    /** Time zone of the schedule; UTC when left out. */
    zone?: Zone;
    /** What happens when the last run has not ended. */
    overlap?: Overlap;
    /** How many copies work at once. */
    parallel?: number;
    /** How many must succeed. */
    completions?: number;
    /** How often it is tried again after a failure. */
    retries?: number;
    /** After which it is stopped. */
    timeout?: Duration;
    /** How late it may still start when its time was missed. */
    late?: Duration;
    /** How long an ended run can be looked at. */
    keep?: Duration;
    /** True while it does not start. */
    paused?: boolean;
}

/** A cron schedule such as `0 *\/6 * * *` or `@daily`. */
export type Cron = string;

/** A time zone such as `Europe/London` or `UTC`. */
export type Zone = string;

/**
 * What happens when a run is due and the last one has not ended.
 *
 * - `allow`: Both run.
 * - `forbid`: The new one is left out.
 * - `replace`: The old one is stopped.
 */
export type Overlap = "allow" | "forbid" | "replace";

export type DurationRange = string | ThreePoint;

/** An estimate with its best, likely and worst case. */
export interface ThreePoint {
    /** When everything goes well. */
    best: Duration;
    /** What happens mostly. */
    likely: Duration;
    /** When much goes wrong. */
    worst: Duration;
}

/** What is different about a workload in one environment. */
export interface WorkloadOverride {
    /** How many copies run there. */
    replicas?: number;
    /** What its container is promised and allowed there. */
    resources?: Resources;
    /** What changes the number or size of its copies there. */
    scaling?: Scaling;
    /** Variables of its container there, beside those it has everywhere. */
    env?: Record<string, EnvValue>;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A place that services are delivered to. */
export interface Environment {
    /** Name shown to people; the id when left out. */
    name?: string;
    /** What it is for. */
    tier?: Tier;
    /** Environments a version must have been in before this one. */
    after?: Id | Id[];
    /** What runs there. */
    platform?: Platform;
    /** What must be passed before anything is deployed to it. */
    gates?: Gate[];
    /** How new versions are brought in, unless the deployment says otherwise. */
    strategy?: Id;
    /** The way back. */
    rollback?: Id;
    /** Variables of jobs and services there. */
    env?: Record<string, EnvValue>;
    /** Cloud region, such as `westus2`. */
    region?: string;
    /** Cloud account, subscription or project. */
    account?: string;
    /** Network it is in, one of the declared ones. */
    network?: Id;
    /** Address people reach it under. */
    url?: string;
    /** Branches and tags it may be deployed from; any when left out. */
    branches?: Glob | Glob[];
    /** What may not be deployed at the same time; nothing is held back when left out. */
    concurrency?: Concurrency;
    /** The most sensitive data in it. */
    data?: DataClass;
    /** When it is switched off to save money. */
    schedule?: OffHours;
    /** How long it lives, when it is made for one change and thrown away. */
    lives?: Duration;
    /** How many machines or instances it has. */
    instances?: number;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * What an environment is for.
 *
 * - `development`: Engineers try things.
 * - `test`: Tests run.
 * - `staging`: A last look before production.
 * - `production`: Users are on it.
 * - `preview`: Lives as long as one change.
 * - `recovery`: Takes over when production is lost.
 */
export type Tier = "development" | "test" | "staging" | "production" | "preview" | "recovery";

/** The keys of which a `Platform` has exactly one. */
export type PlatformKey =
    | "kubernetes"
    | "azure_app_service"
    | "azure_container_apps"
    | "aws_ecs"
    | "aws_lambda"
    | "cloud_run"
    | "vm_group"
    | "docker_swarm"
    | "compose"
    | "static_site";

/** A Kubernetes cluster. */
export interface PlatformWithKubernetes extends Without<Exclude<PlatformKey, "kubernetes">> {
    kubernetes: Kubernetes;
}

/** Azure App Service. */
export interface PlatformWithAzureAppService extends Without<Exclude<PlatformKey, "azure_app_service">> {
    azure_app_service: AzureAppService;
}

/** Azure Container Apps. */
export interface PlatformWithAzureContainerApps extends Without<Exclude<PlatformKey, "azure_container_apps">> {
    azure_container_apps: AzureContainerApps;
}

/** Amazon ECS. */
export interface PlatformWithAwsEcs extends Without<Exclude<PlatformKey, "aws_ecs">> {
    aws_ecs: AwsEcs;
}

/** AWS Lambda. */
export interface PlatformWithAwsLambda extends Without<Exclude<PlatformKey, "aws_lambda">> {
    aws_lambda: AwsLambda;
}

/** Google Cloud Run. */
export interface PlatformWithCloudRun extends Without<Exclude<PlatformKey, "cloud_run">> {
    cloud_run: CloudRun;
}

/** A group of virtual or real machines. */
export interface PlatformWithVmGroup extends Without<Exclude<PlatformKey, "vm_group">> {
    vm_group: VmGroup;
}

/** A Docker Swarm. */
export interface PlatformWithDockerSwarm extends Without<Exclude<PlatformKey, "docker_swarm">> {
    docker_swarm: DockerSwarm;
}

/** Docker Compose on one machine. */
export interface PlatformWithCompose extends Without<Exclude<PlatformKey, "compose">> {
    compose: Compose;
}

/** Files behind a web server or CDN. */
export interface PlatformWithStaticSite extends Without<Exclude<PlatformKey, "static_site">> {
    static_site: StaticSite;
}

/** What an environment runs on. */
export type Platform =
    | PlatformWithKubernetes
    | PlatformWithAzureAppService
    | PlatformWithAzureContainerApps
    | PlatformWithAwsEcs
    | PlatformWithAwsLambda
    | PlatformWithCloudRun
    | PlatformWithVmGroup
    | PlatformWithDockerSwarm
    | PlatformWithCompose
    | PlatformWithStaticSite;

/** A Kubernetes cluster and how manifests get there. */
export interface Kubernetes {
    /** Cluster, as the cloud or the GitOps engine knows it. */
    cluster?: string;
    /** Context of the client configuration. */
    context?: string;
    /** Namespace. */
    namespace?: string;
    /** Who runs the cluster. */
    provider?: KubernetesProvider;
    /** Resource group, on Azure. */
    resource_group?: string;
    /** Project, on Google Cloud. */
    project?: string;
    /** Manifest files or folders. */
    manifests?: string | string[];
    /** Helm chart. */
    helm?: Helm;
    /** Kustomize folder. */
    kustomize?: string;
    /** Nodes, for capacity. */
    nodes?: number;
}

/**
 * Who runs a cluster.
 *
 * - `aks`: Azure.
 * - `eks`: Amazon.
 * - `gke`: Google.
 * - `openshift`: OpenShift.
 * - `k3s`: K3s.
 * - `self_managed`: One's own.
 */
export type KubernetesProvider = "aks" | "eks" | "gke" | "openshift" | "k3s" | "self_managed";

/** A Helm chart. */
export type Helm = string | HelmObject;

/** A Helm chart. In its long form. */
export interface HelmObject {
    /** Path, or name in the repository. */
    chart: string;
    /** Address of the chart repository. */
    repository?: string;
    /** Version of the chart. */
    version?: string;
    /** Name of the release. */
    release?: string;
    /** Files with values. */
    values?: string | string[];
    /** Single values. */
    set?: Record<string, unknown>;
}

/** Azure App Service. */
export interface AzureAppService {
    /** Resource group. */
    resource_group: string;
    /** Name of the web app. */
    app: string;
    /** Size of the plan, such as `P1v3`. */
    plan?: string;
    /** Operating system. */
    os?: OperatingSystem;
    /** Deployment slots beside production. */
    slots?: string | string[];
    /** Subscription. */
    subscription?: string;
}

/**
 * Operating systems.
 *
 * - `linux`: Linux.
 * - `windows`: Windows.
 * - `macos`: macOS.
 */
export type OperatingSystem = "linux" | "windows" | "macos";

/** Azure Container Apps. */
export interface AzureContainerApps {
    /** Resource group. */
    resource_group: string;
    /** Name of the app. */
    app: string;
    /** Container Apps environment. */
    environment?: string;
    /** Subscription. */
    subscription?: string;
}

/** Amazon ECS. */
export interface AwsEcs {
    /** Cluster. */
    cluster: string;
    /** Service. */
    service: string;
    /** Region. */
    region?: string;
    /** File with the task definition. */
    task_definition?: string;
    /** Container in the task whose image is replaced. */
    container?: string;
    /** CodeDeploy application, for blue-green. */
    code_deploy_application?: string;
    /** CodeDeploy deployment group, for blue-green. */
    code_deploy_group?: string;
}

/** AWS Lambda. */
export interface AwsLambda {
    /** Function. */
    function: string;
    /** Alias that traffic uses. */
    alias?: string;
    /** Region. */
    region?: string;
    /** Memory. */
    memory?: Size;
}

/** Google Cloud Run. */
export interface CloudRun {
    /** Service. */
    service: string;
    /** Project. */
    project?: string;
    /** Region. */
    region?: string;
}

/** A group of machines. */
export interface VmGroup {
    /** Host names or addresses. */
    hosts?: string | string[];
    /** Name of a scale set or auto-scaling group. */
    group?: string;
    /** Size of the machines, such as `Standard_D2s_v5` or `m7i.large`. */
    size?: string;
    /** How many. */
    count?: number;
    /** User to log in as. */
    user?: string;
    /** Folder the software goes to. */
    path?: string;
    /** System service that is restarted. */
    unit?: string;
    /** Ansible inventory. */
    inventory?: string;
    /** Ansible playbook. */
    playbook?: string;
    /** Operating system. */
    os?: OperatingSystem;
}

/** A Docker Swarm. */
export interface DockerSwarm {
    /** Name of the stack. */
    stack: string;
    /** Manager node to talk to. */
    host?: string;
    /** Stack file. */
    file?: string;
    /** User to log in as. */
    user?: string;
}

/** Docker Compose on one machine. */
export interface Compose {
    /** Machine to talk to. */
    host: string;
    /** Compose file. */
    file?: string;
    /** Name of the project. */
    project?: string;
    /** User to log in as. */
    user?: string;
    /** Folder on the machine. */
    path?: string;
}

/** Files behind a web server or CDN. */
export interface StaticSite {
    /** Who serves it. */
    provider?: StaticSiteProvider;
    /** Bucket, container or site it goes to. */
    bucket?: string;
    /** CDN distribution or profile whose cache is cleared. */
    cdn?: Id;
    /** Folder with the files. */
    path?: string;
    /** Region. */
    region?: string;
}

/**
 * Who serves static files.
 *
 * - `s3`: Amazon S3 with CloudFront.
 * - `azure_storage`: Azure Storage.
 * - `azure_static_web_apps`: Azure Static Web Apps.
 * - `gcs`: Google Cloud Storage.
 * - `github_pages`: GitHub Pages.
 * - `gitlab_pages`: GitLab Pages.
 * - `netlify`: Netlify.
 * - `cloudflare`: Cloudflare Pages.
 */
export type StaticSiteProvider =
    | "s3" | "azure_storage" | "azure_static_web_apps" | "gcs" | "github_pages" | "gitlab_pages" | "netlify" | "cloudflare";

/** What every `Gate` may have beside its one key. */
export interface GateBase {
    /** Name shown to people. */
    name?: string;
    /** How long it waits before it counts as not passed. */
    timeout?: Duration;
    /** How long it usually takes until it is passed, for estimates: `1h`, `30m..4h` or `{ best, likely, worst }`. */
    waits?: DurationRange;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** The keys of which a `Gate` has exactly one. */
export type GateKey =
    | "approval"
    | "window"
    | "quality"
    | "bake"
    | "budget"
    | "change_ticket"
    | "rollback_ready"
    | "policy"
    | "manual";

/** People say yes. */
export interface GateWithApproval extends GateBase, Without<Exclude<GateKey, "approval">> {
    approval: Approval;
}

/** The calendar allows it. */
export interface GateWithWindow extends GateBase, Without<Exclude<GateKey, "window">> {
    window: Window;
}

/** Measurements hold. */
export interface GateWithQuality extends GateBase, Without<Exclude<GateKey, "quality">> {
    quality: Quality;
}

/** Nothing goes wrong for a while. */
export interface GateWithBake extends GateBase, Without<Exclude<GateKey, "bake">> {
    bake: Bake;
}

/** Enough of the error budget is left. */
export interface GateWithBudget extends GateBase, Without<Exclude<GateKey, "budget">> {
    budget: BudgetGate;
}

/** A change record says so. */
export interface GateWithChangeTicket extends GateBase, Without<Exclude<GateKey, "change_ticket">> {
    change_ticket: ChangeTicket;
}

/** The way back is known to work. */
export interface GateWithRollbackReady extends GateBase, Without<Exclude<GateKey, "rollback_ready">> {
    rollback_ready: RollbackReady;
}

/** A policy engine says yes. */
export interface GateWithPolicy extends GateBase, Without<Exclude<GateKey, "policy">> {
    policy: PolicyGate;
}

/** A person presses a button; anyone may. */
export interface GateWithManual extends GateBase, Without<Exclude<GateKey, "manual">> {
    manual: ManualGate;
}

/** Something that must be passed before a stage, a job or a deployment goes on. */
export type Gate =
    | GateWithApproval
    | GateWithWindow
    | GateWithQuality
    | GateWithBake
    | GateWithBudget
    | GateWithChangeTicket
    | GateWithRollbackReady
    | GateWithPolicy
    | GateWithManual;

/** People say yes. */
export interface Approval {
    /** Groups or people who may. */
    by?: string | string[];
    /** How many of them must; one when left out. */
    at_least?: number;
    /** True when the author of the change does not count. */
    not_author?: boolean;
    /** True when a new commit takes the approval back. */
    fresh?: boolean;
    /** What the approver is asked. */
    instructions?: string;
    /** True for an emergency way in: allowed at once, reviewed afterwards. */
    emergency?: boolean;
}

/** The calendar allows it. */
export interface Window {
    /** When it opens. */
    cron: Cron;
    /** How long it stays open. */
    length: Duration;
    /** Time zone of the times; UTC when left out. */
    zone?: Zone;
    /** Days on which it stays closed. */
    freeze?: Freeze[];
}

/** A time in which nothing is changed. */
export interface Freeze {
    /** First day. */
    from: Date;
    /** Last day. */
    to: Date;
    /** Why. */
    reason?: string;
}

/** A date such as `2026-10-01`. */
export type Date = string;

/** Measurements hold. */
export type Quality = Condition[] | QualityObject;

/** Measurements hold. In its long form. */
export interface QualityObject {
    /** All of them must hold. */
    conditions?: Condition[];
    /** Where they are measured. */
    provider?: Id;
    /** False when it only warns. */
    blocking?: boolean;
}

/** A condition such as `error_rate > 5% for 2m` or `latency.p95 > 200ms above baseline`. */
export type Condition = string;

/** Nothing goes wrong for a while. */
export type Bake = Duration | BakeObject;

/** Nothing goes wrong for a while. In its long form. */
export interface BakeObject {
    /** How long it is watched. */
    for: Duration;
    /** What must hold all the time. */
    conditions?: Condition[];
    /** How often it is measured. */
    every?: Duration;
    /** Where it is measured. */
    provider?: Id;
}

/** Enough of the error budget is left. */
export interface BudgetGate {
    /** The service level it belongs to. */
    slo?: Id;
    /** How much must be left, such as `20%`. */
    left?: Percent;
}

/** A change record says so. */
export interface ChangeTicket {
    /** System the record is in. */
    system?: ChangeSystem;
    /** Project or table. */
    project?: string;
    /** States in which the change may go on. */
    states?: string | string[];
}

/**
 * Systems of change records.
 *
 * - `servicenow`: ServiceNow.
 * - `jira`: Jira or Jira Service Management.
 * - `azure_boards`: Azure Boards.
 * - `issues`: Issues of the code host.
 * - `other`: Any other.
 */
export type ChangeSystem = "servicenow" | "jira" | "azure_boards" | "issues" | "other";

/** The way back is known to work: the last good version is kept, and the rollback was tried lately. */
export interface RollbackReady {
    /** How long ago it may have been tried. */
    tested_within?: Duration;
}

/** A policy engine says yes. */
export interface PolicyGate {
    /** Which engine. */
    engine: PolicyEngine;
    /** File or bundle with the policy. */
    policy: string;
    /** The question asked, such as `data.release.allow`. */
    query?: string;
}

/**
 * Engines that evaluate policies.
 *
 * - `opa`: Open Policy Agent.
 * - `gatekeeper`: Gatekeeper in the cluster.
 * - `kyverno`: Kyverno in the cluster.
 * - `cedar`: Cedar.
 * - `sentinel`: HashiCorp Sentinel.
 */
export type PolicyEngine = "opa" | "gatekeeper" | "kyverno" | "cedar" | "sentinel";

/** A person presses a button; anyone who may see the run can. */
export type ManualGate = string | ManualGateObject;

/** A person presses a button; anyone who may see the run can. In its long form. */
export interface ManualGateObject {
    /** What the person is asked to look at. */
    instructions?: string;
}

/** A pattern such as `docs/**` or `!release/*`. */
export type Glob = string;

/** What may not run at the same time. */
export type Concurrency = string | ConcurrencyObject;

/** What may not run at the same time. In its long form. */
export interface ConcurrencyObject {
    /** Runs with the same group wait for one another. */
    group: string;
    /** True when a newer run ends the one that is running. */
    cancel?: boolean | Expression;
    /** How many runs may wait: `1` or `all`. */
    queue?: string;
}

/** An expression such as `${{ matrix.os }}`. */
export type Expression = `${string}\${{${string}}}${string}`;

/** When an environment is switched off. */
export interface OffHours {
    /** When it goes off. */
    off: Cron;
    /** When it comes back. */
    on: Cron;
    /** Time zone of both; UTC when left out. */
    zone?: Zone;
}

/** What every `Strategy` may have beside its one key. */
export interface StrategyBase {
    /** What it is for, in a sentence. */
    summary?: string;
    /** What must be passed before it begins. */
    gates?: Gate[];
    /** How long a single instance takes to start and be ready. */
    startup?: Duration;
    /** How long an instance gets to finish its work before it is stopped. */
    drain?: Duration;
    /** How long without progress before it counts as failed. */
    progress_deadline?: Duration;
    /** Who carries it out; the environment's platform when left out. */
    engine?: RolloutEngine;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** The keys of which a `Strategy` has exactly one. */
export type StrategyKey = "recreate" | "rolling" | "blue_green" | "canary" | "linear" | "shadow" | "ab" | "feature_flag";

/** Stop the old, start the new. */
export interface StrategyWithRecreate extends StrategyBase, Without<Exclude<StrategyKey, "recreate">> {
    recreate: Recreate;
}

/** Replace instances a few at a time. */
export interface StrategyWithRolling extends StrategyBase, Without<Exclude<StrategyKey, "rolling">> {
    rolling: Rolling;
}

/** Start the new beside the old, then switch. */
export interface StrategyWithBlueGreen extends StrategyBase, Without<Exclude<StrategyKey, "blue_green">> {
    blue_green: BlueGreen;
}

/** Give the new version more and more traffic, watching. */
export interface StrategyWithCanary extends StrategyBase, Without<Exclude<StrategyKey, "canary">> {
    canary: Canary;
}

/** Shift traffic by equal steps. */
export interface StrategyWithLinear extends StrategyBase, Without<Exclude<StrategyKey, "linear">> {
    linear: Linear;
}

/** Send the new version copies of requests and throw its answers away. */
export interface StrategyWithShadow extends StrategyBase, Without<Exclude<StrategyKey, "shadow">> {
    shadow: Shadow;
}

/** Give some users the new version and compare. */
export interface StrategyWithAb extends StrategyBase, Without<Exclude<StrategyKey, "ab">> {
    ab: AbTest;
}

/** Deliver switched off, then switch on for more and more users. */
export interface StrategyWithFeatureFlag extends StrategyBase, Without<Exclude<StrategyKey, "feature_flag">> {
    feature_flag: FeatureFlag;
}

/** A way to bring a new version in. */
export type Strategy =
    | StrategyWithRecreate
    | StrategyWithRolling
    | StrategyWithBlueGreen
    | StrategyWithCanary
    | StrategyWithLinear
    | StrategyWithShadow
    | StrategyWithAb
    | StrategyWithFeatureFlag;

/**
 * What carries a rollout out.
 *
 * - `native`: The platform itself.
 * - `argo_rollouts`: Argo Rollouts.
 * - `flagger`: Flagger.
 * - `code_deploy`: AWS CodeDeploy.
 * - `cloud_deploy`: Google Cloud Deploy.
 * - `spinnaker`: Spinnaker.
 * - `pipeline`: The pipeline's own steps.
 */
export type RolloutEngine = "native" | "argo_rollouts" | "flagger" | "code_deploy" | "cloud_deploy" | "spinnaker" | "pipeline";

/** Stop the old, start the new. */
export interface Recreate {}

/** Replace instances a few at a time. */
export interface Rolling {
    /** How many may be added while it runs. */
    max_surge?: Share;
    /** How many may be missing while it runs. */
    max_unavailable?: Share;
    /** How many machines at once, where there is no surge. */
    batch?: Share;
    /** Pause between batches. */
    pause?: Duration;
    /** How long an instance must be ready before it counts. */
    min_ready?: Duration;
    /** What must hold after each batch. */
    verify?: Check[];
}

/** What every `Check` may have beside its one key. */
export interface CheckBase {
    /** How long to go on trying. */
    within?: Duration;
    /** How long to wait between tries. */
    every?: Duration;
    /** How often to try before it counts as failed. */
    retries?: number;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** The keys of which a `Check` has exactly one. */
export type CheckKey = "http" | "command" | "conditions" | "pipeline";

/** An HTTP request that must succeed: a path such as `/health`, or a whole URL. */
export interface CheckWithHttp extends CheckBase, Without<Exclude<CheckKey, "http">> {
    http: HttpCheck;
}

/** A command that must succeed. */
export interface CheckWithCommand extends CheckBase, Without<Exclude<CheckKey, "command">> {
    command: string;
}

/** Conditions on signals that must hold. */
export interface CheckWithConditions extends CheckBase, Without<Exclude<CheckKey, "conditions">> {
    conditions: Condition[];
}

/** A reusable pipeline of tests that must pass. */
export interface CheckWithPipeline extends CheckBase, Without<Exclude<CheckKey, "pipeline">> {
    pipeline: Id;
}

/** A check after a deployment: what must hold before it counts as done. */
export type Check = CheckWithHttp | CheckWithCommand | CheckWithConditions | CheckWithPipeline;

/** A request and the answer that is expected. */
export type HttpCheck = string | HttpCheckObject;

/** A request and the answer that is expected. In its long form. */
export interface HttpCheckObject {
    /** Path such as `/health`, or a whole URL; may hold `${{ expressions }}`. */
    path: string;
    /** Status expected; any 2xx when left out. */
    status?: number;
    /** Text the answer must contain. */
    contains?: string;
    /** Headers sent. */
    headers?: Record<string, string>;
}

/** Start the new beside the old, then switch. */
export interface BlueGreen {
    /** What is switched. */
    switch?: Switch;
    /** What must hold before the switch. */
    verify?: Check[];
    /** Watching before the switch counts as done. */
    analysis?: Analysis;
    /** How long the old version is kept for a way back. */
    keep_old?: Duration;
    /** Instances of the new version before the switch; all when left out. */
    preview?: Share;
    /** False when a person switches. */
    automatic?: boolean;
}

/**
 * What is switched from the old version to the new one.
 *
 * - `slot_swap`: Deployment slots are swapped.
 * - `service`: A Kubernetes service selects the other pods.
 * - `load_balancer`: A load balancer sends to the other group.
 * - `dns`: A name points elsewhere.
 * - `alias`: An alias or revision is moved.
 * - `symlink`: A link points to another folder.
 */
export type Switch = "slot_swap" | "service" | "load_balancer" | "dns" | "alias" | "symlink";

/** What is measured, how often, and when it counts as failed. */
export interface Analysis {
    /** What must hold. */
    conditions?: Condition[];
    /** Time between measurements. */
    every?: Duration;
    /** Time before the first one. */
    delay?: Duration;
    /** How many measurements; until stopped when left out. */
    count?: number;
    /** How many may fail before it is given up. */
    failures?: number;
    /** How far back each measurement looks. */
    lookback?: Duration;
    /** Where it is measured. */
    provider?: Id;
    /** What the new version is compared with. */
    baseline?: Baseline;
}

/**
 * What a new version is compared with.
 *
 * - `stable`: The old version as it runs now.
 * - `fresh`: A fresh instance of the old version.
 * - `history`: The same hours before.
 */
export type Baseline = "stable" | "fresh" | "history";

/** Give the new version more and more traffic, watching. */
export interface Canary {
    /** What splits traffic. Without one the share of pods is the share of traffic. */
    traffic?: Traffic;
    /** What is watched during all steps. */
    analysis?: Analysis;
    /** The steps, in order. */
    steps?: CanaryStep[];
    /** How many instances may be added, without a traffic router. */
    max_surge?: Share;
    /** How many instances may be missing, without a traffic router. */
    max_unavailable?: Share;
    /** True to shrink the old version as the new one grows. */
    shrink_stable?: boolean;
    /** How long the new version is kept after it was given up. */
    keep_failed?: Duration;
}

/** The keys of which a `Traffic` has exactly one. */
export type TrafficKey = "istio" | "gateway_api" | "nginx" | "alb" | "traefik" | "smi" | "native";

/** Istio. */
export interface TrafficWithIstio extends Without<Exclude<TrafficKey, "istio">> {
    istio: Istio;
}

/** The Kubernetes Gateway API. */
export interface TrafficWithGatewayApi extends Without<Exclude<TrafficKey, "gateway_api">> {
    gateway_api: GatewayApi;
}

/** The NGINX ingress controller. */
export interface TrafficWithNginx extends Without<Exclude<TrafficKey, "nginx">> {
    nginx: NginxIngress;
}

/** The AWS load balancer controller. */
export interface TrafficWithAlb extends Without<Exclude<TrafficKey, "alb">> {
    alb: AlbIngress;
}

/** Traefik. */
export interface TrafficWithTraefik extends Without<Exclude<TrafficKey, "traefik">> {
    traefik: TraefikService;
}

/** Linkerd or another SMI mesh. */
export interface TrafficWithSmi extends Without<Exclude<TrafficKey, "smi">> {
    smi: SmiSplit;
}

/** The platform's own router, such as revisions of a serverless platform. */
export interface TrafficWithNative extends Without<Exclude<TrafficKey, "native">> {
    native: NativeTraffic;
}

/** What splits traffic between versions. */
export type Traffic =
    | TrafficWithIstio
    | TrafficWithGatewayApi
    | TrafficWithNginx
    | TrafficWithAlb
    | TrafficWithTraefik
    | TrafficWithSmi
    | TrafficWithNative;

/** Istio. */
export interface Istio {
    /** Virtual service whose weights are set. */
    virtual_service?: string;
    /** Routes in it; all when left out. */
    routes?: string | string[];
    /** Destination rule with a subset per version. */
    destination_rule?: string;
    /** Gateways it listens on. */
    gateways?: string | string[];
    /** Hosts it answers for. */
    hosts?: string | string[];
}

/** The Kubernetes Gateway API. */
export interface GatewayApi {
    /** Route whose weights are set. */
    http_route?: string;
    /** Namespace of the route. */
    namespace?: string;
    /** Gateway it belongs to. */
    gateway?: string;
}

/** The NGINX ingress controller. */
export interface NginxIngress {
    /** Ingress of the old version. */
    ingress?: string;
}

/** The AWS load balancer controller. */
export interface AlbIngress {
    /** Ingress. */
    ingress?: string;
    /** Port of the service. */
    port?: number;
}

/** Traefik. */
export interface TraefikService {
    /** Weighted service. */
    service?: string;
}

/** A mesh with the SMI traffic split. */
export interface SmiSplit {
    /** Name of the split. */
    split?: string;
    /** Service that clients call. */
    root_service?: string;
}

/** The platform's own router. */
export interface NativeTraffic {}

/** One step of a canary. */
export interface CanaryStep {
    /** Share of traffic for the new version. */
    weight?: Percent;
    /** How long to stay. */
    hold?: Duration;
    /** Instances of the new version, when not in proportion to traffic. */
    replicas?: Share;
    /** What is watched in this step, beyond what is watched in all. */
    analysis?: Analysis;
    /** What must be passed before the next step. */
    gates?: Gate[];
}

/** Shift traffic by equal steps. */
export interface Linear {
    /** Share of traffic added at each step. */
    step: Percent;
    /** Time between steps. */
    every: Duration;
    /** What splits traffic. */
    traffic?: Traffic;
    /** What is watched. */
    analysis?: Analysis;
}

/** Send the new version copies of requests and throw its answers away. */
export interface Shadow {
    /** Share of requests that is copied. */
    mirror: Percent;
    /** For how long. */
    for: Duration;
    /** What splits traffic. */
    traffic?: Traffic;
    /** What is watched. */
    analysis?: Analysis;
}

/** Give some users the new version and compare. */
export interface AbTest {
    /** Header that chooses the new version, as `name: value`. */
    header?: string;
    /** Cookie that chooses the new version. */
    cookie?: string;
    /** Share of users, when neither is given. */
    share?: Percent;
    /** For how long. */
    for: Duration;
    /** What splits traffic. */
    traffic?: Traffic;
    /** What is compared. */
    analysis?: Analysis;
}

/** Deliver switched off, then switch on for more and more users. */
export interface FeatureFlag {
    /** Key of the flag. */
    flag: string;
    /** Who keeps it: `launchdarkly`, `unleash`, `azure_app_configuration` … */
    provider?: Id;
    /** Share of users, step by step. */
    steps?: CanaryStep[];
    /** What is watched. */
    analysis?: Analysis;
}

/** A way back to the last good version. */
export interface Rollback {
    /** What it does, in a sentence. */
    summary?: string;
    /** True when it starts by itself. */
    automatic?: boolean;
    /** Any of these starts it. */
    when?: Condition[];
    /** Where they are measured. */
    provider?: Id;
    /** How often they are measured. */
    every?: Duration;
    /** Who decides, when it does not start by itself. */
    decided_by?: string | string[];
    /** How long the decision takes. */
    decide?: DurationRange;
    /** How it is done. */
    method: Method;
    /** How long doing it takes. */
    takes?: DurationRange;
    /** The promise: from the first bad minute to the last good version. */
    within?: Duration;
    /** What else is done, in order of need: a step waits for those it names. */
    steps?: Record<string, RollbackStep>;
    /** How many versions are kept to go back to. */
    keep_versions?: number;
    /** How long versions are kept to go back to. */
    keep?: Duration;
    /** The day it was last tried. */
    tested?: Date;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** The keys of which a `Method` has exactly one. */
export type MethodKey =
    | "kubernetes_undo"
    | "argo_rollback"
    | "slot_swap"
    | "swarm_rollback"
    | "traffic_shift"
    | "redeploy_previous"
    | "git_revert"
    | "flag_off"
    | "restore_data";

/** The deployment's last revision, by Kubernetes. */
export interface MethodWithKubernetesUndo extends Without<Exclude<MethodKey, "kubernetes_undo">> {
    kubernetes_undo: KubernetesUndo;
}

/** Abort or undo, by Argo Rollouts. */
export interface MethodWithArgoRollback extends Without<Exclude<MethodKey, "argo_rollback">> {
    argo_rollback: ArgoRollback;
}

/** The slots are swapped back. */
export interface MethodWithSlotSwap extends Without<Exclude<MethodKey, "slot_swap">> {
    slot_swap: SlotSwap;
}

/** The last state of the service, by Docker Swarm. */
export interface MethodWithSwarmRollback extends Without<Exclude<MethodKey, "swarm_rollback">> {
    swarm_rollback: SwarmRollback;
}

/** Traffic goes back to the old version, which still runs. */
export interface MethodWithTrafficShift extends Without<Exclude<MethodKey, "traffic_shift">> {
    traffic_shift: TrafficShift;
}

/** The pipeline deploys the last good version again. */
export interface MethodWithRedeployPrevious extends Without<Exclude<MethodKey, "redeploy_previous">> {
    redeploy_previous: RedeployPrevious;
}

/** The commit is reverted and delivered like any other. */
export interface MethodWithGitRevert extends Without<Exclude<MethodKey, "git_revert">> {
    git_revert: GitRevert;
}

/** The feature is switched off. */
export interface MethodWithFlagOff extends Without<Exclude<MethodKey, "flag_off">> {
    flag_off: FlagOff;
}

/** Data is restored from a backup. */
export interface MethodWithRestoreData extends Without<Exclude<MethodKey, "restore_data">> {
    restore_data: RestoreData;
}

/** How a rollback is done. */
export type Method =
    | MethodWithKubernetesUndo
    | MethodWithArgoRollback
    | MethodWithSlotSwap
    | MethodWithSwarmRollback
    | MethodWithTrafficShift
    | MethodWithRedeployPrevious
    | MethodWithGitRevert
    | MethodWithFlagOff
    | MethodWithRestoreData;

/** The deployment's last revision, by Kubernetes. */
export interface KubernetesUndo {
    /** Deployments or other workloads; all of the environment when left out. */
    workloads?: string | string[];
    /** Revision; the last one when left out. */
    revision?: number;
}

/** Abort or undo, by Argo Rollouts. */
export interface ArgoRollback {
    /** Rollouts; all of the environment when left out. */
    rollouts?: string | string[];
}

/** The slots are swapped back. */
export interface SlotSwap {
    /** Slot that holds the last good version; the only one when left out. */
    slot?: string;
}

/** The last state of the service, by Docker Swarm. */
export interface SwarmRollback {
    /** Services; all of the stack when left out. */
    services?: string | string[];
}

/** Traffic goes back to the old version. */
export interface TrafficShift {
    /** Revision, target group or alias version that traffic goes back to; the last one when left out. */
    to?: string;
}

/** The pipeline deploys the last good version again. */
export interface RedeployPrevious {
    /** Pipeline that does it. */
    pipeline?: Id;
    /** Artifacts it needs. */
    artifacts?: Id | Id[];
}

/** The commit is reverted and delivered like any other. */
export interface GitRevert {
    /** Repository, when not this one. */
    repository?: string;
    /** Branch the revert goes to. */
    branch?: string;
}

/** The feature is switched off. */
export type FlagOff = string | FlagOffObject;

/** The feature is switched off. In its long form. */
export interface FlagOffObject {
    /** Key of the flag. */
    flag: string;
}

/** Data is restored from a backup. */
export type RestoreData = Id | RestoreDataObject;

/** Data is restored from a backup. In its long form. */
export interface RestoreDataObject {
    /** One of the declared backups. */
    backup?: Id;
}

/** A part of a rollback. */
export interface RollbackStep {
    /** What is done, in words. */
    summary?: string;
    /** Steps it waits for. */
    after?: Id | Id[];
    /** How long it takes. */
    takes?: DurationRange;
    /** How it is done, when a machine can. */
    steps?: Step[];
    /** True when a person does it. */
    manual?: boolean;
}

/** What every `Step` may have beside its one key. */
export interface StepBase {
    /** Name that expressions and later steps use; may hold capitals and underscores. */
    id?: string;
    /** Name shown to people; may hold `${{ expressions }}`. */
    name?: string;
    /** When it runs. */
    when?: When;
    /** Variables it sees. */
    env?: Record<string, EnvValue>;
    /** Folder it starts in. */
    dir?: string;
    /** Shell it runs in. */
    shell?: string;
    /** How long it takes, for estimates. */
    lasts?: DurationRange;
    /** After which it is stopped. */
    timeout?: Duration | Expression;
    /** How often it is tried again after a failure. */
    retry?: Retry;
    /** True when the job goes on although it failed. */
    continue_on_error?: boolean | Expression;
    /** Reports it leaves behind, which the platform can show. */
    reports?: Reports;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** The keys of which a `Step` has exactly one. */
export type StepKey =
    | "run"
    | "use"
    | "checkout"
    | "setup"
    | "cache"
    | "build_image"
    | "scan"
    | "publish"
    | "fetch"
    | "sbom"
    | "sign"
    | "attest"
    | "migrate"
    | "deploy"
    | "verify"
    | "notify"
    | "wait"
    | "parallel"
    | "login"
    | "report"
    | "call";

/** Runs commands in a shell. */
export interface StepWithRun extends StepBase, Without<Exclude<StepKey, "run">> {
    run: string;
}

/** Runs an action, task or component of one platform, as that platform writes it. */
export interface StepWithUse extends StepBase, Without<Exclude<StepKey, "use">> {
    use: Use;
}

/** Fetches the source. */
export interface StepWithCheckout extends StepBase, Without<Exclude<StepKey, "checkout">> {
    checkout: Checkout;
}

/** Installs a language or tool, such as `node 20`. */
export interface StepWithSetup extends StepBase, Without<Exclude<StepKey, "setup">> {
    setup: Setup;
}

/** Keeps downloaded dependencies between runs. */
export interface StepWithCache extends StepBase, Without<Exclude<StepKey, "cache">> {
    cache: Cache;
}

/** Builds a container image. */
export interface StepWithBuildImage extends StepBase, Without<Exclude<StepKey, "build_image">> {
    build_image: BuildImage;
}

/** Looks for weaknesses. */
export interface StepWithScan extends StepBase, Without<Exclude<StepKey, "scan">> {
    scan: Scan;
}

/** Hands files to later jobs. */
export interface StepWithPublish extends StepBase, Without<Exclude<StepKey, "publish">> {
    publish: Publish;
}

/** Takes files that an earlier job handed on. */
export interface StepWithFetch extends StepBase, Without<Exclude<StepKey, "fetch">> {
    fetch: Fetch;
}

/** Lists what the software is made of. */
export interface StepWithSbom extends StepBase, Without<Exclude<StepKey, "sbom">> {
    sbom: Sbom;
}

/** Signs an artifact or image. */
export interface StepWithSign extends StepBase, Without<Exclude<StepKey, "sign">> {
    sign: Sign;
}

/** Attests how an artifact or image was built. */
export interface StepWithAttest extends StepBase, Without<Exclude<StepKey, "attest">> {
    attest: Attest;
}

/** Changes a database. */
export interface StepWithMigrate extends StepBase, Without<Exclude<StepKey, "migrate">> {
    migrate: Migrate;
}

/** Brings services into the job's environment. */
export interface StepWithDeploy extends StepBase, Without<Exclude<StepKey, "deploy">> {
    deploy: Deploy;
}

/** Checks that what was deployed works. */
export interface StepWithVerify extends StepBase, Without<Exclude<StepKey, "verify">> {
    verify: Verify;
}

/** Tells people. */
export interface StepWithNotify extends StepBase, Without<Exclude<StepKey, "notify">> {
    notify: Notify;
}

/** Waits. */
export interface StepWithWait extends StepBase, Without<Exclude<StepKey, "wait">> {
    wait: Wait;
}

/** Runs steps side by side. */
export interface StepWithParallel extends StepBase, Without<Exclude<StepKey, "parallel">> {
    parallel: Step[];
}

/** Logs in, for the steps after it. */
export interface StepWithLogin extends StepBase, Without<Exclude<StepKey, "login">> {
    login: Login;
}

/** Shows reports that steps before it left behind. */
export interface StepWithReport extends StepBase, Without<Exclude<StepKey, "report">> {
    report: Reports;
}

/** Runs the steps of a pipeline of this document that steps call. */
export interface StepWithCall extends StepBase, Without<Exclude<StepKey, "call">> {
    call: Call;
}

/** One thing a job does. */
export type Step =
    | StepWithRun
    | StepWithUse
    | StepWithCheckout
    | StepWithSetup
    | StepWithCache
    | StepWithBuildImage
    | StepWithScan
    | StepWithPublish
    | StepWithFetch
    | StepWithSbom
    | StepWithSign
    | StepWithAttest
    | StepWithMigrate
    | StepWithDeploy
    | StepWithVerify
    | StepWithNotify
    | StepWithWait
    | StepWithParallel
    | StepWithLogin
    | StepWithReport
    | StepWithCall;

/** When a job or step runs, given how those before it ended. */
export type When = "success" | "failure" | "always" | "on_demand" | "never" | boolean | Expression;

/** When to try again. */
export type Retry = number | RetryObject;

/** When to try again. In its long form. */
export interface RetryObject {
    /** How many tries after the first. */
    times?: number;
    /** How long to wait between tries. */
    wait?: Duration;
    /** Which failures are worth another try, in the platform's words; any when left out. */
    on?: string | string[];
}

/** Reports that a platform can show. */
export interface Reports {
    /** Test results in JUnit's format, as a pattern. */
    junit?: string | string[];
    /** Coverage in Cobertura's format, as a pattern. */
    cobertura?: string | string[];
    /** Coverage in JaCoCo's format, as a pattern. */
    jacoco?: string | string[];
    /** Coverage in lcov's format, as a pattern. */
    lcov?: string | string[];
    /** Findings in SARIF, as a pattern. */
    sarif?: string | string[];
    /** Test results in Visual Studio's format, as a pattern. */
    trx?: string | string[];
    /** Pages to look at, as a pattern. */
    html?: string | string[];
    /** Regular expression that finds the coverage in the log. */
    coverage_pattern?: string;
}

/** An action, task or component of one platform. */
export type Use = string | UseObject;

/** An action, task or component of one platform. In its long form. */
export interface UseObject {
    /** As the platform writes it: `docker/login-action@v3`, `AzureCLI@2`. */
    action: string;
    /** Its parameters. */
    with?: Record<string, unknown>;
}

/** Fetches the source. */
export interface Checkout {
    /** Branch, tag or commit; the one that started the run when left out. */
    ref?: string;
    /** How many commits; `0` means all. */
    depth?: number | Expression;
    /** Another repository. */
    repository?: string;
    /** Folder to put it in. */
    path?: string;
    /** True to fetch submodules too, and theirs. */
    submodules?: boolean | Expression;
    /** True to fetch large files. */
    lfs?: boolean | Expression;
    /** Secret that may read it. */
    token?: SecretReference;
    /** False when the credentials are forgotten afterwards. */
    keep_credentials?: boolean | Expression;
}

/** Installs a language or tool. */
export type Setup = Runtime | SetupObject;

/** Installs a language or tool. In its long form. */
export interface SetupObject {
    /** What and which version: `dotnet 8.0`, `node ${{ matrix.node }}`. */
    tool: Runtime;
    /** File in the repository that says the version, such as `.nvmrc`. */
    version_file?: string;
    /** Package manager whose downloads are kept between runs. */
    cache?: string;
    /** More parameters, in the platform's words. */
    with?: Record<string, unknown>;
}

/** Keeps files between runs. */
export type Cache = string | CacheObject;

/** Keeps files between runs. In its long form. */
export interface CacheObject {
    /** A package manager whose usual folders and lock file are meant: `npm`, `pip`, `maven`, `cargo` … */
    tool?: string;
    /** Folders to keep. */
    paths?: string[];
    /** When it counts as the same; may hold `${{ expressions }}`. */
    key?: string;
    /** Keys to fall back to. */
    fallback?: string[];
    /** `read`, `write` or both when left out. */
    access?: CacheAccess;
}

/**
 * What a job does with a cache.
 *
 * - `read`: Only takes from it.
 * - `write`: Only puts into it.
 */
export type CacheAccess = "read" | "write";

/** Builds a container image. */
export type BuildImage = string | BuildImageObject;

/** Builds a container image. In its long form. */
export interface BuildImageObject {
    /** Name of the image, with registry; the service's image when left out. */
    image?: string;
    /** The service it is for. */
    service?: Id;
    /** Tags; may hold `${{ expressions }}`. */
    tags?: string | string[];
    /** Folder that is sent to the builder. */
    context?: string;
    /** Dockerfile. */
    file?: string;
    /** Stage of the Dockerfile to build. */
    target?: string;
    /** Platforms such as `linux/amd64`. */
    platforms?: string | string[];
    /** Build arguments. */
    args?: Record<string, EnvValue>;
    /** Labels. */
    labels?: Record<string, string>;
    /** True to push it to its registry. */
    push?: boolean | Expression;
    /** True to use the platform's layer cache. */
    cache?: boolean;
}

/** Looks for weaknesses. */
export interface Scan {
    /** What is looked at. */
    kind: ScanKind;
    /** What looks: `trivy`, `semgrep`, `snyk` …; a good one for the kind when left out. */
    tool?: Id;
    /** Image, folder, address or artifact that is scanned. */
    target?: string;
    /** What must hold for the job to go on; without it the scan only reports. */
    fail_on?: Condition[];
    /** Report file it leaves behind. */
    report?: string;
    /** File with findings that are accepted. */
    ignore_file?: string;
    /** More parameters of the tool. */
    with?: Record<string, unknown>;
}

/**
 * Kinds of scans.
 *
 * - `sast`: The source code.
 * - `sca`: Third-party components.
 * - `secrets`: Secrets in the source.
 * - `image`: A container image.
 * - `iac`: Infrastructure code.
 * - `dast`: The running application.
 * - `license`: Licences of components.
 * - `pipeline`: The pipeline files themselves.
 */
export type ScanKind = "sast" | "sca" | "secrets" | "image" | "iac" | "dast" | "license" | "pipeline";

/** Hands files to later jobs. */
export interface Publish {
    /** Name of the artifact. */
    artifact: Id | Expression;
    /** Files and folders, as patterns. */
    path?: string | string[];
    /** How long it is kept. */
    keep?: Duration;
    /** True when it may be empty. */
    optional?: boolean;
    /** Package registry it is published to, beyond handing it on. */
    registry?: Id;
}

/** Takes files that an earlier job handed on. */
export type Fetch = Id | Expression | FetchObject;

/** Takes files that an earlier job handed on. In its long form. */
export interface FetchObject {
    /** Name of the artifact. */
    artifact: Id | Expression;
    /** Folder to put it in. */
    path?: string;
    /** Pipeline it comes from, when not this run. */
    from?: string;
}

/** Lists what the software is made of. */
export interface Sbom {
    /** Format of the list. */
    format?: SbomFormat;
    /** What makes it: `syft`, `trivy` … */
    tool?: Id;
    /** Image, folder or artifact that is listed. */
    target?: string;
    /** Artifact the list is handed on as. */
    artifact?: Id;
}

/**
 * Formats of component lists.
 *
 * - `cyclonedx`: CycloneDX.
 * - `spdx`: SPDX.
 */
export type SbomFormat = "cyclonedx" | "spdx";

/** Signs an artifact or image. */
export interface Sign {
    /** What signs: `cosign`, `notation`, `gpg` … */
    tool?: Id;
    /** Image that is signed. */
    image?: string;
    /** Artifact that is signed. */
    artifact?: Id;
    /** Key; without one the run's own identity signs. */
    key?: SecretReference;
}

/** Attests how an artifact or image was built. */
export interface Attest {
    /** Image that is attested. */
    image?: string;
    /** Artifact that is attested. */
    artifact?: Id;
    /** SLSA build level it reaches, 1 to 3. */
    level?: number;
    /** Kind of statement; provenance when left out. */
    predicate?: string;
}

/** Changes a database. */
export type Migrate = Id | MigrateObject;

/** Changes a database. In its long form. */
export interface MigrateObject {
    /** One of the declared migrations. */
    migration: Id;
    /** True to take it back instead. */
    undo?: boolean;
    /** True to only check that it would work. */
    dry_run?: boolean;
}

/** Brings services into the job's environment. */
export interface Deploy {
    /** Services; all when left out. */
    services?: Id | Id[];
    /** How, when not as the environment says. */
    strategy?: Id;
    /** Artifacts that are deployed. */
    artifacts?: Id | Id[];
    /** Image with tag or digest that is deployed. */
    image?: string;
    /** Version that is deployed; may hold `${{ expressions }}`. */
    version?: string;
    /** Environment, when the job does not name it. */
    environment?: Id | Expression;
    /** Slot of the platform it goes to first. */
    slot?: string;
    /** More parameters, in the platform's words. */
    with?: Record<string, unknown>;
}

/** What every `Verify` may have beside its one key. */
export interface VerifyBase {
    /** How long to go on trying. */
    within?: Duration;
    /** How long to wait between tries. */
    every?: Duration;
    /** How often to try before it counts as failed. */
    retries?: number;
    /** Image whose signature and provenance must be valid. */
    signature?: string;
}

/** The keys of which a `Verify` has exactly one. */
export type VerifyKey = "http" | "command" | "conditions" | "pipeline";

/** An HTTP request that must succeed: a path such as `/health`, or a whole URL. */
export interface VerifyWithHttp extends VerifyBase, Without<Exclude<VerifyKey, "http">> {
    http: HttpCheck;
}

/** A command that must succeed. */
export interface VerifyWithCommand extends VerifyBase, Without<Exclude<VerifyKey, "command">> {
    command: string;
}

/** Conditions on signals that must hold. */
export interface VerifyWithConditions extends VerifyBase, Without<Exclude<VerifyKey, "conditions">> {
    conditions: Condition[];
}

/** A reusable pipeline of tests that must pass. */
export interface VerifyWithPipeline extends VerifyBase, Without<Exclude<VerifyKey, "pipeline">> {
    pipeline: Id;
}

/** Checks that what was deployed works. */
export type Verify = VerifyWithHttp | VerifyWithCommand | VerifyWithConditions | VerifyWithPipeline;

/** Tells people. */
export type Notify = string | string[] | NotifyObject;

/** Tells people. In its long form. */
export interface NotifyObject {
    /** Channel, group or address. */
    to?: string | string[];
    /** By what: `slack`, `teams`, `email`, `pagerduty`, `webhook`. */
    via?: Id;
    /** What is said; may hold `${{ expressions }}`. */
    message?: string;
    /** Secret address of the channel. */
    webhook?: SecretReference;
}

/** Waits. */
export type Wait = Duration | WaitObject;

/** Waits. In its long form. */
export interface WaitObject {
    /** How long. */
    for: Duration;
    /** Ends the wait early when all hold. */
    until?: Condition[];
}

/** The keys of which a `Login` has exactly one. */
export type LoginKey = "azure" | "aws" | "google" | "registry";

/** To Azure. */
export interface LoginWithAzure extends Without<Exclude<LoginKey, "azure">> {
    azure: AzureLogin;
}

/** To Amazon Web Services. */
export interface LoginWithAws extends Without<Exclude<LoginKey, "aws">> {
    aws: AwsLogin;
}

/** To Google Cloud. */
export interface LoginWithGoogle extends Without<Exclude<LoginKey, "google">> {
    google: GoogleLogin;
}

/** To a container registry. */
export interface LoginWithRegistry extends Without<Exclude<LoginKey, "registry">> {
    registry: RegistryLogin;
}

/** Logs in: to clouds with the run's own identity, never with a key that is kept. */
export type Login = LoginWithAzure | LoginWithAws | LoginWithGoogle | LoginWithRegistry;

/** A login to Azure. */
export interface AzureLogin {
    /** Subscription; that of the identity when left out. */
    subscription?: string;
}

/** A login to Amazon Web Services. */
export interface AwsLogin {
    /** Region. */
    region?: string;
}

/** A login to Google Cloud. */
export interface GoogleLogin {
    /** Project. */
    project?: string;
}

/** A login to a container registry. */
export type RegistryLogin = string | RegistryLoginObject;

/** A login to a container registry. In its long form. */
export interface RegistryLoginObject {
    /** Its host, such as `ghcr.io`; may hold `${{ expressions }}`. */
    host: string;
    /** Who logs in. */
    username?: EnvValue;
    /** With which password; the run's own identity when left out. */
    password?: EnvValue;
}

/** A call of a reusable pipeline. */
export type Call = string | CallObject;

/** A call of a reusable pipeline. In its long form. */
export interface CallObject {
    /** A pipeline of this document, by id, or one elsewhere as the platform writes it. */
    pipeline: string;
    /** Values for its inputs. */
    with?: Record<string, unknown>;
    /** Secrets for it; `inherit` passes all. */
    secrets?: CallSecrets;
}

/** The secrets a caller passes on: all, or name by name. */
export type CallSecrets = "inherit" | Record<string, EnvValue>;

/** A change to a database, to its data or to the shape of messages. Old and new versions of the software meet it during a rollout, so its order and its way back matter. */
export interface Migration {
    /** What it changes, in a sentence. */
    summary?: string;
    /** What is changed. */
    kind?: MigrationKind;
    /** Database, store or queue it changes, one of the declared ones. */
    database?: Id;
    /** Services whose new version needs it. */
    services?: Id | Id[];
    /** The environments it is for; all when left out. */
    environments?: Id | Id[];
    /** What carries it out, such as `flyway`, `alembic` or `ef-core`. */
    tool?: Id;
    /** Files it is made of. */
    path?: string | string[];
    /** Command that carries it out; the tool's usual one when left out. */
    command?: string;
    /** Folder the command runs in. */
    dir?: string;
    /** Secret with the address and password of the database. */
    credentials?: SecretReference;
    /** Whether it makes room for the new version, or takes away what only the old one needs. Making room comes before the new version, taking away after the old one is gone for good. */
    phase?: MigrationPhase;
    /** The migration that made room, when this one takes away. */
    contracts?: Id;
    /** Migrations it waits for. */
    after?: Id | Id[];
    /** What it does, one by one. */
    operations?: MigrationOperation[];
    /** How many rows it changes; many take long and ask for an approval. */
    rows?: number;
    /** True when data is lost, false when none is; told from the operations when left out. */
    destructive?: boolean;
    /** Whether it can be taken back; told from `undo` and the operations when left out. If not, there is no way back once it has run. */
    reversible?: boolean;
    /** How it is taken back. */
    undo?: MigrationUndo;
    /** The backup that must be made first. */
    backup_first?: BackupFirst;
    /** What must be passed before it runs, beyond the gates of the environment. */
    gates?: Gate[];
    /** What must hold afterwards. */
    verify?: Check[];
    /** How long it takes. */
    takes?: DurationRange;
    /** After which it is stopped. */
    timeout?: Duration;
    /** How long it may wait for a lock while users wait for it. */
    lock_timeout?: Duration;
    /** True when a failure in the middle leaves nothing behind. */
    transactional?: boolean;
    /** How rows are changed a few at a time. */
    batches?: MigrationBatches;
    /** Environments it was tried in with data like production's. */
    tested_in?: Id | Id[];
    /** The day it was last tried. */
    tested?: Date;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * What a migration changes.
 *
 * - `schema`: Tables, columns and indexes.
 * - `data`: Rows.
 * - `messages`: The shape of messages or events; those already sent cannot be changed.
 * - `state`: Settings or other state.
 */
export type MigrationKind = "schema" | "data" | "messages" | "state";

/**
 * Where a migration stands between the old version and the new one.
 *
 * - `expand`: Adds what the new version needs; the old one does not notice.
 * - `backfill`: Fills what was added, while both versions run.
 * - `contract`: Takes away what only the old version needs; there is no way back to it afterwards.
 * - `breaking`: Both at once: one of the two versions breaks.
 */
export type MigrationPhase = "expand" | "backfill" | "contract" | "breaking";

/** One thing a migration does. */
export interface MigrationOperation {
    /** What is done. */
    does: MigrationAction;
    /** Table, topic or collection. */
    table?: string;
    /** Columns or fields. */
    columns?: string | string[];
    /** How many rows it changes. */
    rows?: number;
    /** Whom it keeps out meanwhile; as the database usually does when left out. */
    locks?: LockLevel;
    /** True when the database does it without keeping others out, such as `concurrently`. */
    online?: boolean;
    /** How long it takes. */
    takes?: DurationRange;
}

/**
 * What can be done to a database.
 *
 * - `create_table`: A table is made.
 * - `add_column`: A column is added.
 * - `add_index`: An index is made.
 * - `add_constraint`: A rule that data must obey is added; data that breaks it stops the migration.
 * - `insert_rows`: Rows are added.
 * - `update_rows`: Rows are changed; what they held is lost.
 * - `change_type`: A column gets another type; values may not fit.
 * - `rename_table`: A table is renamed; the old version no longer finds it.
 * - `rename_column`: A column is renamed; the old version no longer finds it.
 * - `drop_constraint`: A rule is taken away.
 * - `drop_index`: An index is taken away.
 * - `drop_column`: A column is taken away with what it held.
 * - `drop_table`: A table is taken away with what it held.
 * - `delete_rows`: Rows are taken away.
 * - `truncate`: A table is emptied.
 * - `add_field`: A field is added to a message.
 * - `remove_field`: A field is taken from a message; readers that need it fail.
 * - `other`: Something else.
 */
export type MigrationAction =
    | "create_table" | "add_column" | "add_index" | "add_constraint" | "insert_rows" | "update_rows" | "change_type" | "rename_table" | "rename_column" | "drop_constraint" | "drop_index" | "drop_column" | "drop_table" | "delete_rows" | "truncate" | "add_field" | "remove_field" | "other";

/**
 * Whom an operation keeps out while it runs.
 *
 * - `none`: Nobody.
 * - `writers`: Who wants to write.
 * - `everyone`: Everyone.
 */
export type LockLevel = "none" | "writers" | "everyone";

/** How a migration is taken back. */
export type MigrationUndo = string | MigrationUndoObject;

/** How a migration is taken back. In its long form. */
export interface MigrationUndoObject {
    /** Command that takes it back; the tool's usual one when left out. */
    command?: string;
    /** Files it is taken back with. */
    path?: string | string[];
    /** How long it takes. */
    takes?: DurationRange;
    /** True when what users wrote in the meantime is kept. */
    keeps_data?: boolean;
    /** The day it was last tried. */
    tested?: Date;
}

/** The backup that must be made before a migration. */
export type BackupFirst = Id | BackupFirstObject;

/** The backup that must be made before a migration. In its long form. */
export interface BackupFirstObject {
    /** One of the declared backups. */
    backup?: Id;
    /** How old it may be, such as `1h`; made anew when left out. */
    within?: Duration;
}

/** How rows are changed a few at a time, so that users do not wait. */
export type MigrationBatches = number | MigrationBatchesObject;

/** How rows are changed a few at a time, so that users do not wait. In its long form. */
export interface MigrationBatchesObject {
    /** How many rows at a time. */
    rows: number;
    /** Pause between two batches. */
    pause?: Duration;
}

/** A pipeline: stages in order, started by triggers. */
export interface Pipeline {
    /** Name shown to people; the id when left out. */
    name?: string;
    /** Name of a single run; may hold `${{ expressions }}`. */
    run_name?: string;
    /** What starts it. A pipeline without triggers can only be called by another one. */
    on?: Trigger[];
    /** Values a caller gives, for a reusable pipeline. */
    inputs?: Record<string, Input>;
    /** Secrets a caller gives, for a reusable pipeline. */
    secrets?: Record<string, SecretInput>;
    /** Values it gives back to its caller. */
    outputs?: Record<string, Output>;
    /** Where its jobs run, unless they say otherwise. */
    runner?: Runner | Expression;
    /** Container its jobs run in, unless they say otherwise. */
    container?: Container | Expression;
    /** Variables for all jobs. */
    env?: Record<string, EnvValue>;
    /** Shell and folder for all steps. */
    defaults?: Defaults;
    /** What may not run at the same time. */
    concurrency?: Concurrency;
    /** What its token may do. Left out means the platform's default; an empty mapping means nothing. */
    permissions?: Permissions;
    /** After which a run is stopped. */
    timeout?: Duration | Expression;
    /** Stages. One follows the one before it, unless it says `after`. */
    stages?: Record<string, Stage>;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** What every `Trigger` may have beside its one key. */
export interface TriggerBase {
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** The keys of which a `Trigger` has exactly one. */
export type TriggerKey =
    | "push"
    | "pull_request"
    | "tag"
    | "schedule"
    | "manual"
    | "pipeline"
    | "release"
    | "webhook"
    | "merge_queue"
    | "call"
    | "event";

/** Commits arrive on a branch. */
export interface TriggerWithPush extends TriggerBase, Without<Exclude<TriggerKey, "push">> {
    push: Push;
}

/** A change is proposed. */
export interface TriggerWithPullRequest extends TriggerBase, Without<Exclude<TriggerKey, "pull_request">> {
    pull_request: PullRequest;
}

/** A tag is created. */
export interface TriggerWithTag extends TriggerBase, Without<Exclude<TriggerKey, "tag">> {
    tag: TagPush;
}

/** At set times. */
export interface TriggerWithSchedule extends TriggerBase, Without<Exclude<TriggerKey, "schedule">> {
    schedule: Schedule;
}

/** A person starts it. */
export interface TriggerWithManual extends TriggerBase, Without<Exclude<TriggerKey, "manual">> {
    manual: ManualStart;
}

/** Another pipeline ends. */
export interface TriggerWithPipeline extends TriggerBase, Without<Exclude<TriggerKey, "pipeline">> {
    pipeline: PipelineEnd;
}

/** A release is published. */
export interface TriggerWithRelease extends TriggerBase, Without<Exclude<TriggerKey, "release">> {
    release: ReleaseEvent;
}

/** Another system calls. */
export interface TriggerWithWebhook extends TriggerBase, Without<Exclude<TriggerKey, "webhook">> {
    webhook: Webhook;
}

/** Changes wait to be merged together. */
export interface TriggerWithMergeQueue extends TriggerBase, Without<Exclude<TriggerKey, "merge_queue">> {
    merge_queue: MergeQueue;
}

/** Another pipeline calls this one as a part of itself. */
export interface TriggerWithCall extends TriggerBase, Without<Exclude<TriggerKey, "call">> {
    call: Called;
}

/** Any other event, by the platform's own name. */
export interface TriggerWithEvent extends TriggerBase, Without<Exclude<TriggerKey, "event">> {
    event: OtherEvent;
}

/** What starts a pipeline. */
export type Trigger =
    | TriggerWithPush
    | TriggerWithPullRequest
    | TriggerWithTag
    | TriggerWithSchedule
    | TriggerWithManual
    | TriggerWithPipeline
    | TriggerWithRelease
    | TriggerWithWebhook
    | TriggerWithMergeQueue
    | TriggerWithCall
    | TriggerWithEvent;

/** Commits that arrive on a branch. A filter that is left out lets everything through. */
export interface Push {
    /** Branches, as patterns. */
    branches?: Glob | Glob[];
    /** Branches left out. */
    ignore_branches?: Glob | Glob[];
    /** Tags, as patterns. */
    tags?: Glob | Glob[];
    /** Tags left out. */
    ignore_tags?: Glob | Glob[];
    /** Only when one of these paths changed. */
    paths?: Glob | Glob[];
    /** Not when only these paths changed. */
    ignore_paths?: Glob | Glob[];
}

/** A change that is proposed for merging. */
export interface PullRequest {
    /** Branches it would be merged into, as patterns. */
    branches?: Glob | Glob[];
    /** Branches left out. */
    ignore_branches?: Glob | Glob[];
    /** Only when one of these paths changed. */
    paths?: Glob | Glob[];
    /** Not when only these paths changed. */
    ignore_paths?: Glob | Glob[];
    /** What happened to it, in the platform's words: `opened`, `synchronize`, `labeled` … */
    types?: string | string[];
    /** True when the run sees the target's secrets although the change may come from a stranger. */
    trusted?: boolean;
    /** False when drafts are passed over. */
    drafts?: boolean;
}

/** A tag that is created. */
export type TagPush = Glob | Glob[] | TagPushObject;

/** A tag that is created. In its long form. */
export interface TagPushObject {
    /** Tags, as patterns such as `v*`; any when left out. */
    patterns?: Glob | Glob[];
    /** Tags left out. */
    ignore?: Glob | Glob[];
}

/** Set times. */
export type Schedule = Cron | ScheduleObject;

/** Set times. In its long form. */
export interface ScheduleObject {
    /** Five fields: minute, hour, day, month, weekday. */
    cron: Cron;
    /** Time zone of the fields; UTC when left out. */
    zone?: Zone;
    /** Branches it runs on; the default branch when left out. */
    branches?: Glob | Glob[];
    /** True when it runs even if nothing changed since the last run. */
    always?: boolean;
}

/** A start by hand. */
export interface ManualStart {
    /** What the person is asked for. */
    inputs?: Record<string, Input>;
}

/** A value that a caller or a person gives when a run starts. */
export interface Input {
    /** What kind of value. */
    type?: InputType;
    /** What it is for. */
    description?: string;
    /** True when it must be given. */
    required?: boolean;
    /** The value when none is given. */
    default?: unknown;
    /** The values to choose from. */
    options?: unknown[];
}

/**
 * Kinds of input values.
 *
 * - `string`: A text.
 * - `number`: A number.
 * - `boolean`: True or false.
 * - `choice`: One of the options.
 * - `environment`: The name of an environment.
 */
export type InputType = "string" | "number" | "boolean" | "choice" | "environment";

/** The end of another pipeline. */
export type PipelineEnd = string | string[] | PipelineEndObject;

/** The end of another pipeline. In its long form. */
export interface PipelineEndObject {
    /** Pipelines of this document by id, or others by the name they show. */
    pipelines?: string | string[];
    /** Branches they ran on, as patterns. */
    branches?: Glob | Glob[];
    /** Branches left out. */
    ignore_branches?: Glob | Glob[];
    /** What happened to them, in the platform's words: `completed`, `requested` … */
    types?: string | string[];
}

/** A release that is published. */
export interface ReleaseEvent {
    /** What happened to it, in the platform's words: `published`, `created` … */
    types?: string | string[];
}

/** A call from another system. */
export interface Webhook {
    /** Kinds of calls it answers to; any when left out. */
    types?: string | string[];
    /** The connection or hook it belongs to, where the platform has such. */
    connection?: Id;
}

/** Changes that wait to be merged together. */
export interface MergeQueue {
    /** Branches they would be merged into, as patterns. */
    branches?: Glob | Glob[];
    /** What happened, in the platform's words. */
    types?: string | string[];
}

/** A call by another pipeline; its inputs, secrets and outputs are the pipeline's own. */
export interface Called {
    /** What calls it: a job, which runs it as a part of its own pipeline, or a step, which runs its steps in the step's own job. A job when left out. */
    by?: Caller;
}

/**
 * What calls a pipeline.
 *
 * - `job`: A job, which runs all of it in place of steps of its own.
 * - `step`: A step; the pipeline has one job, whose steps run in its place.
 */
export type Caller = "job" | "step";

/** An event of one platform. */
export type OtherEvent = string | OtherEventObject;

/** An event of one platform. In its long form. */
export interface OtherEventObject {
    /** The platform's name for it, such as `issue_comment`. */
    name: string;
    /** What happened, in the platform's words. */
    types?: string | string[];
}

/** A secret that a caller gives. */
export interface SecretInput {
    /** What it is for. */
    description?: string;
    /** True when it must be given. */
    required?: boolean;
}

/** A value that a pipeline or job gives back. */
export type Output = string | OutputObject;

/** A value that a pipeline or job gives back. In its long form. */
export interface OutputObject {
    /** The value, usually an expression such as `${{ jobs.build.outputs.version }}`. */
    value: string;
    /** What it is. */
    description?: string;
}

/** The keys of which a `Runner` has exactly one. */
export type RunnerKey = "hosted" | "self_hosted" | "pool";

/** A machine of the CI service, by its label, such as `ubuntu-latest`. */
export interface RunnerWithHosted extends Without<Exclude<RunnerKey, "hosted">> {
    hosted: string | Expression;
}

/** A machine of one's own, by labels. */
export interface RunnerWithSelfHosted extends Without<Exclude<RunnerKey, "self_hosted">> {
    self_hosted: SelfHosted;
}

/** A named pool or group of machines. */
export interface RunnerWithPool extends Without<Exclude<RunnerKey, "pool">> {
    pool: RunnerPool;
}

/** Where a job runs. */
export type Runner = RunnerWithHosted | RunnerWithSelfHosted | RunnerWithPool;

/** Machines of one's own. */
export type SelfHosted = string | string[] | SelfHostedObject;

/** Machines of one's own. In its long form. */
export interface SelfHostedObject {
    /** Labels a machine must have. */
    labels?: string | string[];
    /** True when each machine serves one job and is then thrown away. */
    ephemeral?: boolean;
    /** How many jobs can run at once. */
    count?: number;
}

/** A named pool of machines. */
export type RunnerPool = string | RunnerPoolObject;

/** A named pool of machines. In its long form. */
export interface RunnerPoolObject {
    /** Name of the pool or group. */
    name: string;
    /** Labels or demands a machine must meet. */
    labels?: string | string[];
    /** Image of the machines. */
    image?: string;
    /** True when each machine serves one job and is then thrown away. */
    ephemeral?: boolean;
    /** How many jobs can run at once. */
    count?: number;
}

/** A container that a job runs in or beside. */
export type Container = string | ContainerObject;

/** A container that a job runs in or beside. In its long form. */
export interface ContainerObject {
    /** Image with tag or digest; may hold `${{ expressions }}`. */
    image: string;
    /** Variables inside it. */
    env?: Record<string, EnvValue>;
    /** Ports as `8080` or `8080:80`. */
    ports?: string[];
    /** Mounts as `host:container`. */
    volumes?: string[];
    /** Command instead of the image's own. */
    command?: string | string[];
    /** Entry point instead of the image's own. */
    entrypoint?: string | string[];
    /** More options of the container engine. */
    options?: string;
    /** User name for a private registry. */
    username?: string;
    /** Password for a private registry. */
    password?: SecretReference;
    /** Port that answers when it is ready. */
    ready_port?: Port;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** What steps use unless they say otherwise. */
export interface Defaults {
    /** Shell that `run` steps use. */
    shell?: string;
    /** Folder that `run` steps start in. */
    dir?: string;
}

/** What a pipeline's own token may do: everything, or scope by scope. */
export type Permissions = "read_all" | "write_all" | Record<string, Access>;

/**
 * What may be done with one scope.
 *
 * - `none`: Nothing.
 * - `read`: Look.
 * - `write`: Look and change.
 */
export type Access = "none" | "read" | "write";

/** A part of a pipeline. Its jobs run side by side once the stages before it are done. */
export interface Stage {
    /** Name shown to people; the id when left out. */
    name?: string;
    /** Stages it waits for. Left out means the one before it; an empty list means none. */
    after?: Id | Id[];
    /** When it runs. */
    when?: When;
    /** How long it takes, for estimates, when its jobs do not say. */
    lasts?: DurationRange;
    /** What must be passed before its jobs start. */
    gates?: Gate[];
    /** Where its jobs run, unless they say otherwise. */
    runner?: Runner | Expression;
    /** Variables for all its jobs. */
    env?: Record<string, EnvValue>;
    /** What is done. */
    jobs?: Record<string, Job>;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** Steps that run one after the other on one machine. */
export interface Job {
    /** Name shown to people; the id when left out. May hold `${{ expressions }}`. */
    name?: string;
    /** Jobs it waits for: of its own stage by id, of another as `stage.job`. Left out means all stages before its own; a list means those jobs only; an empty list means none. */
    after?: JobName | JobName[];
    /** When it runs. */
    when?: When;
    /** The environment it deploys to. */
    environment?: JobEnvironment;
    /** What must be passed before it starts, beyond the gates of its stage and environment. */
    gates?: Gate[];
    /** Where it runs. */
    runner?: Runner | Expression;
    /** Container its steps run in. */
    container?: Container | Expression;
    /** Containers beside it, such as a database for tests. */
    services?: Record<string, Container>;
    /** Runs once for every combination of values. */
    matrix?: Matrix | Expression;
    /** How long it takes, for estimates: `5m`, `4m..6m` or `{ best, likely, worst }`. */
    lasts?: DurationRange;
    /** After which it is stopped. */
    timeout?: Duration | Expression;
    /** How often it is tried again after a failure. */
    retry?: Retry;
    /** How often a try fails for no reason of the change, such as `2%`, for estimates. */
    flaky?: Percent;
    /** True when the run goes on although it failed. */
    continue_on_error?: boolean | Expression;
    /** What may not run at the same time. */
    concurrency?: Concurrency;
    /** What its token may do. */
    permissions?: Permissions;
    /** Variables for its steps. */
    env?: Record<string, EnvValue>;
    /** Shell and folder for its steps. */
    defaults?: Defaults;
    /** Values that later jobs can use. */
    outputs?: Record<string, Output>;
    /** What is done, in order. */
    steps?: Step[];
    /** A reusable pipeline that is run instead of steps. */
    call?: Call;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A job such as `lint`, or `build.api` for a job of another stage. */
export type JobName = string;

/** The environment a job deploys to. */
export type JobEnvironment = Id | Expression | JobEnvironmentObject;

/** The environment a job deploys to. In its long form. */
export interface JobEnvironmentObject {
    /** One of the declared environments, or an expression that gives one. */
    name: Id | Expression;
    /** Address of what was deployed, shown to people. */
    url?: string;
    /** What the job does there; a deployment unless it says otherwise. */
    action?: EnvironmentAction;
}

/**
 * What a job does with its environment.
 *
 * - `deploy`: Deploys to it.
 * - `access`: Only needs its variables and secrets.
 * - `prepare`: Prepares it, without deploying.
 * - `verify`: Checks what is there.
 * - `stop`: Takes it down.
 */
export type EnvironmentAction = "deploy" | "access" | "prepare" | "verify" | "stop";

/** One job for every combination of values. */
export interface Matrix {
    /** The values of each axis. They are reached as `${{ matrix.axis }}`. */
    axes?: Record<string, unknown[] | Expression>;
    /** Values added to combinations that match, or combinations of their own. */
    include?: unknown[] | Expression;
    /** Combinations left out. */
    exclude?: unknown[] | Expression;
    /** How many run at once. */
    max_parallel?: number | Expression;
    /** False when the others go on after one failed. */
    fail_fast?: boolean | Expression;
}

/** What is done against losing data or a region. How much work can be lost (RPO) and how long recovery takes (RTO) are computed from it and held against the objectives. */
export interface Recovery {
    /** The kind of standby that is claimed; held against what is built. */
    tier?: RecoveryTier;
    /** Copies of data made from time to time. */
    backups?: Record<string, Backup>;
    /** Copies of data kept up to date all the time. */
    replications?: Record<string, Replication>;
    /** Stores that must be restored to the same moment to make sense together. */
    consistent?: Record<string, ConsistentStores>;
    /** Where production runs, and where it would run instead. */
    regions?: Regions;
    /** How long until someone or something notices the loss. */
    detect?: DurationRange;
    /** How long until someone decides to fail over. */
    declare?: DurationRange;
    /** What is done when a region is lost: a step waits for those it names in `after`. */
    failover?: Record<string, FailoverStep>;
    /** How long it takes to be sure that everything works again. */
    validate?: DurationRange;
    /** Ways to recover from other losses than that of a region. */
    procedures?: Record<string, RecoveryProcedure>;
    /** Trials of all this. What was never tried counts as unproved. */
    drills?: Record<string, Drill>;
    /** How often such a loss is expected, such as `1/year`; adds the time to recover to the downtime of a year. */
    losses?: Rate;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * Kinds of standby, from cheap and slow to dear and fast.
 *
 * - `backup_and_restore`: Nothing runs elsewhere; it is built again from code and backups.
 * - `pilot_light`: Data is copied all the time, machines are off.
 * - `warm_standby`: Everything runs elsewhere, scaled down.
 * - `hot_standby`: Everything runs elsewhere in full size, without traffic.
 * - `active_active`: Several regions take traffic all the time.
 */
export type RecoveryTier = "backup_and_restore" | "pilot_light" | "warm_standby" | "hot_standby" | "active_active";

/** A copy of data made from time to time. What was done since the last good one is lost with the original. */
export interface Backup {
    /** What makes it, such as `velero` or `pg-dump`. */
    tool?: Id;
    /** What is copied: databases, stores, workloads or clusters by id; everything when left out. */
    of?: Id | Id[];
    /** The environments it is made in; production when left out. */
    environments?: Id | Id[];
    /** When it starts. The longest time between two starts is work that can be lost. */
    schedule?: Cron;
    /** Time zone of the schedule; UTC when left out. Where clocks change, a run may be skipped. */
    zone?: Zone;
    /** How often changes are copied between two full backups, for restoring to any moment. */
    log_every?: Duration;
    /** How long it is kept: `30d`, or so many of each kind. */
    keep?: BackupRetention;
    /** How long one takes. It is only safe when it has ended, so this adds to the work that can be lost. */
    takes?: DurationRange;
    /** Where it is kept. */
    to?: BackupDestination;
    /** More places it is copied to afterwards. */
    copies?: Record<string, BackupCopy>;
    /** Which part of a cluster is copied; all of it when left out. */
    scope?: BackupScope;
    /** How much each run copies. */
    mode?: BackupMode;
    /** How well the parts of a copy fit together. */
    consistency?: BackupConsistency;
    /** Size of a full copy, for cost and for the time to restore. */
    size?: Size;
    /** Share of the data that changes between two runs, for the cost of keeping many. */
    change?: Percent;
    /** How many runs in a row may fail before someone acts; each makes the gap one run longer. */
    tolerate_failures?: number;
    /** How it is brought back, and whether that was tried. */
    restore?: Restore;
    /** True while no backups are made. */
    paused?: boolean;
    /** True when the first run waits for its time, instead of starting at once when one is due. */
    skip_first?: boolean;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** How long backups are kept. The shortest time also says how late damage may be noticed and still be undone. */
export type BackupRetention = Duration | BackupRetentionObject;

/** How long backups are kept. The shortest time also says how late damage may be noticed and still be undone. In its long form. */
export interface BackupRetentionObject {
    /** How long each is kept. */
    for?: Duration;
    /** How many of the latest are kept, however old. */
    last?: number;
    /** For how many hours one is kept. */
    hourly?: number;
    /** For how many days one is kept. */
    daily?: number;
    /** For how many weeks one is kept. */
    weekly?: number;
    /** For how many months one is kept. */
    monthly?: number;
    /** For how many years one is kept. */
    yearly?: number;
}

/** What every `BackupDestination` may have beside its one key. */
export interface BackupDestinationBase {
    /** Region it is in; that of the original when left out. */
    region?: string;
    /** Cloud account, subscription or project it is in; that of the original when left out. */
    account?: string;
    /** How long nobody, administrators included, can change or delete it. Protects from ransomware. */
    immutable?: Duration;
    /** Whether it is encrypted at rest. */
    encrypted?: boolean;
    /** What it is encrypted with. Without this key there is no restore. */
    key?: SecretReference;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** The keys of which a `BackupDestination` has exactly one. */
export type BackupDestinationKey = "azure_blob" | "s3" | "gcs" | "vault" | "managed" | "snapshot" | "file_system" | "object_store";

/** Azure Blob Storage. */
export interface BackupDestinationWithAzureBlob extends BackupDestinationBase, Without<Exclude<BackupDestinationKey, "azure_blob">> {
    azure_blob: AzureBlob;
}

/** Amazon S3. */
export interface BackupDestinationWithS3 extends BackupDestinationBase, Without<Exclude<BackupDestinationKey, "s3">> {
    s3: S3Bucket;
}

/** Google Cloud Storage. */
export interface BackupDestinationWithGcs extends BackupDestinationBase, Without<Exclude<BackupDestinationKey, "gcs">> {
    gcs: GcsBucket;
}

/** A backup vault of the cloud, such as Azure Backup or AWS Backup. */
export interface BackupDestinationWithVault extends BackupDestinationBase, Without<Exclude<BackupDestinationKey, "vault">> {
    vault: BackupVault;
}

/** The database or storage service itself keeps it. */
export interface BackupDestinationWithManaged extends BackupDestinationBase, Without<Exclude<BackupDestinationKey, "managed">> {
    managed: ManagedBackup;
}

/** Snapshots beside the disk they were taken from. */
export interface BackupDestinationWithSnapshot extends BackupDestinationBase, Without<Exclude<BackupDestinationKey, "snapshot">> {
    snapshot: SnapshotStore;
}

/** A file server or a disk. */
export interface BackupDestinationWithFileSystem extends BackupDestinationBase, Without<Exclude<BackupDestinationKey, "file_system">> {
    file_system: FileSystemStore;
}

/** One of the declared object stores. */
export interface BackupDestinationWithObjectStore extends BackupDestinationBase, Without<Exclude<BackupDestinationKey, "object_store">> {
    object_store: DeclaredStore;
}

/** Where a backup is kept. In the account and region of the original, one event takes both. */
export type BackupDestination =
    | BackupDestinationWithAzureBlob
    | BackupDestinationWithS3
    | BackupDestinationWithGcs
    | BackupDestinationWithVault
    | BackupDestinationWithManaged
    | BackupDestinationWithSnapshot
    | BackupDestinationWithFileSystem
    | BackupDestinationWithObjectStore;

/** Azure Blob Storage. */
export interface AzureBlob {
    /** How many copies Azure keeps, and how far apart. */
    redundancy?: Redundancy;
    /** Storage account. */
    storage_account?: string;
    /** Container in it. */
    container?: string;
    /** Resource group of the storage account. */
    resource_group?: string;
    /** Access tier, such as `cool`; slow tiers are cheap and take hours to read. */
    tier?: string;
}

/**
 * How many copies a cloud keeps of what it stores, and how far apart.
 *
 * - `local`: Several copies in one data centre.
 * - `zone`: Copies in several data centres of a region.
 * - `geo`: Copies in another region, some minutes behind.
 * - `geo_read`: As `geo`, and the other region can be read at any time.
 * - `geo_zone`: Copies in several data centres, and in another region.
 * - `geo_zone_read`: As `geo_zone`, and the other region can be read at any time.
 */
export type Redundancy = "local" | "zone" | "geo" | "geo_read" | "geo_zone" | "geo_zone_read";

/** A bucket of Amazon S3, or of a service that speaks its language. */
export type S3Bucket = string | S3BucketObject;

/** A bucket of Amazon S3, or of a service that speaks its language. In its long form. */
export interface S3BucketObject {
    /** Name of the bucket. */
    bucket?: string;
    /** Folder in it. */
    prefix?: string;
    /** Storage class, such as `standard_ia`; slow classes are cheap and take hours to read. */
    class?: string;
    /** Address of the service, when it is not Amazon's. */
    endpoint?: string;
    /** Region that everything is copied to as well. */
    replica_region?: string;
}

/** A bucket of Google Cloud Storage. */
export type GcsBucket = string | GcsBucketObject;

/** A bucket of Google Cloud Storage. In its long form. */
export interface GcsBucketObject {
    /** Name of the bucket. */
    bucket?: string;
    /** Folder in it. */
    prefix?: string;
    /** Storage class, such as `nearline`. */
    class?: string;
    /** Project it belongs to. */
    project?: string;
}

/** A backup vault of a cloud. */
export type BackupVault = string | BackupVaultObject;

/** A backup vault of a cloud. In its long form. */
export interface BackupVaultObject {
    /** Name of the vault. */
    name?: string;
    /** How many copies the cloud keeps, and how far apart. */
    redundancy?: Redundancy;
    /** Whether what was deleted can be brought back for a while. */
    soft_delete?: boolean;
}

/** A backup that the database or storage service keeps itself; it often goes when the service is deleted. */
export interface ManagedBackup {
    /** How many copies the service keeps, and how far apart. */
    redundancy?: Redundancy;
}

/** Snapshots beside the disk they were taken from. */
export interface SnapshotStore {
    /** Class of snapshots in the cluster. */
    class?: string;
}

/** A file server or a disk. */
export type FileSystemStore = string | FileSystemStoreObject;

/** A file server or a disk. In its long form. */
export interface FileSystemStoreObject {
    /** Folder, with the server before it where there is one. */
    path: string;
}

/** An object store of the infrastructure. */
export type DeclaredStore = Id | DeclaredStoreObject;

/** An object store of the infrastructure. In its long form. */
export interface DeclaredStoreObject {
    /** Its id under `infrastructure.object_stores`. */
    store: Id;
    /** Folder in it. */
    prefix?: string;
}

/** A further copy of a backup. */
export interface BackupCopy {
    /** Where it is kept. */
    to: BackupDestination;
    /** How long after the backup it is complete. */
    lag?: DurationRange;
    /** How long it is kept; as long as the backup when left out. */
    keep?: BackupRetention;
}

/** Which part of a cluster is copied. */
export interface BackupScope {
    /** Namespaces; all when left out. */
    namespaces?: string | string[];
    /** Namespaces left out. */
    exclude_namespaces?: string | string[];
    /** Kinds of objects; all when left out. */
    resources?: string | string[];
    /** Kinds of objects left out. */
    exclude_resources?: string | string[];
    /** Labels an object must have. */
    labels?: Record<string, string>;
    /** False when disks are not copied, only the objects that describe them. */
    volumes?: boolean;
    /** False when objects outside of namespaces are not copied. */
    cluster_wide?: boolean;
}

/**
 * How much each run of a backup copies.
 *
 * - `full`: Everything.
 * - `incremental`: What changed since the last run.
 * - `differential`: What changed since the last full run.
 * - `snapshot`: The state of the disks, taken by the storage.
 * - `continuous`: All changes as they happen.
 */
export type BackupMode = "full" | "incremental" | "differential" | "snapshot" | "continuous";

/**
 * How well the parts of a copy fit together.
 *
 * - `crash`: As after a power cut.
 * - `application`: The application was brought to rest first.
 * - `transaction`: The database guarantees it.
 */
export type BackupConsistency = "crash" | "application" | "transaction";

/** How a backup is brought back. */
export type Restore = string | RestoreObject;

/** How a backup is brought back. In its long form. */
export interface RestoreObject {
    /** How long it takes. */
    takes?: DurationRange;
    /** How much is restored in one second, for sizes that were not tried. */
    per_second?: Size;
    /** The day it was last tried. Numbers that were never measured count as guesses. */
    tested?: Date;
    /** True when the restored data was compared with the original. */
    verified?: boolean;
}

/** A copy of data kept up to date all the time. It copies mistakes too, so it protects from the loss of a place only. */
export interface Replication {
    /** What is copied, by id. */
    of?: Id | Id[];
    /** Region it is copied from; the primary one when left out. */
    from?: string;
    /** Regions or zones it is copied to. */
    to?: string | string[];
    /** Whether a write waits for the copy. */
    mode?: ReplicationMode;
    /** How far the copy is behind, 99 % of the time; this work can be lost. */
    lag?: Duration;
    /** How far it is kept behind on purpose, so that a mistake can be stopped in time. */
    delay?: Duration;
    /** How long until the copy can take over. */
    promote?: DurationRange;
    /** Where writes are taken: one place, or all of them. */
    writers?: Writers;
    /** What decides when two places changed the same thing, such as `last-write-wins`. Needed with several writers. */
    conflicts?: string;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * Whether a write waits for its copy.
 *
 * - `synchronous`: It waits: nothing is lost.
 * - `semi_synchronous`: It waits until the copy has received it, not until it has been applied.
 * - `asynchronous`: It does not wait: the lag is lost.
 */
export type ReplicationMode = "synchronous" | "semi_synchronous" | "asynchronous";

/**
 * Where writes are taken.
 *
 * - `one`: In one place.
 * - `all`: In every place.
 */
export type Writers = "one" | "all";

/** Stores that must be restored to the same moment. The oldest copy among them decides how much is lost. */
export type ConsistentStores = Id[] | ConsistentStoresObject;

/** Stores that must be restored to the same moment. The oldest copy among them decides how much is lost. In its long form. */
export interface ConsistentStoresObject {
    /** Databases and stores, by id. */
    stores?: Id[];
    /** How long it takes to make them agree again after a restore. */
    reconcile?: DurationRange;
}

/** Where production runs, and where it would run instead. */
export interface Regions {
    /** Where it runs, such as `westus2`. */
    primary: string;
    /** Where it would run instead. */
    standby?: string | string[];
    /** What the standby does meanwhile. */
    mode?: StandbyMode;
    /** Share of the primary's capacity that runs in the standby all the time; `0%` when everything there is off. */
    capacity?: Percent;
    /** Cloud account of the standby, when it is another one. */
    standby_account?: string;
    /** How many data centres of the primary region are used. */
    zones?: number;
    /** How long names are remembered by clients. Until then some still go to the lost region. */
    dns_ttl?: Duration;
}

/**
 * What a standby region does while it is not needed.
 *
 * - `passive`: Takes no traffic.
 * - `active`: Takes traffic all the time.
 */
export type StandbyMode = "passive" | "active";

/** A part of a failover. The longest chain of steps is the time to recover. */
export interface FailoverStep {
    /** What is done, in words. */
    summary?: string;
    /** What kind of work it is. */
    does?: RecoveryAction;
    /** Steps it waits for; none when left out. */
    after?: Id | Id[];
    /** How long it takes. Left out for a restore, it is computed from size and speed. */
    takes?: DurationRange;
    /** Backups that are brought back. */
    restores?: Id | Id[];
    /** Replications whose copy takes over. */
    promotes?: Id | Id[];
    /** What it cannot do without, by id: secret stores, registries, pipelines, identities, external services. What is in the lost region is lost with it. */
    needs?: Id | Id[];
    /** Groups or people who do it. One person does one step at a time. */
    by?: string | string[];
    /** True when a person does it. */
    manual?: boolean;
    /** How it is done, when a machine can. */
    steps?: Step[];
    /** What must hold before it counts as done. */
    verify?: Check[];
    /** Address of the instructions. */
    runbook?: string;
}

/**
 * Kinds of work in a failover.
 *
 * - `provision`: Machines and networks are made.
 * - `restore`: Data is brought back from a backup.
 * - `replay`: Changes since the backup are applied again.
 * - `promote`: A copy takes over.
 * - `start`: What is off is started.
 * - `scale`: What is small is made large.
 * - `configure`: Settings and secrets are put in place.
 * - `deploy`: Software is delivered again.
 * - `switch_traffic`: Traffic is sent to the other place.
 * - `verify`: It is tried whether it works.
 * - `notify`: People are told.
 */
export type RecoveryAction =
    | "provision" | "restore" | "replay" | "promote" | "start" | "scale" | "configure" | "deploy" | "switch_traffic" | "verify" | "notify";

/** A way to recover from a loss. */
export interface RecoveryProcedure {
    /** What it does, in a sentence. */
    summary?: string;
    /** What it helps against. */
    against?: FailureMode | FailureMode[];
    /** What it brings back, by id; everything when left out. */
    of?: Id | Id[];
    /** How long until someone or something notices the loss. */
    detect?: DurationRange;
    /** How long until someone decides. */
    declare?: DurationRange;
    /** What is done: a step waits for those it names in `after`. */
    steps?: Record<string, FailoverStep>;
    /** How long it takes to be sure that everything works again. */
    validate?: DurationRange;
}

/**
 * What can be lost.
 *
 * - `zone_loss`: One data centre.
 * - `region_loss`: A whole region.
 * - `corruption`: Data is wrong, and the wrong data is copied everywhere.
 * - `deletion`: Data is deleted by mistake.
 * - `ransomware`: Data and whatever can be reached from it is encrypted by an intruder.
 */
export type FailureMode = "zone_loss" | "region_loss" | "corruption" | "deletion" | "ransomware";

/** A trial of a recovery. */
export interface Drill {
    /** What is tried. */
    kind?: DrillKind;
    /** Backups, procedures, rollbacks or environments that are tried, by id; all when left out. */
    of?: Id | Id[];
    /** How often it must be done; older results count as none. */
    every?: Duration;
    /** The day it was last done. */
    last?: Date;
    /** Whether it succeeded then. */
    passed?: boolean;
    /** How long recovery took then. */
    took?: Duration;
    /** How much work was lost then, in time. */
    lost?: Duration;
    /** Where it is done; production when left out. */
    environment?: Id;
    /** Who is responsible. */
    owner?: string;
    /** Address of the report. */
    report?: string;
}

/**
 * Kinds of drills.
 *
 * - `restore`: A backup is restored somewhere else.
 * - `failover`: Production moves to the standby.
 * - `rollback`: A release is taken back.
 * - `chaos`: Something is broken on purpose.
 * - `tabletop`: People talk it through.
 */
export type DrillKind = "restore" | "failover" | "rollback" | "chaos" | "tabletop";

/** A measurement that conditions name, with a query for each system it is kept in. Queries may hold `{{service}}`, `{{environment}}`, `{{version}}` and `{{lookback}}`, which are filled in where the signal is used. */
export interface SignalDefinition {
    /** What is measured, in a sentence. */
    summary?: string;
    /** What the number counts; a plain number when left out. */
    unit?: SignalUnit;
    /** Which direction is good. */
    better?: Better;
    /** How far back one measurement looks. The longer, the later a change is noticed. */
    lookback?: Duration;
    /** How late a measurement can be seen, when it is not as the provider says. */
    lag?: Duration;
    /** How far back a baseline looks. */
    baseline?: Duration;
    /** In the language of Prometheus. */
    prometheus?: PrometheusQuery;
    /** For Azure Monitor, in Kusto's language. */
    azure_monitor?: AzureMonitorQuery;
    /** For Amazon CloudWatch. */
    cloudwatch?: CloudWatchQuery;
    /** For Datadog. */
    datadog?: DatadogQuery;
    /** For other systems, in their words. */
    extensions?: Record<string, unknown>;
}

/**
 * What the number of a signal counts.
 *
 * - `fraction`: A share between 0 and 1.
 * - `percent`: A share between 0 and 100.
 * - `seconds`: Seconds.
 * - `milliseconds`: Thousandths of a second.
 * - `bytes`: Bytes.
 * - `per_second`: Times in each second.
 * - `count`: A plain number.
 */
export type SignalUnit = "fraction" | "percent" | "seconds" | "milliseconds" | "bytes" | "per_second" | "count";

/**
 * Which direction of a signal is good.
 *
 * - `lower`: Less is good, as with errors.
 * - `higher`: More is good, as with successes.
 */
export type Better = "lower" | "higher";

/** A query in the language of Prometheus. */
export type PrometheusQuery = string | PrometheusQueryObject;

/** A query in the language of Prometheus. In its long form. */
export interface PrometheusQueryObject {
    /** The query; it must give a single number. */
    query: string;
    /** Address of another Prometheus than the usual one. */
    address?: string;
}

/** A query for Azure Monitor. */
export type AzureMonitorQuery = string | AzureMonitorQueryObject;

/** A query for Azure Monitor. In its long form. */
export interface AzureMonitorQueryObject {
    /** The query in Kusto's language; it must give a single number. */
    query: string;
    /** Log Analytics workspace other than the usual one. */
    workspace?: string;
}

/** A query for Amazon CloudWatch: an expression, or one measurement. */
export type CloudWatchQuery = string | CloudWatchQueryObject;

/** A query for Amazon CloudWatch: an expression, or one measurement. In its long form. */
export interface CloudWatchQueryObject {
    /** Expression over measurements. */
    expression?: string;
    /** Namespace of the measurement, such as `AWS/ApplicationELB`. */
    namespace?: string;
    /** Name of the measurement. */
    metric?: string;
    /** How many values become one, such as `Average` or `p95`. */
    statistic?: string;
    /** Dimensions that choose the measurement. */
    dimensions?: Record<string, string>;
    /** How much time one value stands for. */
    period?: Duration;
}

/** A query for Datadog. */
export type DatadogQuery = string | DatadogQueryObject;

/** A query for Datadog. In its long form. */
export interface DatadogQueryObject {
    /** The query, or a formula over `queries`; it must give a single number. */
    query: string;
    /** Queries that the formula joins, by the name they have in it. */
    queries?: Record<string, string>;
}

/** How one sees how the software does. */
export interface Observability {
    /** Where measurements, logs and traces are kept. */
    providers?: Record<string, MonitoringProvider>;
    /** What is promised to users, as measured. Without it nothing says what a bad release is. */
    slos?: Record<string, Slo>;
    /** When someone is told. */
    alerts?: Record<string, Alert>;
    /** Whom an alert reaches. */
    receivers?: Record<string, Receiver>;
    /** Who answers, and how fast. */
    on_call?: OnCall;
    /** Pages to look at. */
    dashboards?: Record<string, Dashboard>;
    /** What is written down, and for how long. */
    logs?: Record<string, LogStream>;
    /** Records of single requests on their way through services. */
    traces?: Traces;
    /** Measurements as they are kept. */
    metrics?: Metrics;
    /** Questions asked from outside, to see what users see. */
    uptime?: Record<string, UptimeCheck>;
    /** How each service behaves on a normal day, by its id; what a canary can notice is computed from it. */
    normal?: Record<string, NormalDay>;
    /** Who is told about each deployment, so that a change in the curves can be matched with it. */
    markers?: DeploymentMarkers;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** What every `MonitoringProvider` may have beside its one key. */
export interface MonitoringProviderBase {
    /** Region its data is in; personal data in logs counts as data there. */
    region?: string;
    /** How late a measurement can be seen. It adds to the time until a bad release is noticed. */
    lag?: Duration;
    /** How long an answer takes. */
    answers_in?: Duration;
    /** Environment it runs in, when it is one's own. What watches should not fall with what it watches. */
    environment?: Id;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** The keys of which a `MonitoringProvider` has exactly one. */
export type MonitoringProviderKey =
    | "prometheus"
    | "azure_monitor"
    | "cloudwatch"
    | "datadog"
    | "google_cloud"
    | "new_relic"
    | "dynatrace"
    | "grafana"
    | "loki"
    | "elastic"
    | "opentelemetry";

/** Prometheus, or what speaks its language. */
export interface MonitoringProviderWithPrometheus extends MonitoringProviderBase, Without<Exclude<MonitoringProviderKey, "prometheus">> {
    prometheus: Prometheus;
}

/** Azure Monitor with Application Insights and Log Analytics. */
export interface MonitoringProviderWithAzureMonitor extends MonitoringProviderBase, Without<Exclude<MonitoringProviderKey, "azure_monitor">> {
    azure_monitor: AzureMonitor;
}

/** Amazon CloudWatch. */
export interface MonitoringProviderWithCloudwatch extends MonitoringProviderBase, Without<Exclude<MonitoringProviderKey, "cloudwatch">> {
    cloudwatch: CloudWatch;
}

/** Datadog. */
export interface MonitoringProviderWithDatadog extends MonitoringProviderBase, Without<Exclude<MonitoringProviderKey, "datadog">> {
    datadog: Datadog;
}

/** Google Cloud Monitoring. */
export interface MonitoringProviderWithGoogleCloud extends MonitoringProviderBase, Without<Exclude<MonitoringProviderKey, "google_cloud">> {
    google_cloud: GoogleCloudMonitoring;
}

/** New Relic. */
export interface MonitoringProviderWithNewRelic extends MonitoringProviderBase, Without<Exclude<MonitoringProviderKey, "new_relic">> {
    new_relic: NewRelic;
}

/** Dynatrace. */
export interface MonitoringProviderWithDynatrace extends MonitoringProviderBase, Without<Exclude<MonitoringProviderKey, "dynatrace">> {
    dynatrace: Dynatrace;
}

/** Grafana, for looking at what others keep. */
export interface MonitoringProviderWithGrafana extends MonitoringProviderBase, Without<Exclude<MonitoringProviderKey, "grafana">> {
    grafana: Grafana;
}

/** Grafana Loki, for logs. */
export interface MonitoringProviderWithLoki extends MonitoringProviderBase, Without<Exclude<MonitoringProviderKey, "loki">> {
    loki: Loki;
}

/** Elasticsearch or OpenSearch, for logs. */
export interface MonitoringProviderWithElastic extends MonitoringProviderBase, Without<Exclude<MonitoringProviderKey, "elastic">> {
    elastic: Elastic;
}

/** Any collector of OpenTelemetry, such as Jaeger or Tempo. */
export interface MonitoringProviderWithOpentelemetry extends MonitoringProviderBase, Without<Exclude<MonitoringProviderKey, "opentelemetry">> {
    opentelemetry: OpenTelemetry;
}

/** A system that keeps measurements, logs or traces. */
export type MonitoringProvider =
    | MonitoringProviderWithPrometheus
    | MonitoringProviderWithAzureMonitor
    | MonitoringProviderWithCloudwatch
    | MonitoringProviderWithDatadog
    | MonitoringProviderWithGoogleCloud
    | MonitoringProviderWithNewRelic
    | MonitoringProviderWithDynatrace
    | MonitoringProviderWithGrafana
    | MonitoringProviderWithLoki
    | MonitoringProviderWithElastic
    | MonitoringProviderWithOpentelemetry;

/** Prometheus, or what speaks its language. */
export type Prometheus = string | PrometheusObject;

/** Prometheus, or what speaks its language. In its long form. */
export interface PrometheusObject {
    /** Address such as `http://prometheus.monitoring:9090`. */
    address?: string;
    /** Secret to log in with. */
    token?: SecretReference;
    /** How often it measures. */
    every?: Duration;
    /** Namespace that rules and monitors are put into. */
    namespace?: string;
}

/** Azure Monitor. */
export interface AzureMonitor {
    /** Log Analytics workspace. */
    workspace?: string;
    /** Application Insights component. */
    application_insights?: string;
    /** Resource group of both. */
    resource_group?: string;
    /** Subscription. */
    subscription?: string;
}

/** Amazon CloudWatch. */
export interface CloudWatch {
    /** Namespace of one's own measurements. */
    namespace?: string;
    /** Account, when it is not that of the environment. */
    account?: string;
}

/** Datadog. */
export interface Datadog {
    /** Site, such as `datadoghq.eu`. */
    site?: string;
    /** Key for sending. */
    api_key?: SecretReference;
    /** Key for asking. */
    app_key?: SecretReference;
}

/** Google Cloud Monitoring. */
export interface GoogleCloudMonitoring {
    /** Project that measurements are in. */
    project?: string;
}

/** New Relic. */
export interface NewRelic {
    /** Account number. */
    account?: string;
    /** Key. */
    api_key?: SecretReference;
}

/** Dynatrace. */
export interface Dynatrace {
    /** Address of the environment. */
    address?: string;
    /** Token. */
    token?: SecretReference;
}

/** Grafana. */
export type Grafana = string | GrafanaObject;

/** Grafana. In its long form. */
export interface GrafanaObject {
    /** Address. */
    address?: string;
    /** Folder that dashboards are put into. */
    folder?: string;
    /** Token. */
    token?: SecretReference;
}

/** Grafana Loki. */
export type Loki = string | LokiObject;

/** Grafana Loki. In its long form. */
export interface LokiObject {
    /** Address. */
    address?: string;
    /** Tenant. */
    tenant?: string;
}

/** Elasticsearch or OpenSearch. */
export type Elastic = string | ElasticObject;

/** Elasticsearch or OpenSearch. In its long form. */
export interface ElasticObject {
    /** Address. */
    address?: string;
    /** Pattern of the indexes. */
    index?: string;
    /** Secret to log in with. */
    api_key?: SecretReference;
}

/** A collector of OpenTelemetry. */
export type OpenTelemetry = string | OpenTelemetryObject;

/** A collector of OpenTelemetry. In its long form. */
export interface OpenTelemetryObject {
    /** Address it listens on. */
    address?: string;
}

/** A service level: how often something must be good. What may be bad is the error budget that releases spend. */
export interface Slo {
    /** What is promised, in a sentence. */
    summary?: string;
    /** The service it is about; the one with the same id when left out. */
    service?: Id;
    /** The environments it is about; production when left out. */
    environments?: Id | Id[];
    /** What is measured. */
    kind?: SloKind;
    /** How often it must be good, such as `99.9%`. */
    objective: Percent;
    /** The time it is counted over; the last 30 days when left out. */
    over?: Duration;
    /** True when counting starts anew with each calendar month instead. */
    calendar?: boolean;
    /** The share of good requests, as one signal, such as `success_rate`. */
    signal?: SignalName;
    /** The share of good requests, as counts. */
    ratio?: EventRatio;
    /** What must hold for a moment to count as good, such as `latency.p95 < 500ms`. */
    good?: Condition | Condition[];
    /** Where it is measured. */
    provider?: Id;
    /** How much of the error budget of the current time is spent already. */
    spent?: Percent;
    /** The share of the error budget that a single release may spend. */
    per_release?: Percent;
    /** When someone is told that the budget is spent too fast. */
    burn?: BurnAlert[];
    /** Whom those alerts reach, by id. */
    notify?: Id | Id[];
    /** What is done when the budget is spent. */
    when_spent?: BudgetPolicy;
    /** Address of what to do about it. */
    runbook?: string;
    /** Who answers for it. */
    owner?: string;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * What a service level measures.
 *
 * - `availability`: Whether it answers.
 * - `latency`: How fast it answers.
 * - `freshness`: How old what it shows is.
 * - `correctness`: Whether what it shows is right.
 * - `throughput`: How much it gets done.
 * - `durability`: Whether data is still there.
 */
export type SloKind = "availability" | "latency" | "freshness" | "correctness" | "throughput" | "durability";

/** A share as two counts: `good` or `bad`, of `total`. */
export interface EventRatio {
    /** Signal that counts the good ones. */
    good?: SignalName;
    /** Signal that counts the bad ones. */
    bad?: SignalName;
    /** Signal that counts all. */
    total: SignalName;
}

/** When someone is told that an error budget is spent too fast: both windows must show it, the long one to be sure and the short one to stop as soon as it is over. For 30 days, `14.4` over `1h` and `5m` and `6` over `6h` and `30m` call someone, `3` over `1d` and `2h` and `1` over `3d` and `6h` make a ticket. */
export interface BurnAlert {
    /** How many times faster than allowed. */
    rate: Decimal;
    /** The long window. */
    long: Duration;
    /** The short window; a twelfth of the long one when left out. */
    short?: Duration;
    /** How urgent it is. */
    severity: AlertSeverity;
}

/**
 * How urgent an alert is.
 *
 * - `page`: Someone is called at once, at any hour.
 * - `ticket`: Someone looks at it in working hours.
 * - `info`: It is only noted.
 */
export type AlertSeverity = "page" | "ticket" | "info";

/**
 * What is done when an error budget is spent.
 *
 * - `freeze`: Nothing is delivered but repairs.
 * - `approve`: Releases need another approval.
 * - `slow`: Releases go on more slowly.
 * - `review`: It is talked about.
 */
export type BudgetPolicy = "freeze" | "approve" | "slow" | "review";

/** When someone is told that something is wrong. */
export interface Alert {
    /** What is wrong, in a sentence. */
    summary?: string;
    /** Services it is about. */
    services?: Id | Id[];
    /** The environments it is about; production when left out. */
    environments?: Id | Id[];
    /** Any of these raises it. */
    when?: Condition | Condition[];
    /** How urgent it is; a ticket when left out. */
    severity?: AlertSeverity;
    /** Where it is measured. */
    provider?: Id;
    /** How often it is measured. */
    every?: Duration;
    /** How many measurements in a row must show it, where the system counts them. */
    datapoints?: number;
    /** Whom it reaches, by id. */
    notify?: Id | Id[];
    /** Who answers for it. */
    owner?: string;
    /** Address of what to do about it. Who is woken without one starts from nothing. */
    runbook?: string;
    /** True when it stays silent while something is delivered. */
    silent_in_rollouts?: boolean;
    /** What a missing measurement means. */
    no_data?: NoData;
    /** The day it was last seen to work. */
    tested?: Date;
    /** Labels it carries. */
    labels?: Record<string, string>;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * What a missing measurement means to an alert.
 *
 * - `keep`: Nothing: the alert stays as it is.
 * - `fine`: All is well.
 * - `alert`: Something is wrong.
 */
export type NoData = "keep" | "fine" | "alert";

/** Whom an alert reaches. */
export interface Receiver {
    /** By what. */
    via: ReceiverKind;
    /** Channel, address, service or group there. */
    to?: string | string[];
    /** Key or secret address. */
    key?: SecretReference;
    /** Only alerts at least this urgent. */
    at_least?: AlertSeverity;
    /** Who is reached next when nobody answers. */
    escalation?: Escalation[];
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * What alerts are sent by.
 *
 * - `pagerduty`: PagerDuty.
 * - `opsgenie`: Opsgenie.
 * - `slack`: Slack.
 * - `teams`: Microsoft Teams.
 * - `email`: Email.
 * - `sms`: Short message.
 * - `webhook`: A request to an address of one's own.
 * - `ticket`: A ticket in a tracker.
 */
export type ReceiverKind = "pagerduty" | "opsgenie" | "slack" | "teams" | "email" | "sms" | "webhook" | "ticket";

/** Who is reached next when nobody answers. */
export interface Escalation {
    /** After how long. */
    after: Duration;
    /** Receivers, by id. */
    to?: Id | Id[];
}

/** Who answers an alert, and how fast. A person in the way of a rollback makes it this much slower. */
export interface OnCall {
    /** Group whose members take turns. */
    group?: Id;
    /** How long until someone answers, 95 % of the time. */
    acknowledge?: Duration;
    /** How long until someone has decided. */
    decide?: Duration;
    /** When someone answers, such as `24x7` or `business-hours`. */
    hours?: string;
    /** How often the turn changes. */
    rotates?: Duration;
    /** Who is reached next when nobody answers. */
    escalation?: Escalation[];
}

/** A page to look at. */
export interface Dashboard {
    /** Title; the id when left out. */
    title?: string;
    /** Services it is about. */
    services?: Id | Id[];
    /** Where it is shown. */
    provider?: Id;
    /** Address, when it exists already. */
    url?: string;
    /** What it shows. */
    panels?: Panel[];
    /** How much time it shows. */
    over?: Duration;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A part of a dashboard. */
export type Panel = SignalName | SignalName[] | PanelObject;

/** A part of a dashboard. In its long form. */
export interface PanelObject {
    /** Signals it shows. */
    signals?: SignalName | SignalName[];
    /** Title; made from the signals when left out. */
    title?: string;
    /** How it shows them; as curves when left out. */
    kind?: PanelKind;
    /** What is shown as bad. */
    bad?: Condition | Condition[];
    /** Service level it shows instead. */
    slo?: Id;
}

/**
 * How a panel shows signals.
 *
 * - `line`: As curves.
 * - `number`: As one large number.
 * - `gauge`: As a hand on a scale.
 * - `table`: As rows.
 * - `heatmap`: As a map of colours.
 */
export type PanelKind = "line" | "number" | "gauge" | "table" | "heatmap";

/** Logs of one kind, and for how long they are kept. */
export interface LogStream {
    /** What is written down. */
    kind?: LogKind;
    /** Services that write it; all when left out. */
    services?: Id | Id[];
    /** The environments it is written in; all when left out. */
    environments?: Id | Id[];
    /** Where it is kept. */
    provider?: Id;
    /** For how long it is kept. Frameworks ask for a least time; storage is paid for all of it. */
    keep?: Duration;
    /** For how long it can be searched at once, before it goes to an archive. */
    online?: Duration;
    /** How much is written in a day; logs can cost more than machines. */
    daily?: Size;
    /** Region it is kept in; that of the provider when left out. */
    region?: string;
    /** The most sensitive data in it. */
    data?: DataClass;
    /** True when lines have fields instead of free text. */
    structured?: boolean;
    /** True when secrets and personal data are taken out before it is written. */
    redacted?: boolean;
    /** True when nobody can change it afterwards. */
    immutable?: boolean;
    /** Who looks at it. */
    reviewed_by?: string | string[];
    /** How often someone looks at it. */
    reviewed_every?: Duration;
    /** Who may read it. */
    readers?: string | string[];
    /** Object store that old lines go to, one of the declared ones. */
    archive?: Id;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * What a log writes down.
 *
 * - `application`: What the software does.
 * - `audit`: Who did what: deployments, approvals, changes of rights.
 * - `access`: Who asked for what.
 * - `security`: What looks like an attack.
 * - `network`: What passes on the network.
 * - `platform`: What machines and clusters do.
 */
export type LogKind = "application" | "audit" | "access" | "security" | "network" | "platform";

/** Records of single requests on their way through services. */
export interface Traces {
    /** Where they are kept. */
    provider?: Id;
    /** How many requests are recorded. */
    sampling?: Percent;
    /** For how long they are kept. */
    keep?: Duration;
    /** How much is recorded in a day. */
    daily?: Size;
    /** How a request is recognised in the next service, such as `w3c`. */
    propagation?: string;
    /** Services that are recorded; all when left out. */
    services?: Id | Id[];
}

/** Measurements as they are kept. */
export interface Metrics {
    /** Where they are kept. */
    provider?: Id;
    /** How often is measured. What is shorter is never seen. */
    every?: Duration;
    /** For how long they are kept. */
    keep?: Duration;
    /** Path that services offer them under, such as `/metrics`. */
    path?: string;
    /** How many different curves there are, which is what is paid for. */
    series?: number;
    /** Services that are measured; all when left out. */
    services?: Id | Id[];
}

/** A question asked from outside, to see what users see. */
export type UptimeCheck = string | UptimeCheckObject;

/** A question asked from outside, to see what users see. In its long form. */
export interface UptimeCheckObject {
    /** Address that is asked. */
    url: string;
    /** Service it belongs to. */
    service?: Id;
    /** How often. */
    every?: Duration;
    /** How long an answer may take. */
    timeout?: Duration;
    /** Places it is asked from. */
    from?: string | string[];
    /** Status expected; any 2xx when left out. */
    status?: number;
    /** After how many bad answers it counts as down. */
    failures?: number;
    /** Who asks. */
    provider?: Id;
    /** Whom it tells, by id. */
    notify?: Id | Id[];
}

/** How a service behaves on a normal day. */
export interface NormalDay {
    /** How many requests it gets, such as `100/second`. With few, a canary sees nothing. */
    requests?: Rate;
    /** How many times more there are at the busiest hour. */
    peak?: Decimal;
    /** How many of them fail although nothing is wrong. */
    error_rate?: Percent;
    /** How long half of the answers take at most. */
    latency_p50?: Duration;
    /** How long 95 of 100 answers take at most. */
    latency_p95?: Duration;
    /** How long 99 of 100 answers take at most. */
    latency_p99?: Duration;
    /** How many exceptions there are. */
    exceptions?: Rate;
    /** How many requests one user makes in a visit, to tell users from requests. */
    requests_per_user?: Decimal;
    /** How many requests tell as much as a single independent one, since those of one user are alike; one when left out. */
    clustering?: Decimal;
    /** True when a user always meets the same version. */
    sticky?: boolean;
}

/** Who is told about each deployment. */
export type DeploymentMarkers = Id | Id[] | DeploymentMarkersObject;

/** Who is told about each deployment. In its long form. */
export interface DeploymentMarkersObject {
    /** Providers whose curves get a mark, by id. */
    to?: Id | Id[];
    /** The log that keeps who deployed what and when, one of the declared ones. */
    audit?: Id;
    /** The environments it is done for; all when left out. */
    environments?: Id | Id[];
}

/** What the delivery costs beyond what follows from the document itself, and what it may cost. Minutes of machines and items of the cloud are derived from pipelines, environments and infrastructure. */
export interface Costs {
    /** The currency that totals are told in; that of the budget when left out. */
    currency?: Currency;
    /** What one unit of another currency is worth in that one, by its code. */
    exchange?: Record<string, Decimal>;
    /** What is paid for. */
    items?: Record<string, CostItem>;
    /** Prices that take the place of the price book's, by meter, such as `azure.app-service.p1v3`. */
    prices?: Record<string, PriceOverride>;
    /** Discounts for promising to stay. */
    commitments?: Record<string, Commitment>;
    /** How much is used of what cannot be derived, by meter or by path in the document. */
    usage?: Record<string, UsageRange>;
    /** Data that moves between places, which clouds charge for. */
    transfers?: Transfer[];
    /** What the CI service charges by. */
    ci?: CiCosts;
    /** What may be spent on parts of it; the whole has its budget in the objectives. */
    budgets?: Record<string, CostBudget>;
    /** From when on a cost is worth a word. */
    limits?: CostLimits;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A currency such as `USD` or `EUR`. */
export type Currency = string;

/** Something that is paid for. A price without a time, such as `99 USD`, is paid once. */
export type CostItem = Price | CostItemObject;

/** Something that is paid for. A price without a time, such as `99 USD`, is paid once. In its long form. */
export interface CostItemObject {
    /** What one costs, such as `146 USD/month`; the price book's when left out. */
    price?: Price;
    /** Meter of the price book, such as `azure-pipelines.hosted-parallel-job`. With it the price can be looked up, and the item is not counted twice with what is derived. */
    of?: string;
    /** What it is paid for each of; once for all when left out. */
    per?: CostPer;
    /** How many; one when left out. */
    quantity?: Decimal;
    /** How much is used in a month, for what is paid by use. */
    usage?: UsageRange;
    /** Prices by amount, when the price changes with it. */
    tiers?: PriceTier[];
    /** How much is free in each month. */
    free?: Decimal;
    /** What it is, in a sentence. */
    summary?: string;
    /** Who is paid. */
    provider?: string;
    /** What kind of thing it is, in bills. */
    category?: CostCategory;
    /** The environments it is for; those of the delivery when left out. */
    environments?: Id | Id[];
    /** Services it is for; shared by all when left out. */
    services?: Id | Id[];
    /** How a shared item is split. */
    split?: CostSplit;
    /** Region it is in. */
    region?: string;
    /** The part of it that this delivery answers for, when it is shared with others. */
    share?: Percent;
    /** The day the price was true. Old prices are doubtful. */
    as_of?: Date;
    /** Where the price comes from. */
    source?: string;
    /** Tags it carries in bills. */
    tags?: Record<string, string>;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * What an item is paid for each of.
 *
 * - `environment`: Each environment.
 * - `service`: Each service.
 * - `service_environment`: Each service in each environment.
 * - `cluster`: Each cluster.
 * - `region`: Each region, standby included.
 * - `host`: Each machine.
 * - `replica`: Each copy of each workload.
 * - `tenant`: Each tenant.
 * - `engineer`: Each engineer of the team.
 * - `committer`: Each engineer who committed in the last 90 days.
 * - `run`: Each run of a pipeline.
 * - `release`: Each release to production.
 */
export type CostPer =
    | "environment" | "service" | "service_environment" | "cluster" | "region" | "host" | "replica" | "tenant" | "engineer" | "committer" | "run" | "release";

/** How much is used: a number, or the least, the likely and the most. */
export type UsageRange = Decimal | UsageRangeObject;

/** How much is used: a number, or the least, the likely and the most. In its long form. */
export interface UsageRangeObject {
    /** The least. */
    low?: Decimal;
    /** The likely amount. */
    likely?: Decimal;
    /** The most. */
    high?: Decimal;
    /** What is counted, such as `GB`; the meter's own unit when left out. */
    unit?: string;
    /** The time it is used in; a month when left out. */
    every?: Duration;
}

/** A price from an amount on. */
export interface PriceTier {
    /** The amount it begins at. */
    from: Decimal;
    /** The price from there on. */
    price: Price;
}

/**
 * Kinds of things in bills, as FOCUS names them.
 *
 * - `ai`: Machine learning.
 * - `analytics`: Analytics.
 * - `business`: Business applications.
 * - `compute`: Machines and containers.
 * - `databases`: Databases and caches.
 * - `developer_tools`: Tools of engineers, CI among them.
 * - `identity`: Identity.
 * - `integration`: Queues and interfaces.
 * - `management`: Monitoring, policy and the like.
 * - `networking`: Networks, names and load balancers.
 * - `security`: Security.
 * - `storage`: Storage.
 * - `web`: Websites.
 * - `other`: Anything else.
 */
export type CostCategory =
    | "ai" | "analytics" | "business" | "compute" | "databases" | "developer_tools" | "identity" | "integration" | "management" | "networking" | "security" | "storage" | "web" | "other";

/**
 * How a shared item is split between those who share it.
 *
 * - `evenly`: In equal parts.
 * - `by_use`: By what each uses.
 * - `apart`: Not at all; it is shown by itself.
 */
export type CostSplit = "evenly" | "by_use" | "apart";

/** A price that takes the place of the price book's. */
export type PriceOverride = Price | PriceOverrideObject;

/** A price that takes the place of the price book's. In its long form. */
export interface PriceOverrideObject {
    /** The price, such as `0.006 USD/minute`. */
    price?: Price;
    /** Prices by amount, when it changes with it. */
    tiers?: PriceTier[];
    /** How much is free in each month. */
    free?: Decimal;
    /** Region it holds in; all when left out. */
    region?: string;
    /** The day it was true. Old prices are doubtful. */
    as_of?: Date;
    /** Where it comes from, such as a contract. */
    source?: string;
    /** The environments it holds for; all when left out. */
    environments?: Id | Id[];
}

/** A discount for promising to stay. It costs the same whether it is used or not, so it loses money when too little is used. */
export interface Commitment {
    /** What kind of promise. */
    kind?: CommitmentKind;
    /** Meters, cost items or environments it covers. */
    covers?: string | string[];
    /** For how long. */
    term?: CommitmentTerm;
    /** When it is paid. */
    payment?: CommitmentPayment;
    /** What it takes off the list price. */
    discount?: Percent;
    /** How much of the use it covers. */
    coverage?: Percent;
    /** How much of it is used. */
    utilization?: Percent;
    /** What is promised, such as `2 USD/hour`. */
    price?: Price;
    /** What is paid at the beginning. */
    upfront?: Money;
    /** Region it holds in; all when left out. */
    region?: string;
    /** First day. */
    from?: Date;
    /** Last day. */
    until?: Date;
}

/**
 * Kinds of promises.
 *
 * - `reservation`: So many of one kind of machine or plan.
 * - `savings_plan`: So much money in each hour.
 * - `committed_use`: So much use, as Google Cloud sells it.
 * - `tier`: So much of one service in each day, as with logs.
 * - `contract`: A contract about everything.
 * - `spot`: None: machines that may be taken away at any time.
 */
export type CommitmentKind = "reservation" | "savings_plan" | "committed_use" | "tier" | "contract" | "spot";

/**
 * For how long one promises to stay.
 *
 * - `month`: One month.
 * - `year`: One year.
 * - `three_years`: Three years.
 * - `five_years`: Five years.
 */
export type CommitmentTerm = "month" | "year" | "three_years" | "five_years";

/**
 * When a commitment is paid.
 *
 * - `no_upfront`: Month by month.
 * - `partial_upfront`: A part at the beginning.
 * - `all_upfront`: All at the beginning.
 */
export type CommitmentPayment = "no_upfront" | "partial_upfront" | "all_upfront";

/** Data that moves from one place to another. */
export interface Transfer {
    /** Where it comes from: a service, an environment or a part of the infrastructure, by id. */
    from: Id;
    /** Where it goes; out to the internet when left out. */
    to?: Id;
    /** How much in a month. */
    monthly: Size;
    /** The border it crosses; told from the regions of both when left out. */
    crosses?: Border;
}

/**
 * A border that data crosses; each has its price.
 *
 * - `none`: None: it stays in one data centre.
 * - `zone`: From one data centre to another of the same region.
 * - `region`: From one region to another.
 * - `internet`: Out to the internet.
 * - `cloud`: To another cloud or one's own machines.
 */
export type Border = "none" | "zone" | "region" | "internet" | "cloud";

/** What the CI service charges by. Minutes follow from the pipelines and how often they run. */
export interface CiCosts {
    /** Plan of the service, such as `team`; it says how many minutes and users are included. */
    plan?: string;
    /** People who are paid for; the team's engineers when left out. */
    users?: number;
    /** Minutes of each month that are included, when not as the plan says. */
    included_minutes?: number;
    /** How many jobs may run at once, where that is what is paid for. */
    parallel_jobs?: number;
    /** How often each pipeline runs, by its id; told from its triggers and the team when left out. */
    runs?: Record<string, Rate>;
    /** How many runs fail or are started again; they are billed too. */
    reruns?: Percent;
    /** What a minute costs, by the label of the runner; the price book's when left out. */
    minutes?: Record<string, Price>;
    /** How many included minutes one minute takes, by the label of the runner. */
    multipliers?: Record<string, Decimal>;
    /** What the service takes for a minute on one's own machine. */
    self_hosted_fee?: Price;
    /** Machines of one's own, by the label or pool jobs ask for. */
    machines?: Record<string, CiMachines>;
    /** What artifacts and packages take up. */
    storage?: Size;
    /** What caches take up. */
    cache?: Size;
    /** What each job is rounded up to, such as `1s`; as the service does when left out. */
    rounds_to?: Duration;
    /** True when the source is public, where that is free. */
    public?: boolean;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** Machines of one's own that jobs run on. */
export interface CiMachines {
    /** How many there are, or at most when they come and go. */
    count?: number;
    /** How many are kept ready when they come and go. */
    warm?: number;
    /** What one costs, such as `0.192 USD/hour`. */
    price?: Price;
    /** Size, such as `Standard_D4s_v5`, when the price book knows what it costs. */
    size?: string;
    /** True when they come and go with the work. */
    autoscaled?: boolean;
    /** How long a new one takes to be ready; jobs wait for it. */
    startup?: Duration;
    /** Work of people to look after them, in each month. */
    upkeep?: Duration;
    /** Environment or cluster they run in. A way back that needs what has failed is none. */
    environment?: Id;
}

/** What may be spent on a part of the delivery. */
export type CostBudget = Price | CostBudgetObject;

/** What may be spent on a part of the delivery. In its long form. */
export interface CostBudgetObject {
    /** What may be spent, such as `200 USD/month`. */
    limit: Price;
    /** The environments it is for; all when left out. */
    environments?: Id | Id[];
    /** Services it is for; all when left out. */
    services?: Id | Id[];
    /** Cost items it is for; all when left out. */
    items?: Id | Id[];
    /** Tenants it is for; all when left out. */
    tenants?: Id | Id[];
    /** Shares of it at which someone is told, such as `80%`. */
    alert_at?: Percent | Percent[];
    /** Who is told. */
    notify?: string | string[];
    /** Who answers for it. */
    owner?: string;
    /** Last day it holds. */
    until?: Date;
}

/** From when on a cost is worth a word. */
export interface CostLimits {
    /** How much a change may add to a month, as a part of what it was. */
    increase?: Percent;
    /** How much a change may add to a month, as money. */
    increase_by?: Money;
    /** How many lines of an estimate may have no price. */
    unknown?: Percent;
    /** How old a price may be. */
    price_age?: Duration;
    /** What moving data between two places may cost. */
    transfer?: Price;
    /** How many billed minutes may be lost to rounding. */
    rounding?: Percent;
    /** How long a job may wait for a machine. */
    queue?: Duration;
    /** How busy machines for CI must be at least. */
    utilization?: Percent;
    /** What one release may cost in machines that run twice. */
    release?: Money;
    /** How much of a steady load must be covered by commitments. */
    coverage?: Percent;
}

/** Which rules from outside hold, what shows that they are kept, and what is excepted. The objectives say which frameworks are answered to; here is what the rest of the document cannot show. */
export interface Compliance {
    /** What is particular about each framework, by its name, such as `soc2`. */
    frameworks?: Record<string, Framework>;
    /** What shows that a control is kept, beyond what the document shows by itself. */
    evidence?: Record<string, Evidence>;
    /** Controls that are not kept for a while: which, why, by whom decided and until when. */
    exceptions?: Record<string, Exception>;
    /** Regions that data may be in, standby, logs and backups included; any when left out. */
    regions?: string | string[];
    /** Regions that single kinds of data may be in. */
    residency?: Residency[];
    /** For how long things must be kept at least. */
    retention?: MinimumRetention;
    /** After how long secrets, keys and certificates must be replaced. */
    rotation?: MaximumAge;
    /** How lately things must have been tried. */
    tested?: TestAge;
    /** How fast weaknesses must be repaired once they are known. */
    repair?: RepairTime;
    /** What every release to production must have. */
    requires?: ReleaseRequirements;
    /** Who does what; who writes a change should not be the one who lets it out. */
    duties?: Record<string, Duties>;
    /** How the source is protected. */
    repositories?: Record<string, SourceRepository>;
    /** The way in when the usual one takes too long. */
    emergency?: EmergencyAccess;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** What is particular about one framework. */
export interface Framework {
    /** Its version, such as `2022`; the one in force when left out. */
    version?: string;
    /** The level or type that is aimed at, such as `type-2` or `build-l3`. */
    level?: string;
    /** The environments it is about; production when left out. */
    environments?: Id | Id[];
    /** Services it is about; all when left out. */
    services?: Id | Id[];
    /** Controls that are looked at; all when left out. */
    controls?: string | string[];
    /** Controls that do not apply, each with the reason. */
    not_applicable?: Record<string, string>;
    /** Who answers for it. */
    owner?: string;
    /** Who looks at it from outside. */
    auditor?: string;
    /** The day of the next look from outside. */
    next_audit?: Date;
}

/** Something that shows that a control is kept, which the rest of the document cannot show. */
export type Evidence = string | EvidenceObject;

/** Something that shows that a control is kept, which the rest of the document cannot show. In its long form. */
export interface EvidenceObject {
    /** What it is, in a sentence. */
    summary?: string;
    /** What it shows. */
    shows?: ComplianceFact | ComplianceFact[];
    /** Controls it speaks for, with their framework: `soc2/CC6.2`. */
    controls?: string | string[];
    /** The environments it is about; all when left out. */
    environments?: Id | Id[];
    /** Where it can be looked at. */
    link?: string;
    /** Who answers for it. */
    owner?: string;
    /** The day it was made. */
    made?: Date;
    /** How often it is made; older evidence counts as none. */
    every?: Duration;
    /** Last day it counts. */
    until?: Date;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * Facts about a delivery that controls ask for.
 *
 * - `sast`: Source code is scanned for weaknesses.
 * - `sca`: Third-party components are scanned.
 * - `secret_scan`: Source is scanned for secrets.
 * - `image_scan`: Container images are scanned.
 * - `iac_scan`: Infrastructure code is scanned.
 * - `dast`: The running application is attacked in a test.
 * - `sbom`: Released software comes with a list of its components.
 * - `provenance`: How it was built is attested.
 * - `signed`: What is released is signed.
 * - `signature_verified`: Signatures are verified before it is let in.
 * - `second_review`: Someone other than the author looks at every change.
 * - `production_approval`: Someone approves each release to production.
 * - `separate_duties`: Who writes changes cannot release them alone.
 * - `audit_log`: It is recorded who did what.
 * - `separate_environments`: Production is apart from all else.
 * - `no_production_data`: Production's data is not used for tests.
 * - `secrets_in_store`: Secrets are kept in a store.
 * - `short_lived_credentials`: Access to clouds is short-lived.
 * - `rotation`: Secrets are replaced in time.
 * - `least_privilege`: Everyone may do only what they need.
 * - `pinned`: Third-party parts are pinned to what was looked at.
 * - `test_gate`: Tests must pass before a release.
 * - `rollback_tested`: Going back was tried.
 * - `backups`: There are backups.
 * - `restore_tested`: Restoring them was tried.
 * - `recovery_tested`: Failing over was tried.
 * - `monitoring`: It is watched how the software does.
 * - `alerting`: Someone is told when something is wrong.
 * - `service_levels`: It is said how well the service must do.
 * - `change_record`: Each change has a record.
 * - `emergency_path`: There is a way in for emergencies, looked at afterwards.
 * - `inventory`: It is known what there is.
 * - `restricted_network`: Networks let in only what is needed.
 * - `encrypted_transit`: Data is encrypted on its way.
 * - `encrypted_rest`: Data is encrypted where it lies.
 * - `timely_repair`: Weaknesses are repaired in time.
 * - `protected_branches`: Branches cannot be changed without the rules.
 * - `drift_detection`: Changes made by hand are noticed.
 * - `application_firewall`: A firewall for applications stands before public ones.
 * - `multi_factor`: Everyone logs in with more than a password.
 * - `data_residency`: Data stays in the regions it may be in.
 * - `threat_model`: It was thought through how the software may be attacked.
 * - `training`: People are trained.
 * - `penetration_test`: Someone from outside tried to break in.
 * - `supplier_review`: Suppliers are looked at.
 * - `risk_assessment`: Risks are assessed.
 * - `incident_plan`: It is written down what to do in an incident.
 */
export type ComplianceFact =
    | "sast" | "sca" | "secret_scan" | "image_scan" | "iac_scan" | "dast" | "sbom" | "provenance" | "signed" | "signature_verified" | "second_review" | "production_approval" | "separate_duties" | "audit_log" | "separate_environments" | "no_production_data" | "secrets_in_store" | "short_lived_credentials" | "rotation" | "least_privilege" | "pinned" | "test_gate" | "rollback_tested" | "backups" | "restore_tested" | "recovery_tested" | "monitoring" | "alerting" | "service_levels" | "change_record" | "emergency_path" | "inventory" | "restricted_network" | "encrypted_transit" | "encrypted_rest" | "timely_repair" | "protected_branches" | "drift_detection" | "application_firewall" | "multi_factor" | "data_residency" | "threat_model" | "training" | "penetration_test" | "supplier_review" | "risk_assessment" | "incident_plan";

/** Something that is not as it should be, for a while. Without an owner, a reason and an end it becomes the rule. */
export interface Exception {
    /** Controls it is about, with their framework: `pci_dss/6.4.2`. */
    controls?: string | string[];
    /** Weaknesses it is about, such as `CVE-2025-12345`. */
    vulnerabilities?: string | string[];
    /** Paths in the document it is about, such as `environments.prod`; all of it when left out. */
    at?: string | string[];
    /** The environments it holds in; all when left out. */
    environments?: Id | Id[];
    /** Why. */
    reason?: string;
    /** Who answers for it. */
    owner?: string;
    /** Who allowed it. */
    approved_by?: string;
    /** The day it was allowed. */
    from?: Date;
    /** Last day it holds. */
    until?: Date;
    /** What is done instead meanwhile. */
    instead?: string;
    /** Where it is recorded. */
    ticket?: string;
}

/** Regions that some kinds of data may be in. */
export interface Residency {
    /** The kinds of data. */
    data?: DataClass | DataClass[];
    /** The regions. */
    regions?: string | string[];
}

/** For how long things must be kept at least. */
export interface MinimumRetention {
    /** Logs. */
    logs?: Duration;
    /** Logs, so that they can be searched at once. */
    logs_online?: Duration;
    /** Logs of who did what. */
    audit?: Duration;
    /** Backups. */
    backups?: Duration;
    /** Released software. */
    artifacts?: Duration;
    /** Records of changes and approvals. */
    records?: Duration;
}

/** After how long something must be replaced. */
export interface MaximumAge {
    /** Secrets. */
    secrets?: Duration;
    /** Keys that data is encrypted with. */
    keys?: Duration;
    /** Certificates. */
    certificates?: Duration;
    /** Long-lived keys of identities. */
    credentials?: Duration;
}

/** How lately things must have been tried. */
export interface TestAge {
    /** Going back to the last version. */
    rollback?: Duration;
    /** Restoring a backup. */
    restore?: Duration;
    /** Failing over. */
    failover?: Duration;
    /** Alerts. */
    alerts?: Duration;
}

/** How fast weaknesses must be repaired once they are known. */
export interface RepairTime {
    /** Critical ones. */
    critical?: Duration;
    /** High ones. */
    high?: Duration;
    /** Medium ones. */
    medium?: Duration;
    /** Low ones. */
    low?: Duration;
}

/** What every release to production must have. */
export interface ReleaseRequirements {
    /** Scans that must have passed. */
    scans?: ScanKind | ScanKind[];
    /** How many people must approve it. */
    approvals?: number;
    /** SLSA build level it must reach, 1 to 3. */
    slsa_build?: number;
    /** True when it must come with a list of its components. */
    sbom?: boolean;
    /** True when it must be signed, and the signature verified. */
    signature?: boolean;
    /** True when it must have a change record. */
    change_record?: boolean;
    /** True when it must have passed tests of the very thing that is released. */
    tests?: boolean;
    /** True when there must be a way back. */
    rollback?: boolean;
    /** True when public services must stand behind a firewall for applications. */
    application_firewall?: boolean;
    /** The environments it holds for; production when left out. */
    environments?: Id | Id[];
}

/** What a group or an identity does in the delivery. */
export type Duties = Duty | Duty[] | DutiesObject;

/** What a group or an identity does in the delivery. In its long form. */
export interface DutiesObject {
    /** What it does. */
    does?: Duty | Duty[];
    /** The environments it does so in; all when left out. */
    environments?: Id | Id[];
    /** How often it is looked at whether it still should. */
    reviewed_every?: Duration;
}

/**
 * Things one does in a delivery.
 *
 * - `author`: Writes changes.
 * - `review`: Looks at changes of others.
 * - `merge`: Brings changes into the main branch.
 * - `approve`: Says yes to a release.
 * - `deploy`: Brings a release into an environment.
 * - `administer`: Changes what others may do.
 * - `configure`: Changes the pipelines and the rules they follow.
 * - `read_data`: Reads production's data.
 * - `audit`: Looks at what was done.
 */
export type Duty =
    | "author" | "review" | "merge" | "approve" | "deploy" | "administer" | "configure" | "read_data" | "audit";

/** A repository of source, and how it is protected. */
export interface SourceRepository {
    /** Address or name, such as `github.com/contoso/web`; this one when left out. */
    url?: string;
    /** What is in it; the software when left out. */
    holds?: RepositoryContent | RepositoryContent[];
    /** Who can see it. */
    visibility?: Visibility;
    /** How branches are protected, by name or pattern such as `main` or `release/*`. */
    branches?: Record<string, BranchProtection>;
    /** Tags that only releases may make. */
    protected_tags?: Glob | Glob[];
    /** Who may write to it, by group. */
    writers?: Id | Id[];
    /** Who may change its settings, by group. */
    admins?: Id | Id[];
    /** Identities of machines that may write to it, by id. */
    machine_writers?: Id | Id[];
    /** Whether everyone logs in with more than a password. */
    multi_factor?: boolean;
    /** Whether secrets are refused when they are pushed. */
    push_protection?: boolean;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * What a repository holds.
 *
 * - `software`: The software.
 * - `pipelines`: Pipelines and the rules they follow.
 * - `infrastructure`: Infrastructure code.
 * - `manifests`: Manifests that a GitOps engine brings to clusters.
 * - `policies`: Policies.
 */
export type RepositoryContent = "software" | "pipelines" | "infrastructure" | "manifests" | "policies";

/**
 * Who can see a repository.
 *
 * - `public`: Anyone; changes may come from strangers.
 * - `internal`: Everyone in the company.
 * - `private`: Those who were let in.
 */
export type Visibility = "public" | "internal" | "private";

/** How a branch is protected. */
export interface BranchProtection {
    /** How many people other than the author must approve a change. */
    approvals?: number;
    /** Whether a new commit takes approvals back. */
    fresh?: boolean;
    /** Whether the owners of the files must be among those who approve. */
    code_owners?: boolean;
    /** Checks that must pass: pipelines by id, or names the code host knows. */
    checks?: string | string[];
    /** Whether commits must be signed. */
    signed?: boolean;
    /** Whether the rules hold for administrators too. */
    admins_too?: boolean;
    /** Whether history can be rewritten. */
    force_push?: boolean;
    /** Whether the branch can be deleted. */
    deletion?: boolean;
    /** Whether changes wait in a queue and are tested together before they go in. */
    merge_queue?: boolean;
    /** Who may bring changes in, by group; all writers when left out. */
    mergers?: Id | Id[];
    /** Who may pass the rules by, by group. */
    bypass?: Id | Id[];
    /** Who may take approvals back, by group. */
    dismissers?: Id | Id[];
}

/** The way in when the usual one takes too long. */
export interface EmergencyAccess {
    /** Who may take it. */
    by?: string | string[];
    /** The environments it leads to; production when left out. */
    environments?: Id | Id[];
    /** How long it stays open once taken. */
    lasts?: Duration;
    /** Who is told at once when it is taken. */
    notify?: string | string[];
    /** How soon afterwards someone looks at what was done. */
    review_within?: Duration;
    /** Pipeline that it takes, by id. */
    pipeline?: Id;
}

/** The Kubernetes clusters delivered to: so many alike, or each by name. */
export interface Clusters {
    /** How many there are. */
    count?: number;
    /** How they are called, such as `client-{a..z}-prod`; what stands in braces counts up or is listed. */
    names?: string | string[];
    /** Those that differ from the others, by name. */
    named?: Record<string, Cluster>;
    /** Who runs them. */
    platform?: KubernetesProvider;
    /** Cloud region they are in. */
    region?: string;
    /** Kubernetes version. Old ones cost more and get no repairs. */
    version?: string;
    /** How long the cloud keeps the version alive. */
    support?: ClusterSupport;
    /** What the cloud promises and charges for the control plane. */
    tier?: ClusterTier;
    /** Machines of each. */
    nodes?: NodePool;
    /** More kinds of machines of each. */
    pools?: Record<string, NodePool>;
    /** Namespaces of each, and what they may use. */
    namespaces?: Record<string, Namespace>;
    /** Who reaches the control plane. */
    control_plane?: ControlPlane;
    /** Whether network policies are obeyed; without that they are only words. */
    network_policies?: boolean;
    /** Whether the cluster lets in only images with a valid signature. */
    verify_images?: boolean;
    /** Network they are in, one of the declared ones. */
    network?: Id;
    /** Cloud account they are in. */
    account?: string;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A cluster that differs from the others. */
export interface Cluster {
    /** Address of its control plane. */
    server?: string;
    /** Who runs it. */
    platform?: KubernetesProvider;
    /** Cloud region it is in. */
    region?: string;
    /** Kubernetes version. */
    version?: string;
    /** How long the cloud keeps the version alive. */
    support?: ClusterSupport;
    /** What the cloud promises and charges for the control plane. */
    tier?: ClusterTier;
    /** Its machines. */
    nodes?: NodePool;
    /** More kinds of machines. */
    pools?: Record<string, NodePool>;
    /** Its namespaces, and what they may use. */
    namespaces?: Record<string, Namespace>;
    /** Who reaches the control plane. */
    control_plane?: ControlPlane;
    /** Environment it belongs to. */
    environment?: Id;
    /** Tenant it belongs to. */
    tenant?: Id;
    /** Cluster it takes over from when that is lost. */
    standby_of?: Id;
    /** Network it is in, one of the declared ones. */
    network?: Id;
    /** Cloud account it is in. */
    account?: string;
    /** Labels the engine chooses clusters by. */
    labels?: Record<string, string>;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * How long a cloud keeps a version alive.
 *
 * - `standard`: As long as usual.
 * - `extended`: Longer, for several times the price.
 * - `long_term`: Longest, where the cloud promises it.
 * - `ended`: No longer.
 */
export type ClusterSupport = "standard" | "extended" | "long_term" | "ended";

/**
 * What a cloud promises for a control plane.
 *
 * - `free`: Nothing.
 * - `standard`: A share of time it is up.
 * - `premium`: That, and long support.
 */
export type ClusterTier = "free" | "standard" | "premium";

/** Machines of a cluster that are all alike. */
export type NodePool = number | NodePoolObject;

/** Machines of a cluster that are all alike. In its long form. */
export interface NodePoolObject {
    /** How many there are. */
    count?: number;
    /** Never fewer than this, when they come and go. */
    min?: number;
    /** Never more than this, when they come and go. Together with the size it is the room there is. */
    max?: number;
    /** Size, such as `Standard_D4s_v5` or `m7i.large`. */
    size?: string;
    /** What one of them has room for, when the size is not known. */
    capacity?: ResourceAmounts;
    /** What one of them costs, when the price book does not know. */
    price?: Price;
    /** True when the cloud may take them away at any time. */
    spot?: boolean;
    /** How many data centres they are spread over. */
    zones?: number;
    /** Operating system, such as `azure-linux`. */
    image?: string;
    /** Labels of the machines. */
    labels?: Record<string, string>;
    /** Marks that keep others away, as `key=value:effect`. */
    taints?: string | string[];
    /** How much an upgrade may add at once. */
    surge?: Share;
}

/** A namespace, and what it may use. */
export interface Namespace {
    /** What all of it may use together. Scaling and rollouts stop there. */
    quota?: ResourceAmounts;
    /** What a container is promised that says nothing. */
    default_requests?: ResourceAmounts;
    /** What a container may use that says nothing. */
    default_limits?: ResourceAmounts;
    /** What pods in it may do on their machines. */
    pod_security?: PodSecurityLevel;
    /** True when nothing in it may be reached unless a network policy says so. */
    deny_by_default?: boolean;
    /** Environment it belongs to. */
    environment?: Id;
    /** Labels. */
    labels?: Record<string, string>;
}

/**
 * What pods may do on their machines, as Kubernetes grades it.
 *
 * - `privileged`: Everything.
 * - `baseline`: Nothing that is known to be dangerous.
 * - `restricted`: Only what is known to be safe.
 */
export type PodSecurityLevel = "privileged" | "baseline" | "restricted";

/** Who reaches the control plane of a cluster. */
export interface ControlPlane {
    /** True when it can be reached from the internet. */
    public?: boolean;
    /** Addresses it may be reached from. */
    from?: Cidr | Cidr[];
    /** Whether it writes down who did what. */
    audit_log?: boolean;
    /** Whether secrets in it are encrypted with a key of one's own. */
    encrypted_secrets?: boolean;
    /** Whether accounts made in the cluster itself can log in, beside those of the company. */
    local_accounts?: boolean;
    /** People and groups who may do everything in it. */
    admins?: string | string[];
    /** Share of time the cloud promises it is up. */
    availability?: Percent;
}

/** How a GitOps engine brings manifests from a repository to clusters. What is in the repository is what runs; who may change the repository may change the clusters. */
export interface GitOps {
    /** What carries it out. */
    engine?: GitOpsEngine;
    /** Version of the engine. */
    version?: string;
    /** Cluster the engine runs on. When it is lost, so is the way to all others. */
    cluster?: string;
    /** Namespace the engine runs in. */
    namespace?: string;
    /** Where manifests are. */
    repository?: GitOpsRepository;
    /** More repositories, for applications that name them. */
    repositories?: Record<string, GitOpsRepository>;
    /** What makes the many applications from a few rules. */
    bootstrap?: Bootstrap;
    /** How clusters are made like the repository, unless an application says otherwise. */
    sync?: GitOpsSync;
    /** Those who share the engine and must not see one another. */
    tenants?: Record<string, Tenant>;
    /** What is brought to clusters; made from services and environments when left out. */
    applications?: Record<string, GitOpsApplication>;
    /** Who may do what everywhere. */
    roles?: Record<string, AccessRole>;
    /** What someone may do who has no role; nothing when left out. */
    default_role?: string;
    /** How people log in. */
    login?: GitOpsLogin;
    /** Access that must or must not be possible; proved by evaluating the roles. */
    checks?: AccessCheck[];
    /** How new images get into the repository. */
    images?: ImageUpdates;
    /** Who is told when something goes wrong. */
    notify?: string | string[];
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * What brings manifests to clusters.
 *
 * - `argo_cd`: Argo CD.
 * - `flux`: Flux.
 * - `fleet`: Fleet, of Rancher.
 */
export type GitOpsEngine = "argo_cd" | "flux" | "fleet";

/** A repository that a GitOps engine reads. */
export type GitOpsRepository = string | GitOpsRepositoryObject;

/** A repository that a GitOps engine reads. In its long form. */
export interface GitOpsRepositoryObject {
    /** Address. */
    url: string;
    /** Whether all is in one repository or in many. */
    layout?: RepositoryLayout;
    /** What keeps tenants apart in it. */
    isolation?: TenantIsolation;
    /** Branch, tag or commit that is followed; the main branch when left out. With a branch, one push changes the clusters. */
    revision?: string;
    /** Folder in it. */
    path?: string;
    /** How manifests are made from what is there. */
    templating?: Templating;
    /** Secret that may read it. */
    credentials?: SecretReference;
    /** Secret that may write to it, for pipelines that change manifests. The same as for the software's own repository, one leak opens both. */
    write_credentials?: SecretReference;
    /** Its entry under `compliance.repositories`, which says how it is protected. */
    protection?: Id;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * Whether manifests are in one repository or in many.
 *
 * - `mono_repo`: All in one.
 * - `repo_per_tenant`: One for each tenant.
 * - `repo_per_application`: One for each application or team.
 * - `repo_per_environment`: One for each environment.
 */
export type RepositoryLayout = "mono_repo" | "repo_per_tenant" | "repo_per_application" | "repo_per_environment";

/**
 * What keeps tenants apart in a repository.
 *
 * - `directory_per_tenant`: A folder for each.
 * - `branch_per_tenant`: A branch for each.
 * - `repository_per_tenant`: A repository for each.
 * - `none`: Nothing.
 */
export type TenantIsolation = "directory_per_tenant" | "branch_per_tenant" | "repository_per_tenant" | "none";

/**
 * How manifests are made.
 *
 * - `plain`: They are there as they are.
 * - `kustomize`: Kustomize: a base and what differs.
 * - `helm`: Helm charts and values.
 * - `jsonnet`: Jsonnet.
 */
export type Templating = "plain" | "kustomize" | "helm" | "jsonnet";

/**
 * What makes many applications from a few rules.
 *
 * - `app_of_apps`: An application whose manifests are applications.
 * - `application_set`: A rule that makes an application for each cluster, folder or tenant.
 * - `none`: Each is declared by itself.
 */
export type Bootstrap = "app_of_apps" | "application_set" | "none";

/** How clusters are made like the repository. */
export interface GitOpsSync {
    /** True when it happens by itself once the repository changes. */
    automated?: boolean;
    /** True when what is gone from the repository is deleted from the cluster. */
    prune?: boolean;
    /** True when changes made by hand in the cluster are taken back. */
    self_heal?: boolean;
    /** True when even an empty repository is obeyed, and everything deleted. */
    allow_empty?: boolean;
    /** When it is tried again. */
    retry?: SyncRetry;
    /** How often the repository is looked at; 3 minutes when left out. It adds to the lead time. */
    every?: Duration;
    /** True when the repository tells the engine about changes at once. */
    webhook?: boolean;
    /** When it may happen, and when not. */
    windows?: SyncWindow[];
    /** What must be passed before a change reaches the followed revision. */
    gates?: Gate[];
    /** How long it may take until everything is well. */
    timeout?: Duration;
    /** True when namespaces are made that are missing. */
    create_namespace?: boolean;
    /** True when the cluster itself works out what to change. */
    server_side?: boolean;
    /** True when deleting waits until all else is well. */
    prune_last?: boolean;
    /** More options, as the engine writes them. */
    options?: string | string[];
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** When a failed sync is tried again. */
export type SyncRetry = number | SyncRetryObject;

/** When a failed sync is tried again. In its long form. */
export interface SyncRetryObject {
    /** How often. */
    limit?: number;
    /** How long to wait the first time. */
    backoff?: Duration;
    /** How many times longer to wait each further time. */
    factor?: Decimal;
    /** The longest wait. */
    max?: Duration;
}

/** When syncs may happen, or may not. */
export interface SyncWindow {
    /** Whether it opens or closes. */
    kind: SyncWindowKind;
    /** When it begins. */
    schedule: Cron;
    /** How long it lasts. */
    for: Duration;
    /** Time zone of the schedule; UTC when left out. */
    zone?: Zone;
    /** Applications it is about; all when left out. */
    applications?: Glob | Glob[];
    /** Namespaces it is about; all when left out. */
    namespaces?: Glob | Glob[];
    /** Clusters it is about; all when left out. */
    clusters?: Glob | Glob[];
    /** True when people may sync by hand even so. */
    manual?: boolean;
}

/**
 * Whether a window lets syncs happen.
 *
 * - `allow`: Only then.
 * - `deny`: Not then.
 */
export type SyncWindowKind = "allow" | "deny";

/** One of those who share an engine and must not see one another. */
export interface Tenant {
    /** Who it is, in a sentence. */
    summary?: string;
    /** Where its applications may go. What is not named here is closed to it. */
    destinations?: TenantDestination[];
    /** Who may do what with its applications. */
    roles?: Record<string, AccessRole>;
    /** Repositories its applications may come from, by address; the usual one when left out. */
    repositories?: Glob | Glob[];
    /** Kinds of objects outside of namespaces it may make, as `group/kind`; none when left out. */
    cluster_resources?: string | string[];
    /** Kinds of objects in namespaces it may make; all when left out. */
    namespace_resources?: string | string[];
    /** Kinds of objects in namespaces it may not make. */
    denied_resources?: string | string[];
    /** When its applications may be synced, and when not. */
    windows?: SyncWindow[];
    /** What its namespaces may use. */
    namespaces?: Record<string, Namespace>;
    /** True when objects in its namespaces that no application declares are reported. */
    report_orphans?: boolean;
    /** Services it gets; all when left out. */
    services?: Id | Id[];
    /** Group that answers for it. */
    owner?: Id;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** Where a tenant's applications may go. */
export interface TenantDestination {
    /** Cluster, by name or pattern. */
    cluster?: Glob;
    /** Address of the cluster, when it is not known by name. */
    server?: string;
    /** Namespaces, by name or pattern. */
    namespaces?: Glob | Glob[];
}

/** What some people may do with the engine. */
export interface AccessRole {
    /** What it is for, in a sentence. */
    summary?: string;
    /** Groups that have it, as the company's directory names them. */
    groups?: string | string[];
    /** People and accounts that have it. */
    members?: string | string[];
    /** What it may do, as `kind.action`, such as `applications.sync`; `applications.*` means everything with them. */
    allow?: string | string[];
    /** What it may not do, whatever else says so. */
    deny?: string | string[];
    /** The objects it is about, by name or pattern, such as `client-a/*`; those of the tenant when left out. */
    in?: Glob | Glob[];
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** Something a GitOps engine brings to a cluster. */
export interface GitOpsApplication {
    /** Tenant it belongs to. */
    tenant?: Id;
    /** Service it brings. */
    service?: Id;
    /** Environment it brings it to. */
    environment?: Id;
    /** Repository it comes from, one of `repositories`; the usual one when left out. */
    repository?: Id;
    /** Folder in the repository. */
    path?: string;
    /** Branch, tag or commit that is followed; the repository's when left out. */
    revision?: string;
    /** How its manifests are made. */
    templating?: Templating;
    /** Helm chart it comes from. */
    helm?: Helm;
    /** Values for the templates. */
    values?: Record<string, unknown>;
    /** Clusters it goes to, by name or pattern. */
    clusters?: string | string[];
    /** Namespace it goes to. */
    namespace?: string;
    /** How it is synced, when not like the others. */
    sync?: GitOpsSync;
    /** Applications that must be well before it is synced. */
    after?: Id | Id[];
    /** Number that says when it is synced among others: the smallest first, negative ones too. */
    wave?: Decimal;
    /** Objects that have an order of their own. */
    resources?: SyncResource[];
    /** Differences that do not count, as paths in objects. */
    ignore?: string | string[];
    /** How many versions the engine keeps to go back to. */
    history?: number;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** An object of an application that has an order of its own. */
export interface SyncResource {
    /** Kind of object, as `group/kind`. */
    kind: string;
    /** Its name. */
    name?: string;
    /** When it is made among others: the smallest first. */
    wave?: Decimal;
    /** At what moment of a sync it runs, when it is a job. */
    hook?: SyncHook;
    /** The kind it defines, when it is the definition of one, as `group/kind`. It must be there before the first object of that kind. */
    defines?: string;
    /** Objects that must be there before it, as `kind/name`. */
    after?: string | string[];
}

/**
 * A moment of a sync.
 *
 * - `pre_sync`: Before everything.
 * - `sync`: With everything.
 * - `post_sync`: Once everything is well.
 * - `sync_fail`: When it failed.
 * - `pre_delete`: Before it is deleted.
 * - `post_delete`: After it was deleted.
 */
export type SyncHook = "pre_sync" | "sync" | "post_sync" | "sync_fail" | "pre_delete" | "post_delete";

/** How people log in to the engine. */
export interface GitOpsLogin {
    /** Who knows them. */
    via?: LoginProvider;
    /** Address of who knows them. */
    issuer?: string;
    /** Id of the engine there. */
    client?: string;
    /** Secret of the engine there. */
    client_secret?: SecretReference;
    /** Where groups are told; `groups` when left out. */
    groups_claim?: string;
    /** True when the built-in administrator can log in too, with a password nobody owns. */
    local_admin?: boolean;
    /** Accounts for machines, by name. */
    machine_accounts?: Id | Id[];
    /** How long tokens of those accounts are valid. */
    token_lifetime?: Duration;
}

/**
 * Who knows the people that log in.
 *
 * - `oidc`: Any that speaks OpenID Connect.
 * - `saml`: Any that speaks SAML.
 * - `entra_id`: Microsoft Entra ID.
 * - `okta`: Okta.
 * - `google`: Google.
 * - `github`: GitHub.
 * - `gitlab`: GitLab.
 * - `ldap`: An LDAP directory.
 */
export type LoginProvider = "oidc" | "saml" | "entra_id" | "okta" | "google" | "github" | "gitlab" | "ldap";

/** Access that must be possible, or must not. */
export interface AccessCheck {
    /** Group or person who tries. */
    who: string;
    /** What is tried, such as `applications.delete`. */
    action: string;
    /** The object it is tried on, such as `client-b/webapp`. */
    on: string;
    /** True when it must be possible, false when it must be refused. */
    allowed?: boolean;
}

/** How new images get into the repository. */
export type ImageUpdates = ImageUpdater | ImageUpdatesObject;

/** How new images get into the repository. In its long form. */
export interface ImageUpdatesObject {
    /** Who writes them there. */
    by?: ImageUpdater;
    /** Versions that are taken, such as `~1.4` or `main-*`. */
    versions?: string;
    /** Images that are looked at; all when left out. */
    images?: Glob | Glob[];
    /** True when a change is proposed for review instead of pushed. */
    pull_request?: boolean;
}

/**
 * Who writes new images into the repository.
 *
 * - `pipeline`: The pipeline that built them.
 * - `engine`: The engine itself, once it sees them in the registry.
 * - `person`: A person.
 */
export type ImageUpdater = "pipeline" | "engine" | "person";

/** What services stand on. Rules ask of it who can reach what, what is lost with a region, what must be backed up and what expires. */
export interface Infrastructure {
    /** Networks, and who may talk to whom. */
    networks?: Record<string, Network>;
    /** Databases. */
    databases?: Record<string, Database>;
    /** Caches. */
    caches?: Record<string, CacheStore>;
    /** Stores of files and objects. */
    object_stores?: Record<string, ObjectStore>;
    /** Queues and topics. */
    queues?: Record<string, MessageQueue>;
    /** Registries of images and packages. */
    registries?: Record<string, Registry>;
    /** Certificates, and how they are replaced. */
    certificates?: Record<string, Certificate>;
    /** Keys that data is encrypted with. */
    keys?: Record<string, EncryptionKey>;
    /** Who machines are, and what they may do. */
    identities?: Record<string, Identity>;
    /** What takes requests in and hands them on. */
    load_balancers?: Record<string, LoadBalancer>;
    /** Zones of names. */
    dns?: Record<string, DnsZone>;
    /** Services of others that this delivery cannot do without. */
    external?: Record<string, ExternalService>;
    /** The code all of this is made from. */
    code?: Record<string, InfrastructureCode>;
    /** Tags that all of it carries, so that bills and owners can be told apart. */
    tags?: Record<string, string>;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A network, and who may talk to whom in it. */
export interface Network {
    /** Addresses it has. */
    addresses?: Cidr | Cidr[];
    /** Cloud region it is in. */
    region?: string;
    /** Cloud account it is in. */
    account?: string;
    /** The environments in it. */
    environments?: Id | Id[];
    /** Labels or pools of machines for CI in it. */
    runners?: string | string[];
    /** Its parts. */
    subnets?: Record<string, Subnet>;
    /** Who may talk to whom. The first rule that fits counts. */
    rules?: Record<string, NetworkRule>;
    /** What happens to what no rule names. */
    otherwise?: NetworkDecision;
    /** What happens to what no rule names on its way out. */
    otherwise_out?: NetworkDecision;
    /** Networks it is joined with; whoever is in one can try to reach the other. */
    peers?: Id | Id[];
    /** How its machines reach the internet. */
    egress?: Egress;
    /** Parts of the infrastructure that are reached inside it instead of over the internet. */
    private_endpoints?: Id | Id[];
    /** Whether what passes is written down. */
    flow_logs?: boolean;
    /** Whether it is protected from floods of requests. */
    ddos_protection?: boolean;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A part of a network. */
export type Subnet = Cidr | Cidr[] | SubnetObject;

/** A part of a network. In its long form. */
export interface SubnetObject {
    /** Addresses it has. */
    addresses?: Cidr | Cidr[];
    /** Whether its machines have addresses on the internet. */
    public?: boolean;
    /** Data centre it is in. */
    zone?: string;
    /** Rules of its own, which come before those of the network. */
    rules?: Record<string, NetworkRule>;
}

/** Who may talk to whom. */
export interface NetworkRule {
    /** Whether it may; yes when left out. */
    decision?: NetworkDecision;
    /** Which way it is about; in when left out. */
    way?: NetworkWay;
    /** Addresses the other end may have; `0.0.0.0/0` is anyone. */
    addresses?: Cidr | Cidr[];
    /** Networks, subnets, load balancers or environments the other end may be in, by id. */
    peers?: Id | Id[];
    /** Services of the cloud at the other end, as the cloud calls them. */
    tags?: string | string[];
    /** What it leads to, by id; everything in the network when left out. */
    to?: Id | Id[];
    /** Ports; all when left out. */
    ports?: PortSpan[];
    /** How the ports are spoken to; TCP when left out. */
    protocol?: Protocol;
    /** Number that says which rule is looked at first, where the cloud needs one. */
    priority?: number;
    /** Why it is there. */
    reason?: string;
}

/**
 * Whether something may pass.
 *
 * - `allow`: It may.
 * - `deny`: It may not.
 */
export type NetworkDecision = "allow" | "deny";

/**
 * Which way something passes.
 *
 * - `in`: Into the network.
 * - `out`: Out of it.
 */
export type NetworkWay = "in" | "out";

/** A port, or several next to one another. */
export type PortSpan = Port | PortSpanObject;

/** A port, or several next to one another. In its long form. */
export interface PortSpanObject {
    /** The first. */
    from: Port;
    /** The last; only the first when left out. */
    to?: Port;
}

/**
 * How machines of a network reach the internet.
 *
 * - `none`: Not at all.
 * - `open`: Freely.
 * - `nat`: Through a gateway that hides their addresses.
 * - `filtered`: Through a firewall or proxy that lets only some addresses pass.
 */
export type Egress = "none" | "open" | "nat" | "filtered";

/** A database. Its data is lost for good unless a backup names it. */
export interface Database {
    /** What it is and which version, such as `postgres 16`. */
    engine?: Runtime;
    /** Service of the cloud that runs it, such as `azure-postgresql-flexible`; one's own machines when left out. */
    managed_by?: string;
    /** Size of its machine, such as `D2ds_v5`. */
    size?: string;
    /** Space for data. */
    storage?: Size;
    /** Share of the data that changes in a day, for the size of backups. */
    daily_change?: Percent;
    /** The environments it serves. Production should not share it with others. */
    environments?: Id | Id[];
    /** Services that use it. */
    used_by?: Id | Id[];
    /** The most sensitive data in it. */
    data?: DataClass;
    /** True when personal data in it was made unrecognisable. */
    masked?: boolean;
    /** Cloud region it is in. */
    region?: string;
    /** Cloud account it is in; that of the environment when left out. */
    account?: string;
    /** Network it is in. */
    network?: Id;
    /** True when it can be reached from the internet. */
    public?: boolean;
    /** The least version of TLS it speaks. */
    tls?: TlsVersion;
    /** Whether it is encrypted where it lies. */
    encrypted?: boolean;
    /** The key it is encrypted with, one of the declared ones; the cloud's when left out. */
    key?: Id;
    /** Secret with its address and password. */
    credentials?: SecretReference;
    /** How many copies there are, one of which takes over when another fails. */
    copies?: Copies;
    /** How long until a copy in the same region has taken over. */
    takes_over_in?: Duration;
    /** Share of time its provider promises it is up. */
    availability?: Percent;
    /** How many connections it takes; more copies of a service need more. */
    connections?: number;
    /** True when it can be deleted only after this was taken away. */
    deletion_protection?: boolean;
    /** True when it writes down who read or changed what. */
    audit_log?: boolean;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * Versions of TLS.
 *
 * - `none`: None: in the clear.
 * - `tls1.0`: TLS 1.0, which is broken.
 * - `tls1.1`: TLS 1.1, which is broken.
 * - `tls1.2`: TLS 1.2.
 * - `tls1.3`: TLS 1.3.
 */
export type TlsVersion = "none" | "tls1.0" | "tls1.1" | "tls1.2" | "tls1.3";

/** How many copies of something there are, and how many of them suffice. */
export type Copies = number | CopiesObject;

/** How many copies of something there are, and how many of them suffice. In its long form. */
export interface CopiesObject {
    /** How many there are. */
    count?: number;
    /** How many must be up for it to work; one when left out. */
    needed?: number;
    /** How many data centres they are spread over. */
    zones?: number;
    /** The part of failures that takes all of them at once. */
    shared_fate?: Percent;
}

/** A cache: data that is kept at hand and can be made again. */
export interface CacheStore {
    /** What it is and which version, such as `redis 7`. */
    engine?: Runtime;
    /** Service of the cloud that runs it. */
    managed_by?: string;
    /** Size, such as `standard-c1`. */
    size?: string;
    /** Memory. */
    memory?: Size;
    /** The environments it serves. */
    environments?: Id | Id[];
    /** Services that use it. */
    used_by?: Id | Id[];
    /** The most sensitive data in it. */
    data?: DataClass;
    /** True when data in it is nowhere else, so that it must be backed up like a database. */
    holds_only_copy?: boolean;
    /** Cloud region it is in. */
    region?: string;
    /** Cloud account it is in. */
    account?: string;
    /** Network it is in. */
    network?: Id;
    /** True when it can be reached from the internet. */
    public?: boolean;
    /** The least version of TLS it speaks. */
    tls?: TlsVersion;
    /** Secret with its address and password. */
    credentials?: SecretReference;
    /** How many copies there are. */
    copies?: Copies;
    /** Share of time its provider promises it is up. */
    availability?: Percent;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A store of files and objects. */
export interface ObjectStore {
    /** Who runs it. */
    provider?: ObjectStoreProvider;
    /** Name of the bucket or account. */
    name?: string;
    /** How much is in it. */
    size?: Size;
    /** How many copies the cloud keeps, and how far apart. */
    redundancy?: Redundancy;
    /** The environments it serves. */
    environments?: Id | Id[];
    /** Services that use it. */
    used_by?: Id | Id[];
    /** The most sensitive data in it. */
    data?: DataClass;
    /** True when what is in it can be made again, and needs no backup. */
    rebuildable?: boolean;
    /** Cloud region it is in. */
    region?: string;
    /** Cloud account it is in. */
    account?: string;
    /** Network it is reached in. */
    network?: Id;
    /** True when anyone on the internet can read it. */
    public?: boolean;
    /** The least version of TLS it speaks. */
    tls?: TlsVersion;
    /** Whether it is encrypted where it lies. */
    encrypted?: boolean;
    /** The key it is encrypted with, one of the declared ones. */
    key?: Id;
    /** Whether older versions of an object are kept. */
    versioned?: boolean;
    /** How long nobody can change or delete an object. */
    immutable?: Duration;
    /** How long what was deleted can be brought back. */
    soft_delete?: Duration;
    /** After how long objects are deleted. */
    expire?: Duration;
    /** Share of time its provider promises it is up. */
    availability?: Percent;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * Who runs an object store.
 *
 * - `azure_blob`: Azure Blob Storage.
 * - `azure_files`: Azure Files.
 * - `s3`: Amazon S3.
 * - `efs`: Amazon EFS.
 * - `gcs`: Google Cloud Storage.
 * - `minio`: MinIO or another of one's own.
 * - `r2`: Cloudflare R2.
 */
export type ObjectStoreProvider = "azure_blob" | "azure_files" | "s3" | "efs" | "gcs" | "minio" | "r2";

/** A queue or topic: messages on their way. */
export interface MessageQueue {
    /** What it is and which version, such as `kafka 3.7` or `azure-service-bus`. */
    engine?: Runtime;
    /** Service of the cloud that runs it. */
    managed_by?: string;
    /** Size, such as `standard`. */
    size?: string;
    /** The environments it serves. */
    environments?: Id | Id[];
    /** Services that put messages in. */
    written_by?: Id | Id[];
    /** Services that take messages out. */
    read_by?: Id | Id[];
    /** The most sensitive data in it. */
    data?: DataClass;
    /** How long messages are kept. Whoever goes back to an old version must still understand them. */
    keep?: Duration;
    /** Whether messages that nobody understands are put aside. */
    dead_letters?: boolean;
    /** True when messages must come in order. */
    ordered?: boolean;
    /** Cloud region it is in. */
    region?: string;
    /** Cloud account it is in. */
    account?: string;
    /** Network it is in. */
    network?: Id;
    /** True when it can be reached from the internet. */
    public?: boolean;
    /** The least version of TLS it speaks. */
    tls?: TlsVersion;
    /** Whether it is encrypted where it lies. */
    encrypted?: boolean;
    /** Secret with its address and password. */
    credentials?: SecretReference;
    /** How many copies there are. */
    copies?: Copies;
    /** Share of time its provider promises it is up. */
    availability?: Percent;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A registry of images or packages. Without it nothing new starts, and nothing old either. */
export interface Registry {
    /** What it is. */
    kind?: RegistryKind;
    /** Address, such as `contoso.azurecr.io`. */
    url?: string;
    /** Kinds of packages in it; images when left out. */
    packages?: PackageKind | PackageKind[];
    /** Size or plan, such as `premium`. */
    size?: string;
    /** How much is in it. */
    storage?: Size;
    /** Cloud region it is in. */
    region?: string;
    /** Regions it is copied to. */
    replicas?: string | string[];
    /** Cloud account it is in. */
    account?: string;
    /** Network it is reached in. */
    network?: Id;
    /** Load balancer it is reached through. */
    load_balancer?: Id;
    /** Cluster or environment it runs in, when it is one's own. A way back that needs what has failed is none. */
    environment?: Id;
    /** Whether anyone can read from it. */
    public?: boolean;
    /** Whether a tag always stays what it was. */
    immutable_tags?: boolean;
    /** Whether what is put in is scanned. */
    scans?: boolean;
    /** Whether only signed things can be put in. */
    signed_only?: boolean;
    /** How many versions are kept. */
    keep_versions?: number;
    /** How long versions are kept. What is gone cannot be gone back to. */
    keep?: Duration;
    /** Secret to log in with. */
    credentials?: SecretReference;
    /** Identities that may put things in, by id. */
    writers?: Id | Id[];
    /** Registry it passes on what it does not have itself, by address. */
    upstream?: string | string[];
    /** How many copies there are. */
    copies?: Copies;
    /** Share of time its provider promises it is up. */
    availability?: Percent;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * Kinds of registries.
 *
 * - `acr`: Azure Container Registry.
 * - `ecr`: Amazon ECR.
 * - `artifact_registry`: Google Artifact Registry.
 * - `ghcr`: GitHub Packages.
 * - `gitlab`: The GitLab registry.
 * - `azure_artifacts`: Azure Artifacts.
 * - `docker_hub`: Docker Hub.
 * - `harbor`: Harbor.
 * - `artifactory`: JFrog Artifactory.
 * - `nexus`: Sonatype Nexus.
 * - `other`: Any other.
 */
export type RegistryKind =
    | "acr" | "ecr" | "artifact_registry" | "ghcr" | "gitlab" | "azure_artifacts" | "docker_hub" | "harbor" | "artifactory" | "nexus" | "other";

/**
 * Kinds of packages.
 *
 * - `oci`: Container images and what is stored like them.
 * - `helm`: Helm charts.
 * - `npm`: JavaScript.
 * - `pypi`: Python.
 * - `maven`: Java.
 * - `nuget`: .NET.
 * - `cargo`: Rust.
 * - `go`: Go.
 * - `gem`: Ruby.
 * - `generic`: Anything.
 */
export type PackageKind = "oci" | "helm" | "npm" | "pypi" | "maven" | "nuget" | "cargo" | "go" | "gem" | "generic";

/** A certificate. The day it expires, everything behind it is down. */
export interface Certificate {
    /** Names it is for. */
    hosts?: string | string[];
    /** Who signs it, such as `lets-encrypt`. */
    issuer?: string;
    /** The last day it is valid. */
    expires?: Date;
    /** How long one is valid. */
    lasts?: Duration;
    /** How long before its end it is replaced. */
    renew_before?: Duration;
    /** True when it is replaced without a person. */
    automatic?: boolean;
    /** How it is replaced. */
    rotation?: CertificateRotation;
    /** Where it and its key are kept. */
    secret?: SecretReference;
    /** Kind and length of its key, such as `ecdsa-p256`. */
    key_type?: string;
    /** The environments it is used in. */
    environments?: Id | Id[];
    /** Services, load balancers and workloads that show it. */
    used_by?: Id | Id[];
    /** Who answers for it. */
    owner?: string;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** How a certificate is replaced, so that a bad one can be taken back. */
export interface CertificateRotation {
    /** How long the old one is kept beside the new one. Without that there is no way back. */
    overlap?: Duration;
    /** True when the new one is tried before it is used. */
    validated?: boolean;
    /** What must hold after the change. */
    verify?: Check[];
    /** True when services must be started again. */
    restarts?: boolean;
    /** The pipeline that does it. */
    pipeline?: Id;
    /** The day it was last done. */
    tested?: Date;
}

/** A key that data is encrypted with. */
export interface EncryptionKey {
    /** The secret store it is kept in. */
    store?: Id;
    /** Its name there; the id when left out. */
    name?: string;
    /** How long it is used before it is replaced. */
    rotate?: Duration;
    /** True when it is replaced without a person. */
    automatic?: boolean;
    /** Whether it is kept in a device it cannot leave. */
    hardware?: boolean;
    /** How long it can be brought back after it was deleted. Data without its key is gone. */
    soft_delete?: Duration;
    /** Region it is in. */
    region?: string;
    /** Regions it is copied to, for restoring there. */
    replicas?: string | string[];
    /** The environments it is for. */
    environments?: Id | Id[];
}

/** Who a pipeline, a service or an engine is, and what it may do. */
export interface Identity {
    /** What kind it is. */
    kind?: IdentityKind;
    /** Its name or number in the cloud; the id when left out. */
    name?: string;
    /** Services, pipelines, workloads or engines that act as it. */
    used_by?: Id | Id[];
    /** The environments it acts in; all when left out. */
    environments?: Id | Id[];
    /** What it may do. */
    grants?: Grant[];
    /** Whom it trusts without a password. */
    federation?: Federation[];
    /** The long-lived key it logs in with, where there is no other way. Whoever gets hold of it is it. */
    credential?: IdentityCredential;
    /** What it does in the delivery. What deploys should not also write changes. */
    duties?: Duty | Duty[];
    /** Cloud account it belongs to. */
    account?: string;
    /** Region it depends on, when it is not everywhere. */
    region?: string;
    /** Who answers for it. */
    owner?: string;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * Kinds of identities.
 *
 * - `managed_identity`: A managed identity of Azure.
 * - `service_principal`: An application of Entra ID.
 * - `iam_role`: A role of AWS.
 * - `iam_user`: A user of AWS.
 * - `service_account`: A service account of Google Cloud.
 * - `kubernetes`: A service account of a Kubernetes cluster.
 * - `github_app`: An app of GitHub.
 * - `token`: A token of a person or machine.
 * - `shared`: An account that several share.
 */
export type IdentityKind =
    | "managed_identity" | "service_principal" | "iam_role" | "iam_user" | "service_account" | "kubernetes" | "github_app" | "token" | "shared";

/** A right that was given. */
export type Grant = string | GrantObject;

/** A right that was given. In its long form. */
export interface GrantObject {
    /** Role or policy, as the cloud calls it. `owner`, `cluster-admin` and the like may do everything. */
    role: string;
    /** What it holds for: a subscription, resource group, project, cluster or part of the infrastructure; the whole account when left out. */
    on?: string;
    /** Why it is needed. */
    reason?: string;
    /** Last day it holds. */
    until?: Date;
}

/** Whom an identity trusts without a password. */
export interface Federation {
    /** Who vouches, such as `https://token.actions.githubusercontent.com`. */
    issuer: string;
    /** For whom: `repo:contoso/web:environment:prod`. With a `*` others can take it too. */
    subjects?: string | string[];
    /** What the token must be made for. */
    audience?: string;
    /** How long one login lasts. */
    lasts?: Duration;
}

/** A long-lived key. */
export interface IdentityCredential {
    /** Where it is kept. */
    secret?: SecretReference;
    /** How long it is used before it is replaced. */
    rotate?: Duration;
    /** How long the old one still works after that. */
    overlap?: Duration;
    /** Last day it is valid. */
    expires?: Date;
}

/** What takes requests in and hands them on. */
export interface LoadBalancer {
    /** What kind it is. */
    kind?: LoadBalancerKind;
    /** Service of the cloud, such as `azure-front-door` or `alb`. */
    managed_by?: string;
    /** Size or plan. */
    size?: string;
    /** True when it can be reached from the internet. */
    public?: boolean;
    /** What it listens on. */
    listeners?: Record<string, Listener>;
    /** Services it hands requests to. */
    services?: Id | Id[];
    /** The environments it serves. */
    environments?: Id | Id[];
    /** Path it asks to see whether a copy is well. */
    health?: string;
    /** How often it asks. */
    health_every?: Duration;
    /** After how many bad answers it sends no more requests. */
    health_failures?: number;
    /** How long a copy that goes away gets to finish its requests. A workload's `grace` must be longer. */
    drain?: Duration;
    /** The firewall for applications in front of it. */
    firewall?: ApplicationFirewall;
    /** Whether it is protected from floods of requests. */
    ddos_protection?: boolean;
    /** True when a user always meets the same copy. */
    sticky?: boolean;
    /** Region it is in. */
    region?: string;
    /** Network it is in. */
    network?: Id;
    /** How many copies there are. */
    copies?: Copies;
    /** Share of time its provider promises it is up. */
    availability?: Percent;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * Kinds of load balancers.
 *
 * - `application`: Understands HTTP.
 * - `network`: Hands connections on as they are.
 * - `global`: Sends each user to the nearest region.
 * - `cdn`: Keeps copies near to users.
 * - `api_gateway`: Checks and counts calls of interfaces.
 */
export type LoadBalancerKind = "application" | "network" | "global" | "cdn" | "api_gateway";

/** What a load balancer listens on. */
export type Listener = Port | ListenerObject;

/** What a load balancer listens on. In its long form. */
export interface ListenerObject {
    /** Port. */
    port: Port;
    /** How it is spoken to. */
    protocol?: ListenerProtocol;
    /** Certificate it shows. */
    certificate?: Id;
    /** The least version of TLS it speaks. */
    tls?: TlsVersion;
    /** True when it only sends on to TLS. */
    redirect?: boolean;
    /** Names it answers to; all when left out. */
    hosts?: string | string[];
    /** Whether who calls must show a certificate too. */
    mutual_tls?: boolean;
}

/**
 * How a listener is spoken to.
 *
 * - `http`: HTTP in the clear.
 * - `https`: HTTP over TLS.
 * - `tcp`: Connections in the clear.
 * - `tls`: Connections over TLS.
 * - `udp`: UDP.
 */
export type ListenerProtocol = "http" | "https" | "tcp" | "tls" | "udp";

/** A firewall for applications, which looks into requests. */
export type ApplicationFirewall = FirewallMode | ApplicationFirewallObject;

/** A firewall for applications, which looks into requests. In its long form. */
export interface ApplicationFirewallObject {
    /** What it does with an attack. */
    mode?: FirewallMode;
    /** Rules it knows, such as `owasp 3.2`. */
    rules?: string | string[];
    /** How many requests one address may make in a minute. */
    rate_limit?: number;
    /** Who runs it, when not the load balancer itself. */
    provider?: string;
}

/**
 * What a firewall does with an attack.
 *
 * - `prevent`: Stops it.
 * - `detect`: Writes it down and lets it pass.
 * - `off`: Nothing.
 */
export type FirewallMode = "prevent" | "detect" | "off";

/** A zone of names. */
export interface DnsZone {
    /** Name of the zone, such as `contoso.com`, which an id cannot hold. */
    name?: string;
    /** Who answers for it, such as `route53`. */
    provider?: string;
    /** True when only one's own networks can ask. */
    private?: boolean;
    /** How long clients remember an answer, unless the record says otherwise. */
    ttl?: Duration;
    /** Whether answers are signed. */
    dnssec?: boolean;
    /** Names in it. */
    records?: DnsRecord[];
    /** Share of time its provider promises it is up. */
    availability?: Percent;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/** A name, and where it leads. */
export interface DnsRecord {
    /** Name, `@` for the zone itself. */
    name: string;
    /** Kind of record, such as `CNAME`. */
    type?: string;
    /** Addresses, names, or parts of the infrastructure by id. */
    to?: string | string[];
    /** How long clients remember the answer. Until then some still go to the old place. */
    ttl?: Duration;
    /** Share of answers that lead there. */
    weight?: Percent;
    /** Where it leads when that is down. */
    failover?: string | string[];
    /** Path that shows whether it is up. */
    health?: string;
    /** How often that is asked. */
    health_every?: Duration;
    /** After how many bad answers it leads elsewhere. */
    health_failures?: number;
}

/** A service of others that this delivery cannot do without, such as a login or a payment provider. */
export interface ExternalService {
    /** What it is for, in a sentence. */
    summary?: string;
    /** Who runs it. */
    provider?: string;
    /** Address. */
    url?: string;
    /** Services that need it. */
    used_by?: Id | Id[];
    /** Share of time its provider promises it is up. What needs it cannot promise more. */
    availability?: Percent;
    /** Region it runs in; what is in a lost region is lost with it. */
    region?: string;
    /** True when services go on without it for a while. */
    optional?: boolean;
    /** The day someone last looked at its provider. */
    reviewed?: Date;
}

/** Code that infrastructure is made from. What is not in it cannot be made again after a loss. */
export type InfrastructureCode = string | InfrastructureCodeObject;

/** Code that infrastructure is made from. What is not in it cannot be made again after a loss. In its long form. */
export interface InfrastructureCodeObject {
    /** Folder in the repository. */
    path?: string;
    /** What carries it out. */
    tool?: InfrastructureTool;
    /** Version of the tool. */
    version?: string;
    /** The environments it makes; all when left out. */
    environments?: Id | Id[];
    /** What it makes, by id; everything when left out. */
    makes?: Id | Id[];
    /** What is known about what was made. */
    state?: InfrastructureState;
    /** How often it is looked at whether things are still as it says. */
    drift_check?: Duration;
    /** What happens when they are not. */
    on_drift?: DriftAction;
    /** How long it takes to make everything anew. */
    takes?: DurationRange;
    /** Identity it acts as, by id. */
    identity?: Id;
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}

/**
 * Tools that make infrastructure from code.
 *
 * - `terraform`: Terraform.
 * - `opentofu`: OpenTofu.
 * - `bicep`: Bicep.
 * - `pulumi`: Pulumi.
 * - `cloudformation`: CloudFormation.
 * - `cdk`: AWS CDK.
 * - `ansible`: Ansible.
 * - `crossplane`: Crossplane.
 * - `other`: Any other.
 */
export type InfrastructureTool =
    | "terraform" | "opentofu" | "bicep" | "pulumi" | "cloudformation" | "cdk" | "ansible" | "crossplane" | "other";

/** What is known about what was made; whoever can change it can change everything. */
export type InfrastructureState = Id | InfrastructureStateObject;

/** What is known about what was made; whoever can change it can change everything. In its long form. */
export interface InfrastructureStateObject {
    /** Object store it is kept in, by id. */
    store?: Id;
    /** Where it is kept, when not in a declared store, such as `s3` or `terraform-cloud`. */
    backend?: string;
    /** Whether two cannot change it at once. */
    locked?: boolean;
    /** Whether it is encrypted; it often holds secrets. */
    encrypted?: boolean;
}

/**
 * What happens when things are no longer as the code says.
 *
 * - `notify`: Someone is told.
 * - `correct`: They are made so again.
 * - `ignore`: Nothing.
 */
export type DriftAction = "notify" | "correct" | "ignore";

/** Which rules are run on the document, unless whoever runs them says otherwise. */
export type Checks = Profile | ChecksObject;

/** Which rules are run on the document, unless whoever runs them says otherwise. In its long form. */
export interface ChecksObject {
    /** Which rules run; `recommended` when left out. */
    profile?: Profile;
    /** Rules left out: codes, names, or prefixes such as `K8S`. */
    ignore?: string | string[];
    /** Severities other than the rules' own, by code, name or prefix. */
    severities?: Record<string, FindingSeverity>;
}

/**
 * A choice of rules.
 *
 * - `recommended`: Rules whose findings are nearly always worth mending.
 * - `strict`: All rules, those too that are a matter of taste or of policy.
 * - `production`: Those that are recommended; what weakens production is an error.
 */
export type Profile = "recommended" | "strict" | "production";

/**
 * How bad a finding is.
 *
 * - `error`: Wrong, or a promise that cannot be kept.
 * - `warning`: Likely to hurt.
 * - `info`: Worth knowing.
 */
export type FindingSeverity = "error" | "warning" | "info";

/** A finding that is accepted: which, where, why, by whom and until when. One that matches nothing, or whose day has passed, is itself a finding. */
export interface Waiver {
    /** Code of the rule, such as `STR008`. */
    code: string;
    /** Where it is accepted: a path such as `pipelines.main.stages.build`, and everything below it. Everywhere when left out. */
    at?: string;
    /** Why it is accepted. */
    reason: string;
    /** Who accepted it. */
    owner: string;
    /** Last day it is accepted. */
    until?: Date;
}

/** A software delivery: what is delivered, where to, by which pipelines, and what is promised about it. */
export interface Delivery {
    /** Version of the document format. */
    gatewright: 1;
    /** Name of the delivery, such as `contoso-web`. */
    name: Id;
    /** What is delivered, in a sentence. */
    summary?: string;
    /** Who delivers, and how often. */
    team?: Team;
    /** Groups of people that gates and roles name. */
    groups?: Record<string, Group>;
    /** What is promised. Everything else says what is built; rules compare the two. */
    objectives?: Objectives;
    /** Where secrets are kept. */
    secret_stores?: Record<string, SecretStore>;
    /** Facts about single secrets: rotation, who may read them. */
    secrets?: Record<string, Secret>;
    /** Variables that every pipeline sees. */
    env?: Record<string, EnvValue>;
    /** What is delivered, part by part. */
    services?: Record<string, Service>;
    /** How the parts run: containers, resources, scaling. Keyed by service, or by any id with `service`. */
    workloads?: Record<string, Workload>;
    /** Where they are delivered to. */
    environments?: Record<string, Environment>;
    /** Ways to bring a new version into an environment. */
    strategies?: Record<string, Strategy>;
    /** Ways back to the last good version. */
    rollbacks?: Record<string, Rollback>;
    /** Changes to databases. */
    migrations?: Record<string, Migration>;
    /** What machines do from a commit to production. */
    pipelines?: Record<string, Pipeline>;
    /** Backups, replication, failover and drills. */
    recovery?: Recovery;
    /** Measurements that conditions name, beyond the built-in ones. */
    signals?: Record<string, SignalDefinition>;
    /** Service levels, alerts, dashboards and logs. */
    observability?: Observability;
    /** What it costs. */
    costs?: Costs;
    /** Which frameworks the delivery answers to, and exceptions. */
    compliance?: Compliance;
    /** The Kubernetes clusters delivered to, when there are many alike. */
    clusters?: Clusters;
    /** How a GitOps engine brings manifests to clusters. */
    gitops?: GitOps;
    /** Networks, databases, stores, certificates and identities. */
    infrastructure?: Infrastructure;
    /** Which rules hold for the document. */
    checks?: Checks;
    /** Findings that are accepted: which, why, by whom and until when. */
    waivers?: Waiver[];
    /** What one platform needs beyond the model. */
    extensions?: Record<string, unknown>;
}
