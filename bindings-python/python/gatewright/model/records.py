"""The records of a delivery.

Generated from the core by `make generate`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from .._record import OneOf, Record, Root, field
from .scalars import (
    Cidr,
    Condition,
    Cpu,
    Cron,
    Currency,
    Date,
    Decimal,
    Duration,
    Expression,
    Glob,
    Id,
    JobName,
    Money,
    Percent,
    Port,
    Price,
    Rate,
    Runtime,
    SecretName,
    Share,
    SignalName,
    Size,
    Zone,
)
from .words import (
    Access,
    AlertSeverity,
    BackupConsistency,
    BackupMode,
    Baseline,
    Better,
    Bootstrap,
    Border,
    BudgetPolicy,
    CacheAccess,
    Caller,
    ChangeSystem,
    ClusterSupport,
    ClusterTier,
    CommitmentKind,
    CommitmentPayment,
    CommitmentTerm,
    ComplianceFact,
    CostCategory,
    CostPer,
    CostSplit,
    DataClass,
    DriftAction,
    DrillKind,
    Duty,
    Egress,
    EndpointKind,
    EnvironmentAction,
    Exposure,
    FailureMode,
    FindingSeverity,
    FirewallMode,
    GitOpsEngine,
    IdentityKind,
    ImageUpdater,
    InfrastructureTool,
    InputType,
    KubernetesProvider,
    ListenerProtocol,
    LoadBalancerKind,
    LockLevel,
    LogKind,
    LoginProvider,
    MigrationAction,
    MigrationKind,
    MigrationPhase,
    NetworkDecision,
    NetworkWay,
    NoData,
    ObjectStoreProvider,
    OperatingSystem,
    Overlap,
    PackageKind,
    PackageManager,
    PanelKind,
    PodSecurityLevel,
    PolicyEngine,
    Profile,
    Protocol,
    PullPolicy,
    ReceiverKind,
    RecoveryAction,
    RecoveryTier,
    Redundancy,
    RegistryKind,
    ReplicationMode,
    RepositoryContent,
    RepositoryLayout,
    RolloutEngine,
    SbomFormat,
    ScaledResource,
    ScalingChoice,
    ScanKind,
    SignalUnit,
    SloKind,
    StandbyMode,
    StaticSiteProvider,
    Switch,
    SyncHook,
    SyncWindowKind,
    Templating,
    TenantIsolation,
    Tier,
    TlsVersion,
    Topology,
    VerticalMode,
    Visibility,
    VolumeAccess,
    WorkloadKind,
    Writers,
)

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

__all__ = [
    "AbTest",
    "AccessCheck",
    "AccessRole",
    "AlbIngress",
    "Alert",
    "Analysis",
    "ApplicationFirewall",
    "Approval",
    "ArgoRollback",
    "Attest",
    "AwsEcs",
    "AwsLambda",
    "AwsLogin",
    "AwsSecretsManager",
    "AzureAppService",
    "AzureBlob",
    "AzureContainerApps",
    "AzureKeyVault",
    "AzureLogin",
    "AzureMonitor",
    "AzureMonitorQuery",
    "Backup",
    "BackupCopy",
    "BackupDestination",
    "BackupFirst",
    "BackupRetention",
    "BackupScope",
    "BackupVault",
    "Bake",
    "Batch",
    "BeforeStop",
    "BlueGreen",
    "BranchProtection",
    "BudgetGate",
    "BuildImage",
    "BurnAlert",
    "Cache",
    "CacheStore",
    "Call",
    "CallSecrets",
    "Called",
    "Canary",
    "CanaryStep",
    "Certificate",
    "CertificateRotation",
    "ChangeTicket",
    "Check",
    "Checkout",
    "Checks",
    "CiCosts",
    "CiMachines",
    "CiSecrets",
    "CloudRun",
    "CloudWatch",
    "CloudWatchQuery",
    "Cluster",
    "ClusterRule",
    "Clusters",
    "Commitment",
    "Compliance",
    "Compose",
    "Concurrency",
    "ConfigVolume",
    "ConsistentStores",
    "Container",
    "ContainerPort",
    "ContainerSecurity",
    "ControlPlane",
    "Copies",
    "CostBudget",
    "CostItem",
    "CostLimits",
    "Costs",
    "Dashboard",
    "Database",
    "Datadog",
    "DatadogQuery",
    "DeclaredStore",
    "Defaults",
    "Delivery",
    "Deploy",
    "DeploymentMarkers",
    "Disruption",
    "DnsRecord",
    "DnsZone",
    "DockerSwarm",
    "Drill",
    "DurationRange",
    "Duties",
    "Dynatrace",
    "Elastic",
    "EmergencyAccess",
    "EmptyVolume",
    "EncryptionKey",
    "Endpoint",
    "EnvSource",
    "EnvValue",
    "Environment",
    "Escalation",
    "EventRatio",
    "EventScaling",
    "EventTrigger",
    "Evidence",
    "Exception_",
    "ExternalService",
    "FailoverStep",
    "FeatureFlag",
    "Federation",
    "Fetch",
    "FileSystemStore",
    "FlagOff",
    "Framework",
    "Freeze",
    "Gate",
    "GatewayApi",
    "GcpSecretManager",
    "GcsBucket",
    "GitOps",
    "GitOpsApplication",
    "GitOpsLogin",
    "GitOpsRepository",
    "GitOpsSync",
    "GitRevert",
    "GoogleCloudMonitoring",
    "GoogleLogin",
    "Grafana",
    "Grant",
    "Group",
    "GrpcProbe",
    "Helm",
    "HorizontalScaling",
    "HostPath",
    "HttpCheck",
    "HttpProbe",
    "Identity",
    "IdentityCredential",
    "ImageUpdates",
    "Infrastructure",
    "InfrastructureCode",
    "InfrastructureState",
    "Ingress",
    "Input",
    "Istio",
    "Job",
    "JobEnvironment",
    "Kubernetes",
    "KubernetesSecrets",
    "KubernetesUndo",
    "Linear",
    "Listener",
    "LoadBalancer",
    "LogStream",
    "Login",
    "Loki",
    "ManagedBackup",
    "ManualGate",
    "ManualStart",
    "Matrix",
    "MaximumAge",
    "MergeQueue",
    "MessageQueue",
    "Method",
    "Metrics",
    "Migrate",
    "Migration",
    "MigrationBatches",
    "MigrationOperation",
    "MigrationUndo",
    "MinimumRetention",
    "MonitoringProvider",
    "Mount",
    "Namespace",
    "NativeTraffic",
    "Network",
    "NetworkPeer",
    "NetworkPolicy",
    "NetworkRule",
    "NewRelic",
    "NginxIngress",
    "NodePool",
    "NormalDay",
    "Notify",
    "ObjectStore",
    "Objectives",
    "Observability",
    "OffHours",
    "OnCall",
    "OpenTelemetry",
    "OtherEvent",
    "Output",
    "Panel",
    "Permissions",
    "Pipeline",
    "PipelineEnd",
    "Placement",
    "Platform",
    "PodSecurity",
    "PolicyGate",
    "PortSpan",
    "PriceOverride",
    "PriceTier",
    "Probe",
    "Probes",
    "Prometheus",
    "PrometheusQuery",
    "Publish",
    "PullRequest",
    "Push",
    "Quality",
    "Receiver",
    "Recovery",
    "RecoveryProcedure",
    "Recreate",
    "RedeployPrevious",
    "Regions",
    "Registry",
    "RegistryLogin",
    "ReleaseEvent",
    "ReleaseRequirements",
    "RepairTime",
    "Replication",
    "Reports",
    "Residency",
    "ResourceAmounts",
    "Resources",
    "Restore",
    "RestoreData",
    "Retry",
    "Rollback",
    "RollbackReady",
    "RollbackStep",
    "Rolling",
    "Runner",
    "RunnerPool",
    "S3Bucket",
    "Sbom",
    "Scaling",
    "ScalingPace",
    "ScalingSignal",
    "ScalingStep",
    "Scan",
    "Schedule",
    "SealedSecret",
    "Secret",
    "SecretInput",
    "SecretReference",
    "SecretStore",
    "SecretVolume",
    "SelfHosted",
    "Service",
    "ServiceAccount",
    "ServiceBuild",
    "Setup",
    "Shadow",
    "Sign",
    "SignalDefinition",
    "Slo",
    "SlotSwap",
    "SmiSplit",
    "SnapshotStore",
    "SourceRepository",
    "Spread",
    "Stage",
    "StaticSite",
    "Step",
    "Strategy",
    "Subnet",
    "SwarmRollback",
    "SyncResource",
    "SyncRetry",
    "SyncWindow",
    "TagPush",
    "TcpProbe",
    "Team",
    "Tenant",
    "TenantDestination",
    "TestAge",
    "ThreePoint",
    "Traces",
    "TraefikService",
    "Traffic",
    "TrafficShift",
    "Transfer",
    "Trigger",
    "UptimeCheck",
    "UsageRange",
    "Use",
    "Vault",
    "Verify",
    "VerticalScaling",
    "VmGroup",
    "Volume",
    "VolumeClaim",
    "Wait",
    "Waiver",
    "Webhook",
    "When",
    "Window",
    "Workload",
    "WorkloadContainer",
    "WorkloadOverride",
]


class AbTest(Record):
    """Give some users the new version and compare."""

    header: str | None = None
    """Header that chooses the new version, as `name: value`."""
    cookie: str | None = None
    """Cookie that chooses the new version."""
    share: Percent | None = None
    """Share of users, when neither is given."""
    for_: Duration
    """For how long."""
    traffic: Traffic | None = None
    """What splits traffic."""
    analysis: Analysis | None = None
    """What is compared."""


class AccessCheck(Record):
    """Access that must be possible, or must not."""

    who: str
    """Group or person who tries."""
    action: str
    """What is tried, such as `applications.delete`."""
    on: str
    """The object it is tried on, such as `client-b/webapp`."""
    allowed: bool | None = None
    """True when it must be possible, false when it must be refused."""


class AccessRole(Record):
    """What some people may do with the engine."""

    summary: str | None = None
    """What it is for, in a sentence."""
    groups: str | list[str] = field(default_factory=list)
    """Groups that have it, as the company's directory names them."""
    members: str | list[str] = field(default_factory=list)
    """People and accounts that have it."""
    allow: str | list[str] = field(default_factory=list)
    """What it may do, as `kind.action`, such as `applications.sync`; `applications.*` means everything with them."""
    deny: str | list[str] = field(default_factory=list)
    """What it may not do, whatever else says so."""
    in_: Glob | list[Glob] = field(default_factory=list)
    """The objects it is about, by name or pattern, such as `client-a/*`; those of the tenant when left out."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class AlbIngress(Record):
    """The AWS load balancer controller."""

    ingress: str | None = None
    """Ingress."""
    port: int | None = None
    """Port of the service."""


class Alert(Record):
    """When someone is told that something is wrong."""

    summary: str | None = None
    """What is wrong, in a sentence."""
    services: Id | list[Id] = field(default_factory=list)
    """Services it is about."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is about; production when left out."""
    when: Condition | list[Condition] = field(default_factory=list)
    """Any of these raises it."""
    severity: AlertSeverity | None = None
    """How urgent it is; a ticket when left out."""
    provider: Id | None = None
    """Where it is measured."""
    every: Duration | None = None
    """How often it is measured."""
    datapoints: int | None = None
    """How many measurements in a row must show it, where the system counts them."""
    notify: Id | list[Id] = field(default_factory=list)
    """Whom it reaches, by id."""
    owner: str | None = None
    """Who answers for it."""
    runbook: str | None = None
    """Address of what to do about it. Who is woken without one starts from nothing."""
    silent_in_rollouts: bool | None = None
    """True when it stays silent while something is delivered."""
    no_data: NoData | None = None
    """What a missing measurement means."""
    tested: Date | None = None
    """The day it was last seen to work."""
    labels: dict[str, str] = field(default_factory=dict)
    """Labels it carries."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Analysis(Record):
    """What is measured, how often, and when it counts as failed."""

    conditions: list[Condition] = field(default_factory=list)
    """What must hold."""
    every: Duration | None = None
    """Time between measurements."""
    delay: Duration | None = None
    """Time before the first one."""
    count: int | None = None
    """How many measurements; until stopped when left out."""
    failures: int | None = None
    """How many may fail before it is given up."""
    lookback: Duration | None = None
    """How far back each measurement looks."""
    provider: Id | None = None
    """Where it is measured."""
    baseline: Baseline | None = None
    """What the new version is compared with."""


class ApplicationFirewall(Record):
    """A firewall for applications, which looks into requests."""

    mode: FirewallMode | None = None
    """What it does with an attack."""
    rules: str | list[str] = field(default_factory=list)
    """Rules it knows, such as `owasp 3.2`."""
    rate_limit: int | None = None
    """How many requests one address may make in a minute."""
    provider: str | None = None
    """Who runs it, when not the load balancer itself."""


class Approval(Record):
    """People say yes."""

    by: str | list[str] = field(default_factory=list)
    """Groups or people who may."""
    at_least: int | None = None
    """How many of them must; one when left out."""
    not_author: bool | None = None
    """True when the author of the change does not count."""
    fresh: bool | None = None
    """True when a new commit takes the approval back."""
    instructions: str | None = None
    """What the approver is asked."""
    emergency: bool | None = None
    """True for an emergency way in: allowed at once, reviewed afterwards."""


class ArgoRollback(Record):
    """Abort or undo, by Argo Rollouts."""

    rollouts: str | list[str] = field(default_factory=list)
    """Rollouts; all of the environment when left out."""


class Attest(Record):
    """Attests how an artifact or image was built."""

    image: str | None = None
    """Image that is attested."""
    artifact: Id | None = None
    """Artifact that is attested."""
    level: int | None = None
    """SLSA build level it reaches, 1 to 3."""
    predicate: str | None = None
    """Kind of statement; provenance when left out."""


class AwsEcs(Record):
    """Amazon ECS."""

    cluster: str
    """Cluster."""
    service: str
    """Service."""
    region: str | None = None
    """Region."""
    task_definition: str | None = None
    """File with the task definition."""
    container: str | None = None
    """Container in the task whose image is replaced."""
    code_deploy_application: str | None = None
    """CodeDeploy application, for blue-green."""
    code_deploy_group: str | None = None
    """CodeDeploy deployment group, for blue-green."""


class AwsLambda(Record):
    """AWS Lambda."""

    function: str
    """Function."""
    alias: str | None = None
    """Alias that traffic uses."""
    region: str | None = None
    """Region."""
    memory: Size | None = None
    """Memory."""


class AwsLogin(Record):
    """A login to Amazon Web Services."""

    region: str | None = None
    """Region."""


class AwsSecretsManager(Record):
    """AWS Secrets Manager in one region."""

    region: str | None = None
    """Region such as `eu-west-1`."""
    prefix: str | None = None
    """What every name begins with."""
    role: str | None = None
    """Role to assume for reading."""


class AzureAppService(Record):
    """Azure App Service."""

    resource_group: str
    """Resource group."""
    app: str
    """Name of the web app."""
    plan: str | None = None
    """Size of the plan, such as `P1v3`."""
    os: OperatingSystem | None = None
    """Operating system."""
    slots: str | list[str] = field(default_factory=list)
    """Deployment slots beside production."""
    subscription: str | None = None
    """Subscription."""


class AzureBlob(Record):
    """Azure Blob Storage."""

    redundancy: Redundancy | None = None
    """How many copies Azure keeps, and how far apart."""
    storage_account: str | None = None
    """Storage account."""
    container: str | None = None
    """Container in it."""
    resource_group: str | None = None
    """Resource group of the storage account."""
    tier: str | None = None
    """Access tier, such as `cool`; slow tiers are cheap and take hours to read."""


class AzureContainerApps(Record):
    """Azure Container Apps."""

    resource_group: str
    """Resource group."""
    app: str
    """Name of the app."""
    environment: str | None = None
    """Container Apps environment."""
    subscription: str | None = None
    """Subscription."""


class AzureKeyVault(Record):
    """An Azure Key Vault."""

    name: str | None = None
    """Name of the vault."""
    resource_group: str | None = None
    """Resource group it is in."""


class AzureLogin(Record):
    """A login to Azure."""

    subscription: str | None = None
    """Subscription; that of the identity when left out."""


class AzureMonitor(Record):
    """Azure Monitor."""

    workspace: str | None = None
    """Log Analytics workspace."""
    application_insights: str | None = None
    """Application Insights component."""
    resource_group: str | None = None
    """Resource group of both."""
    subscription: str | None = None
    """Subscription."""


class AzureMonitorQuery(Record):
    """A query for Azure Monitor."""

    query: str
    """The query in Kusto's language; it must give a single number."""
    workspace: str | None = None
    """Log Analytics workspace other than the usual one."""


class Backup(Record):
    """A copy of data made from time to time. What was done since the last good one is lost with the original."""

    tool: Id | None = None
    """What makes it, such as `velero` or `pg-dump`."""
    of: Id | list[Id] = field(default_factory=list)
    """What is copied: databases, stores, workloads or clusters by id; everything when left out."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is made in; production when left out."""
    schedule: Cron | None = None
    """When it starts. The longest time between two starts is work that can be lost."""
    zone: Zone | None = None
    """Time zone of the schedule; UTC when left out. Where clocks change, a run may be skipped."""
    log_every: Duration | None = None
    """How often changes are copied between two full backups, for restoring to any moment."""
    keep: BackupRetention | Duration | None = None
    """How long it is kept: `30d`, or so many of each kind."""
    takes: DurationRange | None = None
    """How long one takes. It is only safe when it has ended, so this adds to the work that can be lost."""
    to: BackupDestination | None = None
    """Where it is kept."""
    copies: dict[str, BackupCopy] = field(default_factory=dict)
    """More places it is copied to afterwards."""
    scope: BackupScope | None = None
    """Which part of a cluster is copied; all of it when left out."""
    mode: BackupMode | None = None
    """How much each run copies."""
    consistency: BackupConsistency | None = None
    """How well the parts of a copy fit together."""
    size: Size | None = None
    """Size of a full copy, for cost and for the time to restore."""
    change: Percent | None = None
    """Share of the data that changes between two runs, for the cost of keeping many."""
    tolerate_failures: int | None = None
    """How many runs in a row may fail before someone acts; each makes the gap one run longer."""
    restore: Restore | str | None = None
    """How it is brought back, and whether that was tried."""
    paused: bool | None = None
    """True while no backups are made."""
    skip_first: bool | None = None
    """True when the first run waits for its time, instead of starting at once when one is due."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class BackupCopy(Record):
    """A further copy of a backup."""

    to: BackupDestination
    """Where it is kept."""
    lag: DurationRange | None = None
    """How long after the backup it is complete."""
    keep: BackupRetention | Duration | None = None
    """How long it is kept; as long as the backup when left out."""


if TYPE_CHECKING:

    class _BackupDestination(TypedDict, total=False):
        region: str | None
        account: str | None
        immutable: Duration | None
        encrypted: bool | None
        key: SecretReference | None
        extensions: dict[str, Any]


class BackupDestination(OneOf):
    """Where a backup is kept. In the account and region of the original, one event takes both."""

    region: str | None = None
    """Region it is in; that of the original when left out."""
    account: str | None = None
    """Cloud account, subscription or project it is in; that of the original when left out."""
    immutable: Duration | None = None
    """How long nobody, administrators included, can change or delete it. Protects from ransomware."""
    encrypted: bool | None = None
    """Whether it is encrypted at rest."""
    key: SecretReference | None = None
    """What it is encrypted with. Without this key there is no restore."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""
    azure_blob: AzureBlob | None = None
    """Azure Blob Storage."""
    s3: S3Bucket | str | None = None
    """Amazon S3."""
    gcs: GcsBucket | str | None = None
    """Google Cloud Storage."""
    vault: BackupVault | str | None = None
    """A backup vault of the cloud, such as Azure Backup or AWS Backup."""
    managed: ManagedBackup | None = None
    """The database or storage service itself keeps it."""
    snapshot: SnapshotStore | None = None
    """Snapshots beside the disk they were taken from."""
    file_system: FileSystemStore | str | None = None
    """A file server or a disk."""
    object_store: DeclaredStore | Id | None = None
    """One of the declared object stores."""

    _keys = ("azure_blob", "s3", "gcs", "vault", "managed", "snapshot", "file_system", "object_store")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, azure_blob: AzureBlob, **others: Unpack[_BackupDestination]) -> None: ...
        @overload
        def __init__(self, *, s3: S3Bucket | str, **others: Unpack[_BackupDestination]) -> None: ...
        @overload
        def __init__(self, *, gcs: GcsBucket | str, **others: Unpack[_BackupDestination]) -> None: ...
        @overload
        def __init__(self, *, vault: BackupVault | str, **others: Unpack[_BackupDestination]) -> None: ...
        @overload
        def __init__(self, *, managed: ManagedBackup, **others: Unpack[_BackupDestination]) -> None: ...
        @overload
        def __init__(self, *, snapshot: SnapshotStore, **others: Unpack[_BackupDestination]) -> None: ...
        @overload
        def __init__(self, *, file_system: FileSystemStore | str, **others: Unpack[_BackupDestination]) -> None: ...
        @overload
        def __init__(self, *, object_store: DeclaredStore | Id, **others: Unpack[_BackupDestination]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["azure_blob", "s3", "gcs", "vault", "managed", "snapshot", "file_system", "object_store"]: ...


class BackupFirst(Record):
    """The backup that must be made before a migration."""

    backup: Id | None = None
    """One of the declared backups."""
    within: Duration | None = None
    """How old it may be, such as `1h`; made anew when left out."""


class BackupRetention(Record):
    """How long backups are kept. The shortest time also says how late damage may be noticed and still be undone."""

    for_: Duration | None = None
    """How long each is kept."""
    last: int | None = None
    """How many of the latest are kept, however old."""
    hourly: int | None = None
    """For how many hours one is kept."""
    daily: int | None = None
    """For how many days one is kept."""
    weekly: int | None = None
    """For how many weeks one is kept."""
    monthly: int | None = None
    """For how many months one is kept."""
    yearly: int | None = None
    """For how many years one is kept."""


class BackupScope(Record):
    """Which part of a cluster is copied."""

    namespaces: str | list[str] = field(default_factory=list)
    """Namespaces; all when left out."""
    exclude_namespaces: str | list[str] = field(default_factory=list)
    """Namespaces left out."""
    resources: str | list[str] = field(default_factory=list)
    """Kinds of objects; all when left out."""
    exclude_resources: str | list[str] = field(default_factory=list)
    """Kinds of objects left out."""
    labels: dict[str, str] = field(default_factory=dict)
    """Labels an object must have."""
    volumes: bool | None = None
    """False when disks are not copied, only the objects that describe them."""
    cluster_wide: bool | None = None
    """False when objects outside of namespaces are not copied."""


class BackupVault(Record):
    """A backup vault of a cloud."""

    name: str | None = None
    """Name of the vault."""
    redundancy: Redundancy | None = None
    """How many copies the cloud keeps, and how far apart."""
    soft_delete: bool | None = None
    """Whether what was deleted can be brought back for a while."""


class Bake(Record):
    """Nothing goes wrong for a while."""

    for_: Duration
    """How long it is watched."""
    conditions: list[Condition] = field(default_factory=list)
    """What must hold all the time."""
    every: Duration | None = None
    """How often it is measured."""
    provider: Id | None = None
    """Where it is measured."""


class Batch(Record):
    """When and how often work runs that ends."""

    schedule: Cron | None = None
    """When it starts; once, at deployment, when left out."""
    zone: Zone | None = None
    """Time zone of the schedule; UTC when left out."""
    overlap: Overlap | None = None
    """What happens when the last run has not ended."""
    parallel: int | None = None
    """How many copies work at once."""
    completions: int | None = None
    """How many must succeed."""
    retries: int | None = None
    """How often it is tried again after a failure."""
    timeout: Duration | None = None
    """After which it is stopped."""
    late: Duration | None = None
    """How late it may still start when its time was missed."""
    keep: Duration | None = None
    """How long an ended run can be looked at."""
    paused: bool | None = None
    """True while it does not start."""


class BeforeStop(Record):
    """What a container does before it is stopped, so that no request is lost."""

    wait: Duration | None = None
    """How long it waits, so that others notice."""
    command: str | list[str] = field(default_factory=list)
    """Command it runs."""
    http: str | None = None
    """Path it asks itself over HTTP."""
    port: Id | None = None
    """Port for that request, by its name in `ports`."""


class BlueGreen(Record):
    """Start the new beside the old, then switch."""

    switch: Switch | None = None
    """What is switched."""
    verify: list[Check] = field(default_factory=list)
    """What must hold before the switch."""
    analysis: Analysis | None = None
    """Watching before the switch counts as done."""
    keep_old: Duration | None = None
    """How long the old version is kept for a way back."""
    preview: Share | None = None
    """Instances of the new version before the switch; all when left out."""
    automatic: bool | None = None
    """False when a person switches."""


class BranchProtection(Record):
    """How a branch is protected."""

    approvals: int | None = None
    """How many people other than the author must approve a change."""
    fresh: bool | None = None
    """Whether a new commit takes approvals back."""
    code_owners: bool | None = None
    """Whether the owners of the files must be among those who approve."""
    checks: str | list[str] = field(default_factory=list)
    """Checks that must pass: pipelines by id, or names the code host knows."""
    signed: bool | None = None
    """Whether commits must be signed."""
    admins_too: bool | None = None
    """Whether the rules hold for administrators too."""
    force_push: bool | None = None
    """Whether history can be rewritten."""
    deletion: bool | None = None
    """Whether the branch can be deleted."""
    merge_queue: bool | None = None
    """Whether changes wait in a queue and are tested together before they go in."""
    mergers: Id | list[Id] = field(default_factory=list)
    """Who may bring changes in, by group; all writers when left out."""
    bypass: Id | list[Id] = field(default_factory=list)
    """Who may pass the rules by, by group."""
    dismissers: Id | list[Id] = field(default_factory=list)
    """Who may take approvals back, by group."""


class BudgetGate(Record):
    """Enough of the error budget is left."""

    slo: Id | None = None
    """The service level it belongs to."""
    left: Percent | None = None
    """How much must be left, such as `20%`."""


class BuildImage(Record):
    """Builds a container image."""

    image: str | None = None
    """Name of the image, with registry; the service's image when left out."""
    service: Id | None = None
    """The service it is for."""
    tags: str | list[str] = field(default_factory=list)
    """Tags; may hold `${{ expressions }}`."""
    context: str | None = None
    """Folder that is sent to the builder."""
    file: str | None = None
    """Dockerfile."""
    target: str | None = None
    """Stage of the Dockerfile to build."""
    platforms: str | list[str] = field(default_factory=list)
    """Platforms such as `linux/amd64`."""
    args: dict[str, EnvValue] = field(default_factory=dict)
    """Build arguments."""
    labels: dict[str, str] = field(default_factory=dict)
    """Labels."""
    push: bool | Expression | None = None
    """True to push it to its registry."""
    cache: bool | None = None
    """True to use the platform's layer cache."""


class BurnAlert(Record):
    """When someone is told that an error budget is spent too fast: both windows must show it, the long one to be sure and the short one to stop as soon as it is over. For 30 days, `14.4` over `1h` and `5m` and `6` over `6h` and `30m` call someone, `3` over `1d` and `2h` and `1` over `3d` and `6h` make a ticket."""

    rate: Decimal
    """How many times faster than allowed."""
    long: Duration
    """The long window."""
    short: Duration | None = None
    """The short window; a twelfth of the long one when left out."""
    severity: AlertSeverity
    """How urgent it is."""


class Cache(Record):
    """Keeps files between runs."""

    tool: str | None = None
    """A package manager whose usual folders and lock file are meant: `npm`, `pip`, `maven`, `cargo` …"""
    paths: list[str] = field(default_factory=list)
    """Folders to keep."""
    key: str | None = None
    """When it counts as the same; may hold `${{ expressions }}`."""
    fallback: list[str] = field(default_factory=list)
    """Keys to fall back to."""
    access: CacheAccess | None = None
    """`read`, `write` or both when left out."""


class CacheStore(Record):
    """A cache: data that is kept at hand and can be made again."""

    engine: Runtime | None = None
    """What it is and which version, such as `redis 7`."""
    managed_by: str | None = None
    """Service of the cloud that runs it."""
    size: str | None = None
    """Size, such as `standard-c1`."""
    memory: Size | None = None
    """Memory."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it serves."""
    used_by: Id | list[Id] = field(default_factory=list)
    """Services that use it."""
    data: DataClass | None = None
    """The most sensitive data in it."""
    holds_only_copy: bool | None = None
    """True when data in it is nowhere else, so that it must be backed up like a database."""
    region: str | None = None
    """Cloud region it is in."""
    account: str | None = None
    """Cloud account it is in."""
    network: Id | None = None
    """Network it is in."""
    public: bool | None = None
    """True when it can be reached from the internet."""
    tls: TlsVersion | None = None
    """The least version of TLS it speaks."""
    credentials: SecretReference | None = None
    """Secret with its address and password."""
    copies: Copies | int | None = None
    """How many copies there are."""
    availability: Percent | None = None
    """Share of time its provider promises it is up."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Call(Record):
    """A call of a reusable pipeline."""

    pipeline: str
    """A pipeline of this document, by id, or one elsewhere as the platform writes it."""
    with_: dict[str, Any] = field(default_factory=dict)
    """Values for its inputs."""
    secrets: CallSecrets | None = None
    """Secrets for it; `inherit` passes all."""


class Called(Record):
    """A call by another pipeline; its inputs, secrets and outputs are the pipeline's own."""

    by: Caller | None = None
    """What calls it: a job, which runs it as a part of its own pipeline, or a step, which runs its steps in the step's own job. A job when left out."""


class Canary(Record):
    """Give the new version more and more traffic, watching."""

    traffic: Traffic | None = None
    """What splits traffic. Without one the share of pods is the share of traffic."""
    analysis: Analysis | None = None
    """What is watched during all steps."""
    steps: list[CanaryStep] = field(default_factory=list)
    """The steps, in order."""
    max_surge: Share | None = None
    """How many instances may be added, without a traffic router."""
    max_unavailable: Share | None = None
    """How many instances may be missing, without a traffic router."""
    shrink_stable: bool | None = None
    """True to shrink the old version as the new one grows."""
    keep_failed: Duration | None = None
    """How long the new version is kept after it was given up."""


class CanaryStep(Record):
    """One step of a canary."""

    weight: Percent | None = None
    """Share of traffic for the new version."""
    hold: Duration | None = None
    """How long to stay."""
    replicas: Share | None = None
    """Instances of the new version, when not in proportion to traffic."""
    analysis: Analysis | None = None
    """What is watched in this step, beyond what is watched in all."""
    gates: list[Gate] = field(default_factory=list)
    """What must be passed before the next step."""


class Certificate(Record):
    """A certificate. The day it expires, everything behind it is down."""

    hosts: str | list[str] = field(default_factory=list)
    """Names it is for."""
    issuer: str | None = None
    """Who signs it, such as `lets-encrypt`."""
    expires: Date | None = None
    """The last day it is valid."""
    lasts: Duration | None = None
    """How long one is valid."""
    renew_before: Duration | None = None
    """How long before its end it is replaced."""
    automatic: bool | None = None
    """True when it is replaced without a person."""
    rotation: CertificateRotation | None = None
    """How it is replaced."""
    secret: SecretReference | None = None
    """Where it and its key are kept."""
    key_type: str | None = None
    """Kind and length of its key, such as `ecdsa-p256`."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is used in."""
    used_by: Id | list[Id] = field(default_factory=list)
    """Services, load balancers and workloads that show it."""
    owner: str | None = None
    """Who answers for it."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class CertificateRotation(Record):
    """How a certificate is replaced, so that a bad one can be taken back."""

    overlap: Duration | None = None
    """How long the old one is kept beside the new one. Without that there is no way back."""
    validated: bool | None = None
    """True when the new one is tried before it is used."""
    verify: list[Check] = field(default_factory=list)
    """What must hold after the change."""
    restarts: bool | None = None
    """True when services must be started again."""
    pipeline: Id | None = None
    """The pipeline that does it."""
    tested: Date | None = None
    """The day it was last done."""


class ChangeTicket(Record):
    """A change record says so."""

    system: ChangeSystem | None = None
    """System the record is in."""
    project: str | None = None
    """Project or table."""
    states: str | list[str] = field(default_factory=list)
    """States in which the change may go on."""


if TYPE_CHECKING:

    class _Check(TypedDict, total=False):
        within: Duration | None
        every: Duration | None
        retries: int | None
        extensions: dict[str, Any]


class Check(OneOf):
    """A check after a deployment: what must hold before it counts as done."""

    within: Duration | None = None
    """How long to go on trying."""
    every: Duration | None = None
    """How long to wait between tries."""
    retries: int | None = None
    """How often to try before it counts as failed."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""
    http: HttpCheck | str | None = None
    """An HTTP request that must succeed: a path such as `/health`, or a whole URL."""
    command: str | None = None
    """A command that must succeed."""
    conditions: list[Condition] | None = None
    """Conditions on signals that must hold."""
    pipeline: Id | None = None
    """A reusable pipeline of tests that must pass."""

    _keys = ("http", "command", "conditions", "pipeline")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, http: HttpCheck | str, **others: Unpack[_Check]) -> None: ...
        @overload
        def __init__(self, *, command: str, **others: Unpack[_Check]) -> None: ...
        @overload
        def __init__(self, *, conditions: list[Condition], **others: Unpack[_Check]) -> None: ...
        @overload
        def __init__(self, *, pipeline: Id, **others: Unpack[_Check]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["http", "command", "conditions", "pipeline"]: ...


class Checkout(Record):
    """Fetches the source."""

    ref: str | None = None
    """Branch, tag or commit; the one that started the run when left out."""
    depth: int | Expression | None = None
    """How many commits; `0` means all."""
    repository: str | None = None
    """Another repository."""
    path: str | None = None
    """Folder to put it in."""
    submodules: bool | Expression | None = None
    """True to fetch submodules too, and theirs."""
    lfs: bool | Expression | None = None
    """True to fetch large files."""
    token: SecretReference | None = None
    """Secret that may read it."""
    keep_credentials: bool | Expression | None = None
    """False when the credentials are forgotten afterwards."""


class Checks(Record):
    """Which rules are run on the document, unless whoever runs them says otherwise."""

    profile: Profile | None = None
    """Which rules run; `recommended` when left out."""
    ignore: str | list[str] = field(default_factory=list)
    """Rules left out: codes, names, or prefixes such as `K8S`."""
    severities: dict[str, FindingSeverity] = field(default_factory=dict)
    """Severities other than the rules' own, by code, name or prefix."""


class CiCosts(Record):
    """What the CI service charges by. Minutes follow from the pipelines and how often they run."""

    plan: str | None = None
    """Plan of the service, such as `team`; it says how many minutes and users are included."""
    users: int | None = None
    """People who are paid for; the team's engineers when left out."""
    included_minutes: int | None = None
    """Minutes of each month that are included, when not as the plan says."""
    parallel_jobs: int | None = None
    """How many jobs may run at once, where that is what is paid for."""
    runs: dict[str, Rate] = field(default_factory=dict)
    """How often each pipeline runs, by its id; told from its triggers and the team when left out."""
    reruns: Percent | None = None
    """How many runs fail or are started again; they are billed too."""
    minutes: dict[str, Price] = field(default_factory=dict)
    """What a minute costs, by the label of the runner; the price book's when left out."""
    multipliers: dict[str, Decimal] = field(default_factory=dict)
    """How many included minutes one minute takes, by the label of the runner."""
    self_hosted_fee: Price | None = None
    """What the service takes for a minute on one's own machine."""
    machines: dict[str, CiMachines] = field(default_factory=dict)
    """Machines of one's own, by the label or pool jobs ask for."""
    storage: Size | None = None
    """What artifacts and packages take up."""
    cache: Size | None = None
    """What caches take up."""
    rounds_to: Duration | None = None
    """What each job is rounded up to, such as `1s`; as the service does when left out."""
    public: bool | None = None
    """True when the source is public, where that is free."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class CiMachines(Record):
    """Machines of one's own that jobs run on."""

    count: int | None = None
    """How many there are, or at most when they come and go."""
    warm: int | None = None
    """How many are kept ready when they come and go."""
    price: Price | None = None
    """What one costs, such as `0.192 USD/hour`."""
    size: str | None = None
    """Size, such as `Standard_D4s_v5`, when the price book knows what it costs."""
    autoscaled: bool | None = None
    """True when they come and go with the work."""
    startup: Duration | None = None
    """How long a new one takes to be ready; jobs wait for it."""
    upkeep: Duration | None = None
    """Work of people to look after them, in each month."""
    environment: Id | None = None
    """Environment or cluster they run in. A way back that needs what has failed is none."""


class CiSecrets(Record):
    """The secrets of the CI system itself."""

    scope: str | None = None
    """`repository`, `environment` or `organization`, where the system tells them apart."""


class CloudRun(Record):
    """Google Cloud Run."""

    service: str
    """Service."""
    project: str | None = None
    """Project."""
    region: str | None = None
    """Region."""


class CloudWatch(Record):
    """Amazon CloudWatch."""

    namespace: str | None = None
    """Namespace of one's own measurements."""
    account: str | None = None
    """Account, when it is not that of the environment."""


class CloudWatchQuery(Record):
    """A query for Amazon CloudWatch: an expression, or one measurement."""

    expression: str | None = None
    """Expression over measurements."""
    namespace: str | None = None
    """Namespace of the measurement, such as `AWS/ApplicationELB`."""
    metric: str | None = None
    """Name of the measurement."""
    statistic: str | None = None
    """How many values become one, such as `Average` or `p95`."""
    dimensions: dict[str, str] = field(default_factory=dict)
    """Dimensions that choose the measurement."""
    period: Duration | None = None
    """How much time one value stands for."""


class Cluster(Record):
    """A cluster that differs from the others."""

    server: str | None = None
    """Address of its control plane."""
    platform: KubernetesProvider | None = None
    """Who runs it."""
    region: str | None = None
    """Cloud region it is in."""
    version: str | None = None
    """Kubernetes version."""
    support: ClusterSupport | None = None
    """How long the cloud keeps the version alive."""
    tier: ClusterTier | None = None
    """What the cloud promises and charges for the control plane."""
    nodes: NodePool | int | None = None
    """Its machines."""
    pools: dict[str, NodePool | int] = field(default_factory=dict)
    """More kinds of machines."""
    namespaces: dict[str, Namespace] = field(default_factory=dict)
    """Its namespaces, and what they may use."""
    control_plane: ControlPlane | None = None
    """Who reaches the control plane."""
    environment: Id | None = None
    """Environment it belongs to."""
    tenant: Id | None = None
    """Tenant it belongs to."""
    standby_of: Id | None = None
    """Cluster it takes over from when that is lost."""
    network: Id | None = None
    """Network it is in, one of the declared ones."""
    account: str | None = None
    """Cloud account it is in."""
    labels: dict[str, str] = field(default_factory=dict)
    """Labels the engine chooses clusters by."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class ClusterRule(Record):
    """What may be done with which objects of a cluster."""

    verbs: str | list[str] = field(default_factory=list)
    """What may be done: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`; `*` means everything."""
    resources: str | list[str] = field(default_factory=list)
    """Kinds of objects, such as `pods`; `*` means all, secrets included."""
    groups: str | list[str] = field(default_factory=list)
    """Groups of the interface the kinds belong to; the core group when left out."""
    names: str | list[str] = field(default_factory=list)
    """Single objects by name; all when left out."""


class Clusters(Record):
    """The Kubernetes clusters delivered to: so many alike, or each by name."""

    count: int | None = None
    """How many there are."""
    names: str | list[str] = field(default_factory=list)
    """How they are called, such as `client-{a..z}-prod`; what stands in braces counts up or is listed."""
    named: dict[str, Cluster] = field(default_factory=dict)
    """Those that differ from the others, by name."""
    platform: KubernetesProvider | None = None
    """Who runs them."""
    region: str | None = None
    """Cloud region they are in."""
    version: str | None = None
    """Kubernetes version. Old ones cost more and get no repairs."""
    support: ClusterSupport | None = None
    """How long the cloud keeps the version alive."""
    tier: ClusterTier | None = None
    """What the cloud promises and charges for the control plane."""
    nodes: NodePool | int | None = None
    """Machines of each."""
    pools: dict[str, NodePool | int] = field(default_factory=dict)
    """More kinds of machines of each."""
    namespaces: dict[str, Namespace] = field(default_factory=dict)
    """Namespaces of each, and what they may use."""
    control_plane: ControlPlane | None = None
    """Who reaches the control plane."""
    network_policies: bool | None = None
    """Whether network policies are obeyed; without that they are only words."""
    verify_images: bool | None = None
    """Whether the cluster lets in only images with a valid signature."""
    network: Id | None = None
    """Network they are in, one of the declared ones."""
    account: str | None = None
    """Cloud account they are in."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Commitment(Record):
    """A discount for promising to stay. It costs the same whether it is used or not, so it loses money when too little is used."""

    kind: CommitmentKind | None = None
    """What kind of promise."""
    covers: str | list[str] = field(default_factory=list)
    """Meters, cost items or environments it covers."""
    term: CommitmentTerm | None = None
    """For how long."""
    payment: CommitmentPayment | None = None
    """When it is paid."""
    discount: Percent | None = None
    """What it takes off the list price."""
    coverage: Percent | None = None
    """How much of the use it covers."""
    utilization: Percent | None = None
    """How much of it is used."""
    price: Price | None = None
    """What is promised, such as `2 USD/hour`."""
    upfront: Money | None = None
    """What is paid at the beginning."""
    region: str | None = None
    """Region it holds in; all when left out."""
    from_: Date | None = None
    """First day."""
    until: Date | None = None
    """Last day."""


class Compliance(Record):
    """Which rules from outside hold, what shows that they are kept, and what is excepted. The objectives say which frameworks are answered to; here is what the rest of the document cannot show."""

    frameworks: dict[str, Framework] = field(default_factory=dict)
    """What is particular about each framework, by its name, such as `soc2`."""
    evidence: dict[str, Evidence | str] = field(default_factory=dict)
    """What shows that a control is kept, beyond what the document shows by itself."""
    exceptions: dict[str, Exception_] = field(default_factory=dict)
    """Controls that are not kept for a while: which, why, by whom decided and until when."""
    regions: str | list[str] = field(default_factory=list)
    """Regions that data may be in, standby, logs and backups included; any when left out."""
    residency: list[Residency] = field(default_factory=list)
    """Regions that single kinds of data may be in."""
    retention: MinimumRetention | None = None
    """For how long things must be kept at least."""
    rotation: MaximumAge | None = None
    """After how long secrets, keys and certificates must be replaced."""
    tested: TestAge | None = None
    """How lately things must have been tried."""
    repair: RepairTime | None = None
    """How fast weaknesses must be repaired once they are known."""
    requires: ReleaseRequirements | None = None
    """What every release to production must have."""
    duties: dict[str, Duties | Duty | list[Duty]] = field(default_factory=dict)
    """Who does what; who writes a change should not be the one who lets it out."""
    repositories: dict[str, SourceRepository] = field(default_factory=dict)
    """How the source is protected."""
    emergency: EmergencyAccess | None = None
    """The way in when the usual one takes too long."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Compose(Record):
    """Docker Compose on one machine."""

    host: str
    """Machine to talk to."""
    file: str | None = None
    """Compose file."""
    project: str | None = None
    """Name of the project."""
    user: str | None = None
    """User to log in as."""
    path: str | None = None
    """Folder on the machine."""


class Concurrency(Record):
    """What may not run at the same time."""

    group: str
    """Runs with the same group wait for one another."""
    cancel: bool | Expression | None = None
    """True when a newer run ends the one that is running."""
    queue: str | None = None
    """How many runs may wait: `1` or `all`."""


class ConfigVolume(Record):
    """Settings as files."""

    name: str | None = None
    """Name of a config map that exists already."""
    files: dict[str, str] = field(default_factory=dict)
    """Files and their content, for one that is made."""


class ConsistentStores(Record):
    """Stores that must be restored to the same moment. The oldest copy among them decides how much is lost."""

    stores: list[Id] = field(default_factory=list)
    """Databases and stores, by id."""
    reconcile: DurationRange | None = None
    """How long it takes to make them agree again after a restore."""


class Container(Record):
    """A container that a job runs in or beside."""

    image: str
    """Image with tag or digest; may hold `${{ expressions }}`."""
    env: dict[str, EnvValue] = field(default_factory=dict)
    """Variables inside it."""
    ports: list[str] = field(default_factory=list)
    """Ports as `8080` or `8080:80`."""
    volumes: list[str] = field(default_factory=list)
    """Mounts as `host:container`."""
    command: str | list[str] = field(default_factory=list)
    """Command instead of the image's own."""
    entrypoint: str | list[str] = field(default_factory=list)
    """Entry point instead of the image's own."""
    options: str | None = None
    """More options of the container engine."""
    username: str | None = None
    """User name for a private registry."""
    password: SecretReference | None = None
    """Password for a private registry."""
    ready_port: Port | None = None
    """Port that answers when it is ready."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class ContainerPort(Record):
    """A port a container listens on."""

    port: Port
    """Its number."""
    protocol: Protocol | None = None
    """How it is spoken to; TCP when left out."""
    host_port: Port | None = None
    """Port of the machine itself that leads to it. Only one copy fits on each machine then."""


class ContainerSecurity(Record):
    """What a container may do on its machine."""

    privileged: bool | None = None
    """True when it may do whatever root of the machine may: the shortest way out of a container."""
    escalation: bool | None = None
    """False when a process in it can never gain rights it was not started with."""
    read_only_root: bool | None = None
    """True when it cannot change its own files."""
    user: int | None = None
    """User number it runs as."""
    group: int | None = None
    """Group number it runs as."""
    non_root: bool | None = None
    """True when it is refused to run as root."""
    add: str | list[str] = field(default_factory=list)
    """Rights of root it is given, such as `NET_BIND_SERVICE`."""
    drop: str | list[str] = field(default_factory=list)
    """Rights that are taken from it; `ALL` takes all."""
    seccomp: str | None = None
    """Profile of allowed system calls."""


class ControlPlane(Record):
    """Who reaches the control plane of a cluster."""

    public: bool | None = None
    """True when it can be reached from the internet."""
    from_: Cidr | list[Cidr] = field(default_factory=list)
    """Addresses it may be reached from."""
    audit_log: bool | None = None
    """Whether it writes down who did what."""
    encrypted_secrets: bool | None = None
    """Whether secrets in it are encrypted with a key of one's own."""
    local_accounts: bool | None = None
    """Whether accounts made in the cluster itself can log in, beside those of the company."""
    admins: str | list[str] = field(default_factory=list)
    """People and groups who may do everything in it."""
    availability: Percent | None = None
    """Share of time the cloud promises it is up."""


class Copies(Record):
    """How many copies of something there are, and how many of them suffice."""

    count: int | None = None
    """How many there are."""
    needed: int | None = None
    """How many must be up for it to work; one when left out."""
    zones: int | None = None
    """How many data centres they are spread over."""
    shared_fate: Percent | None = None
    """The part of failures that takes all of them at once."""


class CostBudget(Record):
    """What may be spent on a part of the delivery."""

    limit: Price
    """What may be spent, such as `200 USD/month`."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is for; all when left out."""
    services: Id | list[Id] = field(default_factory=list)
    """Services it is for; all when left out."""
    items: Id | list[Id] = field(default_factory=list)
    """Cost items it is for; all when left out."""
    tenants: Id | list[Id] = field(default_factory=list)
    """Tenants it is for; all when left out."""
    alert_at: Percent | list[Percent] = field(default_factory=list)
    """Shares of it at which someone is told, such as `80%`."""
    notify: str | list[str] = field(default_factory=list)
    """Who is told."""
    owner: str | None = None
    """Who answers for it."""
    until: Date | None = None
    """Last day it holds."""


class CostItem(Record):
    """Something that is paid for. A price without a time, such as `99 USD`, is paid once."""

    price: Price | None = None
    """What one costs, such as `146 USD/month`; the price book's when left out."""
    of: str | None = None
    """Meter of the price book, such as `azure-pipelines.hosted-parallel-job`. With it the price can be looked up, and the item is not counted twice with what is derived."""
    per: CostPer | None = None
    """What it is paid for each of; once for all when left out."""
    quantity: Decimal | None = None
    """How many; one when left out."""
    usage: UsageRange | Decimal | None = None
    """How much is used in a month, for what is paid by use."""
    tiers: list[PriceTier] = field(default_factory=list)
    """Prices by amount, when the price changes with it."""
    free: Decimal | None = None
    """How much is free in each month."""
    summary: str | None = None
    """What it is, in a sentence."""
    provider: str | None = None
    """Who is paid."""
    category: CostCategory | None = None
    """What kind of thing it is, in bills."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is for; those of the delivery when left out."""
    services: Id | list[Id] = field(default_factory=list)
    """Services it is for; shared by all when left out."""
    split: CostSplit | None = None
    """How a shared item is split."""
    region: str | None = None
    """Region it is in."""
    share: Percent | None = None
    """The part of it that this delivery answers for, when it is shared with others."""
    as_of: Date | None = None
    """The day the price was true. Old prices are doubtful."""
    source: str | None = None
    """Where the price comes from."""
    tags: dict[str, str] = field(default_factory=dict)
    """Tags it carries in bills."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class CostLimits(Record):
    """From when on a cost is worth a word."""

    increase: Percent | None = None
    """How much a change may add to a month, as a part of what it was."""
    increase_by: Money | None = None
    """How much a change may add to a month, as money."""
    unknown: Percent | None = None
    """How many lines of an estimate may have no price."""
    price_age: Duration | None = None
    """How old a price may be."""
    transfer: Price | None = None
    """What moving data between two places may cost."""
    rounding: Percent | None = None
    """How many billed minutes may be lost to rounding."""
    queue: Duration | None = None
    """How long a job may wait for a machine."""
    utilization: Percent | None = None
    """How busy machines for CI must be at least."""
    release: Money | None = None
    """What one release may cost in machines that run twice."""
    coverage: Percent | None = None
    """How much of a steady load must be covered by commitments."""


class Costs(Record):
    """What the delivery costs beyond what follows from the document itself, and what it may cost. Minutes of machines and items of the cloud are derived from pipelines, environments and infrastructure."""

    currency: Currency | None = None
    """The currency that totals are told in; that of the budget when left out."""
    exchange: dict[str, Decimal] = field(default_factory=dict)
    """What one unit of another currency is worth in that one, by its code."""
    items: dict[str, CostItem | Price] = field(default_factory=dict)
    """What is paid for."""
    prices: dict[str, PriceOverride | Price] = field(default_factory=dict)
    """Prices that take the place of the price book's, by meter, such as `azure.app-service.p1v3`."""
    commitments: dict[str, Commitment] = field(default_factory=dict)
    """Discounts for promising to stay."""
    usage: dict[str, UsageRange | Decimal] = field(default_factory=dict)
    """How much is used of what cannot be derived, by meter or by path in the document."""
    transfers: list[Transfer] = field(default_factory=list)
    """Data that moves between places, which clouds charge for."""
    ci: CiCosts | None = None
    """What the CI service charges by."""
    budgets: dict[str, CostBudget | Price] = field(default_factory=dict)
    """What may be spent on parts of it; the whole has its budget in the objectives."""
    limits: CostLimits | None = None
    """From when on a cost is worth a word."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Dashboard(Record):
    """A page to look at."""

    title: str | None = None
    """Title; the id when left out."""
    services: Id | list[Id] = field(default_factory=list)
    """Services it is about."""
    provider: Id | None = None
    """Where it is shown."""
    url: str | None = None
    """Address, when it exists already."""
    panels: list[Panel | SignalName | list[SignalName]] = field(default_factory=list)
    """What it shows."""
    over: Duration | None = None
    """How much time it shows."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Database(Record):
    """A database. Its data is lost for good unless a backup names it."""

    engine: Runtime | None = None
    """What it is and which version, such as `postgres 16`."""
    managed_by: str | None = None
    """Service of the cloud that runs it, such as `azure-postgresql-flexible`; one's own machines when left out."""
    size: str | None = None
    """Size of its machine, such as `D2ds_v5`."""
    storage: Size | None = None
    """Space for data."""
    daily_change: Percent | None = None
    """Share of the data that changes in a day, for the size of backups."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it serves. Production should not share it with others."""
    used_by: Id | list[Id] = field(default_factory=list)
    """Services that use it."""
    data: DataClass | None = None
    """The most sensitive data in it."""
    masked: bool | None = None
    """True when personal data in it was made unrecognisable."""
    region: str | None = None
    """Cloud region it is in."""
    account: str | None = None
    """Cloud account it is in; that of the environment when left out."""
    network: Id | None = None
    """Network it is in."""
    public: bool | None = None
    """True when it can be reached from the internet."""
    tls: TlsVersion | None = None
    """The least version of TLS it speaks."""
    encrypted: bool | None = None
    """Whether it is encrypted where it lies."""
    key: Id | None = None
    """The key it is encrypted with, one of the declared ones; the cloud's when left out."""
    credentials: SecretReference | None = None
    """Secret with its address and password."""
    copies: Copies | int | None = None
    """How many copies there are, one of which takes over when another fails."""
    takes_over_in: Duration | None = None
    """How long until a copy in the same region has taken over."""
    availability: Percent | None = None
    """Share of time its provider promises it is up."""
    connections: int | None = None
    """How many connections it takes; more copies of a service need more."""
    deletion_protection: bool | None = None
    """True when it can be deleted only after this was taken away."""
    audit_log: bool | None = None
    """True when it writes down who read or changed what."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Datadog(Record):
    """Datadog."""

    site: str | None = None
    """Site, such as `datadoghq.eu`."""
    api_key: SecretReference | None = None
    """Key for sending."""
    app_key: SecretReference | None = None
    """Key for asking."""


class DatadogQuery(Record):
    """A query for Datadog."""

    query: str
    """The query, or a formula over `queries`; it must give a single number."""
    queries: dict[str, str] = field(default_factory=dict)
    """Queries that the formula joins, by the name they have in it."""


class DeclaredStore(Record):
    """An object store of the infrastructure."""

    store: Id
    """Its id under `infrastructure.object_stores`."""
    prefix: str | None = None
    """Folder in it."""


class Defaults(Record):
    """What steps use unless they say otherwise."""

    shell: str | None = None
    """Shell that `run` steps use."""
    dir: str | None = None
    """Folder that `run` steps start in."""


class Delivery(Root):
    """A software delivery: what is delivered, where to, by which pipelines, and what is promised about it."""

    gatewright: Literal[1] = 1
    """Version of the document format."""
    name: Id
    """Name of the delivery, such as `contoso-web`."""
    summary: str | None = None
    """What is delivered, in a sentence."""
    team: Team | None = None
    """Who delivers, and how often."""
    groups: dict[str, Group] = field(default_factory=dict)
    """Groups of people that gates and roles name."""
    objectives: Objectives | None = None
    """What is promised. Everything else says what is built; rules compare the two."""
    secret_stores: dict[str, SecretStore] = field(default_factory=dict)
    """Where secrets are kept."""
    secrets: dict[str, Secret] = field(default_factory=dict)
    """Facts about single secrets: rotation, who may read them."""
    env: dict[str, EnvValue] = field(default_factory=dict)
    """Variables that every pipeline sees."""
    services: dict[str, Service] = field(default_factory=dict)
    """What is delivered, part by part."""
    workloads: dict[str, Workload] = field(default_factory=dict)
    """How the parts run: containers, resources, scaling. Keyed by service, or by any id with `service`."""
    environments: dict[str, Environment] = field(default_factory=dict)
    """Where they are delivered to."""
    strategies: dict[str, Strategy] = field(default_factory=dict)
    """Ways to bring a new version into an environment."""
    rollbacks: dict[str, Rollback] = field(default_factory=dict)
    """Ways back to the last good version."""
    migrations: dict[str, Migration] = field(default_factory=dict)
    """Changes to databases."""
    pipelines: dict[str, Pipeline] = field(default_factory=dict)
    """What machines do from a commit to production."""
    recovery: Recovery | None = None
    """Backups, replication, failover and drills."""
    signals: dict[str, SignalDefinition] = field(default_factory=dict)
    """Measurements that conditions name, beyond the built-in ones."""
    observability: Observability | None = None
    """Service levels, alerts, dashboards and logs."""
    costs: Costs | None = None
    """What it costs."""
    compliance: Compliance | None = None
    """Which frameworks the delivery answers to, and exceptions."""
    clusters: Clusters | None = None
    """The Kubernetes clusters delivered to, when there are many alike."""
    gitops: GitOps | None = None
    """How a GitOps engine brings manifests to clusters."""
    infrastructure: Infrastructure | None = None
    """Networks, databases, stores, certificates and identities."""
    checks: Checks | Profile | None = None
    """Which rules hold for the document."""
    waivers: list[Waiver] = field(default_factory=list)
    """Findings that are accepted: which, why, by whom and until when."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Deploy(Record):
    """Brings services into the job's environment."""

    services: Id | list[Id] = field(default_factory=list)
    """Services; all when left out."""
    strategy: Id | None = None
    """How, when not as the environment says."""
    artifacts: Id | list[Id] = field(default_factory=list)
    """Artifacts that are deployed."""
    image: str | None = None
    """Image with tag or digest that is deployed."""
    version: str | None = None
    """Version that is deployed; may hold `${{ expressions }}`."""
    environment: Id | Expression | None = None
    """Environment, when the job does not name it."""
    slot: str | None = None
    """Slot of the platform it goes to first."""
    with_: dict[str, Any] = field(default_factory=dict)
    """More parameters, in the platform's words."""


class DeploymentMarkers(Record):
    """Who is told about each deployment."""

    to: Id | list[Id] = field(default_factory=list)
    """Providers whose curves get a mark, by id."""
    audit: Id | None = None
    """The log that keeps who deployed what and when, one of the declared ones."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is done for; all when left out."""


class Disruption(Record):
    """How many copies maintenance may take away at once. Without it an upgrade of the machines may take all; with none to spare, the upgrade never ends."""

    min_available: Share | None = None
    """How many must stay."""
    max_unavailable: Share | None = None
    """How many may be away."""


class DnsRecord(Record):
    """A name, and where it leads."""

    name: str
    """Name, `@` for the zone itself."""
    type: str | None = None
    """Kind of record, such as `CNAME`."""
    to: str | list[str] = field(default_factory=list)
    """Addresses, names, or parts of the infrastructure by id."""
    ttl: Duration | None = None
    """How long clients remember the answer. Until then some still go to the old place."""
    weight: Percent | None = None
    """Share of answers that lead there."""
    failover: str | list[str] = field(default_factory=list)
    """Where it leads when that is down."""
    health: str | None = None
    """Path that shows whether it is up."""
    health_every: Duration | None = None
    """How often that is asked."""
    health_failures: int | None = None
    """After how many bad answers it leads elsewhere."""


class DnsZone(Record):
    """A zone of names."""

    name: str | None = None
    """Name of the zone, such as `contoso.com`, which an id cannot hold."""
    provider: str | None = None
    """Who answers for it, such as `route53`."""
    private: bool | None = None
    """True when only one's own networks can ask."""
    ttl: Duration | None = None
    """How long clients remember an answer, unless the record says otherwise."""
    dnssec: bool | None = None
    """Whether answers are signed."""
    records: list[DnsRecord] = field(default_factory=list)
    """Names in it."""
    availability: Percent | None = None
    """Share of time its provider promises it is up."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class DockerSwarm(Record):
    """A Docker Swarm."""

    stack: str
    """Name of the stack."""
    host: str | None = None
    """Manager node to talk to."""
    file: str | None = None
    """Stack file."""
    user: str | None = None
    """User to log in as."""


class Drill(Record):
    """A trial of a recovery."""

    kind: DrillKind | None = None
    """What is tried."""
    of: Id | list[Id] = field(default_factory=list)
    """Backups, procedures, rollbacks or environments that are tried, by id; all when left out."""
    every: Duration | None = None
    """How often it must be done; older results count as none."""
    last: Date | None = None
    """The day it was last done."""
    passed: bool | None = None
    """Whether it succeeded then."""
    took: Duration | None = None
    """How long recovery took then."""
    lost: Duration | None = None
    """How much work was lost then, in time."""
    environment: Id | None = None
    """Where it is done; production when left out."""
    owner: str | None = None
    """Who is responsible."""
    report: str | None = None
    """Address of the report."""


class Duties(Record):
    """What a group or an identity does in the delivery."""

    does: Duty | list[Duty] = field(default_factory=list)
    """What it does."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it does so in; all when left out."""
    reviewed_every: Duration | None = None
    """How often it is looked at whether it still should."""


class Dynatrace(Record):
    """Dynatrace."""

    address: str | None = None
    """Address of the environment."""
    token: SecretReference | None = None
    """Token."""


class Elastic(Record):
    """Elasticsearch or OpenSearch."""

    address: str | None = None
    """Address."""
    index: str | None = None
    """Pattern of the indexes."""
    api_key: SecretReference | None = None
    """Secret to log in with."""


class EmergencyAccess(Record):
    """The way in when the usual one takes too long."""

    by: str | list[str] = field(default_factory=list)
    """Who may take it."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it leads to; production when left out."""
    lasts: Duration | None = None
    """How long it stays open once taken."""
    notify: str | list[str] = field(default_factory=list)
    """Who is told at once when it is taken."""
    review_within: Duration | None = None
    """How soon afterwards someone looks at what was done."""
    pipeline: Id | None = None
    """Pipeline that it takes, by id."""


class EmptyVolume(Record):
    """An empty folder that goes with the pod."""

    size: Size | None = None
    """How large it may grow."""
    memory: bool | None = None
    """True when it is kept in memory, and counts as such."""


class EncryptionKey(Record):
    """A key that data is encrypted with."""

    store: Id | None = None
    """The secret store it is kept in."""
    name: str | None = None
    """Its name there; the id when left out."""
    rotate: Duration | None = None
    """How long it is used before it is replaced."""
    automatic: bool | None = None
    """True when it is replaced without a person."""
    hardware: bool | None = None
    """Whether it is kept in a device it cannot leave."""
    soft_delete: Duration | None = None
    """How long it can be brought back after it was deleted. Data without its key is gone."""
    region: str | None = None
    """Region it is in."""
    replicas: str | list[str] = field(default_factory=list)
    """Regions it is copied to, for restoring there."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is for."""


class Endpoint(Record):
    """An address a workload is reached under inside the cluster."""

    port: Port | None = None
    """Port others use."""
    to: Id | None = None
    """Port of the container it leads to, by its name; the only one when left out."""
    kind: EndpointKind | None = None
    """What kind of address; one inside the cluster when left out."""
    protocol: Protocol | None = None
    """How it is spoken to; TCP when left out."""
    name: str | None = None
    """Name of the address; the workload's id when left out."""
    selector: dict[str, str] = field(default_factory=dict)
    """Labels of the pods it leads to; the workload's own when left out. What matches no pod leads nowhere."""
    sticky: bool | None = None
    """True when a client always meets the same copy."""
    from_: Cidr | list[Cidr] = field(default_factory=list)
    """Addresses a public one may be reached from; anywhere when left out."""
    annotations: dict[str, str] = field(default_factory=dict)
    """Annotations of the address."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class EnvSource(Record):
    """An object of the cluster whose keys all become variables."""

    config_map: str | None = None
    """Name of a config map."""
    cluster_secret: str | None = None
    """Name of a secret in the cluster."""
    prefix: str | None = None
    """What all names begin with."""
    optional: bool | None = None
    """True when it need not be there."""


class Environment(Record):
    """A place that services are delivered to."""

    name: str | None = None
    """Name shown to people; the id when left out."""
    tier: Tier | None = None
    """What it is for."""
    after: Id | list[Id] = field(default_factory=list)
    """Environments a version must have been in before this one."""
    platform: Platform | None = None
    """What runs there."""
    gates: list[Gate] = field(default_factory=list)
    """What must be passed before anything is deployed to it."""
    strategy: Id | None = None
    """How new versions are brought in, unless the deployment says otherwise."""
    rollback: Id | None = None
    """The way back."""
    env: dict[str, EnvValue] = field(default_factory=dict)
    """Variables of jobs and services there."""
    region: str | None = None
    """Cloud region, such as `westus2`."""
    account: str | None = None
    """Cloud account, subscription or project."""
    network: Id | None = None
    """Network it is in, one of the declared ones."""
    url: str | None = None
    """Address people reach it under."""
    branches: Glob | list[Glob] = field(default_factory=list)
    """Branches and tags it may be deployed from; any when left out."""
    concurrency: Concurrency | str | None = None
    """What may not be deployed at the same time; nothing is held back when left out."""
    data: DataClass | None = None
    """The most sensitive data in it."""
    schedule: OffHours | None = None
    """When it is switched off to save money."""
    lives: Duration | None = None
    """How long it lives, when it is made for one change and thrown away."""
    instances: int | None = None
    """How many machines or instances it has."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Escalation(Record):
    """Who is reached next when nobody answers."""

    after: Duration
    """After how long."""
    to: Id | list[Id] = field(default_factory=list)
    """Receivers, by id."""


class EventRatio(Record):
    """A share as two counts: `good` or `bad`, of `total`."""

    good: SignalName | None = None
    """Signal that counts the good ones."""
    bad: SignalName | None = None
    """Signal that counts the bad ones."""
    total: SignalName
    """Signal that counts all."""


class EventScaling(Record):
    """More or fewer copies, by events waiting elsewhere."""

    min: int | None = None
    """Never fewer than this while there are events; none when left out."""
    max: int | None = None
    """Never more than this."""
    idle: int | None = None
    """How many remain when there are no events."""
    every: Duration | None = None
    """How often it looks."""
    cooldown: Duration | None = None
    """How long after the last event it shrinks to none."""
    triggers: dict[str, EventTrigger] = field(default_factory=dict)
    """What it looks at."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class EventTrigger(Record):
    """Where events wait."""

    type: str
    """Kind of source, in the scaler's words, such as `azure-servicebus`."""
    with_: dict[str, Any] = field(default_factory=dict)
    """Its parameters."""
    target: Decimal | None = None
    """How many events one copy is meant to take."""
    queue: Id | None = None
    """One of the declared queues or topics, when it is one."""
    secret: SecretReference | None = None
    """Secret it looks with; the workload's own identity when left out."""


class Evidence(Record):
    """Something that shows that a control is kept, which the rest of the document cannot show."""

    summary: str | None = None
    """What it is, in a sentence."""
    shows: ComplianceFact | list[ComplianceFact] = field(default_factory=list)
    """What it shows."""
    controls: str | list[str] = field(default_factory=list)
    """Controls it speaks for, with their framework: `soc2/CC6.2`."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is about; all when left out."""
    link: str | None = None
    """Where it can be looked at."""
    owner: str | None = None
    """Who answers for it."""
    made: Date | None = None
    """The day it was made."""
    every: Duration | None = None
    """How often it is made; older evidence counts as none."""
    until: Date | None = None
    """Last day it counts."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Exception_(Record):
    """Something that is not as it should be, for a while. Without an owner, a reason and an end it becomes the rule."""

    controls: str | list[str] = field(default_factory=list)
    """Controls it is about, with their framework: `pci_dss/6.4.2`."""
    vulnerabilities: str | list[str] = field(default_factory=list)
    """Weaknesses it is about, such as `CVE-2025-12345`."""
    at: str | list[str] = field(default_factory=list)
    """Paths in the document it is about, such as `environments.prod`; all of it when left out."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it holds in; all when left out."""
    reason: str | None = None
    """Why."""
    owner: str | None = None
    """Who answers for it."""
    approved_by: str | None = None
    """Who allowed it."""
    from_: Date | None = None
    """The day it was allowed."""
    until: Date | None = None
    """Last day it holds."""
    instead: str | None = None
    """What is done instead meanwhile."""
    ticket: str | None = None
    """Where it is recorded."""


class ExternalService(Record):
    """A service of others that this delivery cannot do without, such as a login or a payment provider."""

    summary: str | None = None
    """What it is for, in a sentence."""
    provider: str | None = None
    """Who runs it."""
    url: str | None = None
    """Address."""
    used_by: Id | list[Id] = field(default_factory=list)
    """Services that need it."""
    availability: Percent | None = None
    """Share of time its provider promises it is up. What needs it cannot promise more."""
    region: str | None = None
    """Region it runs in; what is in a lost region is lost with it."""
    optional: bool | None = None
    """True when services go on without it for a while."""
    reviewed: Date | None = None
    """The day someone last looked at its provider."""


class FailoverStep(Record):
    """A part of a failover. The longest chain of steps is the time to recover."""

    summary: str | None = None
    """What is done, in words."""
    does: RecoveryAction | None = None
    """What kind of work it is."""
    after: Id | list[Id] = field(default_factory=list)
    """Steps it waits for; none when left out."""
    takes: DurationRange | None = None
    """How long it takes. Left out for a restore, it is computed from size and speed."""
    restores: Id | list[Id] = field(default_factory=list)
    """Backups that are brought back."""
    promotes: Id | list[Id] = field(default_factory=list)
    """Replications whose copy takes over."""
    needs: Id | list[Id] = field(default_factory=list)
    """What it cannot do without, by id: secret stores, registries, pipelines, identities, external services. What is in the lost region is lost with it."""
    by: str | list[str] = field(default_factory=list)
    """Groups or people who do it. One person does one step at a time."""
    manual: bool | None = None
    """True when a person does it."""
    steps: list[Step] = field(default_factory=list)
    """How it is done, when a machine can."""
    verify: list[Check] = field(default_factory=list)
    """What must hold before it counts as done."""
    runbook: str | None = None
    """Address of the instructions."""


class FeatureFlag(Record):
    """Deliver switched off, then switch on for more and more users."""

    flag: str
    """Key of the flag."""
    provider: Id | None = None
    """Who keeps it: `launchdarkly`, `unleash`, `azure_app_configuration` …"""
    steps: list[CanaryStep] = field(default_factory=list)
    """Share of users, step by step."""
    analysis: Analysis | None = None
    """What is watched."""


class Federation(Record):
    """Whom an identity trusts without a password."""

    issuer: str
    """Who vouches, such as `https://token.actions.githubusercontent.com`."""
    subjects: str | list[str] = field(default_factory=list)
    """For whom: `repo:contoso/web:environment:prod`. With a `*` others can take it too."""
    audience: str | None = None
    """What the token must be made for."""
    lasts: Duration | None = None
    """How long one login lasts."""


class Fetch(Record):
    """Takes files that an earlier job handed on."""

    artifact: Id | Expression
    """Name of the artifact."""
    path: str | None = None
    """Folder to put it in."""
    from_: str | None = None
    """Pipeline it comes from, when not this run."""


class FileSystemStore(Record):
    """A file server or a disk."""

    path: str
    """Folder, with the server before it where there is one."""


class FlagOff(Record):
    """The feature is switched off."""

    flag: str
    """Key of the flag."""


class Framework(Record):
    """What is particular about one framework."""

    version: str | None = None
    """Its version, such as `2022`; the one in force when left out."""
    level: str | None = None
    """The level or type that is aimed at, such as `type-2` or `build-l3`."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is about; production when left out."""
    services: Id | list[Id] = field(default_factory=list)
    """Services it is about; all when left out."""
    controls: str | list[str] = field(default_factory=list)
    """Controls that are looked at; all when left out."""
    not_applicable: dict[str, str] = field(default_factory=dict)
    """Controls that do not apply, each with the reason."""
    owner: str | None = None
    """Who answers for it."""
    auditor: str | None = None
    """Who looks at it from outside."""
    next_audit: Date | None = None
    """The day of the next look from outside."""


class Freeze(Record):
    """A time in which nothing is changed."""

    from_: Date
    """First day."""
    to: Date
    """Last day."""
    reason: str | None = None
    """Why."""


if TYPE_CHECKING:

    class _Gate(TypedDict, total=False):
        name: str | None
        timeout: Duration | None
        waits: DurationRange | None
        extensions: dict[str, Any]


class Gate(OneOf):
    """Something that must be passed before a stage, a job or a deployment goes on."""

    name: str | None = None
    """Name shown to people."""
    timeout: Duration | None = None
    """How long it waits before it counts as not passed."""
    waits: DurationRange | None = None
    """How long it usually takes until it is passed, for estimates: `1h`, `30m..4h` or `{ best, likely, worst }`."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""
    approval: Approval | None = None
    """People say yes."""
    window: Window | None = None
    """The calendar allows it."""
    quality: Quality | list[Condition] | None = None
    """Measurements hold."""
    bake: Bake | Duration | None = None
    """Nothing goes wrong for a while."""
    budget: BudgetGate | None = None
    """Enough of the error budget is left."""
    change_ticket: ChangeTicket | None = None
    """A change record says so."""
    rollback_ready: RollbackReady | None = None
    """The way back is known to work."""
    policy: PolicyGate | None = None
    """A policy engine says yes."""
    manual: ManualGate | str | None = None
    """A person presses a button; anyone may."""

    _keys = ("approval", "window", "quality", "bake", "budget", "change_ticket", "rollback_ready", "policy", "manual")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, approval: Approval, **others: Unpack[_Gate]) -> None: ...
        @overload
        def __init__(self, *, window: Window, **others: Unpack[_Gate]) -> None: ...
        @overload
        def __init__(self, *, quality: Quality | list[Condition], **others: Unpack[_Gate]) -> None: ...
        @overload
        def __init__(self, *, bake: Bake | Duration, **others: Unpack[_Gate]) -> None: ...
        @overload
        def __init__(self, *, budget: BudgetGate, **others: Unpack[_Gate]) -> None: ...
        @overload
        def __init__(self, *, change_ticket: ChangeTicket, **others: Unpack[_Gate]) -> None: ...
        @overload
        def __init__(self, *, rollback_ready: RollbackReady, **others: Unpack[_Gate]) -> None: ...
        @overload
        def __init__(self, *, policy: PolicyGate, **others: Unpack[_Gate]) -> None: ...
        @overload
        def __init__(self, *, manual: ManualGate | str, **others: Unpack[_Gate]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["approval", "window", "quality", "bake", "budget", "change_ticket", "rollback_ready", "policy", "manual"]: ...


class GatewayApi(Record):
    """The Kubernetes Gateway API."""

    http_route: str | None = None
    """Route whose weights are set."""
    namespace: str | None = None
    """Namespace of the route."""
    gateway: str | None = None
    """Gateway it belongs to."""


class GcpSecretManager(Record):
    """Google Cloud Secret Manager of one project."""

    project: str | None = None
    """Project id."""


class GcsBucket(Record):
    """A bucket of Google Cloud Storage."""

    bucket: str | None = None
    """Name of the bucket."""
    prefix: str | None = None
    """Folder in it."""
    class_: str | None = None
    """Storage class, such as `nearline`."""
    project: str | None = None
    """Project it belongs to."""


class GitOps(Record):
    """How a GitOps engine brings manifests from a repository to clusters. What is in the repository is what runs; who may change the repository may change the clusters."""

    engine: GitOpsEngine | None = None
    """What carries it out."""
    version: str | None = None
    """Version of the engine."""
    cluster: str | None = None
    """Cluster the engine runs on. When it is lost, so is the way to all others."""
    namespace: str | None = None
    """Namespace the engine runs in."""
    repository: GitOpsRepository | str | None = None
    """Where manifests are."""
    repositories: dict[str, GitOpsRepository | str] = field(default_factory=dict)
    """More repositories, for applications that name them."""
    bootstrap: Bootstrap | None = None
    """What makes the many applications from a few rules."""
    sync: GitOpsSync | None = None
    """How clusters are made like the repository, unless an application says otherwise."""
    tenants: dict[str, Tenant] = field(default_factory=dict)
    """Those who share the engine and must not see one another."""
    applications: dict[str, GitOpsApplication] = field(default_factory=dict)
    """What is brought to clusters; made from services and environments when left out."""
    roles: dict[str, AccessRole] = field(default_factory=dict)
    """Who may do what everywhere."""
    default_role: str | None = None
    """What someone may do who has no role; nothing when left out."""
    login: GitOpsLogin | None = None
    """How people log in."""
    checks: list[AccessCheck] = field(default_factory=list)
    """Access that must or must not be possible; proved by evaluating the roles."""
    images: ImageUpdates | ImageUpdater | None = None
    """How new images get into the repository."""
    notify: str | list[str] = field(default_factory=list)
    """Who is told when something goes wrong."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class GitOpsApplication(Record):
    """Something a GitOps engine brings to a cluster."""

    tenant: Id | None = None
    """Tenant it belongs to."""
    service: Id | None = None
    """Service it brings."""
    environment: Id | None = None
    """Environment it brings it to."""
    repository: Id | None = None
    """Repository it comes from, one of `repositories`; the usual one when left out."""
    path: str | None = None
    """Folder in the repository."""
    revision: str | None = None
    """Branch, tag or commit that is followed; the repository's when left out."""
    templating: Templating | None = None
    """How its manifests are made."""
    helm: Helm | str | None = None
    """Helm chart it comes from."""
    values: dict[str, Any] = field(default_factory=dict)
    """Values for the templates."""
    clusters: str | list[str] = field(default_factory=list)
    """Clusters it goes to, by name or pattern."""
    namespace: str | None = None
    """Namespace it goes to."""
    sync: GitOpsSync | None = None
    """How it is synced, when not like the others."""
    after: Id | list[Id] = field(default_factory=list)
    """Applications that must be well before it is synced."""
    wave: Decimal | None = None
    """Number that says when it is synced among others: the smallest first, negative ones too."""
    resources: list[SyncResource] = field(default_factory=list)
    """Objects that have an order of their own."""
    ignore: str | list[str] = field(default_factory=list)
    """Differences that do not count, as paths in objects."""
    history: int | None = None
    """How many versions the engine keeps to go back to."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class GitOpsLogin(Record):
    """How people log in to the engine."""

    via: LoginProvider | None = None
    """Who knows them."""
    issuer: str | None = None
    """Address of who knows them."""
    client: str | None = None
    """Id of the engine there."""
    client_secret: SecretReference | None = None
    """Secret of the engine there."""
    groups_claim: str | None = None
    """Where groups are told; `groups` when left out."""
    local_admin: bool | None = None
    """True when the built-in administrator can log in too, with a password nobody owns."""
    machine_accounts: Id | list[Id] = field(default_factory=list)
    """Accounts for machines, by name."""
    token_lifetime: Duration | None = None
    """How long tokens of those accounts are valid."""


class GitOpsRepository(Record):
    """A repository that a GitOps engine reads."""

    url: str
    """Address."""
    layout: RepositoryLayout | None = None
    """Whether all is in one repository or in many."""
    isolation: TenantIsolation | None = None
    """What keeps tenants apart in it."""
    revision: str | None = None
    """Branch, tag or commit that is followed; the main branch when left out. With a branch, one push changes the clusters."""
    path: str | None = None
    """Folder in it."""
    templating: Templating | None = None
    """How manifests are made from what is there."""
    credentials: SecretReference | None = None
    """Secret that may read it."""
    write_credentials: SecretReference | None = None
    """Secret that may write to it, for pipelines that change manifests. The same as for the software's own repository, one leak opens both."""
    protection: Id | None = None
    """Its entry under `compliance.repositories`, which says how it is protected."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class GitOpsSync(Record):
    """How clusters are made like the repository."""

    automated: bool | None = None
    """True when it happens by itself once the repository changes."""
    prune: bool | None = None
    """True when what is gone from the repository is deleted from the cluster."""
    self_heal: bool | None = None
    """True when changes made by hand in the cluster are taken back."""
    allow_empty: bool | None = None
    """True when even an empty repository is obeyed, and everything deleted."""
    retry: SyncRetry | int | None = None
    """When it is tried again."""
    every: Duration | None = None
    """How often the repository is looked at; 3 minutes when left out. It adds to the lead time."""
    webhook: bool | None = None
    """True when the repository tells the engine about changes at once."""
    windows: list[SyncWindow] = field(default_factory=list)
    """When it may happen, and when not."""
    gates: list[Gate] = field(default_factory=list)
    """What must be passed before a change reaches the followed revision."""
    timeout: Duration | None = None
    """How long it may take until everything is well."""
    create_namespace: bool | None = None
    """True when namespaces are made that are missing."""
    server_side: bool | None = None
    """True when the cluster itself works out what to change."""
    prune_last: bool | None = None
    """True when deleting waits until all else is well."""
    options: str | list[str] = field(default_factory=list)
    """More options, as the engine writes them."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class GitRevert(Record):
    """The commit is reverted and delivered like any other."""

    repository: str | None = None
    """Repository, when not this one."""
    branch: str | None = None
    """Branch the revert goes to."""


class GoogleCloudMonitoring(Record):
    """Google Cloud Monitoring."""

    project: str | None = None
    """Project that measurements are in."""


class GoogleLogin(Record):
    """A login to Google Cloud."""

    project: str | None = None
    """Project."""


class Grafana(Record):
    """Grafana."""

    address: str | None = None
    """Address."""
    folder: str | None = None
    """Folder that dashboards are put into."""
    token: SecretReference | None = None
    """Token."""


class Grant(Record):
    """A right that was given."""

    role: str
    """Role or policy, as the cloud calls it. `owner`, `cluster-admin` and the like may do everything."""
    on: str | None = None
    """What it holds for: a subscription, resource group, project, cluster or part of the infrastructure; the whole account when left out."""
    reason: str | None = None
    """Why it is needed."""
    until: Date | None = None
    """Last day it holds."""


class Group(Record):
    """People that gates, roles and owners name."""

    name: str | None = None
    """Name shown to people."""
    size: int | None = None
    """How many people are in it."""
    members: list[str] = field(default_factory=list)
    """Who they are, by the name the platform knows them under."""
    contact: str | None = None
    """How to reach them, such as a chat channel."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """Name of the group on each platform, where it differs."""


class GrpcProbe(Record):
    """The gRPC health service."""

    port: Port | None = None
    """Port; the container's only one when left out."""
    service: str | None = None
    """Name of the service asked about."""


class Helm(Record):
    """A Helm chart."""

    chart: str
    """Path, or name in the repository."""
    repository: str | None = None
    """Address of the chart repository."""
    version: str | None = None
    """Version of the chart."""
    release: str | None = None
    """Name of the release."""
    values: str | list[str] = field(default_factory=list)
    """Files with values."""
    set: dict[str, Any] = field(default_factory=dict)
    """Single values."""


class HorizontalScaling(Record):
    """More or fewer copies, by load."""

    min: int | None = None
    """Never fewer than this; one when left out."""
    max: int
    """Never more than this. The cluster must have room for all of them, or scaling fails when it is needed most."""
    cpu: Percent | None = None
    """Share of the requested processor time that is aimed at."""
    memory: Percent | None = None
    """Share of the requested memory that is aimed at."""
    signals: list[ScalingSignal] = field(default_factory=list)
    """Other measurements that are aimed at; the one that asks for most copies wins."""
    up: ScalingPace | None = None
    """How fast it grows."""
    down: ScalingPace | None = None
    """How fast it shrinks."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class HostPath(Record):
    """A folder or socket of the machine itself."""

    path: str
    """Path on the machine, such as `/var/log`. With `/var/run/docker.sock` a container rules its machine."""
    type: str | None = None
    """What must be there, in the platform's words."""


class HttpCheck(Record):
    """A request and the answer that is expected."""

    path: str
    """Path such as `/health`, or a whole URL; may hold `${{ expressions }}`."""
    status: int | None = None
    """Status expected; any 2xx when left out."""
    contains: str | None = None
    """Text the answer must contain."""
    headers: dict[str, str] = field(default_factory=dict)
    """Headers sent."""


class HttpProbe(Record):
    """An HTTP request that must succeed."""

    path: str
    """Path such as `/health`."""
    port: Port | None = None
    """Port; the container's only one when left out."""
    tls: bool | None = None
    """True when it is asked over TLS."""
    headers: dict[str, str] = field(default_factory=dict)
    """Headers sent."""


class Identity(Record):
    """Who a pipeline, a service or an engine is, and what it may do."""

    kind: IdentityKind | None = None
    """What kind it is."""
    name: str | None = None
    """Its name or number in the cloud; the id when left out."""
    used_by: Id | list[Id] = field(default_factory=list)
    """Services, pipelines, workloads or engines that act as it."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it acts in; all when left out."""
    grants: list[Grant | str] = field(default_factory=list)
    """What it may do."""
    federation: list[Federation] = field(default_factory=list)
    """Whom it trusts without a password."""
    credential: IdentityCredential | None = None
    """The long-lived key it logs in with, where there is no other way. Whoever gets hold of it is it."""
    duties: Duty | list[Duty] = field(default_factory=list)
    """What it does in the delivery. What deploys should not also write changes."""
    account: str | None = None
    """Cloud account it belongs to."""
    region: str | None = None
    """Region it depends on, when it is not everywhere."""
    owner: str | None = None
    """Who answers for it."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class IdentityCredential(Record):
    """A long-lived key."""

    secret: SecretReference | None = None
    """Where it is kept."""
    rotate: Duration | None = None
    """How long it is used before it is replaced."""
    overlap: Duration | None = None
    """How long the old one still works after that."""
    expires: Date | None = None
    """Last day it is valid."""


class ImageUpdates(Record):
    """How new images get into the repository."""

    by: ImageUpdater | None = None
    """Who writes them there."""
    versions: str | None = None
    """Versions that are taken, such as `~1.4` or `main-*`."""
    images: Glob | list[Glob] = field(default_factory=list)
    """Images that are looked at; all when left out."""
    pull_request: bool | None = None
    """True when a change is proposed for review instead of pushed."""


class Infrastructure(Record):
    """What services stand on. Rules ask of it who can reach what, what is lost with a region, what must be backed up and what expires."""

    networks: dict[str, Network] = field(default_factory=dict)
    """Networks, and who may talk to whom."""
    databases: dict[str, Database] = field(default_factory=dict)
    """Databases."""
    caches: dict[str, CacheStore] = field(default_factory=dict)
    """Caches."""
    object_stores: dict[str, ObjectStore] = field(default_factory=dict)
    """Stores of files and objects."""
    queues: dict[str, MessageQueue] = field(default_factory=dict)
    """Queues and topics."""
    registries: dict[str, Registry] = field(default_factory=dict)
    """Registries of images and packages."""
    certificates: dict[str, Certificate] = field(default_factory=dict)
    """Certificates, and how they are replaced."""
    keys: dict[str, EncryptionKey] = field(default_factory=dict)
    """Keys that data is encrypted with."""
    identities: dict[str, Identity] = field(default_factory=dict)
    """Who machines are, and what they may do."""
    load_balancers: dict[str, LoadBalancer] = field(default_factory=dict)
    """What takes requests in and hands them on."""
    dns: dict[str, DnsZone] = field(default_factory=dict)
    """Zones of names."""
    external: dict[str, ExternalService] = field(default_factory=dict)
    """Services of others that this delivery cannot do without."""
    code: dict[str, InfrastructureCode | str] = field(default_factory=dict)
    """The code all of this is made from."""
    tags: dict[str, str] = field(default_factory=dict)
    """Tags that all of it carries, so that bills and owners can be told apart."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class InfrastructureCode(Record):
    """Code that infrastructure is made from. What is not in it cannot be made again after a loss."""

    path: str | None = None
    """Folder in the repository."""
    tool: InfrastructureTool | None = None
    """What carries it out."""
    version: str | None = None
    """Version of the tool."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it makes; all when left out."""
    makes: Id | list[Id] = field(default_factory=list)
    """What it makes, by id; everything when left out."""
    state: InfrastructureState | Id | None = None
    """What is known about what was made."""
    drift_check: Duration | None = None
    """How often it is looked at whether things are still as it says."""
    on_drift: DriftAction | None = None
    """What happens when they are not."""
    takes: DurationRange | None = None
    """How long it takes to make everything anew."""
    identity: Id | None = None
    """Identity it acts as, by id."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class InfrastructureState(Record):
    """What is known about what was made; whoever can change it can change everything."""

    store: Id | None = None
    """Object store it is kept in, by id."""
    backend: str | None = None
    """Where it is kept, when not in a declared store, such as `s3` or `terraform-cloud`."""
    locked: bool | None = None
    """Whether two cannot change it at once."""
    encrypted: bool | None = None
    """Whether it is encrypted; it often holds secrets."""


class Ingress(Record):
    """How a workload is reached from outside the cluster."""

    hosts: str | list[str] = field(default_factory=list)
    """Names it answers to."""
    paths: str | list[str] = field(default_factory=list)
    """Paths it answers to; `/` when left out."""
    to: Id | None = None
    """The endpoint it leads to; the only one when left out."""
    class_: str | None = None
    """Controller that serves it, such as `nginx`."""
    certificate: Id | None = None
    """The certificate it shows, one of the declared ones. Without one it speaks in the clear."""
    tls_secret: str | None = None
    """Name of a secret in the cluster that holds the certificate."""
    redirect_to_tls: bool | None = None
    """True when plain requests are sent on to TLS."""
    load_balancer: Id | None = None
    """The load balancer in front of it, one of the declared ones."""
    annotations: dict[str, str] = field(default_factory=dict)
    """Annotations of the ingress."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Input(Record):
    """A value that a caller or a person gives when a run starts."""

    type: InputType | None = None
    """What kind of value."""
    description: str | None = None
    """What it is for."""
    required: bool | None = None
    """True when it must be given."""
    default: Any | None = None
    """The value when none is given."""
    options: list[Any] = field(default_factory=list)
    """The values to choose from."""


class Istio(Record):
    """Istio."""

    virtual_service: str | None = None
    """Virtual service whose weights are set."""
    routes: str | list[str] = field(default_factory=list)
    """Routes in it; all when left out."""
    destination_rule: str | None = None
    """Destination rule with a subset per version."""
    gateways: str | list[str] = field(default_factory=list)
    """Gateways it listens on."""
    hosts: str | list[str] = field(default_factory=list)
    """Hosts it answers for."""


class Job(Record):
    """Steps that run one after the other on one machine."""

    name: str | None = None
    """Name shown to people; the id when left out. May hold `${{ expressions }}`."""
    after: JobName | list[JobName] = field(default_factory=list)
    """Jobs it waits for: of its own stage by id, of another as `stage.job`. Left out means all stages before its own; a list means those jobs only; an empty list means none."""
    when: When | None = None
    """When it runs."""
    environment: JobEnvironment | Id | Expression | None = None
    """The environment it deploys to."""
    gates: list[Gate] = field(default_factory=list)
    """What must be passed before it starts, beyond the gates of its stage and environment."""
    runner: Runner | Expression | None = None
    """Where it runs."""
    container: Container | str | Expression | None = None
    """Container its steps run in."""
    services: dict[str, Container | str] = field(default_factory=dict)
    """Containers beside it, such as a database for tests."""
    matrix: Matrix | Expression | None = None
    """Runs once for every combination of values."""
    lasts: DurationRange | None = None
    """How long it takes, for estimates: `5m`, `4m..6m` or `{ best, likely, worst }`."""
    timeout: Duration | Expression | None = None
    """After which it is stopped."""
    retry: Retry | int | None = None
    """How often it is tried again after a failure."""
    flaky: Percent | None = None
    """How often a try fails for no reason of the change, such as `2%`, for estimates."""
    continue_on_error: bool | Expression | None = None
    """True when the run goes on although it failed."""
    concurrency: Concurrency | str | None = None
    """What may not run at the same time."""
    permissions: Permissions | None = None
    """What its token may do."""
    env: dict[str, EnvValue] = field(default_factory=dict)
    """Variables for its steps."""
    defaults: Defaults | None = None
    """Shell and folder for its steps."""
    outputs: dict[str, Output | str] = field(default_factory=dict)
    """Values that later jobs can use."""
    steps: list[Step] = field(default_factory=list)
    """What is done, in order."""
    call: Call | str | None = None
    """A reusable pipeline that is run instead of steps."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class JobEnvironment(Record):
    """The environment a job deploys to."""

    name: Id | Expression
    """One of the declared environments, or an expression that gives one."""
    url: str | None = None
    """Address of what was deployed, shown to people."""
    action: EnvironmentAction | None = None
    """What the job does there; a deployment unless it says otherwise."""


class Kubernetes(Record):
    """A Kubernetes cluster and how manifests get there."""

    cluster: str | None = None
    """Cluster, as the cloud or the GitOps engine knows it."""
    context: str | None = None
    """Context of the client configuration."""
    namespace: str | None = None
    """Namespace."""
    provider: KubernetesProvider | None = None
    """Who runs the cluster."""
    resource_group: str | None = None
    """Resource group, on Azure."""
    project: str | None = None
    """Project, on Google Cloud."""
    manifests: str | list[str] = field(default_factory=list)
    """Manifest files or folders."""
    helm: Helm | str | None = None
    """Helm chart."""
    kustomize: str | None = None
    """Kustomize folder."""
    nodes: int | None = None
    """Nodes, for capacity."""


class KubernetesSecrets(Record):
    """Secrets that live in the cluster."""

    namespace: str | None = None
    """Namespace they are in."""
    operator: str | None = None
    """Operator that fills them: `external_secrets` or `sealed_secrets`."""
    sealed: list[SealedSecret] = field(default_factory=list)
    """What `kubeseal` made of values. Only the cluster can open them, so a document may hold them."""


class KubernetesUndo(Record):
    """The deployment's last revision, by Kubernetes."""

    workloads: str | list[str] = field(default_factory=list)
    """Deployments or other workloads; all of the environment when left out."""
    revision: int | None = None
    """Revision; the last one when left out."""


class Linear(Record):
    """Shift traffic by equal steps."""

    step: Percent
    """Share of traffic added at each step."""
    every: Duration
    """Time between steps."""
    traffic: Traffic | None = None
    """What splits traffic."""
    analysis: Analysis | None = None
    """What is watched."""


class Listener(Record):
    """What a load balancer listens on."""

    port: Port
    """Port."""
    protocol: ListenerProtocol | None = None
    """How it is spoken to."""
    certificate: Id | None = None
    """Certificate it shows."""
    tls: TlsVersion | None = None
    """The least version of TLS it speaks."""
    redirect: bool | None = None
    """True when it only sends on to TLS."""
    hosts: str | list[str] = field(default_factory=list)
    """Names it answers to; all when left out."""
    mutual_tls: bool | None = None
    """Whether who calls must show a certificate too."""


class LoadBalancer(Record):
    """What takes requests in and hands them on."""

    kind: LoadBalancerKind | None = None
    """What kind it is."""
    managed_by: str | None = None
    """Service of the cloud, such as `azure-front-door` or `alb`."""
    size: str | None = None
    """Size or plan."""
    public: bool | None = None
    """True when it can be reached from the internet."""
    listeners: dict[str, Listener | Port] = field(default_factory=dict)
    """What it listens on."""
    services: Id | list[Id] = field(default_factory=list)
    """Services it hands requests to."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it serves."""
    health: str | None = None
    """Path it asks to see whether a copy is well."""
    health_every: Duration | None = None
    """How often it asks."""
    health_failures: int | None = None
    """After how many bad answers it sends no more requests."""
    drain: Duration | None = None
    """How long a copy that goes away gets to finish its requests. A workload's `grace` must be longer."""
    firewall: ApplicationFirewall | FirewallMode | None = None
    """The firewall for applications in front of it."""
    ddos_protection: bool | None = None
    """Whether it is protected from floods of requests."""
    sticky: bool | None = None
    """True when a user always meets the same copy."""
    region: str | None = None
    """Region it is in."""
    network: Id | None = None
    """Network it is in."""
    copies: Copies | int | None = None
    """How many copies there are."""
    availability: Percent | None = None
    """Share of time its provider promises it is up."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class LogStream(Record):
    """Logs of one kind, and for how long they are kept."""

    kind: LogKind | None = None
    """What is written down."""
    services: Id | list[Id] = field(default_factory=list)
    """Services that write it; all when left out."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is written in; all when left out."""
    provider: Id | None = None
    """Where it is kept."""
    keep: Duration | None = None
    """For how long it is kept. Frameworks ask for a least time; storage is paid for all of it."""
    online: Duration | None = None
    """For how long it can be searched at once, before it goes to an archive."""
    daily: Size | None = None
    """How much is written in a day; logs can cost more than machines."""
    region: str | None = None
    """Region it is kept in; that of the provider when left out."""
    data: DataClass | None = None
    """The most sensitive data in it."""
    structured: bool | None = None
    """True when lines have fields instead of free text."""
    redacted: bool | None = None
    """True when secrets and personal data are taken out before it is written."""
    immutable: bool | None = None
    """True when nobody can change it afterwards."""
    reviewed_by: str | list[str] = field(default_factory=list)
    """Who looks at it."""
    reviewed_every: Duration | None = None
    """How often someone looks at it."""
    readers: str | list[str] = field(default_factory=list)
    """Who may read it."""
    archive: Id | None = None
    """Object store that old lines go to, one of the declared ones."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


if TYPE_CHECKING:

    class _Login(TypedDict, total=False):
        pass


class Login(OneOf):
    """Logs in: to clouds with the run's own identity, never with a key that is kept."""

    azure: AzureLogin | None = None
    """To Azure."""
    aws: AwsLogin | None = None
    """To Amazon Web Services."""
    google: GoogleLogin | None = None
    """To Google Cloud."""
    registry: RegistryLogin | str | None = None
    """To a container registry."""

    _keys = ("azure", "aws", "google", "registry")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, azure: AzureLogin, **others: Unpack[_Login]) -> None: ...
        @overload
        def __init__(self, *, aws: AwsLogin, **others: Unpack[_Login]) -> None: ...
        @overload
        def __init__(self, *, google: GoogleLogin, **others: Unpack[_Login]) -> None: ...
        @overload
        def __init__(self, *, registry: RegistryLogin | str, **others: Unpack[_Login]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["azure", "aws", "google", "registry"]: ...


class Loki(Record):
    """Grafana Loki."""

    address: str | None = None
    """Address."""
    tenant: str | None = None
    """Tenant."""


class ManagedBackup(Record):
    """A backup that the database or storage service keeps itself; it often goes when the service is deleted."""

    redundancy: Redundancy | None = None
    """How many copies the service keeps, and how far apart."""


class ManualGate(Record):
    """A person presses a button; anyone who may see the run can."""

    instructions: str | None = None
    """What the person is asked to look at."""


class ManualStart(Record):
    """A start by hand."""

    inputs: dict[str, Input] = field(default_factory=dict)
    """What the person is asked for."""


class Matrix(Record):
    """One job for every combination of values."""

    axes: dict[str, list[Any] | Expression] = field(default_factory=dict)
    """The values of each axis. They are reached as `${{ matrix.axis }}`."""
    include: list[Any] | Expression = field(default_factory=list)
    """Values added to combinations that match, or combinations of their own."""
    exclude: list[Any] | Expression = field(default_factory=list)
    """Combinations left out."""
    max_parallel: int | Expression | None = None
    """How many run at once."""
    fail_fast: bool | Expression | None = None
    """False when the others go on after one failed."""


class MaximumAge(Record):
    """After how long something must be replaced."""

    secrets: Duration | None = None
    """Secrets."""
    keys: Duration | None = None
    """Keys that data is encrypted with."""
    certificates: Duration | None = None
    """Certificates."""
    credentials: Duration | None = None
    """Long-lived keys of identities."""


class MergeQueue(Record):
    """Changes that wait to be merged together."""

    branches: Glob | list[Glob] = field(default_factory=list)
    """Branches they would be merged into, as patterns."""
    types: str | list[str] = field(default_factory=list)
    """What happened, in the platform's words."""


class MessageQueue(Record):
    """A queue or topic: messages on their way."""

    engine: Runtime | None = None
    """What it is and which version, such as `kafka 3.7` or `azure-service-bus`."""
    managed_by: str | None = None
    """Service of the cloud that runs it."""
    size: str | None = None
    """Size, such as `standard`."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it serves."""
    written_by: Id | list[Id] = field(default_factory=list)
    """Services that put messages in."""
    read_by: Id | list[Id] = field(default_factory=list)
    """Services that take messages out."""
    data: DataClass | None = None
    """The most sensitive data in it."""
    keep: Duration | None = None
    """How long messages are kept. Whoever goes back to an old version must still understand them."""
    dead_letters: bool | None = None
    """Whether messages that nobody understands are put aside."""
    ordered: bool | None = None
    """True when messages must come in order."""
    region: str | None = None
    """Cloud region it is in."""
    account: str | None = None
    """Cloud account it is in."""
    network: Id | None = None
    """Network it is in."""
    public: bool | None = None
    """True when it can be reached from the internet."""
    tls: TlsVersion | None = None
    """The least version of TLS it speaks."""
    encrypted: bool | None = None
    """Whether it is encrypted where it lies."""
    credentials: SecretReference | None = None
    """Secret with its address and password."""
    copies: Copies | int | None = None
    """How many copies there are."""
    availability: Percent | None = None
    """Share of time its provider promises it is up."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


if TYPE_CHECKING:

    class _Method(TypedDict, total=False):
        pass


class Method(OneOf):
    """How a rollback is done."""

    kubernetes_undo: KubernetesUndo | None = None
    """The deployment's last revision, by Kubernetes."""
    argo_rollback: ArgoRollback | None = None
    """Abort or undo, by Argo Rollouts."""
    slot_swap: SlotSwap | None = None
    """The slots are swapped back."""
    swarm_rollback: SwarmRollback | None = None
    """The last state of the service, by Docker Swarm."""
    traffic_shift: TrafficShift | None = None
    """Traffic goes back to the old version, which still runs."""
    redeploy_previous: RedeployPrevious | None = None
    """The pipeline deploys the last good version again."""
    git_revert: GitRevert | None = None
    """The commit is reverted and delivered like any other."""
    flag_off: FlagOff | str | None = None
    """The feature is switched off."""
    restore_data: RestoreData | Id | None = None
    """Data is restored from a backup."""

    _keys = ("kubernetes_undo", "argo_rollback", "slot_swap", "swarm_rollback", "traffic_shift", "redeploy_previous", "git_revert", "flag_off", "restore_data")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, kubernetes_undo: KubernetesUndo, **others: Unpack[_Method]) -> None: ...
        @overload
        def __init__(self, *, argo_rollback: ArgoRollback, **others: Unpack[_Method]) -> None: ...
        @overload
        def __init__(self, *, slot_swap: SlotSwap, **others: Unpack[_Method]) -> None: ...
        @overload
        def __init__(self, *, swarm_rollback: SwarmRollback, **others: Unpack[_Method]) -> None: ...
        @overload
        def __init__(self, *, traffic_shift: TrafficShift, **others: Unpack[_Method]) -> None: ...
        @overload
        def __init__(self, *, redeploy_previous: RedeployPrevious, **others: Unpack[_Method]) -> None: ...
        @overload
        def __init__(self, *, git_revert: GitRevert, **others: Unpack[_Method]) -> None: ...
        @overload
        def __init__(self, *, flag_off: FlagOff | str, **others: Unpack[_Method]) -> None: ...
        @overload
        def __init__(self, *, restore_data: RestoreData | Id, **others: Unpack[_Method]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["kubernetes_undo", "argo_rollback", "slot_swap", "swarm_rollback", "traffic_shift", "redeploy_previous", "git_revert", "flag_off", "restore_data"]: ...


class Metrics(Record):
    """Measurements as they are kept."""

    provider: Id | None = None
    """Where they are kept."""
    every: Duration | None = None
    """How often is measured. What is shorter is never seen."""
    keep: Duration | None = None
    """For how long they are kept."""
    path: str | None = None
    """Path that services offer them under, such as `/metrics`."""
    series: int | None = None
    """How many different curves there are, which is what is paid for."""
    services: Id | list[Id] = field(default_factory=list)
    """Services that are measured; all when left out."""


class Migrate(Record):
    """Changes a database."""

    migration: Id
    """One of the declared migrations."""
    undo: bool | None = None
    """True to take it back instead."""
    dry_run: bool | None = None
    """True to only check that it would work."""


class Migration(Record):
    """A change to a database, to its data or to the shape of messages. Old and new versions of the software meet it during a rollout, so its order and its way back matter."""

    summary: str | None = None
    """What it changes, in a sentence."""
    kind: MigrationKind | None = None
    """What is changed."""
    database: Id | None = None
    """Database, store or queue it changes, one of the declared ones."""
    services: Id | list[Id] = field(default_factory=list)
    """Services whose new version needs it."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is for; all when left out."""
    tool: Id | None = None
    """What carries it out, such as `flyway`, `alembic` or `ef-core`."""
    path: str | list[str] = field(default_factory=list)
    """Files it is made of."""
    command: str | None = None
    """Command that carries it out; the tool's usual one when left out."""
    dir: str | None = None
    """Folder the command runs in."""
    credentials: SecretReference | None = None
    """Secret with the address and password of the database."""
    phase: MigrationPhase | None = None
    """Whether it makes room for the new version, or takes away what only the old one needs. Making room comes before the new version, taking away after the old one is gone for good."""
    contracts: Id | None = None
    """The migration that made room, when this one takes away."""
    after: Id | list[Id] = field(default_factory=list)
    """Migrations it waits for."""
    operations: list[MigrationOperation] = field(default_factory=list)
    """What it does, one by one."""
    rows: int | None = None
    """How many rows it changes; many take long and ask for an approval."""
    destructive: bool | None = None
    """True when data is lost, false when none is; told from the operations when left out."""
    reversible: bool | None = None
    """Whether it can be taken back; told from `undo` and the operations when left out. If not, there is no way back once it has run."""
    undo: MigrationUndo | str | None = None
    """How it is taken back."""
    backup_first: BackupFirst | Id | None = None
    """The backup that must be made first."""
    gates: list[Gate] = field(default_factory=list)
    """What must be passed before it runs, beyond the gates of the environment."""
    verify: list[Check] = field(default_factory=list)
    """What must hold afterwards."""
    takes: DurationRange | None = None
    """How long it takes."""
    timeout: Duration | None = None
    """After which it is stopped."""
    lock_timeout: Duration | None = None
    """How long it may wait for a lock while users wait for it."""
    transactional: bool | None = None
    """True when a failure in the middle leaves nothing behind."""
    batches: MigrationBatches | int | None = None
    """How rows are changed a few at a time."""
    tested_in: Id | list[Id] = field(default_factory=list)
    """Environments it was tried in with data like production's."""
    tested: Date | None = None
    """The day it was last tried."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class MigrationBatches(Record):
    """How rows are changed a few at a time, so that users do not wait."""

    rows: int
    """How many rows at a time."""
    pause: Duration | None = None
    """Pause between two batches."""


class MigrationOperation(Record):
    """One thing a migration does."""

    does: MigrationAction
    """What is done."""
    table: str | None = None
    """Table, topic or collection."""
    columns: str | list[str] = field(default_factory=list)
    """Columns or fields."""
    rows: int | None = None
    """How many rows it changes."""
    locks: LockLevel | None = None
    """Whom it keeps out meanwhile; as the database usually does when left out."""
    online: bool | None = None
    """True when the database does it without keeping others out, such as `concurrently`."""
    takes: DurationRange | None = None
    """How long it takes."""


class MigrationUndo(Record):
    """How a migration is taken back."""

    command: str | None = None
    """Command that takes it back; the tool's usual one when left out."""
    path: str | list[str] = field(default_factory=list)
    """Files it is taken back with."""
    takes: DurationRange | None = None
    """How long it takes."""
    keeps_data: bool | None = None
    """True when what users wrote in the meantime is kept."""
    tested: Date | None = None
    """The day it was last tried."""


class MinimumRetention(Record):
    """For how long things must be kept at least."""

    logs: Duration | None = None
    """Logs."""
    logs_online: Duration | None = None
    """Logs, so that they can be searched at once."""
    audit: Duration | None = None
    """Logs of who did what."""
    backups: Duration | None = None
    """Backups."""
    artifacts: Duration | None = None
    """Released software."""
    records: Duration | None = None
    """Records of changes and approvals."""


if TYPE_CHECKING:

    class _MonitoringProvider(TypedDict, total=False):
        region: str | None
        lag: Duration | None
        answers_in: Duration | None
        environment: Id | None
        extensions: dict[str, Any]


class MonitoringProvider(OneOf):
    """A system that keeps measurements, logs or traces."""

    region: str | None = None
    """Region its data is in; personal data in logs counts as data there."""
    lag: Duration | None = None
    """How late a measurement can be seen. It adds to the time until a bad release is noticed."""
    answers_in: Duration | None = None
    """How long an answer takes."""
    environment: Id | None = None
    """Environment it runs in, when it is one's own. What watches should not fall with what it watches."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""
    prometheus: Prometheus | str | None = None
    """Prometheus, or what speaks its language."""
    azure_monitor: AzureMonitor | None = None
    """Azure Monitor with Application Insights and Log Analytics."""
    cloudwatch: CloudWatch | None = None
    """Amazon CloudWatch."""
    datadog: Datadog | None = None
    """Datadog."""
    google_cloud: GoogleCloudMonitoring | None = None
    """Google Cloud Monitoring."""
    new_relic: NewRelic | None = None
    """New Relic."""
    dynatrace: Dynatrace | None = None
    """Dynatrace."""
    grafana: Grafana | str | None = None
    """Grafana, for looking at what others keep."""
    loki: Loki | str | None = None
    """Grafana Loki, for logs."""
    elastic: Elastic | str | None = None
    """Elasticsearch or OpenSearch, for logs."""
    opentelemetry: OpenTelemetry | str | None = None
    """Any collector of OpenTelemetry, such as Jaeger or Tempo."""

    _keys = ("prometheus", "azure_monitor", "cloudwatch", "datadog", "google_cloud", "new_relic", "dynatrace", "grafana", "loki", "elastic", "opentelemetry")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, prometheus: Prometheus | str, **others: Unpack[_MonitoringProvider]) -> None: ...
        @overload
        def __init__(self, *, azure_monitor: AzureMonitor, **others: Unpack[_MonitoringProvider]) -> None: ...
        @overload
        def __init__(self, *, cloudwatch: CloudWatch, **others: Unpack[_MonitoringProvider]) -> None: ...
        @overload
        def __init__(self, *, datadog: Datadog, **others: Unpack[_MonitoringProvider]) -> None: ...
        @overload
        def __init__(self, *, google_cloud: GoogleCloudMonitoring, **others: Unpack[_MonitoringProvider]) -> None: ...
        @overload
        def __init__(self, *, new_relic: NewRelic, **others: Unpack[_MonitoringProvider]) -> None: ...
        @overload
        def __init__(self, *, dynatrace: Dynatrace, **others: Unpack[_MonitoringProvider]) -> None: ...
        @overload
        def __init__(self, *, grafana: Grafana | str, **others: Unpack[_MonitoringProvider]) -> None: ...
        @overload
        def __init__(self, *, loki: Loki | str, **others: Unpack[_MonitoringProvider]) -> None: ...
        @overload
        def __init__(self, *, elastic: Elastic | str, **others: Unpack[_MonitoringProvider]) -> None: ...
        @overload
        def __init__(self, *, opentelemetry: OpenTelemetry | str, **others: Unpack[_MonitoringProvider]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["prometheus", "azure_monitor", "cloudwatch", "datadog", "google_cloud", "new_relic", "dynatrace", "grafana", "loki", "elastic", "opentelemetry"]: ...


class Mount(Record):
    """Where a container sees a volume."""

    volume: Id
    """The volume, by its id in the workload."""
    path: str
    """Path in the container."""
    sub_path: str | None = None
    """Part of the volume that is seen; all of it when left out."""
    read_only: bool | None = None
    """True when it cannot be changed from there."""


class Namespace(Record):
    """A namespace, and what it may use."""

    quota: ResourceAmounts | None = None
    """What all of it may use together. Scaling and rollouts stop there."""
    default_requests: ResourceAmounts | None = None
    """What a container is promised that says nothing."""
    default_limits: ResourceAmounts | None = None
    """What a container may use that says nothing."""
    pod_security: PodSecurityLevel | None = None
    """What pods in it may do on their machines."""
    deny_by_default: bool | None = None
    """True when nothing in it may be reached unless a network policy says so."""
    environment: Id | None = None
    """Environment it belongs to."""
    labels: dict[str, str] = field(default_factory=dict)
    """Labels."""


class NativeTraffic(Record):
    """The platform's own router."""



class Network(Record):
    """A network, and who may talk to whom in it."""

    addresses: Cidr | list[Cidr] = field(default_factory=list)
    """Addresses it has."""
    region: str | None = None
    """Cloud region it is in."""
    account: str | None = None
    """Cloud account it is in."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments in it."""
    runners: str | list[str] = field(default_factory=list)
    """Labels or pools of machines for CI in it."""
    subnets: dict[str, Subnet | Cidr | list[Cidr]] = field(default_factory=dict)
    """Its parts."""
    rules: dict[str, NetworkRule] = field(default_factory=dict)
    """Who may talk to whom. The first rule that fits counts."""
    otherwise: NetworkDecision | None = None
    """What happens to what no rule names."""
    otherwise_out: NetworkDecision | None = None
    """What happens to what no rule names on its way out."""
    peers: Id | list[Id] = field(default_factory=list)
    """Networks it is joined with; whoever is in one can try to reach the other."""
    egress: Egress | None = None
    """How its machines reach the internet."""
    private_endpoints: Id | list[Id] = field(default_factory=list)
    """Parts of the infrastructure that are reached inside it instead of over the internet."""
    flow_logs: bool | None = None
    """Whether what passes is written down."""
    ddos_protection: bool | None = None
    """Whether it is protected from floods of requests."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class NetworkPeer(Record):
    """Who is at the other end. What is named together is allowed together."""

    workloads: Id | list[Id] = field(default_factory=list)
    """Workloads, by id."""
    namespaces: str | list[str] = field(default_factory=list)
    """Namespaces; the workload's own when left out."""
    labels: dict[str, str] = field(default_factory=dict)
    """Labels the pods must have."""
    addresses: Cidr | list[Cidr] = field(default_factory=list)
    """Addresses outside the cluster."""
    except_: Cidr | list[Cidr] = field(default_factory=list)
    """Addresses among those that are left out."""
    ports: Port | list[Port] = field(default_factory=list)
    """Ports; all when left out."""
    protocol: Protocol | None = None
    """How the ports are spoken to; TCP when left out."""


class NetworkPolicy(Record):
    """Who may talk to a workload, and to whom it may talk. Without one, whoever is in the cluster may talk to everyone."""

    ingress: list[NetworkPeer] = field(default_factory=list)
    """Who may talk to it: anyone when left out, nobody when the list is empty."""
    egress: list[NetworkPeer] = field(default_factory=list)
    """To whom it may talk: anyone when left out, nobody when the list is empty."""


class NetworkRule(Record):
    """Who may talk to whom."""

    decision: NetworkDecision | None = None
    """Whether it may; yes when left out."""
    way: NetworkWay | None = None
    """Which way it is about; in when left out."""
    addresses: Cidr | list[Cidr] = field(default_factory=list)
    """Addresses the other end may have; `0.0.0.0/0` is anyone."""
    peers: Id | list[Id] = field(default_factory=list)
    """Networks, subnets, load balancers or environments the other end may be in, by id."""
    tags: str | list[str] = field(default_factory=list)
    """Services of the cloud at the other end, as the cloud calls them."""
    to: Id | list[Id] = field(default_factory=list)
    """What it leads to, by id; everything in the network when left out."""
    ports: list[PortSpan | Port] = field(default_factory=list)
    """Ports; all when left out."""
    protocol: Protocol | None = None
    """How the ports are spoken to; TCP when left out."""
    priority: int | None = None
    """Number that says which rule is looked at first, where the cloud needs one."""
    reason: str | None = None
    """Why it is there."""


class NewRelic(Record):
    """New Relic."""

    account: str | None = None
    """Account number."""
    api_key: SecretReference | None = None
    """Key."""


class NginxIngress(Record):
    """The NGINX ingress controller."""

    ingress: str | None = None
    """Ingress of the old version."""


class NodePool(Record):
    """Machines of a cluster that are all alike."""

    count: int | None = None
    """How many there are."""
    min: int | None = None
    """Never fewer than this, when they come and go."""
    max: int | None = None
    """Never more than this, when they come and go. Together with the size it is the room there is."""
    size: str | None = None
    """Size, such as `Standard_D4s_v5` or `m7i.large`."""
    capacity: ResourceAmounts | None = None
    """What one of them has room for, when the size is not known."""
    price: Price | None = None
    """What one of them costs, when the price book does not know."""
    spot: bool | None = None
    """True when the cloud may take them away at any time."""
    zones: int | None = None
    """How many data centres they are spread over."""
    image: str | None = None
    """Operating system, such as `azure-linux`."""
    labels: dict[str, str] = field(default_factory=dict)
    """Labels of the machines."""
    taints: str | list[str] = field(default_factory=list)
    """Marks that keep others away, as `key=value:effect`."""
    surge: Share | None = None
    """How much an upgrade may add at once."""


class NormalDay(Record):
    """How a service behaves on a normal day."""

    requests: Rate | None = None
    """How many requests it gets, such as `100/second`. With few, a canary sees nothing."""
    peak: Decimal | None = None
    """How many times more there are at the busiest hour."""
    error_rate: Percent | None = None
    """How many of them fail although nothing is wrong."""
    latency_p50: Duration | None = None
    """How long half of the answers take at most."""
    latency_p95: Duration | None = None
    """How long 95 of 100 answers take at most."""
    latency_p99: Duration | None = None
    """How long 99 of 100 answers take at most."""
    exceptions: Rate | None = None
    """How many exceptions there are."""
    requests_per_user: Decimal | None = None
    """How many requests one user makes in a visit, to tell users from requests."""
    clustering: Decimal | None = None
    """How many requests tell as much as a single independent one, since those of one user are alike; one when left out."""
    sticky: bool | None = None
    """True when a user always meets the same version."""


class Notify(Record):
    """Tells people."""

    to: str | list[str] = field(default_factory=list)
    """Channel, group or address."""
    via: Id | None = None
    """By what: `slack`, `teams`, `email`, `pagerduty`, `webhook`."""
    message: str | None = None
    """What is said; may hold `${{ expressions }}`."""
    webhook: SecretReference | None = None
    """Secret address of the channel."""


class ObjectStore(Record):
    """A store of files and objects."""

    provider: ObjectStoreProvider | None = None
    """Who runs it."""
    name: str | None = None
    """Name of the bucket or account."""
    size: Size | None = None
    """How much is in it."""
    redundancy: Redundancy | None = None
    """How many copies the cloud keeps, and how far apart."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it serves."""
    used_by: Id | list[Id] = field(default_factory=list)
    """Services that use it."""
    data: DataClass | None = None
    """The most sensitive data in it."""
    rebuildable: bool | None = None
    """True when what is in it can be made again, and needs no backup."""
    region: str | None = None
    """Cloud region it is in."""
    account: str | None = None
    """Cloud account it is in."""
    network: Id | None = None
    """Network it is reached in."""
    public: bool | None = None
    """True when anyone on the internet can read it."""
    tls: TlsVersion | None = None
    """The least version of TLS it speaks."""
    encrypted: bool | None = None
    """Whether it is encrypted where it lies."""
    key: Id | None = None
    """The key it is encrypted with, one of the declared ones."""
    versioned: bool | None = None
    """Whether older versions of an object are kept."""
    immutable: Duration | None = None
    """How long nobody can change or delete an object."""
    soft_delete: Duration | None = None
    """How long what was deleted can be brought back."""
    expire: Duration | None = None
    """After how long objects are deleted."""
    availability: Percent | None = None
    """Share of time its provider promises it is up."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Objectives(Record):
    """What is promised to users and to the business."""

    lead_time: Duration | None = None
    """From commit to production, waiting for people excluded."""
    recovery_time: Duration | None = None
    """From a bad release or a lost region to service again (RTO)."""
    recovery_point: Duration | None = None
    """How much work may be lost, in time (RPO)."""
    change_failure_rate: Percent | None = None
    """How many releases may fail, such as `5%`."""
    deployment_frequency: Rate | None = None
    """How often production is deployed to, at least."""
    availability: Percent | None = None
    """Share of time the service answers, such as `99.9%`."""
    budget: Price | None = None
    """What may be spent, such as `700 USD/month`."""
    release_budget: Money | None = None
    """What one release may cost."""
    compliance: list[str] = field(default_factory=list)
    """Frameworks that evidence is collected for: `soc2`, `iso27001`, `pci_dss`, `hipaa`, `gdpr`, `nist_800_53`, `ssdf`, `slsa`, `cis`, `owasp_cicd`."""


class Observability(Record):
    """How one sees how the software does."""

    providers: dict[str, MonitoringProvider] = field(default_factory=dict)
    """Where measurements, logs and traces are kept."""
    slos: dict[str, Slo] = field(default_factory=dict)
    """What is promised to users, as measured. Without it nothing says what a bad release is."""
    alerts: dict[str, Alert] = field(default_factory=dict)
    """When someone is told."""
    receivers: dict[str, Receiver] = field(default_factory=dict)
    """Whom an alert reaches."""
    on_call: OnCall | None = None
    """Who answers, and how fast."""
    dashboards: dict[str, Dashboard] = field(default_factory=dict)
    """Pages to look at."""
    logs: dict[str, LogStream] = field(default_factory=dict)
    """What is written down, and for how long."""
    traces: Traces | None = None
    """Records of single requests on their way through services."""
    metrics: Metrics | None = None
    """Measurements as they are kept."""
    uptime: dict[str, UptimeCheck | str] = field(default_factory=dict)
    """Questions asked from outside, to see what users see."""
    normal: dict[str, NormalDay] = field(default_factory=dict)
    """How each service behaves on a normal day, by its id; what a canary can notice is computed from it."""
    markers: DeploymentMarkers | Id | list[Id] | None = None
    """Who is told about each deployment, so that a change in the curves can be matched with it."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class OffHours(Record):
    """When an environment is switched off."""

    off: Cron
    """When it goes off."""
    on: Cron
    """When it comes back."""
    zone: Zone | None = None
    """Time zone of both; UTC when left out."""


class OnCall(Record):
    """Who answers an alert, and how fast. A person in the way of a rollback makes it this much slower."""

    group: Id | None = None
    """Group whose members take turns."""
    acknowledge: Duration | None = None
    """How long until someone answers, 95 % of the time."""
    decide: Duration | None = None
    """How long until someone has decided."""
    hours: str | None = None
    """When someone answers, such as `24x7` or `business-hours`."""
    rotates: Duration | None = None
    """How often the turn changes."""
    escalation: list[Escalation] = field(default_factory=list)
    """Who is reached next when nobody answers."""


class OpenTelemetry(Record):
    """A collector of OpenTelemetry."""

    address: str | None = None
    """Address it listens on."""


class OtherEvent(Record):
    """An event of one platform."""

    name: str
    """The platform's name for it, such as `issue_comment`."""
    types: str | list[str] = field(default_factory=list)
    """What happened, in the platform's words."""


class Output(Record):
    """A value that a pipeline or job gives back."""

    value: str
    """The value, usually an expression such as `${{ jobs.build.outputs.version }}`."""
    description: str | None = None
    """What it is."""


class Panel(Record):
    """A part of a dashboard."""

    signals: SignalName | list[SignalName] = field(default_factory=list)
    """Signals it shows."""
    title: str | None = None
    """Title; made from the signals when left out."""
    kind: PanelKind | None = None
    """How it shows them; as curves when left out."""
    bad: Condition | list[Condition] = field(default_factory=list)
    """What is shown as bad."""
    slo: Id | None = None
    """Service level it shows instead."""


class Pipeline(Record):
    """A pipeline: stages in order, started by triggers."""

    name: str | None = None
    """Name shown to people; the id when left out."""
    run_name: str | None = None
    """Name of a single run; may hold `${{ expressions }}`."""
    on: list[Trigger] = field(default_factory=list)
    """What starts it. A pipeline without triggers can only be called by another one."""
    inputs: dict[str, Input] = field(default_factory=dict)
    """Values a caller gives, for a reusable pipeline."""
    secrets: dict[str, SecretInput] = field(default_factory=dict)
    """Secrets a caller gives, for a reusable pipeline."""
    outputs: dict[str, Output | str] = field(default_factory=dict)
    """Values it gives back to its caller."""
    runner: Runner | Expression | None = None
    """Where its jobs run, unless they say otherwise."""
    container: Container | str | Expression | None = None
    """Container its jobs run in, unless they say otherwise."""
    env: dict[str, EnvValue] = field(default_factory=dict)
    """Variables for all jobs."""
    defaults: Defaults | None = None
    """Shell and folder for all steps."""
    concurrency: Concurrency | str | None = None
    """What may not run at the same time."""
    permissions: Permissions | None = None
    """What its token may do. Left out means the platform's default; an empty mapping means nothing."""
    timeout: Duration | Expression | None = None
    """After which a run is stopped."""
    stages: dict[str, Stage] = field(default_factory=dict)
    """Stages. One follows the one before it, unless it says `after`."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class PipelineEnd(Record):
    """The end of another pipeline."""

    pipelines: str | list[str] = field(default_factory=list)
    """Pipelines of this document by id, or others by the name they show."""
    branches: Glob | list[Glob] = field(default_factory=list)
    """Branches they ran on, as patterns."""
    ignore_branches: Glob | list[Glob] = field(default_factory=list)
    """Branches left out."""
    types: str | list[str] = field(default_factory=list)
    """What happened to them, in the platform's words: `completed`, `requested` …"""


class Placement(Record):
    """Which machines the copies of a workload may share."""

    spread: list[Spread | Topology] = field(default_factory=list)
    """What copies are spread over. Without it one machine may hold them all."""
    apart: Topology | None = None
    """What no two copies may share."""
    nodes: dict[str, str] = field(default_factory=dict)
    """Labels a machine must have."""
    tolerate: list[str] = field(default_factory=list)
    """Marks on machines that would keep others away, as `key=value:effect`."""
    priority: str | None = None
    """Class that decides who goes first when room is short."""


if TYPE_CHECKING:

    class _Platform(TypedDict, total=False):
        pass


class Platform(OneOf):
    """What an environment runs on."""

    kubernetes: Kubernetes | None = None
    """A Kubernetes cluster."""
    azure_app_service: AzureAppService | None = None
    """Azure App Service."""
    azure_container_apps: AzureContainerApps | None = None
    """Azure Container Apps."""
    aws_ecs: AwsEcs | None = None
    """Amazon ECS."""
    aws_lambda: AwsLambda | None = None
    """AWS Lambda."""
    cloud_run: CloudRun | None = None
    """Google Cloud Run."""
    vm_group: VmGroup | None = None
    """A group of virtual or real machines."""
    docker_swarm: DockerSwarm | None = None
    """A Docker Swarm."""
    compose: Compose | None = None
    """Docker Compose on one machine."""
    static_site: StaticSite | None = None
    """Files behind a web server or CDN."""

    _keys = ("kubernetes", "azure_app_service", "azure_container_apps", "aws_ecs", "aws_lambda", "cloud_run", "vm_group", "docker_swarm", "compose", "static_site")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, kubernetes: Kubernetes, **others: Unpack[_Platform]) -> None: ...
        @overload
        def __init__(self, *, azure_app_service: AzureAppService, **others: Unpack[_Platform]) -> None: ...
        @overload
        def __init__(self, *, azure_container_apps: AzureContainerApps, **others: Unpack[_Platform]) -> None: ...
        @overload
        def __init__(self, *, aws_ecs: AwsEcs, **others: Unpack[_Platform]) -> None: ...
        @overload
        def __init__(self, *, aws_lambda: AwsLambda, **others: Unpack[_Platform]) -> None: ...
        @overload
        def __init__(self, *, cloud_run: CloudRun, **others: Unpack[_Platform]) -> None: ...
        @overload
        def __init__(self, *, vm_group: VmGroup, **others: Unpack[_Platform]) -> None: ...
        @overload
        def __init__(self, *, docker_swarm: DockerSwarm, **others: Unpack[_Platform]) -> None: ...
        @overload
        def __init__(self, *, compose: Compose, **others: Unpack[_Platform]) -> None: ...
        @overload
        def __init__(self, *, static_site: StaticSite, **others: Unpack[_Platform]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["kubernetes", "azure_app_service", "azure_container_apps", "aws_ecs", "aws_lambda", "cloud_run", "vm_group", "docker_swarm", "compose", "static_site"]: ...


class PodSecurity(Record):
    """What pods may do on their machine."""

    user: int | None = None
    """User number it runs as."""
    group: int | None = None
    """Group number it runs as."""
    fs_group: int | None = None
    """Group number its volumes belong to."""
    non_root: bool | None = None
    """True when it is refused to run as root."""
    seccomp: str | None = None
    """Profile of allowed system calls; `RuntimeDefault` is a good one."""
    host_network: bool | None = None
    """True when it shares the network of its machine, and sees what passes there."""
    host_pid: bool | None = None
    """True when it sees the processes of its machine."""
    host_ipc: bool | None = None
    """True when it shares memory with processes of its machine."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class PolicyGate(Record):
    """A policy engine says yes."""

    engine: PolicyEngine
    """Which engine."""
    policy: str
    """File or bundle with the policy."""
    query: str | None = None
    """The question asked, such as `data.release.allow`."""


class PortSpan(Record):
    """A port, or several next to one another."""

    from_: Port
    """The first."""
    to: Port | None = None
    """The last; only the first when left out."""


class PriceOverride(Record):
    """A price that takes the place of the price book's."""

    price: Price | None = None
    """The price, such as `0.006 USD/minute`."""
    tiers: list[PriceTier] = field(default_factory=list)
    """Prices by amount, when it changes with it."""
    free: Decimal | None = None
    """How much is free in each month."""
    region: str | None = None
    """Region it holds in; all when left out."""
    as_of: Date | None = None
    """The day it was true. Old prices are doubtful."""
    source: str | None = None
    """Where it comes from, such as a contract."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it holds for; all when left out."""


class PriceTier(Record):
    """A price from an amount on."""

    from_: Decimal
    """The amount it begins at."""
    price: Price
    """The price from there on."""


if TYPE_CHECKING:

    class _Probe(TypedDict, total=False):
        delay: Duration | None
        every: Duration | None
        timeout: Duration | None
        failures: int | None
        successes: int | None
        extensions: dict[str, Any]


class Probe(OneOf):
    """A question asked again and again."""

    delay: Duration | None = None
    """How long after the start it is first asked."""
    every: Duration | None = None
    """How often it is asked; every 10 seconds when left out."""
    timeout: Duration | None = None
    """How long an answer may take; one second when left out."""
    failures: int | None = None
    """After how many bad answers in a row it counts as failed; three when left out."""
    successes: int | None = None
    """After how many good answers in a row it counts as well again; one when left out."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""
    http: HttpProbe | str | None = None
    """An HTTP request that must succeed."""
    tcp: TcpProbe | Port | None = None
    """A TCP connection that must come about."""
    grpc: GrpcProbe | Port | None = None
    """The gRPC health service."""
    command: str | list[str] | None = None
    """A command that must succeed, word by word."""

    _keys = ("http", "tcp", "grpc", "command")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, http: HttpProbe | str, **others: Unpack[_Probe]) -> None: ...
        @overload
        def __init__(self, *, tcp: TcpProbe | Port, **others: Unpack[_Probe]) -> None: ...
        @overload
        def __init__(self, *, grpc: GrpcProbe | Port, **others: Unpack[_Probe]) -> None: ...
        @overload
        def __init__(self, *, command: str | list[str], **others: Unpack[_Probe]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["http", "tcp", "grpc", "command"]: ...


class Probes(Record):
    """How one finds out whether a container is well."""

    startup: Probe | None = None
    """Whether it has started; the others wait for it."""
    readiness: Probe | None = None
    """Whether it may receive requests. Without it a new copy counts as ready at once, and a rollout proves nothing."""
    liveness: Probe | None = None
    """Whether it must be restarted. It must not depend on other services, or all restart together."""


class Prometheus(Record):
    """Prometheus, or what speaks its language."""

    address: str | None = None
    """Address such as `http://prometheus.monitoring:9090`."""
    token: SecretReference | None = None
    """Secret to log in with."""
    every: Duration | None = None
    """How often it measures."""
    namespace: str | None = None
    """Namespace that rules and monitors are put into."""


class PrometheusQuery(Record):
    """A query in the language of Prometheus."""

    query: str
    """The query; it must give a single number."""
    address: str | None = None
    """Address of another Prometheus than the usual one."""


class Publish(Record):
    """Hands files to later jobs."""

    artifact: Id | Expression
    """Name of the artifact."""
    path: str | list[str] = field(default_factory=list)
    """Files and folders, as patterns."""
    keep: Duration | None = None
    """How long it is kept."""
    optional: bool | None = None
    """True when it may be empty."""
    registry: Id | None = None
    """Package registry it is published to, beyond handing it on."""


class PullRequest(Record):
    """A change that is proposed for merging."""

    branches: Glob | list[Glob] = field(default_factory=list)
    """Branches it would be merged into, as patterns."""
    ignore_branches: Glob | list[Glob] = field(default_factory=list)
    """Branches left out."""
    paths: Glob | list[Glob] = field(default_factory=list)
    """Only when one of these paths changed."""
    ignore_paths: Glob | list[Glob] = field(default_factory=list)
    """Not when only these paths changed."""
    types: str | list[str] = field(default_factory=list)
    """What happened to it, in the platform's words: `opened`, `synchronize`, `labeled` …"""
    trusted: bool | None = None
    """True when the run sees the target's secrets although the change may come from a stranger."""
    drafts: bool | None = None
    """False when drafts are passed over."""


class Push(Record):
    """Commits that arrive on a branch. A filter that is left out lets everything through."""

    branches: Glob | list[Glob] = field(default_factory=list)
    """Branches, as patterns."""
    ignore_branches: Glob | list[Glob] = field(default_factory=list)
    """Branches left out."""
    tags: Glob | list[Glob] = field(default_factory=list)
    """Tags, as patterns."""
    ignore_tags: Glob | list[Glob] = field(default_factory=list)
    """Tags left out."""
    paths: Glob | list[Glob] = field(default_factory=list)
    """Only when one of these paths changed."""
    ignore_paths: Glob | list[Glob] = field(default_factory=list)
    """Not when only these paths changed."""


class Quality(Record):
    """Measurements hold."""

    conditions: list[Condition] = field(default_factory=list)
    """All of them must hold."""
    provider: Id | None = None
    """Where they are measured."""
    blocking: bool | None = None
    """False when it only warns."""


class Receiver(Record):
    """Whom an alert reaches."""

    via: ReceiverKind
    """By what."""
    to: str | list[str] = field(default_factory=list)
    """Channel, address, service or group there."""
    key: SecretReference | None = None
    """Key or secret address."""
    at_least: AlertSeverity | None = None
    """Only alerts at least this urgent."""
    escalation: list[Escalation] = field(default_factory=list)
    """Who is reached next when nobody answers."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Recovery(Record):
    """What is done against losing data or a region. How much work can be lost (RPO) and how long recovery takes (RTO) are computed from it and held against the objectives."""

    tier: RecoveryTier | None = None
    """The kind of standby that is claimed; held against what is built."""
    backups: dict[str, Backup] = field(default_factory=dict)
    """Copies of data made from time to time."""
    replications: dict[str, Replication] = field(default_factory=dict)
    """Copies of data kept up to date all the time."""
    consistent: dict[str, ConsistentStores | list[Id]] = field(default_factory=dict)
    """Stores that must be restored to the same moment to make sense together."""
    regions: Regions | None = None
    """Where production runs, and where it would run instead."""
    detect: DurationRange | None = None
    """How long until someone or something notices the loss."""
    declare: DurationRange | None = None
    """How long until someone decides to fail over."""
    failover: dict[str, FailoverStep] = field(default_factory=dict)
    """What is done when a region is lost: a step waits for those it names in `after`."""
    validate: DurationRange | None = None
    """How long it takes to be sure that everything works again."""
    procedures: dict[str, RecoveryProcedure] = field(default_factory=dict)
    """Ways to recover from other losses than that of a region."""
    drills: dict[str, Drill] = field(default_factory=dict)
    """Trials of all this. What was never tried counts as unproved."""
    losses: Rate | None = None
    """How often such a loss is expected, such as `1/year`; adds the time to recover to the downtime of a year."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class RecoveryProcedure(Record):
    """A way to recover from a loss."""

    summary: str | None = None
    """What it does, in a sentence."""
    against: FailureMode | list[FailureMode] = field(default_factory=list)
    """What it helps against."""
    of: Id | list[Id] = field(default_factory=list)
    """What it brings back, by id; everything when left out."""
    detect: DurationRange | None = None
    """How long until someone or something notices the loss."""
    declare: DurationRange | None = None
    """How long until someone decides."""
    steps: dict[str, FailoverStep] = field(default_factory=dict)
    """What is done: a step waits for those it names in `after`."""
    validate: DurationRange | None = None
    """How long it takes to be sure that everything works again."""


class Recreate(Record):
    """Stop the old, start the new."""



class RedeployPrevious(Record):
    """The pipeline deploys the last good version again."""

    pipeline: Id | None = None
    """Pipeline that does it."""
    artifacts: Id | list[Id] = field(default_factory=list)
    """Artifacts it needs."""


class Regions(Record):
    """Where production runs, and where it would run instead."""

    primary: str
    """Where it runs, such as `westus2`."""
    standby: str | list[str] = field(default_factory=list)
    """Where it would run instead."""
    mode: StandbyMode | None = None
    """What the standby does meanwhile."""
    capacity: Percent | None = None
    """Share of the primary's capacity that runs in the standby all the time; `0%` when everything there is off."""
    standby_account: str | None = None
    """Cloud account of the standby, when it is another one."""
    zones: int | None = None
    """How many data centres of the primary region are used."""
    dns_ttl: Duration | None = None
    """How long names are remembered by clients. Until then some still go to the lost region."""


class Registry(Record):
    """A registry of images or packages. Without it nothing new starts, and nothing old either."""

    kind: RegistryKind | None = None
    """What it is."""
    url: str | None = None
    """Address, such as `contoso.azurecr.io`."""
    packages: PackageKind | list[PackageKind] = field(default_factory=list)
    """Kinds of packages in it; images when left out."""
    size: str | None = None
    """Size or plan, such as `premium`."""
    storage: Size | None = None
    """How much is in it."""
    region: str | None = None
    """Cloud region it is in."""
    replicas: str | list[str] = field(default_factory=list)
    """Regions it is copied to."""
    account: str | None = None
    """Cloud account it is in."""
    network: Id | None = None
    """Network it is reached in."""
    load_balancer: Id | None = None
    """Load balancer it is reached through."""
    environment: Id | None = None
    """Cluster or environment it runs in, when it is one's own. A way back that needs what has failed is none."""
    public: bool | None = None
    """Whether anyone can read from it."""
    immutable_tags: bool | None = None
    """Whether a tag always stays what it was."""
    scans: bool | None = None
    """Whether what is put in is scanned."""
    signed_only: bool | None = None
    """Whether only signed things can be put in."""
    keep_versions: int | None = None
    """How many versions are kept."""
    keep: Duration | None = None
    """How long versions are kept. What is gone cannot be gone back to."""
    credentials: SecretReference | None = None
    """Secret to log in with."""
    writers: Id | list[Id] = field(default_factory=list)
    """Identities that may put things in, by id."""
    upstream: str | list[str] = field(default_factory=list)
    """Registry it passes on what it does not have itself, by address."""
    copies: Copies | int | None = None
    """How many copies there are."""
    availability: Percent | None = None
    """Share of time its provider promises it is up."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class RegistryLogin(Record):
    """A login to a container registry."""

    host: str
    """Its host, such as `ghcr.io`; may hold `${{ expressions }}`."""
    username: EnvValue | None = None
    """Who logs in."""
    password: EnvValue | None = None
    """With which password; the run's own identity when left out."""


class ReleaseEvent(Record):
    """A release that is published."""

    types: str | list[str] = field(default_factory=list)
    """What happened to it, in the platform's words: `published`, `created` …"""


class ReleaseRequirements(Record):
    """What every release to production must have."""

    scans: ScanKind | list[ScanKind] = field(default_factory=list)
    """Scans that must have passed."""
    approvals: int | None = None
    """How many people must approve it."""
    slsa_build: int | None = None
    """SLSA build level it must reach, 1 to 3."""
    sbom: bool | None = None
    """True when it must come with a list of its components."""
    signature: bool | None = None
    """True when it must be signed, and the signature verified."""
    change_record: bool | None = None
    """True when it must have a change record."""
    tests: bool | None = None
    """True when it must have passed tests of the very thing that is released."""
    rollback: bool | None = None
    """True when there must be a way back."""
    application_firewall: bool | None = None
    """True when public services must stand behind a firewall for applications."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it holds for; production when left out."""


class RepairTime(Record):
    """How fast weaknesses must be repaired once they are known."""

    critical: Duration | None = None
    """Critical ones."""
    high: Duration | None = None
    """High ones."""
    medium: Duration | None = None
    """Medium ones."""
    low: Duration | None = None
    """Low ones."""


class Replication(Record):
    """A copy of data kept up to date all the time. It copies mistakes too, so it protects from the loss of a place only."""

    of: Id | list[Id] = field(default_factory=list)
    """What is copied, by id."""
    from_: str | None = None
    """Region it is copied from; the primary one when left out."""
    to: str | list[str] = field(default_factory=list)
    """Regions or zones it is copied to."""
    mode: ReplicationMode | None = None
    """Whether a write waits for the copy."""
    lag: Duration | None = None
    """How far the copy is behind, 99 % of the time; this work can be lost."""
    delay: Duration | None = None
    """How far it is kept behind on purpose, so that a mistake can be stopped in time."""
    promote: DurationRange | None = None
    """How long until the copy can take over."""
    writers: Writers | None = None
    """Where writes are taken: one place, or all of them."""
    conflicts: str | None = None
    """What decides when two places changed the same thing, such as `last-write-wins`. Needed with several writers."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Reports(Record):
    """Reports that a platform can show."""

    junit: str | list[str] = field(default_factory=list)
    """Test results in JUnit's format, as a pattern."""
    cobertura: str | list[str] = field(default_factory=list)
    """Coverage in Cobertura's format, as a pattern."""
    jacoco: str | list[str] = field(default_factory=list)
    """Coverage in JaCoCo's format, as a pattern."""
    lcov: str | list[str] = field(default_factory=list)
    """Coverage in lcov's format, as a pattern."""
    sarif: str | list[str] = field(default_factory=list)
    """Findings in SARIF, as a pattern."""
    trx: str | list[str] = field(default_factory=list)
    """Test results in Visual Studio's format, as a pattern."""
    html: str | list[str] = field(default_factory=list)
    """Pages to look at, as a pattern."""
    coverage_pattern: str | None = None
    """Regular expression that finds the coverage in the log."""


class Residency(Record):
    """Regions that some kinds of data may be in."""

    data: DataClass | list[DataClass] = field(default_factory=list)
    """The kinds of data."""
    regions: str | list[str] = field(default_factory=list)
    """The regions."""


class ResourceAmounts(Record):
    """Amounts of processor, memory and the like."""

    cpu: Cpu | None = None
    """Processors, such as `500m` for half of one."""
    memory: Size | None = None
    """Memory, such as `512Mi`."""
    disk: Size | None = None
    """Space on the machine's own disk."""
    gpu: int | None = None
    """Graphics processors."""
    storage: Size | None = None
    """Space on volumes, for quotas."""
    pods: int | None = None
    """Pods, for quotas."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """Other resources, in the platform's words."""


class Resources(Record):
    """What a container is promised and allowed."""

    requests: ResourceAmounts | None = None
    """What it is promised; the scheduler keeps this much free, and it is paid for."""
    limits: ResourceAmounts | None = None
    """What it may use at most. Above the memory limit it is killed, above the processor limit slowed down."""


class Restore(Record):
    """How a backup is brought back."""

    takes: DurationRange | None = None
    """How long it takes."""
    per_second: Size | None = None
    """How much is restored in one second, for sizes that were not tried."""
    tested: Date | None = None
    """The day it was last tried. Numbers that were never measured count as guesses."""
    verified: bool | None = None
    """True when the restored data was compared with the original."""


class RestoreData(Record):
    """Data is restored from a backup."""

    backup: Id | None = None
    """One of the declared backups."""


class Retry(Record):
    """When to try again."""

    times: int | None = None
    """How many tries after the first."""
    wait: Duration | None = None
    """How long to wait between tries."""
    on: str | list[str] = field(default_factory=list)
    """Which failures are worth another try, in the platform's words; any when left out."""


class Rollback(Record):
    """A way back to the last good version."""

    summary: str | None = None
    """What it does, in a sentence."""
    automatic: bool | None = None
    """True when it starts by itself."""
    when: list[Condition] = field(default_factory=list)
    """Any of these starts it."""
    provider: Id | None = None
    """Where they are measured."""
    every: Duration | None = None
    """How often they are measured."""
    decided_by: str | list[str] = field(default_factory=list)
    """Who decides, when it does not start by itself."""
    decide: DurationRange | None = None
    """How long the decision takes."""
    method: Method
    """How it is done."""
    takes: DurationRange | None = None
    """How long doing it takes."""
    within: Duration | None = None
    """The promise: from the first bad minute to the last good version."""
    steps: dict[str, RollbackStep] = field(default_factory=dict)
    """What else is done, in order of need: a step waits for those it names."""
    keep_versions: int | None = None
    """How many versions are kept to go back to."""
    keep: Duration | None = None
    """How long versions are kept to go back to."""
    tested: Date | None = None
    """The day it was last tried."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class RollbackReady(Record):
    """The way back is known to work: the last good version is kept, and the rollback was tried lately."""

    tested_within: Duration | None = None
    """How long ago it may have been tried."""


class RollbackStep(Record):
    """A part of a rollback."""

    summary: str | None = None
    """What is done, in words."""
    after: Id | list[Id] = field(default_factory=list)
    """Steps it waits for."""
    takes: DurationRange | None = None
    """How long it takes."""
    steps: list[Step] = field(default_factory=list)
    """How it is done, when a machine can."""
    manual: bool | None = None
    """True when a person does it."""


class Rolling(Record):
    """Replace instances a few at a time."""

    max_surge: Share | None = None
    """How many may be added while it runs."""
    max_unavailable: Share | None = None
    """How many may be missing while it runs."""
    batch: Share | None = None
    """How many machines at once, where there is no surge."""
    pause: Duration | None = None
    """Pause between batches."""
    min_ready: Duration | None = None
    """How long an instance must be ready before it counts."""
    verify: list[Check] = field(default_factory=list)
    """What must hold after each batch."""


if TYPE_CHECKING:

    class _Runner(TypedDict, total=False):
        pass


class Runner(OneOf):
    """Where a job runs."""

    hosted: str | Expression | None = None
    """A machine of the CI service, by its label, such as `ubuntu-latest`."""
    self_hosted: SelfHosted | str | list[str] | None = None
    """A machine of one's own, by labels."""
    pool: RunnerPool | str | None = None
    """A named pool or group of machines."""

    _keys = ("hosted", "self_hosted", "pool")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, hosted: str | Expression, **others: Unpack[_Runner]) -> None: ...
        @overload
        def __init__(self, *, self_hosted: SelfHosted | str | list[str], **others: Unpack[_Runner]) -> None: ...
        @overload
        def __init__(self, *, pool: RunnerPool | str, **others: Unpack[_Runner]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["hosted", "self_hosted", "pool"]: ...


class RunnerPool(Record):
    """A named pool of machines."""

    name: str
    """Name of the pool or group."""
    labels: str | list[str] = field(default_factory=list)
    """Labels or demands a machine must meet."""
    image: str | None = None
    """Image of the machines."""
    ephemeral: bool | None = None
    """True when each machine serves one job and is then thrown away."""
    count: int | None = None
    """How many jobs can run at once."""


class S3Bucket(Record):
    """A bucket of Amazon S3, or of a service that speaks its language."""

    bucket: str | None = None
    """Name of the bucket."""
    prefix: str | None = None
    """Folder in it."""
    class_: str | None = None
    """Storage class, such as `standard_ia`; slow classes are cheap and take hours to read."""
    endpoint: str | None = None
    """Address of the service, when it is not Amazon's."""
    replica_region: str | None = None
    """Region that everything is copied to as well."""


class Sbom(Record):
    """Lists what the software is made of."""

    format: SbomFormat | None = None
    """Format of the list."""
    tool: Id | None = None
    """What makes it: `syft`, `trivy` …"""
    target: str | None = None
    """Image, folder or artifact that is listed."""
    artifact: Id | None = None
    """Artifact the list is handed on as."""


class Scaling(Record):
    """What changes the number or size of a workload's copies."""

    horizontal: HorizontalScaling | None = None
    """More or fewer copies, by load."""
    vertical: VerticalScaling | None = None
    """Larger or smaller copies, by use."""
    events: EventScaling | None = None
    """More or fewer copies, by events waiting elsewhere, down to none."""


class ScalingPace(Record):
    """How fast a workload grows or shrinks."""

    stabilize: Duration | None = None
    """How long it waits to see whether the load stays."""
    steps: list[ScalingStep] = field(default_factory=list)
    """Steps it may take."""
    choose: ScalingChoice | None = None
    """Which step counts when several are allowed; the largest when left out."""


class ScalingSignal(Record):
    """A measurement that scaling aims at."""

    signal: SignalName
    """What is measured."""
    target: Decimal
    """The value aimed at."""
    per_copy: bool | None = None
    """True when the value is for each copy, false for all together."""
    provider: Id | None = None
    """Where it is measured."""
    labels: dict[str, str] = field(default_factory=dict)
    """Labels that choose the measurement."""


class ScalingStep(Record):
    """A step of scaling."""

    by: Share
    """By how many copies, or by what part of them."""
    every: Duration
    """How often."""


class Scan(Record):
    """Looks for weaknesses."""

    kind: ScanKind
    """What is looked at."""
    tool: Id | None = None
    """What looks: `trivy`, `semgrep`, `snyk` …; a good one for the kind when left out."""
    target: str | None = None
    """Image, folder, address or artifact that is scanned."""
    fail_on: list[Condition] = field(default_factory=list)
    """What must hold for the job to go on; without it the scan only reports."""
    report: str | None = None
    """Report file it leaves behind."""
    ignore_file: str | None = None
    """File with findings that are accepted."""
    with_: dict[str, Any] = field(default_factory=dict)
    """More parameters of the tool."""


class Schedule(Record):
    """Set times."""

    cron: Cron
    """Five fields: minute, hour, day, month, weekday."""
    zone: Zone | None = None
    """Time zone of the fields; UTC when left out."""
    branches: Glob | list[Glob] = field(default_factory=list)
    """Branches it runs on; the default branch when left out."""
    always: bool | None = None
    """True when it runs even if nothing changed since the last run."""


class SealedSecret(Record):
    """A secret that only one cluster can open."""

    name: SecretName
    """Its name, as references have it."""
    environment: Id
    """The environment whose cluster can open it."""
    values: dict[str, str] = field(default_factory=dict)
    """Sealed values by key."""


class Secret(Record):
    """What is known about a secret beyond its name."""

    name: SecretName | None = None
    """Name in the store; the id when left out."""
    store: Id | None = None
    """The store it is kept in."""
    rotate: Duration | None = None
    """How long it is used before it is replaced."""
    overlap: Duration | None = None
    """How long the old value still works after a rotation."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is for; all when left out."""
    owner: str | None = None
    """Who looks after it."""


class SecretInput(Record):
    """A secret that a caller gives."""

    description: str | None = None
    """What it is for."""
    required: bool | None = None
    """True when it must be given."""


class SecretReference(Record):
    """A secret, by its name in a store."""

    secret: SecretName
    """Name in the store, such as `prod/db-password`."""
    store: Id | None = None
    """The store; the only one when left out."""
    key: str | None = None
    """The key inside a secret that holds several values."""


if TYPE_CHECKING:

    class _SecretStore(TypedDict, total=False):
        environments: Id | list[Id]
        rotate: Duration | None
        extensions: dict[str, Any]


class SecretStore(OneOf):
    """A place where secrets are kept."""

    environments: Id | list[Id] = field(default_factory=list)
    """The environments that may read from it; all when left out."""
    rotate: Duration | None = None
    """How long a secret is used before it is replaced, unless the secret says otherwise."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""
    azure_key_vault: AzureKeyVault | None = None
    """Azure Key Vault."""
    aws_secrets_manager: AwsSecretsManager | None = None
    """AWS Secrets Manager."""
    gcp_secret_manager: GcpSecretManager | None = None
    """Google Cloud Secret Manager."""
    vault: Vault | None = None
    """HashiCorp Vault."""
    ci: CiSecrets | None = None
    """The CI system's own secrets."""
    kubernetes: KubernetesSecrets | None = None
    """Kubernetes secrets, sealed or synchronised by an operator."""

    _keys = ("azure_key_vault", "aws_secrets_manager", "gcp_secret_manager", "vault", "ci", "kubernetes")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, azure_key_vault: AzureKeyVault, **others: Unpack[_SecretStore]) -> None: ...
        @overload
        def __init__(self, *, aws_secrets_manager: AwsSecretsManager, **others: Unpack[_SecretStore]) -> None: ...
        @overload
        def __init__(self, *, gcp_secret_manager: GcpSecretManager, **others: Unpack[_SecretStore]) -> None: ...
        @overload
        def __init__(self, *, vault: Vault, **others: Unpack[_SecretStore]) -> None: ...
        @overload
        def __init__(self, *, ci: CiSecrets, **others: Unpack[_SecretStore]) -> None: ...
        @overload
        def __init__(self, *, kubernetes: KubernetesSecrets, **others: Unpack[_SecretStore]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["azure_key_vault", "aws_secrets_manager", "gcp_secret_manager", "vault", "ci", "kubernetes"]: ...


class SecretVolume(Record):
    """Secrets as files."""

    name: str | None = None
    """Name of a secret in the cluster that exists already."""
    files: dict[str, SecretReference] = field(default_factory=dict)
    """Files and the secrets they hold, for one that is made."""
    certificates: Id | list[Id] = field(default_factory=list)
    """Certificates whose key and chain are put there, by id."""


class SelfHosted(Record):
    """Machines of one's own."""

    labels: str | list[str] = field(default_factory=list)
    """Labels a machine must have."""
    ephemeral: bool | None = None
    """True when each machine serves one job and is then thrown away."""
    count: int | None = None
    """How many jobs can run at once."""


class Service(Record):
    """A part of the software that is built and delivered."""

    path: str | None = None
    """Folder in the repository."""
    runtime: Runtime | None = None
    """What it is written in, such as `dotnet 8.0`."""
    image: str | None = None
    """Repository and name of its container image, without a tag."""
    build: ServiceBuild | None = None
    """How it becomes that image."""
    port: Port | None = None
    """Port it listens on."""
    health: str | None = None
    """Path that answers when it is well, such as `/health`."""
    ready: str | None = None
    """Path that answers when it may receive traffic; `health` when left out."""
    exposure: Exposure | None = None
    """Who can reach it."""
    data: DataClass | None = None
    """The most sensitive data it handles."""
    needs: Id | list[Id] = field(default_factory=list)
    """Services it calls."""
    owner: Id | None = None
    """Group that looks after it."""
    watches: str | list[str] = field(default_factory=list)
    """Folders whose changes also change this service, for monorepos."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class ServiceAccount(Record):
    """Who a workload is, to the cluster and to the cloud."""

    name: str | None = None
    """Name of the account; the workload's id when left out. Sharing `default` gives every pod the same rights."""
    create: bool | None = None
    """False when it exists already."""
    mount_token: bool | None = None
    """Whether its token is put into every pod. Who needs no access to the cluster needs no token."""
    identity: Id | None = None
    """The identity it has in the cloud, one of the declared ones."""
    rules: list[ClusterRule] = field(default_factory=list)
    """What it may do in the cluster."""
    roles: str | list[str] = field(default_factory=list)
    """Roles of the cluster it has, by name. `cluster-admin` may do everything."""
    cluster_wide: bool | None = None
    """True when rules and roles hold in all namespaces."""
    annotations: dict[str, str] = field(default_factory=dict)
    """Annotations of the account."""


class ServiceBuild(Record):
    """How a service becomes a container image. What is left out is done as its language usually does it."""

    packages: PackageManager | None = None
    """What brings the packages it stands on; the usual one of the language when left out."""
    run: str | list[str] = field(default_factory=list)
    """Commands that build it, run in its folder."""
    keep: str | list[str] = field(default_factory=list)
    """Files and folders of the build that the image keeps, from its folder; everything, or the one program that was made, when left out."""
    start: str | list[str] = field(default_factory=list)
    """Program and arguments that a container starts with; a single text is taken apart at its spaces."""
    on: str | None = None
    """Image it is built in, best with its digest; a good one for the language when left out."""
    base: str | None = None
    """Image it runs on, best with its digest; a small one for the language when left out."""


class Setup(Record):
    """Installs a language or tool."""

    tool: Runtime
    """What and which version: `dotnet 8.0`, `node ${{ matrix.node }}`."""
    version_file: str | None = None
    """File in the repository that says the version, such as `.nvmrc`."""
    cache: str | None = None
    """Package manager whose downloads are kept between runs."""
    with_: dict[str, Any] = field(default_factory=dict)
    """More parameters, in the platform's words."""


class Shadow(Record):
    """Send the new version copies of requests and throw its answers away."""

    mirror: Percent
    """Share of requests that is copied."""
    for_: Duration
    """For how long."""
    traffic: Traffic | None = None
    """What splits traffic."""
    analysis: Analysis | None = None
    """What is watched."""


class Sign(Record):
    """Signs an artifact or image."""

    tool: Id | None = None
    """What signs: `cosign`, `notation`, `gpg` …"""
    image: str | None = None
    """Image that is signed."""
    artifact: Id | None = None
    """Artifact that is signed."""
    key: SecretReference | None = None
    """Key; without one the run's own identity signs."""


class SignalDefinition(Record):
    """A measurement that conditions name, with a query for each system it is kept in. Queries may hold `{{service}}`, `{{environment}}`, `{{version}}` and `{{lookback}}`, which are filled in where the signal is used."""

    summary: str | None = None
    """What is measured, in a sentence."""
    unit: SignalUnit | None = None
    """What the number counts; a plain number when left out."""
    better: Better | None = None
    """Which direction is good."""
    lookback: Duration | None = None
    """How far back one measurement looks. The longer, the later a change is noticed."""
    lag: Duration | None = None
    """How late a measurement can be seen, when it is not as the provider says."""
    baseline: Duration | None = None
    """How far back a baseline looks."""
    prometheus: PrometheusQuery | str | None = None
    """In the language of Prometheus."""
    azure_monitor: AzureMonitorQuery | str | None = None
    """For Azure Monitor, in Kusto's language."""
    cloudwatch: CloudWatchQuery | str | None = None
    """For Amazon CloudWatch."""
    datadog: DatadogQuery | str | None = None
    """For Datadog."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """For other systems, in their words."""


class Slo(Record):
    """A service level: how often something must be good. What may be bad is the error budget that releases spend."""

    summary: str | None = None
    """What is promised, in a sentence."""
    service: Id | None = None
    """The service it is about; the one with the same id when left out."""
    environments: Id | list[Id] = field(default_factory=list)
    """The environments it is about; production when left out."""
    kind: SloKind | None = None
    """What is measured."""
    objective: Percent
    """How often it must be good, such as `99.9%`."""
    over: Duration | None = None
    """The time it is counted over; the last 30 days when left out."""
    calendar: bool | None = None
    """True when counting starts anew with each calendar month instead."""
    signal: SignalName | None = None
    """The share of good requests, as one signal, such as `success_rate`."""
    ratio: EventRatio | None = None
    """The share of good requests, as counts."""
    good: Condition | list[Condition] = field(default_factory=list)
    """What must hold for a moment to count as good, such as `latency.p95 < 500ms`."""
    provider: Id | None = None
    """Where it is measured."""
    spent: Percent | None = None
    """How much of the error budget of the current time is spent already."""
    per_release: Percent | None = None
    """The share of the error budget that a single release may spend."""
    burn: list[BurnAlert] = field(default_factory=list)
    """When someone is told that the budget is spent too fast."""
    notify: Id | list[Id] = field(default_factory=list)
    """Whom those alerts reach, by id."""
    when_spent: BudgetPolicy | None = None
    """What is done when the budget is spent."""
    runbook: str | None = None
    """Address of what to do about it."""
    owner: str | None = None
    """Who answers for it."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class SlotSwap(Record):
    """The slots are swapped back."""

    slot: str | None = None
    """Slot that holds the last good version; the only one when left out."""


class SmiSplit(Record):
    """A mesh with the SMI traffic split."""

    split: str | None = None
    """Name of the split."""
    root_service: str | None = None
    """Service that clients call."""


class SnapshotStore(Record):
    """Snapshots beside the disk they were taken from."""

    class_: str | None = None
    """Class of snapshots in the cluster."""


class SourceRepository(Record):
    """A repository of source, and how it is protected."""

    url: str | None = None
    """Address or name, such as `github.com/contoso/web`; this one when left out."""
    holds: RepositoryContent | list[RepositoryContent] = field(default_factory=list)
    """What is in it; the software when left out."""
    visibility: Visibility | None = None
    """Who can see it."""
    branches: dict[str, BranchProtection] = field(default_factory=dict)
    """How branches are protected, by name or pattern such as `main` or `release/*`."""
    protected_tags: Glob | list[Glob] = field(default_factory=list)
    """Tags that only releases may make."""
    writers: Id | list[Id] = field(default_factory=list)
    """Who may write to it, by group."""
    admins: Id | list[Id] = field(default_factory=list)
    """Who may change its settings, by group."""
    machine_writers: Id | list[Id] = field(default_factory=list)
    """Identities of machines that may write to it, by id."""
    multi_factor: bool | None = None
    """Whether everyone logs in with more than a password."""
    push_protection: bool | None = None
    """Whether secrets are refused when they are pushed."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class Spread(Record):
    """What copies are spread over."""

    over: Topology
    """Machines, zones or regions."""
    skew: int | None = None
    """By how many copies two of them may differ; one when left out."""
    required: bool | None = None
    """True when a copy that does not fit waits; otherwise it runs anywhere."""


class Stage(Record):
    """A part of a pipeline. Its jobs run side by side once the stages before it are done."""

    name: str | None = None
    """Name shown to people; the id when left out."""
    after: Id | list[Id] = field(default_factory=list)
    """Stages it waits for. Left out means the one before it; an empty list means none."""
    when: When | None = None
    """When it runs."""
    lasts: DurationRange | None = None
    """How long it takes, for estimates, when its jobs do not say."""
    gates: list[Gate] = field(default_factory=list)
    """What must be passed before its jobs start."""
    runner: Runner | Expression | None = None
    """Where its jobs run, unless they say otherwise."""
    env: dict[str, EnvValue] = field(default_factory=dict)
    """Variables for all its jobs."""
    jobs: dict[str, Job] = field(default_factory=dict)
    """What is done."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class StaticSite(Record):
    """Files behind a web server or CDN."""

    provider: StaticSiteProvider | None = None
    """Who serves it."""
    bucket: str | None = None
    """Bucket, container or site it goes to."""
    cdn: Id | None = None
    """CDN distribution or profile whose cache is cleared."""
    path: str | None = None
    """Folder with the files."""
    region: str | None = None
    """Region."""


if TYPE_CHECKING:

    class _Step(TypedDict, total=False):
        id: str | None
        name: str | None
        when: When | None
        env: dict[str, EnvValue]
        dir: str | None
        shell: str | None
        lasts: DurationRange | None
        timeout: Duration | Expression | None
        retry: Retry | int | None
        continue_on_error: bool | Expression | None
        reports: Reports | None
        extensions: dict[str, Any]


class Step(OneOf):
    """One thing a job does."""

    id: str | None = None
    """Name that expressions and later steps use; may hold capitals and underscores."""
    name: str | None = None
    """Name shown to people; may hold `${{ expressions }}`."""
    when: When | None = None
    """When it runs."""
    env: dict[str, EnvValue] = field(default_factory=dict)
    """Variables it sees."""
    dir: str | None = None
    """Folder it starts in."""
    shell: str | None = None
    """Shell it runs in."""
    lasts: DurationRange | None = None
    """How long it takes, for estimates."""
    timeout: Duration | Expression | None = None
    """After which it is stopped."""
    retry: Retry | int | None = None
    """How often it is tried again after a failure."""
    continue_on_error: bool | Expression | None = None
    """True when the job goes on although it failed."""
    reports: Reports | None = None
    """Reports it leaves behind, which the platform can show."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""
    run: str | None = None
    """Runs commands in a shell."""
    use: Use | str | None = None
    """Runs an action, task or component of one platform, as that platform writes it."""
    checkout: Checkout | None = None
    """Fetches the source."""
    setup: Setup | Runtime | None = None
    """Installs a language or tool, such as `node 20`."""
    cache: Cache | str | None = None
    """Keeps downloaded dependencies between runs."""
    build_image: BuildImage | str | None = None
    """Builds a container image."""
    scan: Scan | None = None
    """Looks for weaknesses."""
    publish: Publish | None = None
    """Hands files to later jobs."""
    fetch: Fetch | Id | Expression | None = None
    """Takes files that an earlier job handed on."""
    sbom: Sbom | None = None
    """Lists what the software is made of."""
    sign: Sign | None = None
    """Signs an artifact or image."""
    attest: Attest | None = None
    """Attests how an artifact or image was built."""
    migrate: Migrate | Id | None = None
    """Changes a database."""
    deploy: Deploy | None = None
    """Brings services into the job's environment."""
    verify: Verify | None = None
    """Checks that what was deployed works."""
    notify: Notify | str | list[str] | None = None
    """Tells people."""
    wait: Wait | Duration | None = None
    """Waits."""
    parallel: list[Step] | None = None
    """Runs steps side by side."""
    login: Login | None = None
    """Logs in, for the steps after it."""
    report: Reports | None = None
    """Shows reports that steps before it left behind."""
    call: Call | str | None = None
    """Runs the steps of a pipeline of this document that steps call."""

    _keys = ("run", "use", "checkout", "setup", "cache", "build_image", "scan", "publish", "fetch", "sbom", "sign", "attest", "migrate", "deploy", "verify", "notify", "wait", "parallel", "login", "report", "call")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, run: str, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, use: Use | str, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, checkout: Checkout, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, setup: Setup | Runtime, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, cache: Cache | str, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, build_image: BuildImage | str, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, scan: Scan, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, publish: Publish, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, fetch: Fetch | Id | Expression, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, sbom: Sbom, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, sign: Sign, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, attest: Attest, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, migrate: Migrate | Id, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, deploy: Deploy, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, verify: Verify, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, notify: Notify | str | list[str], **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, wait: Wait | Duration, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, parallel: list[Step], **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, login: Login, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, report: Reports, **others: Unpack[_Step]) -> None: ...
        @overload
        def __init__(self, *, call: Call | str, **others: Unpack[_Step]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["run", "use", "checkout", "setup", "cache", "build_image", "scan", "publish", "fetch", "sbom", "sign", "attest", "migrate", "deploy", "verify", "notify", "wait", "parallel", "login", "report", "call"]: ...


if TYPE_CHECKING:

    class _Strategy(TypedDict, total=False):
        summary: str | None
        gates: list[Gate]
        startup: Duration | None
        drain: Duration | None
        progress_deadline: Duration | None
        engine: RolloutEngine | None
        extensions: dict[str, Any]


class Strategy(OneOf):
    """A way to bring a new version in."""

    summary: str | None = None
    """What it is for, in a sentence."""
    gates: list[Gate] = field(default_factory=list)
    """What must be passed before it begins."""
    startup: Duration | None = None
    """How long a single instance takes to start and be ready."""
    drain: Duration | None = None
    """How long an instance gets to finish its work before it is stopped."""
    progress_deadline: Duration | None = None
    """How long without progress before it counts as failed."""
    engine: RolloutEngine | None = None
    """Who carries it out; the environment's platform when left out."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""
    recreate: Recreate | None = None
    """Stop the old, start the new."""
    rolling: Rolling | None = None
    """Replace instances a few at a time."""
    blue_green: BlueGreen | None = None
    """Start the new beside the old, then switch."""
    canary: Canary | None = None
    """Give the new version more and more traffic, watching."""
    linear: Linear | None = None
    """Shift traffic by equal steps."""
    shadow: Shadow | None = None
    """Send the new version copies of requests and throw its answers away."""
    ab: AbTest | None = None
    """Give some users the new version and compare."""
    feature_flag: FeatureFlag | None = None
    """Deliver switched off, then switch on for more and more users."""

    _keys = ("recreate", "rolling", "blue_green", "canary", "linear", "shadow", "ab", "feature_flag")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, recreate: Recreate, **others: Unpack[_Strategy]) -> None: ...
        @overload
        def __init__(self, *, rolling: Rolling, **others: Unpack[_Strategy]) -> None: ...
        @overload
        def __init__(self, *, blue_green: BlueGreen, **others: Unpack[_Strategy]) -> None: ...
        @overload
        def __init__(self, *, canary: Canary, **others: Unpack[_Strategy]) -> None: ...
        @overload
        def __init__(self, *, linear: Linear, **others: Unpack[_Strategy]) -> None: ...
        @overload
        def __init__(self, *, shadow: Shadow, **others: Unpack[_Strategy]) -> None: ...
        @overload
        def __init__(self, *, ab: AbTest, **others: Unpack[_Strategy]) -> None: ...
        @overload
        def __init__(self, *, feature_flag: FeatureFlag, **others: Unpack[_Strategy]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["recreate", "rolling", "blue_green", "canary", "linear", "shadow", "ab", "feature_flag"]: ...


class Subnet(Record):
    """A part of a network."""

    addresses: Cidr | list[Cidr] = field(default_factory=list)
    """Addresses it has."""
    public: bool | None = None
    """Whether its machines have addresses on the internet."""
    zone: str | None = None
    """Data centre it is in."""
    rules: dict[str, NetworkRule] = field(default_factory=dict)
    """Rules of its own, which come before those of the network."""


class SwarmRollback(Record):
    """The last state of the service, by Docker Swarm."""

    services: str | list[str] = field(default_factory=list)
    """Services; all of the stack when left out."""


class SyncResource(Record):
    """An object of an application that has an order of its own."""

    kind: str
    """Kind of object, as `group/kind`."""
    name: str | None = None
    """Its name."""
    wave: Decimal | None = None
    """When it is made among others: the smallest first."""
    hook: SyncHook | None = None
    """At what moment of a sync it runs, when it is a job."""
    defines: str | None = None
    """The kind it defines, when it is the definition of one, as `group/kind`. It must be there before the first object of that kind."""
    after: str | list[str] = field(default_factory=list)
    """Objects that must be there before it, as `kind/name`."""


class SyncRetry(Record):
    """When a failed sync is tried again."""

    limit: int | None = None
    """How often."""
    backoff: Duration | None = None
    """How long to wait the first time."""
    factor: Decimal | None = None
    """How many times longer to wait each further time."""
    max: Duration | None = None
    """The longest wait."""


class SyncWindow(Record):
    """When syncs may happen, or may not."""

    kind: SyncWindowKind
    """Whether it opens or closes."""
    schedule: Cron
    """When it begins."""
    for_: Duration
    """How long it lasts."""
    zone: Zone | None = None
    """Time zone of the schedule; UTC when left out."""
    applications: Glob | list[Glob] = field(default_factory=list)
    """Applications it is about; all when left out."""
    namespaces: Glob | list[Glob] = field(default_factory=list)
    """Namespaces it is about; all when left out."""
    clusters: Glob | list[Glob] = field(default_factory=list)
    """Clusters it is about; all when left out."""
    manual: bool | None = None
    """True when people may sync by hand even so."""


class TagPush(Record):
    """A tag that is created."""

    patterns: Glob | list[Glob] = field(default_factory=list)
    """Tags, as patterns such as `v*`; any when left out."""
    ignore: Glob | list[Glob] = field(default_factory=list)
    """Tags left out."""


class TcpProbe(Record):
    """A TCP connection that must come about."""

    port: Port | None = None
    """Port; the container's only one when left out."""


class Team(Record):
    """Who delivers, and how often: the arrival rates that queueing and cost are computed from."""

    engineers: int | None = None
    """Number of engineers that push."""
    pushes: Rate | None = None
    """Pushes of the whole team, such as `40/day`."""
    deployments: Rate | None = None
    """Deployments to production, such as `12/week`."""
    busy_hours: Duration | None = None
    """Hours of a working day in which pushes arrive."""
    hourly_cost: Price | None = None
    """What an engineer's hour costs, to weigh waiting against machines."""


class Tenant(Record):
    """One of those who share an engine and must not see one another."""

    summary: str | None = None
    """Who it is, in a sentence."""
    destinations: list[TenantDestination] = field(default_factory=list)
    """Where its applications may go. What is not named here is closed to it."""
    roles: dict[str, AccessRole] = field(default_factory=dict)
    """Who may do what with its applications."""
    repositories: Glob | list[Glob] = field(default_factory=list)
    """Repositories its applications may come from, by address; the usual one when left out."""
    cluster_resources: str | list[str] = field(default_factory=list)
    """Kinds of objects outside of namespaces it may make, as `group/kind`; none when left out."""
    namespace_resources: str | list[str] = field(default_factory=list)
    """Kinds of objects in namespaces it may make; all when left out."""
    denied_resources: str | list[str] = field(default_factory=list)
    """Kinds of objects in namespaces it may not make."""
    windows: list[SyncWindow] = field(default_factory=list)
    """When its applications may be synced, and when not."""
    namespaces: dict[str, Namespace] = field(default_factory=dict)
    """What its namespaces may use."""
    report_orphans: bool | None = None
    """True when objects in its namespaces that no application declares are reported."""
    services: Id | list[Id] = field(default_factory=list)
    """Services it gets; all when left out."""
    owner: Id | None = None
    """Group that answers for it."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class TenantDestination(Record):
    """Where a tenant's applications may go."""

    cluster: Glob | None = None
    """Cluster, by name or pattern."""
    server: str | None = None
    """Address of the cluster, when it is not known by name."""
    namespaces: Glob | list[Glob] = field(default_factory=list)
    """Namespaces, by name or pattern."""


class TestAge(Record):
    """How lately things must have been tried."""

    rollback: Duration | None = None
    """Going back to the last version."""
    restore: Duration | None = None
    """Restoring a backup."""
    failover: Duration | None = None
    """Failing over."""
    alerts: Duration | None = None
    """Alerts."""


class ThreePoint(Record):
    """An estimate with its best, likely and worst case."""

    best: Duration
    """When everything goes well."""
    likely: Duration
    """What happens mostly."""
    worst: Duration
    """When much goes wrong."""


class Traces(Record):
    """Records of single requests on their way through services."""

    provider: Id | None = None
    """Where they are kept."""
    sampling: Percent | None = None
    """How many requests are recorded."""
    keep: Duration | None = None
    """For how long they are kept."""
    daily: Size | None = None
    """How much is recorded in a day."""
    propagation: str | None = None
    """How a request is recognised in the next service, such as `w3c`."""
    services: Id | list[Id] = field(default_factory=list)
    """Services that are recorded; all when left out."""


class TraefikService(Record):
    """Traefik."""

    service: str | None = None
    """Weighted service."""


if TYPE_CHECKING:

    class _Traffic(TypedDict, total=False):
        pass


class Traffic(OneOf):
    """What splits traffic between versions."""

    istio: Istio | None = None
    """Istio."""
    gateway_api: GatewayApi | None = None
    """The Kubernetes Gateway API."""
    nginx: NginxIngress | None = None
    """The NGINX ingress controller."""
    alb: AlbIngress | None = None
    """The AWS load balancer controller."""
    traefik: TraefikService | None = None
    """Traefik."""
    smi: SmiSplit | None = None
    """Linkerd or another SMI mesh."""
    native: NativeTraffic | None = None
    """The platform's own router, such as revisions of a serverless platform."""

    _keys = ("istio", "gateway_api", "nginx", "alb", "traefik", "smi", "native")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, istio: Istio, **others: Unpack[_Traffic]) -> None: ...
        @overload
        def __init__(self, *, gateway_api: GatewayApi, **others: Unpack[_Traffic]) -> None: ...
        @overload
        def __init__(self, *, nginx: NginxIngress, **others: Unpack[_Traffic]) -> None: ...
        @overload
        def __init__(self, *, alb: AlbIngress, **others: Unpack[_Traffic]) -> None: ...
        @overload
        def __init__(self, *, traefik: TraefikService, **others: Unpack[_Traffic]) -> None: ...
        @overload
        def __init__(self, *, smi: SmiSplit, **others: Unpack[_Traffic]) -> None: ...
        @overload
        def __init__(self, *, native: NativeTraffic, **others: Unpack[_Traffic]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["istio", "gateway_api", "nginx", "alb", "traefik", "smi", "native"]: ...


class TrafficShift(Record):
    """Traffic goes back to the old version."""

    to: str | None = None
    """Revision, target group or alias version that traffic goes back to; the last one when left out."""


class Transfer(Record):
    """Data that moves from one place to another."""

    from_: Id
    """Where it comes from: a service, an environment or a part of the infrastructure, by id."""
    to: Id | None = None
    """Where it goes; out to the internet when left out."""
    monthly: Size
    """How much in a month."""
    crosses: Border | None = None
    """The border it crosses; told from the regions of both when left out."""


if TYPE_CHECKING:

    class _Trigger(TypedDict, total=False):
        extensions: dict[str, Any]


class Trigger(OneOf):
    """What starts a pipeline."""

    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""
    push: Push | None = None
    """Commits arrive on a branch."""
    pull_request: PullRequest | None = None
    """A change is proposed."""
    tag: TagPush | Glob | list[Glob] | None = None
    """A tag is created."""
    schedule: Schedule | Cron | None = None
    """At set times."""
    manual: ManualStart | None = None
    """A person starts it."""
    pipeline: PipelineEnd | str | list[str] | None = None
    """Another pipeline ends."""
    release: ReleaseEvent | None = None
    """A release is published."""
    webhook: Webhook | None = None
    """Another system calls."""
    merge_queue: MergeQueue | None = None
    """Changes wait to be merged together."""
    call: Called | None = None
    """Another pipeline calls this one as a part of itself."""
    event: OtherEvent | str | None = None
    """Any other event, by the platform's own name."""

    _keys = ("push", "pull_request", "tag", "schedule", "manual", "pipeline", "release", "webhook", "merge_queue", "call", "event")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, push: Push, **others: Unpack[_Trigger]) -> None: ...
        @overload
        def __init__(self, *, pull_request: PullRequest, **others: Unpack[_Trigger]) -> None: ...
        @overload
        def __init__(self, *, tag: TagPush | Glob | list[Glob], **others: Unpack[_Trigger]) -> None: ...
        @overload
        def __init__(self, *, schedule: Schedule | Cron, **others: Unpack[_Trigger]) -> None: ...
        @overload
        def __init__(self, *, manual: ManualStart, **others: Unpack[_Trigger]) -> None: ...
        @overload
        def __init__(self, *, pipeline: PipelineEnd | str | list[str], **others: Unpack[_Trigger]) -> None: ...
        @overload
        def __init__(self, *, release: ReleaseEvent, **others: Unpack[_Trigger]) -> None: ...
        @overload
        def __init__(self, *, webhook: Webhook, **others: Unpack[_Trigger]) -> None: ...
        @overload
        def __init__(self, *, merge_queue: MergeQueue, **others: Unpack[_Trigger]) -> None: ...
        @overload
        def __init__(self, *, call: Called, **others: Unpack[_Trigger]) -> None: ...
        @overload
        def __init__(self, *, event: OtherEvent | str, **others: Unpack[_Trigger]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["push", "pull_request", "tag", "schedule", "manual", "pipeline", "release", "webhook", "merge_queue", "call", "event"]: ...


class UptimeCheck(Record):
    """A question asked from outside, to see what users see."""

    url: str
    """Address that is asked."""
    service: Id | None = None
    """Service it belongs to."""
    every: Duration | None = None
    """How often."""
    timeout: Duration | None = None
    """How long an answer may take."""
    from_: str | list[str] = field(default_factory=list)
    """Places it is asked from."""
    status: int | None = None
    """Status expected; any 2xx when left out."""
    failures: int | None = None
    """After how many bad answers it counts as down."""
    provider: Id | None = None
    """Who asks."""
    notify: Id | list[Id] = field(default_factory=list)
    """Whom it tells, by id."""


class UsageRange(Record):
    """How much is used: a number, or the least, the likely and the most."""

    low: Decimal | None = None
    """The least."""
    likely: Decimal | None = None
    """The likely amount."""
    high: Decimal | None = None
    """The most."""
    unit: str | None = None
    """What is counted, such as `GB`; the meter's own unit when left out."""
    every: Duration | None = None
    """The time it is used in; a month when left out."""


class Use(Record):
    """An action, task or component of one platform."""

    action: str
    """As the platform writes it: `docker/login-action@v3`, `AzureCLI@2`."""
    with_: dict[str, Any] = field(default_factory=dict)
    """Its parameters."""


class Vault(Record):
    """A HashiCorp Vault."""

    address: str | None = None
    """Address such as `https://vault.example.com`."""
    mount: str | None = None
    """Path of the secrets engine."""
    role: str | None = None
    """Role to log in with."""


if TYPE_CHECKING:

    class _Verify(TypedDict, total=False):
        within: Duration | None
        every: Duration | None
        retries: int | None
        signature: str | None


class Verify(OneOf):
    """Checks that what was deployed works."""

    within: Duration | None = None
    """How long to go on trying."""
    every: Duration | None = None
    """How long to wait between tries."""
    retries: int | None = None
    """How often to try before it counts as failed."""
    signature: str | None = None
    """Image whose signature and provenance must be valid."""
    http: HttpCheck | str | None = None
    """An HTTP request that must succeed: a path such as `/health`, or a whole URL."""
    command: str | None = None
    """A command that must succeed."""
    conditions: list[Condition] | None = None
    """Conditions on signals that must hold."""
    pipeline: Id | None = None
    """A reusable pipeline of tests that must pass."""

    _keys = ("http", "command", "conditions", "pipeline")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, http: HttpCheck | str, **others: Unpack[_Verify]) -> None: ...
        @overload
        def __init__(self, *, command: str, **others: Unpack[_Verify]) -> None: ...
        @overload
        def __init__(self, *, conditions: list[Condition], **others: Unpack[_Verify]) -> None: ...
        @overload
        def __init__(self, *, pipeline: Id, **others: Unpack[_Verify]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["http", "command", "conditions", "pipeline"]: ...


class VerticalScaling(Record):
    """Larger or smaller copies, by use."""

    mode: VerticalMode | None = None
    """What is done with what was learned."""
    min: ResourceAmounts | None = None
    """Never smaller than this."""
    max: ResourceAmounts | None = None
    """Never larger than this."""
    controls: ScaledResource | list[ScaledResource] = field(default_factory=list)
    """What it changes; both when left out. What horizontal scaling watches must not be changed here."""


class VmGroup(Record):
    """A group of machines."""

    hosts: str | list[str] = field(default_factory=list)
    """Host names or addresses."""
    group: str | None = None
    """Name of a scale set or auto-scaling group."""
    size: str | None = None
    """Size of the machines, such as `Standard_D2s_v5` or `m7i.large`."""
    count: int | None = None
    """How many."""
    user: str | None = None
    """User to log in as."""
    path: str | None = None
    """Folder the software goes to."""
    unit: str | None = None
    """System service that is restarted."""
    inventory: str | None = None
    """Ansible inventory."""
    playbook: str | None = None
    """Ansible playbook."""
    os: OperatingSystem | None = None
    """Operating system."""


if TYPE_CHECKING:

    class _Volume(TypedDict, total=False):
        extensions: dict[str, Any]


class Volume(OneOf):
    """Something that containers can mount."""

    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""
    claim: VolumeClaim | str | None = None
    """A disk that outlives the pod."""
    empty: EmptyVolume | None = None
    """An empty folder that goes with the pod."""
    config: ConfigVolume | str | None = None
    """Settings as files."""
    secret: SecretVolume | str | None = None
    """Secrets as files."""
    host_path: HostPath | str | None = None
    """A folder or socket of the machine itself; a way out of the container."""

    _keys = ("claim", "empty", "config", "secret", "host_path")

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, claim: VolumeClaim | str, **others: Unpack[_Volume]) -> None: ...
        @overload
        def __init__(self, *, empty: EmptyVolume, **others: Unpack[_Volume]) -> None: ...
        @overload
        def __init__(self, *, config: ConfigVolume | str, **others: Unpack[_Volume]) -> None: ...
        @overload
        def __init__(self, *, secret: SecretVolume | str, **others: Unpack[_Volume]) -> None: ...
        @overload
        def __init__(self, *, host_path: HostPath | str, **others: Unpack[_Volume]) -> None: ...
        def __init__(self, **given: Any) -> None: ...

        @property
        def kind(self) -> Literal["claim", "empty", "config", "secret", "host_path"]: ...


class VolumeClaim(Record):
    """A disk that outlives the pod. Its data needs a backup."""

    name: str | None = None
    """Name of a claim that exists already."""
    size: Size | None = None
    """How large it is."""
    class_: str | None = None
    """Class of storage."""
    access: VolumeAccess | None = None
    """How it may be mounted; by one machine when left out."""
    per_copy: bool | None = None
    """True when each copy of the workload has its own."""


class Wait(Record):
    """Waits."""

    for_: Duration
    """How long."""
    until: list[Condition] = field(default_factory=list)
    """Ends the wait early when all hold."""


class Waiver(Record):
    """A finding that is accepted: which, where, why, by whom and until when. One that matches nothing, or whose day has passed, is itself a finding."""

    code: str
    """Code of the rule, such as `STR008`."""
    at: str | None = None
    """Where it is accepted: a path such as `pipelines.main.stages.build`, and everything below it. Everywhere when left out."""
    reason: str
    """Why it is accepted."""
    owner: str
    """Who accepted it."""
    until: Date | None = None
    """Last day it is accepted."""


class Webhook(Record):
    """A call from another system."""

    types: str | list[str] = field(default_factory=list)
    """Kinds of calls it answers to; any when left out."""
    connection: Id | None = None
    """The connection or hook it belongs to, where the platform has such."""


class Window(Record):
    """The calendar allows it."""

    cron: Cron
    """When it opens."""
    length: Duration
    """How long it stays open."""
    zone: Zone | None = None
    """Time zone of the times; UTC when left out."""
    freeze: list[Freeze] = field(default_factory=list)
    """Days on which it stays closed."""


class Workload(Record):
    """How a service runs on a cluster or container platform."""

    service: Id | None = None
    """The service that runs; the one with the same id when left out."""
    kind: WorkloadKind | None = None
    """What keeps it running."""
    namespace: str | None = None
    """Namespace it runs in; that of the environment when left out."""
    replicas: int | None = None
    """How many copies run. With one, every restart is an outage; left out when something scales it."""
    needed: int | None = None
    """How many copies it needs to serve everyone; one when left out."""
    availability: Percent | None = None
    """Share of time a single copy is up, for computing the availability of all together."""
    shared_fate: Percent | None = None
    """The part of failures that takes all copies at once."""
    container: WorkloadContainer | None = None
    """The container that does the work."""
    sidecars: dict[str, WorkloadContainer] = field(default_factory=dict)
    """Containers beside it."""
    init: dict[str, WorkloadContainer] = field(default_factory=dict)
    """Containers that run before it, one after the other."""
    volumes: dict[str, Volume] = field(default_factory=dict)
    """What its containers can mount."""
    scaling: Scaling | None = None
    """What changes the number or size of its copies."""
    disruption: Disruption | None = None
    """How many copies maintenance may take away at once."""
    placement: Placement | None = None
    """Which machines its copies may share."""
    security: PodSecurity | None = None
    """What its pods may do on their machine."""
    account: ServiceAccount | str | None = None
    """Who it is, to the cluster and to the cloud."""
    endpoints: dict[str, Endpoint | Port] = field(default_factory=dict)
    """Addresses it is reached under inside the cluster."""
    ingress: Ingress | None = None
    """How it is reached from outside the cluster."""
    network: NetworkPolicy | None = None
    """Who may talk to it, and to whom it may talk."""
    batch: Batch | Cron | None = None
    """When and how often it runs, for work that ends."""
    startup: DurationRange | None = None
    """How long a new copy takes until it can serve. With the number of batches it is the length of a rollout."""
    grace: Duration | None = None
    """How long a copy gets to finish its work. Shorter than draining the load balancer, requests are lost."""
    history: int | None = None
    """How many old versions the cluster keeps to go back to."""
    labels: dict[str, str] = field(default_factory=dict)
    """Labels of its pods."""
    selector: dict[str, str] = field(default_factory=dict)
    """Labels by which its pods are found; made from the id when left out. Pods without them are never counted."""
    annotations: dict[str, str] = field(default_factory=dict)
    """Annotations of its pods."""
    pull_secrets: str | list[str] = field(default_factory=list)
    """Secrets in the cluster that images are pulled with."""
    environments: dict[str, WorkloadOverride] = field(default_factory=dict)
    """What is different in single environments."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class WorkloadContainer(Record):
    """A container of a workload."""

    image: str | None = None
    """Image with tag or digest; the service's image at the delivered version when left out. A tag that moves, such as `latest`, makes going back impossible."""
    pull: PullPolicy | None = None
    """When the image is pulled."""
    command: str | list[str] = field(default_factory=list)
    """Program instead of the image's own."""
    args: list[str] = field(default_factory=list)
    """Arguments instead of the image's own."""
    dir: str | None = None
    """Folder it starts in."""
    env: dict[str, EnvValue] = field(default_factory=dict)
    """Variables it sees."""
    env_from: list[EnvSource] = field(default_factory=list)
    """Objects of the cluster whose keys all become variables."""
    ports: dict[str, ContainerPort | Port] = field(default_factory=dict)
    """Ports it listens on, by name; the service's port when left out."""
    resources: Resources | None = None
    """What it is promised and allowed. Without it neither the scheduler nor the cost model can see it."""
    probes: Probes | None = None
    """How one finds out whether it is well."""
    security: ContainerSecurity | None = None
    """What it may do on its machine."""
    mounts: list[Mount] = field(default_factory=list)
    """Where it sees which volume."""
    before_stop: BeforeStop | Duration | None = None
    """What it does before it is stopped."""
    keeps_running: bool | None = None
    """True for a container of `init` that goes on running beside the others."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""


class WorkloadOverride(Record):
    """What is different about a workload in one environment."""

    replicas: int | None = None
    """How many copies run there."""
    resources: Resources | None = None
    """What its container is promised and allowed there."""
    scaling: Scaling | None = None
    """What changes the number or size of its copies there."""
    env: dict[str, EnvValue] = field(default_factory=dict)
    """Variables of its container there, beside those it has everywhere."""
    extensions: dict[str, Any] = field(default_factory=dict)
    """What one platform needs beyond the model."""

DurationRange: TypeAlias = str | ThreePoint

EnvValue: TypeAlias = str | float | bool | SecretReference | None
"""The value of an environment variable: a text, nothing, or a secret. A text may hold `${{ expressions }}`."""

CallSecrets: TypeAlias = Literal["inherit"] | dict[str, EnvValue]
"""The secrets a caller passes on: all, or name by name."""

Permissions: TypeAlias = Literal["read_all", "write_all"] | dict[str, Access]
"""What a pipeline's own token may do: everything, or scope by scope."""

When: TypeAlias = Literal["success", "failure", "always", "on_demand", "never"] | bool | str
"""When a job or step runs, given how those before it ended."""
