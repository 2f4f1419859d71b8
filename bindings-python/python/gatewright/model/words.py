"""Values that are one of several words.

Generated from the core by `make generate`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "Access",
    "AlertSeverity",
    "BackupConsistency",
    "BackupMode",
    "Baseline",
    "Better",
    "Bootstrap",
    "Border",
    "BudgetPolicy",
    "CacheAccess",
    "Caller",
    "ChangeSystem",
    "ClusterSupport",
    "ClusterTier",
    "CommitmentKind",
    "CommitmentPayment",
    "CommitmentTerm",
    "ComplianceFact",
    "CostCategory",
    "CostPer",
    "CostSplit",
    "DataClass",
    "DriftAction",
    "DrillKind",
    "Duty",
    "Egress",
    "EndpointKind",
    "EnvironmentAction",
    "Exposure",
    "FailureMode",
    "FindingSeverity",
    "FirewallMode",
    "GitOpsEngine",
    "IdentityKind",
    "ImageUpdater",
    "InfrastructureTool",
    "InputType",
    "KubernetesProvider",
    "ListenerProtocol",
    "LoadBalancerKind",
    "LockLevel",
    "LogKind",
    "LoginProvider",
    "MigrationAction",
    "MigrationKind",
    "MigrationPhase",
    "NetworkDecision",
    "NetworkWay",
    "NoData",
    "ObjectStoreProvider",
    "OperatingSystem",
    "Overlap",
    "PackageKind",
    "PackageManager",
    "PanelKind",
    "PodSecurityLevel",
    "PolicyEngine",
    "Profile",
    "Protocol",
    "PullPolicy",
    "ReceiverKind",
    "RecoveryAction",
    "RecoveryTier",
    "Redundancy",
    "RegistryKind",
    "ReplicationMode",
    "RepositoryContent",
    "RepositoryLayout",
    "RolloutEngine",
    "SbomFormat",
    "ScaledResource",
    "ScalingChoice",
    "ScanKind",
    "SignalUnit",
    "SloKind",
    "StandbyMode",
    "StaticSiteProvider",
    "Switch",
    "SyncHook",
    "SyncWindowKind",
    "Templating",
    "TenantIsolation",
    "Tier",
    "TlsVersion",
    "Topology",
    "VerticalMode",
    "Visibility",
    "VolumeAccess",
    "WorkloadKind",
    "Writers",
]

Access: TypeAlias = Literal["none", "read", "write"]
"""What may be done with one scope.

- `none`: Nothing.
- `read`: Look.
- `write`: Look and change.
"""

AlertSeverity: TypeAlias = Literal["page", "ticket", "info"]
"""How urgent an alert is.

- `page`: Someone is called at once, at any hour.
- `ticket`: Someone looks at it in working hours.
- `info`: It is only noted.
"""

BackupConsistency: TypeAlias = Literal["crash", "application", "transaction"]
"""How well the parts of a copy fit together.

- `crash`: As after a power cut.
- `application`: The application was brought to rest first.
- `transaction`: The database guarantees it.
"""

BackupMode: TypeAlias = Literal["full", "incremental", "differential", "snapshot", "continuous"]
"""How much each run of a backup copies.

- `full`: Everything.
- `incremental`: What changed since the last run.
- `differential`: What changed since the last full run.
- `snapshot`: The state of the disks, taken by the storage.
- `continuous`: All changes as they happen.
"""

Baseline: TypeAlias = Literal["stable", "fresh", "history"]
"""What a new version is compared with.

- `stable`: The old version as it runs now.
- `fresh`: A fresh instance of the old version.
- `history`: The same hours before.
"""

Better: TypeAlias = Literal["lower", "higher"]
"""Which direction of a signal is good.

- `lower`: Less is good, as with errors.
- `higher`: More is good, as with successes.
"""

Bootstrap: TypeAlias = Literal["app_of_apps", "application_set", "none"]
"""What makes many applications from a few rules.

- `app_of_apps`: An application whose manifests are applications.
- `application_set`: A rule that makes an application for each cluster, folder or tenant.
- `none`: Each is declared by itself.
"""

Border: TypeAlias = Literal["none", "zone", "region", "internet", "cloud"]
"""A border that data crosses; each has its price.

- `none`: None: it stays in one data centre.
- `zone`: From one data centre to another of the same region.
- `region`: From one region to another.
- `internet`: Out to the internet.
- `cloud`: To another cloud or one's own machines.
"""

BudgetPolicy: TypeAlias = Literal["freeze", "approve", "slow", "review"]
"""What is done when an error budget is spent.

- `freeze`: Nothing is delivered but repairs.
- `approve`: Releases need another approval.
- `slow`: Releases go on more slowly.
- `review`: It is talked about.
"""

CacheAccess: TypeAlias = Literal["read", "write"]
"""What a job does with a cache.

- `read`: Only takes from it.
- `write`: Only puts into it.
"""

Caller: TypeAlias = Literal["job", "step"]
"""What calls a pipeline.

- `job`: A job, which runs all of it in place of steps of its own.
- `step`: A step; the pipeline has one job, whose steps run in its place.
"""

ChangeSystem: TypeAlias = Literal["servicenow", "jira", "azure_boards", "issues", "other"]
"""Systems of change records.

- `servicenow`: ServiceNow.
- `jira`: Jira or Jira Service Management.
- `azure_boards`: Azure Boards.
- `issues`: Issues of the code host.
- `other`: Any other.
"""

ClusterSupport: TypeAlias = Literal["standard", "extended", "long_term", "ended"]
"""How long a cloud keeps a version alive.

- `standard`: As long as usual.
- `extended`: Longer, for several times the price.
- `long_term`: Longest, where the cloud promises it.
- `ended`: No longer.
"""

ClusterTier: TypeAlias = Literal["free", "standard", "premium"]
"""What a cloud promises for a control plane.

- `free`: Nothing.
- `standard`: A share of time it is up.
- `premium`: That, and long support.
"""

CommitmentKind: TypeAlias = Literal["reservation", "savings_plan", "committed_use", "tier", "contract", "spot"]
"""Kinds of promises.

- `reservation`: So many of one kind of machine or plan.
- `savings_plan`: So much money in each hour.
- `committed_use`: So much use, as Google Cloud sells it.
- `tier`: So much of one service in each day, as with logs.
- `contract`: A contract about everything.
- `spot`: None: machines that may be taken away at any time.
"""

CommitmentPayment: TypeAlias = Literal["no_upfront", "partial_upfront", "all_upfront"]
"""When a commitment is paid.

- `no_upfront`: Month by month.
- `partial_upfront`: A part at the beginning.
- `all_upfront`: All at the beginning.
"""

CommitmentTerm: TypeAlias = Literal["month", "year", "three_years", "five_years"]
"""For how long one promises to stay.

- `month`: One month.
- `year`: One year.
- `three_years`: Three years.
- `five_years`: Five years.
"""

ComplianceFact: TypeAlias = Literal["sast", "sca", "secret_scan", "image_scan", "iac_scan", "dast", "sbom", "provenance", "signed", "signature_verified", "second_review", "production_approval", "separate_duties", "audit_log", "separate_environments", "no_production_data", "secrets_in_store", "short_lived_credentials", "rotation", "least_privilege", "pinned", "test_gate", "rollback_tested", "backups", "restore_tested", "recovery_tested", "monitoring", "alerting", "service_levels", "change_record", "emergency_path", "inventory", "restricted_network", "encrypted_transit", "encrypted_rest", "timely_repair", "protected_branches", "drift_detection", "application_firewall", "multi_factor", "data_residency", "threat_model", "training", "penetration_test", "supplier_review", "risk_assessment", "incident_plan"]
"""Facts about a delivery that controls ask for.

- `sast`: Source code is scanned for weaknesses.
- `sca`: Third-party components are scanned.
- `secret_scan`: Source is scanned for secrets.
- `image_scan`: Container images are scanned.
- `iac_scan`: Infrastructure code is scanned.
- `dast`: The running application is attacked in a test.
- `sbom`: Released software comes with a list of its components.
- `provenance`: How it was built is attested.
- `signed`: What is released is signed.
- `signature_verified`: Signatures are verified before it is let in.
- `second_review`: Someone other than the author looks at every change.
- `production_approval`: Someone approves each release to production.
- `separate_duties`: Who writes changes cannot release them alone.
- `audit_log`: It is recorded who did what.
- `separate_environments`: Production is apart from all else.
- `no_production_data`: Production's data is not used for tests.
- `secrets_in_store`: Secrets are kept in a store.
- `short_lived_credentials`: Access to clouds is short-lived.
- `rotation`: Secrets are replaced in time.
- `least_privilege`: Everyone may do only what they need.
- `pinned`: Third-party parts are pinned to what was looked at.
- `test_gate`: Tests must pass before a release.
- `rollback_tested`: Going back was tried.
- `backups`: There are backups.
- `restore_tested`: Restoring them was tried.
- `recovery_tested`: Failing over was tried.
- `monitoring`: It is watched how the software does.
- `alerting`: Someone is told when something is wrong.
- `service_levels`: It is said how well the service must do.
- `change_record`: Each change has a record.
- `emergency_path`: There is a way in for emergencies, looked at afterwards.
- `inventory`: It is known what there is.
- `restricted_network`: Networks let in only what is needed.
- `encrypted_transit`: Data is encrypted on its way.
- `encrypted_rest`: Data is encrypted where it lies.
- `timely_repair`: Weaknesses are repaired in time.
- `protected_branches`: Branches cannot be changed without the rules.
- `drift_detection`: Changes made by hand are noticed.
- `application_firewall`: A firewall for applications stands before public ones.
- `multi_factor`: Everyone logs in with more than a password.
- `data_residency`: Data stays in the regions it may be in.
- `threat_model`: It was thought through how the software may be attacked.
- `training`: People are trained.
- `penetration_test`: Someone from outside tried to break in.
- `supplier_review`: Suppliers are looked at.
- `risk_assessment`: Risks are assessed.
- `incident_plan`: It is written down what to do in an incident.
"""

CostCategory: TypeAlias = Literal["ai", "analytics", "business", "compute", "databases", "developer_tools", "identity", "integration", "management", "networking", "security", "storage", "web", "other"]
"""Kinds of things in bills, as FOCUS names them.

- `ai`: Machine learning.
- `analytics`: Analytics.
- `business`: Business applications.
- `compute`: Machines and containers.
- `databases`: Databases and caches.
- `developer_tools`: Tools of engineers, CI among them.
- `identity`: Identity.
- `integration`: Queues and interfaces.
- `management`: Monitoring, policy and the like.
- `networking`: Networks, names and load balancers.
- `security`: Security.
- `storage`: Storage.
- `web`: Websites.
- `other`: Anything else.
"""

CostPer: TypeAlias = Literal["environment", "service", "service_environment", "cluster", "region", "host", "replica", "tenant", "engineer", "committer", "run", "release"]
"""What an item is paid for each of.

- `environment`: Each environment.
- `service`: Each service.
- `service_environment`: Each service in each environment.
- `cluster`: Each cluster.
- `region`: Each region, standby included.
- `host`: Each machine.
- `replica`: Each copy of each workload.
- `tenant`: Each tenant.
- `engineer`: Each engineer of the team.
- `committer`: Each engineer who committed in the last 90 days.
- `run`: Each run of a pipeline.
- `release`: Each release to production.
"""

CostSplit: TypeAlias = Literal["evenly", "by_use", "apart"]
"""How a shared item is split between those who share it.

- `evenly`: In equal parts.
- `by_use`: By what each uses.
- `apart`: Not at all; it is shown by itself.
"""

DataClass: TypeAlias = Literal["public", "internal", "confidential", "personal", "health", "cardholder", "production", "synthetic"]
"""How sensitive data is.

- `public`: Anyone may see it.
- `internal`: For the company.
- `confidential`: For those who need it.
- `personal`: About people.
- `health`: Health records.
- `cardholder`: Payment cards.
- `production`: Copied or derived from production.
- `synthetic`: Made up for tests.
"""

DriftAction: TypeAlias = Literal["notify", "correct", "ignore"]
"""What happens when things are no longer as the code says.

- `notify`: Someone is told.
- `correct`: They are made so again.
- `ignore`: Nothing.
"""

DrillKind: TypeAlias = Literal["restore", "failover", "rollback", "chaos", "tabletop"]
"""Kinds of drills.

- `restore`: A backup is restored somewhere else.
- `failover`: Production moves to the standby.
- `rollback`: A release is taken back.
- `chaos`: Something is broken on purpose.
- `tabletop`: People talk it through.
"""

Duty: TypeAlias = Literal["author", "review", "merge", "approve", "deploy", "administer", "configure", "read_data", "audit"]
"""Things one does in a delivery.

- `author`: Writes changes.
- `review`: Looks at changes of others.
- `merge`: Brings changes into the main branch.
- `approve`: Says yes to a release.
- `deploy`: Brings a release into an environment.
- `administer`: Changes what others may do.
- `configure`: Changes the pipelines and the rules they follow.
- `read_data`: Reads production's data.
- `audit`: Looks at what was done.
"""

Egress: TypeAlias = Literal["none", "open", "nat", "filtered"]
"""How machines of a network reach the internet.

- `none`: Not at all.
- `open`: Freely.
- `nat`: Through a gateway that hides their addresses.
- `filtered`: Through a firewall or proxy that lets only some addresses pass.
"""

EndpointKind: TypeAlias = Literal["cluster", "node_port", "load_balancer", "headless"]
"""Kinds of addresses in a cluster.

- `cluster`: Inside the cluster only.
- `node_port`: A port of every machine.
- `load_balancer`: A load balancer of the cloud.
- `headless`: No address of its own: each copy is found by name.
"""

EnvironmentAction: TypeAlias = Literal["deploy", "access", "prepare", "verify", "stop"]
"""What a job does with its environment.

- `deploy`: Deploys to it.
- `access`: Only needs its variables and secrets.
- `prepare`: Prepares it, without deploying.
- `verify`: Checks what is there.
- `stop`: Takes it down.
"""

Exposure: TypeAlias = Literal["public", "internal", "private"]
"""Who can reach a service.

- `public`: Anyone on the internet.
- `internal`: Anyone in the company's network.
- `private`: Other services only.
"""

FailureMode: TypeAlias = Literal["zone_loss", "region_loss", "corruption", "deletion", "ransomware"]
"""What can be lost.

- `zone_loss`: One data centre.
- `region_loss`: A whole region.
- `corruption`: Data is wrong, and the wrong data is copied everywhere.
- `deletion`: Data is deleted by mistake.
- `ransomware`: Data and whatever can be reached from it is encrypted by an intruder.
"""

FindingSeverity: TypeAlias = Literal["error", "warning", "info"]
"""How bad a finding is.

- `error`: Wrong, or a promise that cannot be kept.
- `warning`: Likely to hurt.
- `info`: Worth knowing.
"""

FirewallMode: TypeAlias = Literal["prevent", "detect", "off"]
"""What a firewall does with an attack.

- `prevent`: Stops it.
- `detect`: Writes it down and lets it pass.
- `off`: Nothing.
"""

GitOpsEngine: TypeAlias = Literal["argo_cd", "flux", "fleet"]
"""What brings manifests to clusters.

- `argo_cd`: Argo CD.
- `flux`: Flux.
- `fleet`: Fleet, of Rancher.
"""

IdentityKind: TypeAlias = Literal["managed_identity", "service_principal", "iam_role", "iam_user", "service_account", "kubernetes", "github_app", "token", "shared"]
"""Kinds of identities.

- `managed_identity`: A managed identity of Azure.
- `service_principal`: An application of Entra ID.
- `iam_role`: A role of AWS.
- `iam_user`: A user of AWS.
- `service_account`: A service account of Google Cloud.
- `kubernetes`: A service account of a Kubernetes cluster.
- `github_app`: An app of GitHub.
- `token`: A token of a person or machine.
- `shared`: An account that several share.
"""

ImageUpdater: TypeAlias = Literal["pipeline", "engine", "person"]
"""Who writes new images into the repository.

- `pipeline`: The pipeline that built them.
- `engine`: The engine itself, once it sees them in the registry.
- `person`: A person.
"""

InfrastructureTool: TypeAlias = Literal["terraform", "opentofu", "bicep", "pulumi", "cloudformation", "cdk", "ansible", "crossplane", "other"]
"""Tools that make infrastructure from code.

- `terraform`: Terraform.
- `opentofu`: OpenTofu.
- `bicep`: Bicep.
- `pulumi`: Pulumi.
- `cloudformation`: CloudFormation.
- `cdk`: AWS CDK.
- `ansible`: Ansible.
- `crossplane`: Crossplane.
- `other`: Any other.
"""

InputType: TypeAlias = Literal["string", "number", "boolean", "choice", "environment"]
"""Kinds of input values.

- `string`: A text.
- `number`: A number.
- `boolean`: True or false.
- `choice`: One of the options.
- `environment`: The name of an environment.
"""

KubernetesProvider: TypeAlias = Literal["aks", "eks", "gke", "openshift", "k3s", "self_managed"]
"""Who runs a cluster.

- `aks`: Azure.
- `eks`: Amazon.
- `gke`: Google.
- `openshift`: OpenShift.
- `k3s`: K3s.
- `self_managed`: One's own.
"""

ListenerProtocol: TypeAlias = Literal["http", "https", "tcp", "tls", "udp"]
"""How a listener is spoken to.

- `http`: HTTP in the clear.
- `https`: HTTP over TLS.
- `tcp`: Connections in the clear.
- `tls`: Connections over TLS.
- `udp`: UDP.
"""

LoadBalancerKind: TypeAlias = Literal["application", "network", "global", "cdn", "api_gateway"]
"""Kinds of load balancers.

- `application`: Understands HTTP.
- `network`: Hands connections on as they are.
- `global`: Sends each user to the nearest region.
- `cdn`: Keeps copies near to users.
- `api_gateway`: Checks and counts calls of interfaces.
"""

LockLevel: TypeAlias = Literal["none", "writers", "everyone"]
"""Whom an operation keeps out while it runs.

- `none`: Nobody.
- `writers`: Who wants to write.
- `everyone`: Everyone.
"""

LogKind: TypeAlias = Literal["application", "audit", "access", "security", "network", "platform"]
"""What a log writes down.

- `application`: What the software does.
- `audit`: Who did what: deployments, approvals, changes of rights.
- `access`: Who asked for what.
- `security`: What looks like an attack.
- `network`: What passes on the network.
- `platform`: What machines and clusters do.
"""

LoginProvider: TypeAlias = Literal["oidc", "saml", "entra_id", "okta", "google", "github", "gitlab", "ldap"]
"""Who knows the people that log in.

- `oidc`: Any that speaks OpenID Connect.
- `saml`: Any that speaks SAML.
- `entra_id`: Microsoft Entra ID.
- `okta`: Okta.
- `google`: Google.
- `github`: GitHub.
- `gitlab`: GitLab.
- `ldap`: An LDAP directory.
"""

MigrationAction: TypeAlias = Literal["create_table", "add_column", "add_index", "add_constraint", "insert_rows", "update_rows", "change_type", "rename_table", "rename_column", "drop_constraint", "drop_index", "drop_column", "drop_table", "delete_rows", "truncate", "add_field", "remove_field", "other"]
"""What can be done to a database.

- `create_table`: A table is made.
- `add_column`: A column is added.
- `add_index`: An index is made.
- `add_constraint`: A rule that data must obey is added; data that breaks it stops the migration.
- `insert_rows`: Rows are added.
- `update_rows`: Rows are changed; what they held is lost.
- `change_type`: A column gets another type; values may not fit.
- `rename_table`: A table is renamed; the old version no longer finds it.
- `rename_column`: A column is renamed; the old version no longer finds it.
- `drop_constraint`: A rule is taken away.
- `drop_index`: An index is taken away.
- `drop_column`: A column is taken away with what it held.
- `drop_table`: A table is taken away with what it held.
- `delete_rows`: Rows are taken away.
- `truncate`: A table is emptied.
- `add_field`: A field is added to a message.
- `remove_field`: A field is taken from a message; readers that need it fail.
- `other`: Something else.
"""

MigrationKind: TypeAlias = Literal["schema", "data", "messages", "state"]
"""What a migration changes.

- `schema`: Tables, columns and indexes.
- `data`: Rows.
- `messages`: The shape of messages or events; those already sent cannot be changed.
- `state`: Settings or other state.
"""

MigrationPhase: TypeAlias = Literal["expand", "backfill", "contract", "breaking"]
"""Where a migration stands between the old version and the new one.

- `expand`: Adds what the new version needs; the old one does not notice.
- `backfill`: Fills what was added, while both versions run.
- `contract`: Takes away what only the old version needs; there is no way back to it afterwards.
- `breaking`: Both at once: one of the two versions breaks.
"""

NetworkDecision: TypeAlias = Literal["allow", "deny"]
"""Whether something may pass.

- `allow`: It may.
- `deny`: It may not.
"""

NetworkWay: TypeAlias = Literal["in", "out"]
"""Which way something passes.

- `in`: Into the network.
- `out`: Out of it.
"""

NoData: TypeAlias = Literal["keep", "fine", "alert"]
"""What a missing measurement means to an alert.

- `keep`: Nothing: the alert stays as it is.
- `fine`: All is well.
- `alert`: Something is wrong.
"""

ObjectStoreProvider: TypeAlias = Literal["azure_blob", "azure_files", "s3", "efs", "gcs", "minio", "r2"]
"""Who runs an object store.

- `azure_blob`: Azure Blob Storage.
- `azure_files`: Azure Files.
- `s3`: Amazon S3.
- `efs`: Amazon EFS.
- `gcs`: Google Cloud Storage.
- `minio`: MinIO or another of one's own.
- `r2`: Cloudflare R2.
"""

OperatingSystem: TypeAlias = Literal["linux", "windows", "macos"]
"""Operating systems.

- `linux`: Linux.
- `windows`: Windows.
- `macos`: macOS.
"""

Overlap: TypeAlias = Literal["allow", "forbid", "replace"]
"""What happens when a run is due and the last one has not ended.

- `allow`: Both run.
- `forbid`: The new one is left out.
- `replace`: The old one is stopped.
"""

PackageKind: TypeAlias = Literal["oci", "helm", "npm", "pypi", "maven", "nuget", "cargo", "go", "gem", "generic"]
"""Kinds of packages.

- `oci`: Container images and what is stored like them.
- `helm`: Helm charts.
- `npm`: JavaScript.
- `pypi`: Python.
- `maven`: Java.
- `nuget`: .NET.
- `cargo`: Rust.
- `go`: Go.
- `gem`: Ruby.
- `generic`: Anything.
"""

PackageManager: TypeAlias = Literal["npm", "pnpm", "yarn", "pip", "uv", "poetry", "maven", "gradle"]
"""What brings the packages that a service stands on.

- `npm`: npm, with `package-lock.json`.
- `pnpm`: pnpm, with `pnpm-lock.yaml`.
- `yarn`: Yarn 1, with `yarn.lock`.
- `pip`: pip, with `requirements.txt`.
- `uv`: uv, with `uv.lock`.
- `poetry`: Poetry, with `poetry.lock`.
- `maven`: Maven, with `pom.xml`.
- `gradle`: Gradle, by its wrapper.
"""

PanelKind: TypeAlias = Literal["line", "number", "gauge", "table", "heatmap"]
"""How a panel shows signals.

- `line`: As curves.
- `number`: As one large number.
- `gauge`: As a hand on a scale.
- `table`: As rows.
- `heatmap`: As a map of colours.
"""

PodSecurityLevel: TypeAlias = Literal["privileged", "baseline", "restricted"]
"""What pods may do on their machines, as Kubernetes grades it.

- `privileged`: Everything.
- `baseline`: Nothing that is known to be dangerous.
- `restricted`: Only what is known to be safe.
"""

PolicyEngine: TypeAlias = Literal["opa", "gatekeeper", "kyverno", "cedar", "sentinel"]
"""Engines that evaluate policies.

- `opa`: Open Policy Agent.
- `gatekeeper`: Gatekeeper in the cluster.
- `kyverno`: Kyverno in the cluster.
- `cedar`: Cedar.
- `sentinel`: HashiCorp Sentinel.
"""

Profile: TypeAlias = Literal["recommended", "strict", "production"]
"""A choice of rules.

- `recommended`: Rules whose findings are nearly always worth mending.
- `strict`: All rules, those too that are a matter of taste or of policy.
- `production`: Those that are recommended; what weakens production is an error.
"""

Protocol: TypeAlias = Literal["tcp", "udp", "sctp", "icmp", "any"]
"""How a port is spoken to.

- `tcp`: TCP.
- `udp`: UDP.
- `sctp`: SCTP.
- `icmp`: ICMP, which has no ports.
- `any`: Any.
"""

PullPolicy: TypeAlias = Literal["always", "if_not_present", "never"]
"""When an image is pulled.

- `always`: Each time a container starts.
- `if_not_present`: When the machine does not have it.
- `never`: Never.
"""

ReceiverKind: TypeAlias = Literal["pagerduty", "opsgenie", "slack", "teams", "email", "sms", "webhook", "ticket"]
"""What alerts are sent by.

- `pagerduty`: PagerDuty.
- `opsgenie`: Opsgenie.
- `slack`: Slack.
- `teams`: Microsoft Teams.
- `email`: Email.
- `sms`: Short message.
- `webhook`: A request to an address of one's own.
- `ticket`: A ticket in a tracker.
"""

RecoveryAction: TypeAlias = Literal["provision", "restore", "replay", "promote", "start", "scale", "configure", "deploy", "switch_traffic", "verify", "notify"]
"""Kinds of work in a failover.

- `provision`: Machines and networks are made.
- `restore`: Data is brought back from a backup.
- `replay`: Changes since the backup are applied again.
- `promote`: A copy takes over.
- `start`: What is off is started.
- `scale`: What is small is made large.
- `configure`: Settings and secrets are put in place.
- `deploy`: Software is delivered again.
- `switch_traffic`: Traffic is sent to the other place.
- `verify`: It is tried whether it works.
- `notify`: People are told.
"""

RecoveryTier: TypeAlias = Literal["backup_and_restore", "pilot_light", "warm_standby", "hot_standby", "active_active"]
"""Kinds of standby, from cheap and slow to dear and fast.

- `backup_and_restore`: Nothing runs elsewhere; it is built again from code and backups.
- `pilot_light`: Data is copied all the time, machines are off.
- `warm_standby`: Everything runs elsewhere, scaled down.
- `hot_standby`: Everything runs elsewhere in full size, without traffic.
- `active_active`: Several regions take traffic all the time.
"""

Redundancy: TypeAlias = Literal["local", "zone", "geo", "geo_read", "geo_zone", "geo_zone_read"]
"""How many copies a cloud keeps of what it stores, and how far apart.

- `local`: Several copies in one data centre.
- `zone`: Copies in several data centres of a region.
- `geo`: Copies in another region, some minutes behind.
- `geo_read`: As `geo`, and the other region can be read at any time.
- `geo_zone`: Copies in several data centres, and in another region.
- `geo_zone_read`: As `geo_zone`, and the other region can be read at any time.
"""

RegistryKind: TypeAlias = Literal["acr", "ecr", "artifact_registry", "ghcr", "gitlab", "azure_artifacts", "docker_hub", "harbor", "artifactory", "nexus", "other"]
"""Kinds of registries.

- `acr`: Azure Container Registry.
- `ecr`: Amazon ECR.
- `artifact_registry`: Google Artifact Registry.
- `ghcr`: GitHub Packages.
- `gitlab`: The GitLab registry.
- `azure_artifacts`: Azure Artifacts.
- `docker_hub`: Docker Hub.
- `harbor`: Harbor.
- `artifactory`: JFrog Artifactory.
- `nexus`: Sonatype Nexus.
- `other`: Any other.
"""

ReplicationMode: TypeAlias = Literal["synchronous", "semi_synchronous", "asynchronous"]
"""Whether a write waits for its copy.

- `synchronous`: It waits: nothing is lost.
- `semi_synchronous`: It waits until the copy has received it, not until it has been applied.
- `asynchronous`: It does not wait: the lag is lost.
"""

RepositoryContent: TypeAlias = Literal["software", "pipelines", "infrastructure", "manifests", "policies"]
"""What a repository holds.

- `software`: The software.
- `pipelines`: Pipelines and the rules they follow.
- `infrastructure`: Infrastructure code.
- `manifests`: Manifests that a GitOps engine brings to clusters.
- `policies`: Policies.
"""

RepositoryLayout: TypeAlias = Literal["mono_repo", "repo_per_tenant", "repo_per_application", "repo_per_environment"]
"""Whether manifests are in one repository or in many.

- `mono_repo`: All in one.
- `repo_per_tenant`: One for each tenant.
- `repo_per_application`: One for each application or team.
- `repo_per_environment`: One for each environment.
"""

RolloutEngine: TypeAlias = Literal["native", "argo_rollouts", "flagger", "code_deploy", "cloud_deploy", "spinnaker", "pipeline"]
"""What carries a rollout out.

- `native`: The platform itself.
- `argo_rollouts`: Argo Rollouts.
- `flagger`: Flagger.
- `code_deploy`: AWS CodeDeploy.
- `cloud_deploy`: Google Cloud Deploy.
- `spinnaker`: Spinnaker.
- `pipeline`: The pipeline's own steps.
"""

SbomFormat: TypeAlias = Literal["cyclonedx", "spdx"]
"""Formats of component lists.

- `cyclonedx`: CycloneDX.
- `spdx`: SPDX.
"""

ScaledResource: TypeAlias = Literal["cpu", "memory"]
"""What vertical scaling changes.

- `cpu`: Processor time.
- `memory`: Memory.
"""

ScalingChoice: TypeAlias = Literal["largest", "smallest", "none"]
"""Which of several steps counts.

- `largest`: The one that changes most.
- `smallest`: The one that changes least.
- `none`: None: it does not scale this way.
"""

ScanKind: TypeAlias = Literal["sast", "sca", "secrets", "image", "iac", "dast", "license", "pipeline"]
"""Kinds of scans.

- `sast`: The source code.
- `sca`: Third-party components.
- `secrets`: Secrets in the source.
- `image`: A container image.
- `iac`: Infrastructure code.
- `dast`: The running application.
- `license`: Licences of components.
- `pipeline`: The pipeline files themselves.
"""

SignalUnit: TypeAlias = Literal["fraction", "percent", "seconds", "milliseconds", "bytes", "per_second", "count"]
"""What the number of a signal counts.

- `fraction`: A share between 0 and 1.
- `percent`: A share between 0 and 100.
- `seconds`: Seconds.
- `milliseconds`: Thousandths of a second.
- `bytes`: Bytes.
- `per_second`: Times in each second.
- `count`: A plain number.
"""

SloKind: TypeAlias = Literal["availability", "latency", "freshness", "correctness", "throughput", "durability"]
"""What a service level measures.

- `availability`: Whether it answers.
- `latency`: How fast it answers.
- `freshness`: How old what it shows is.
- `correctness`: Whether what it shows is right.
- `throughput`: How much it gets done.
- `durability`: Whether data is still there.
"""

StandbyMode: TypeAlias = Literal["passive", "active"]
"""What a standby region does while it is not needed.

- `passive`: Takes no traffic.
- `active`: Takes traffic all the time.
"""

StaticSiteProvider: TypeAlias = Literal["s3", "azure_storage", "azure_static_web_apps", "gcs", "github_pages", "gitlab_pages", "netlify", "cloudflare"]
"""Who serves static files.

- `s3`: Amazon S3 with CloudFront.
- `azure_storage`: Azure Storage.
- `azure_static_web_apps`: Azure Static Web Apps.
- `gcs`: Google Cloud Storage.
- `github_pages`: GitHub Pages.
- `gitlab_pages`: GitLab Pages.
- `netlify`: Netlify.
- `cloudflare`: Cloudflare Pages.
"""

Switch: TypeAlias = Literal["slot_swap", "service", "load_balancer", "dns", "alias", "symlink"]
"""What is switched from the old version to the new one.

- `slot_swap`: Deployment slots are swapped.
- `service`: A Kubernetes service selects the other pods.
- `load_balancer`: A load balancer sends to the other group.
- `dns`: A name points elsewhere.
- `alias`: An alias or revision is moved.
- `symlink`: A link points to another folder.
"""

SyncHook: TypeAlias = Literal["pre_sync", "sync", "post_sync", "sync_fail", "pre_delete", "post_delete"]
"""A moment of a sync.

- `pre_sync`: Before everything.
- `sync`: With everything.
- `post_sync`: Once everything is well.
- `sync_fail`: When it failed.
- `pre_delete`: Before it is deleted.
- `post_delete`: After it was deleted.
"""

SyncWindowKind: TypeAlias = Literal["allow", "deny"]
"""Whether a window lets syncs happen.

- `allow`: Only then.
- `deny`: Not then.
"""

Templating: TypeAlias = Literal["plain", "kustomize", "helm", "jsonnet"]
"""How manifests are made.

- `plain`: They are there as they are.
- `kustomize`: Kustomize: a base and what differs.
- `helm`: Helm charts and values.
- `jsonnet`: Jsonnet.
"""

TenantIsolation: TypeAlias = Literal["directory_per_tenant", "branch_per_tenant", "repository_per_tenant", "none"]
"""What keeps tenants apart in a repository.

- `directory_per_tenant`: A folder for each.
- `branch_per_tenant`: A branch for each.
- `repository_per_tenant`: A repository for each.
- `none`: Nothing.
"""

Tier: TypeAlias = Literal["development", "test", "staging", "production", "preview", "recovery"]
"""What an environment is for.

- `development`: Engineers try things.
- `test`: Tests run.
- `staging`: A last look before production.
- `production`: Users are on it.
- `preview`: Lives as long as one change.
- `recovery`: Takes over when production is lost.
"""

TlsVersion: TypeAlias = Literal["none", "tls1.0", "tls1.1", "tls1.2", "tls1.3"]
"""Versions of TLS.

- `none`: None: in the clear.
- `tls1.0`: TLS 1.0, which is broken.
- `tls1.1`: TLS 1.1, which is broken.
- `tls1.2`: TLS 1.2.
- `tls1.3`: TLS 1.3.
"""

Topology: TypeAlias = Literal["node", "zone", "region"]
"""What can fail together.

- `node`: A machine.
- `zone`: A data centre.
- `region`: A region.
"""

VerticalMode: TypeAlias = Literal["off", "initial", "recreate", "auto"]
"""What vertical scaling does with what it learned.

- `off`: Only says it.
- `initial`: Uses it for new copies.
- `recreate`: Replaces copies to use it.
- `auto`: Uses it in whatever way disturbs least.
"""

Visibility: TypeAlias = Literal["public", "internal", "private"]
"""Who can see a repository.

- `public`: Anyone; changes may come from strangers.
- `internal`: Everyone in the company.
- `private`: Those who were let in.
"""

VolumeAccess: TypeAlias = Literal["one_writer", "one_pod", "many_readers", "many_writers"]
"""How a disk may be mounted.

- `one_writer`: By one machine, to read and write.
- `one_pod`: By one pod, to read and write.
- `many_readers`: By many, to read.
- `many_writers`: By many, to read and write.
"""

WorkloadKind: TypeAlias = Literal["deployment", "stateful_set", "daemon_set", "job", "cron_job"]
"""What keeps a workload running.

- `deployment`: Copies that are all alike.
- `stateful_set`: Copies with a name and a disk of their own.
- `daemon_set`: One copy on every machine.
- `job`: Work that ends.
- `cron_job`: Work that ends, started by the clock.
"""

Writers: TypeAlias = Literal["one", "all"]
"""Where writes are taken.

- `one`: In one place.
- `all`: In every place.
"""
