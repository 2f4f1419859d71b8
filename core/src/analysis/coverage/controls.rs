//! Frameworks and their controls, each with the facts it asks for. Numbers and subjects are those of the frameworks; what is
//! said of a control here is a summary, and which facts speak for it is a judgement of this crate.

#![allow(clippy::enum_glob_use, reason = "a table of facts, hundreds of them")]

use crate::model::ComplianceFact::{self, *};

/// A framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Framework {
    /// The name it is asked for by: `soc2`.
    pub id: &'static str,
    /// Other names for it.
    pub names: &'static [&'static str],
    /// Its full name, with the version that is meant.
    pub title: &'static str,
    /// Its controls.
    pub controls: &'static [Control],
}

/// A control of a framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Control {
    /// Its number: `CC8.1`.
    pub id: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// What a plan can show of it; nothing when a plan can show nothing.
    pub facts: &'static [ComplianceFact],
    /// What supports it further, without being asked for.
    pub also: &'static [ComplianceFact],
}

/// A framework by one of its names, in any case and with or without signs between.
pub fn find(name: &str) -> Option<&'static Framework> {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect()
    };
    let wanted = plain(name);
    FRAMEWORKS.iter().find(|framework| {
        std::iter::once(&framework.id)
            .chain(framework.names)
            .any(|known| plain(known) == wanted)
    })
}

const fn of(id: &'static str, about: &'static str, facts: &'static [ComplianceFact]) -> Control {
    Control {
        id,
        about,
        facts,
        also: &[],
    }
}

impl Control {
    const fn also(self, also: &'static [ComplianceFact]) -> Self {
        Self { also, ..self }
    }
}

/// The frameworks there are.
pub const FRAMEWORKS: &[Framework] = &[
    Framework {
        id: "soc2",
        names: &["soc 2", "tsc"],
        title: "SOC 2, Trust Services Criteria 2017 with the points of focus of 2022",
        controls: &[
            of("CC3.4", "risks that changes bring", &[RecoveryTested, Pinned]),
            of(
                "CC6.1",
                "access to systems and data",
                &[LeastPrivilege, SecretsInStore, ShortLivedCredentials, EncryptedRest],
            ),
            of("CC6.2", "giving and taking away access", &[SeparateDuties, LeastPrivilege]),
            of("CC6.3", "access by role, duties apart", &[SeparateDuties, LeastPrivilege]),
            of("CC6.6", "the boundary to the outside", &[RestrictedNetwork, EncryptedTransit]),
            of("CC6.7", "data on its way", &[EncryptedTransit, SecretsInStore]),
            of(
                "CC6.8",
                "software that nobody allowed, or that does harm",
                &[ImageScan, Sca, Signed, SignatureVerified, Pinned],
            ),
            of(
                "CC7.1",
                "noticing changed settings and new weaknesses",
                &[Sca, ImageScan, IacScan, DriftDetection],
            ),
            of("CC7.2", "noticing what is unusual", &[Monitoring, Alerting, AuditLog]),
            of("CC7.3", "judging incidents", &[Monitoring, Alerting, AuditLog]),
            of("CC7.4", "answering incidents", &[Alerting, IncidentPlan]),
            of("CC7.5", "recovering from incidents", &[RollbackTested, RecoveryTested]),
            of(
                "CC8.1",
                "changes are authorised, tested, approved and brought in",
                &[SecondReview, TestGate, ProductionApproval, SeparateDuties, SeparateEnvironments],
            )
            .also(&[ChangeRecord, EmergencyPath]),
            of("CC9.1", "disruption of the business", &[RecoveryTested]),
            of("CC9.2", "suppliers", &[SupplierReview, Pinned]),
            of("A1.2", "backups and what recovers", &[Backups]),
            of("A1.3", "recovery is tried", &[RestoreTested, RecoveryTested]),
        ],
    },
    Framework {
        id: "iso27001",
        names: &["iso 27001", "iso/iec 27001", "iso27001:2022"],
        title: "ISO/IEC 27001:2022, Annex A",
        controls: &[
            of("A.5.3", "duties apart", &[SeparateDuties, SecondReview]),
            of("A.5.8", "security in projects", &[ThreatModel]),
            of("A.5.15", "access control", &[LeastPrivilege]),
            of("A.5.17", "authentication information", &[SecretsInStore, Rotation]),
            of("A.5.18", "rights of access", &[LeastPrivilege]),
            of("A.5.19", "suppliers", &[SupplierReview]),
            of("A.5.21", "the supply chain of software", &[Sca, Sbom, Pinned]),
            of("A.5.23", "cloud services", &[DataResidency]),
            of("A.5.24", "being ready for incidents", &[IncidentPlan]),
            of("A.5.29", "security while disrupted", &[RecoveryTested]),
            of("A.5.30", "being ready to go on", &[RecoveryTested]),
            of("A.5.33", "protection of records", &[AuditLog]),
            of("A.6.3", "training", &[Training]),
            of("A.8.2", "privileged access", &[LeastPrivilege, EmergencyPath]),
            of("A.8.3", "access to information", &[LeastPrivilege]),
            of("A.8.4", "access to source code", &[ProtectedBranches]),
            of("A.8.6", "capacity", &[]),
            of("A.8.8", "technical weaknesses", &[Sca, ImageScan, TimelyRepair]),
            of("A.8.9", "configuration", &[IacScan, DriftDetection]),
            of("A.8.11", "masking of data", &[NoProductionData]),
            of("A.8.13", "backup", &[Backups, RestoreTested]),
            of("A.8.14", "redundancy", &[RecoveryTested]),
            of("A.8.15", "logging", &[AuditLog]),
            of("A.8.16", "monitoring", &[Monitoring]),
            of("A.8.19", "software on systems that run", &[ProductionApproval, Signed]),
            of("A.8.20", "networks", &[RestrictedNetwork]),
            of("A.8.22", "networks apart", &[RestrictedNetwork]),
            of("A.8.24", "cryptography", &[EncryptedRest, EncryptedTransit]),
            of("A.8.25", "a secure life cycle of development", &[Sast, TestGate, SecondReview]),
            of("A.8.27", "secure architecture", &[ThreatModel]),
            of("A.8.28", "secure coding", &[Sast, SecondReview]),
            of("A.8.29", "security testing", &[Sast, Dast, TestGate]),
            of("A.8.30", "development by others", &[SecondReview]),
            of(
                "A.8.31",
                "development, test and production apart",
                &[SeparateEnvironments, SeparateDuties],
            ),
            of(
                "A.8.32",
                "changes",
                &[SecondReview, ProductionApproval, ChangeRecord, RollbackTested],
            ),
            of("A.8.33", "information for tests", &[NoProductionData]),
        ],
    },
    Framework {
        id: "pci-dss",
        names: &["pci", "pcidss", "pci dss 4.0.1"],
        title: "PCI DSS v4.0.1",
        controls: &[
            of("1.2", "network controls", &[RestrictedNetwork]),
            of("1.3", "what may come into the cardholder environment", &[RestrictedNetwork]),
            of("4.2.1", "strong cryptography on the way", &[EncryptedTransit]),
            of("6.2.2", "training of developers", &[Training]),
            of("6.2.3", "code is reviewed before it is released", &[SecondReview, Sast]),
            of("6.2.4", "usual attacks are guarded against", &[Sast, Dast]),
            of("6.3.1", "weaknesses are found and ranked", &[Sca, ImageScan]),
            of("6.3.2", "an inventory of the software and its parts", &[Sbom, Inventory]),
            of("6.3.3", "patches in time", &[TimelyRepair]),
            of("6.4.2", "automatic protection of public web applications", &[ApplicationFirewall]),
            of("6.4.3", "scripts of payment pages", &[]),
            of(
                "6.5.1",
                "the procedure of changes",
                &[ChangeRecord, ProductionApproval, TestGate, RollbackTested],
            ),
            of("6.5.2", "all is confirmed again after a significant change", &[]),
            of("6.5.3", "what is before production is apart from it", &[SeparateEnvironments]),
            of(
                "6.5.4",
                "roles are apart, so only approved changes are brought in",
                &[SeparateDuties, SecondReview],
            ),
            of("6.5.5", "no live card numbers before production", &[NoProductionData]),
            of("7.2", "access by need", &[LeastPrivilege]),
            of("8.4", "more than a password", &[MultiFactor]),
            of("8.6.2", "no passwords in code and files", &[SecretsInStore, SecretScan]),
            of("8.6.3", "passwords of applications are changed", &[Rotation]),
            of("10.2", "audit logs", &[AuditLog]),
            of("10.5.1", "audit logs are kept", &[AuditLog]),
            of("10.7", "failures of controls are noticed", &[Alerting]),
            of("11.3.1", "scans from inside", &[ImageScan]),
            of("11.4", "penetration tests", &[PenetrationTest]),
            of("11.5.2", "changed files are noticed", &[DriftDetection]),
        ],
    },
    Framework {
        id: "hipaa",
        names: &["hipaa security rule", "45 cfr 164"],
        title: "HIPAA Security Rule, 45 CFR Part 164",
        controls: &[
            of("164.308(a)(1)(ii)(A)", "analysis of risks", &[RiskAssessment]),
            of("164.308(a)(1)(ii)(D)", "looking at what systems did", &[AuditLog]),
            of("164.308(a)(3)", "who works with the data", &[LeastPrivilege, SeparateDuties]),
            of("164.308(a)(4)", "access to information", &[LeastPrivilege]),
            of("164.308(a)(5)(ii)(B)", "software that does harm", &[ImageScan, Sca]),
            of("164.308(a)(6)(ii)", "answering incidents", &[Alerting, IncidentPlan]),
            of("164.308(a)(7)(ii)(A)", "a plan for backups", &[Backups]),
            of("164.308(a)(7)(ii)(B)", "a plan for disasters", &[RecoveryTested]),
            of("164.308(a)(7)(ii)(D)", "the plans are tried", &[RestoreTested, RecoveryTested]),
            of("164.308(a)(8)", "evaluation", &[]),
            of("164.312(a)(1)", "access control", &[LeastPrivilege, SecretsInStore]),
            of("164.312(a)(2)(iv)", "encryption", &[EncryptedRest]),
            of("164.312(b)", "audit controls", &[AuditLog]),
            of("164.312(c)(1)", "integrity", &[Signed, SignatureVerified]),
            of("164.312(d)", "authentication", &[ShortLivedCredentials, MultiFactor]),
            of("164.312(e)(1)", "security on the way", &[EncryptedTransit]),
        ],
    },
    Framework {
        id: "gdpr",
        names: &["gdpr art. 32", "dsgvo"],
        title: "GDPR, Article 32 and those near it",
        controls: &[
            of("25", "protection by design", &[ThreatModel]),
            of(
                "32(1)(a)",
                "pseudonyms and encryption",
                &[EncryptedRest, EncryptedTransit, NoProductionData],
            ),
            of(
                "32(1)(b)",
                "systems stay confidential, whole, there and robust",
                &[ServiceLevels, RestrictedNetwork],
            ),
            of("32(1)(c)", "restoring in time", &[Backups, RecoveryTested]),
            of("32(1)(d)", "testing again and again", &[RestoreTested, Sast, Dast]),
            of("32(4)", "people act as instructed", &[LeastPrivilege]),
            of("33", "telling of breaches within 72 hours", &[Alerting, IncidentPlan]),
            of("44", "transfers out of the union", &[DataResidency]),
        ],
    },
    Framework {
        id: "ssdf",
        names: &["nist ssdf", "800-218", "nist 800-218"],
        title: "NIST SSDF 1.1 (SP 800-218)",
        controls: &[
            of("PO.1", "requirements of security", &[ThreatModel]),
            of("PO.2", "roles", &[SeparateDuties, Training]),
            of("PO.3", "tools", &[Pinned]),
            of("PO.4", "criteria for checks", &[Sast, TestGate]),
            of("PO.5", "environments for development", &[SeparateEnvironments, LeastPrivilege]),
            of("PS.1", "code is protected", &[ProtectedBranches]),
            of("PS.2", "releases can be verified", &[Signed, SignatureVerified]),
            of("PS.3", "releases are kept with where they came from", &[Sbom, Provenance]),
            of("PW.1", "design meets the requirements", &[ThreatModel]),
            of("PW.2", "design is reviewed", &[SecondReview]),
            of("PW.4", "well-kept components are reused", &[Sca]),
            of("PW.5", "secure coding", &[Sast]),
            of("PW.6", "settings of the build", &[Pinned]),
            of("PW.7", "code is reviewed and analysed", &[SecondReview, Sast]),
            of("PW.8", "what runs is tested", &[TestGate, Dast]),
            of("PW.9", "secure by default", &[IacScan]),
            of("RV.1", "weaknesses are found again and again", &[Sca]),
            of("RV.2", "weaknesses are judged and repaired", &[TimelyRepair]),
            of("RV.3", "causes of weaknesses", &[]),
        ],
    },
    Framework {
        id: "nist-800-53",
        names: &["800-53", "nist 800-53 r5"],
        title: "NIST SP 800-53 Revision 5",
        controls: &[
            of("AC-5", "duties apart", &[SeparateDuties]),
            of("AC-6", "least privilege", &[LeastPrivilege]),
            of("AU-2", "events that are logged", &[AuditLog]),
            of("AU-6", "logs are looked at", &[AuditLog, Alerting]),
            of("CM-3", "changes are controlled", &[ProductionApproval, ChangeRecord]),
            of("CM-3(2)", "changes are tested before", &[TestGate]),
            of("CM-5", "who may change", &[SeparateDuties]),
            of("CM-6", "settings", &[IacScan, DriftDetection]),
            of("CM-8", "inventory of components", &[Sbom]),
            of("CM-14", "signed components", &[Signed, SignatureVerified]),
            of("CP-4", "the plan is tried", &[RecoveryTested]),
            of("CP-9", "backups", &[Backups]),
            of("CP-9(1)", "restoring is tried", &[RestoreTested]),
            of("CP-10", "recovery", &[RecoveryTested]),
            of("IA-5(7)", "no secrets inside", &[SecretsInStore, SecretScan]),
            of("IR-4", "incidents", &[Alerting, IncidentPlan]),
            of("RA-5", "scanning for weaknesses", &[Sca, ImageScan]),
            of("SA-10(1)", "integrity of software", &[Signed]),
            of("SA-11", "testing by developers", &[TestGate]),
            of("SA-11(1)", "static analysis", &[Sast]),
            of("SA-11(4)", "reviews by hand", &[SecondReview]),
            of("SA-11(8)", "dynamic analysis", &[Dast]),
            of("SC-7", "boundary protection", &[RestrictedNetwork]),
            of("SC-8", "confidential on the way", &[EncryptedTransit]),
            of("SC-28", "protected where it lies", &[EncryptedRest]),
            of("SI-2", "flaws are repaired", &[TimelyRepair]),
            of("SR-4", "provenance", &[Provenance]),
        ],
    },
    Framework {
        id: "slsa",
        names: &["slsa 1.2", "slsa 1.0"],
        title: "SLSA 1.2",
        controls: &[
            of("Build L1", "provenance exists", &[Provenance]),
            of("Build L2", "signed provenance of a hosted platform", &[Provenance, Signed]),
            of(
                "Build L3",
                "a hardened platform that builds cannot get at",
                &[Provenance, Signed, SignatureVerified, ShortLivedCredentials],
            ),
            of("Source L2", "history is kept", &[ProtectedBranches]),
            of("Source L3", "controls are enforced all the time", &[ProtectedBranches]),
            of("Source L4", "two people for every change", &[ProtectedBranches, SecondReview]),
        ],
    },
    Framework {
        id: "cis-supply-chain",
        names: &["cis", "cis software supply chain"],
        title: "CIS Software Supply Chain Security Guide 1.0",
        controls: &[
            of("1.1.3", "approvals of changes", &[SecondReview]),
            of("1.1.4", "approvals are taken back by new commits", &[SecondReview]),
            of("1.1.16", "history cannot be rewritten", &[ProtectedBranches]),
            of("1.3.5", "more than a password", &[MultiFactor]),
            of("2.3.8", "no secrets in pipeline files", &[SecretScan, SecretsInStore]),
            of("2.4.2", "dependencies are locked", &[Pinned]),
            of("2.4.6", "a list of components", &[Sbom]),
            of("3.1.7", "components are pinned", &[Pinned]),
            of("3.2.2", "components are scanned", &[Sca]),
            of("4.1", "artifacts are verified", &[Signed, SignatureVerified]),
            of("5.1", "settings are apart and reviewed", &[IacScan, SecondReview]),
            of(
                "5.2",
                "deployments are automatic and production is restricted",
                &[ProductionApproval, LeastPrivilege],
            ),
        ],
    },
    Framework {
        id: "owasp-cicd",
        names: &["owasp", "owasp ci/cd", "cicd-sec"],
        title: "OWASP Top 10 CI/CD Security Risks",
        controls: &[
            of("CICD-SEC-1", "insufficient flow control", &[SecondReview, ProductionApproval]),
            of("CICD-SEC-2", "identities and access", &[LeastPrivilege]),
            of("CICD-SEC-3", "abuse of the chain of dependencies", &[Pinned, Sca]),
            of("CICD-SEC-4", "poisoned execution of pipelines", &[ProtectedBranches, SecondReview]),
            of("CICD-SEC-5", "access of pipelines", &[LeastPrivilege, SeparateEnvironments]),
            of(
                "CICD-SEC-6",
                "hygiene of credentials",
                &[SecretsInStore, ShortLivedCredentials, Rotation, SecretScan],
            ),
            of("CICD-SEC-7", "insecure settings of systems", &[IacScan]),
            of("CICD-SEC-8", "services of others", &[Pinned, SupplierReview]),
            of("CICD-SEC-9", "integrity of artifacts", &[Signed, SignatureVerified, Provenance]),
            of("CICD-SEC-10", "logging and visibility", &[AuditLog]),
        ],
    },
];
