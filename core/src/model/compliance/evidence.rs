//! What shows that a control is kept.

use crate::model::macros::{record, words};
use crate::model::scalar::{Date, Duration, Id};
use crate::model::{Extensions, Many};

record! {
    /// Something that shows that a control is kept, which the rest of the document cannot show.
    pub struct Evidence : Default {
        of "evidence";
        short summary;
        /// What it is, in a sentence.
        pub summary: Option<String>,
        /// What it shows.
        pub shows: Many<ComplianceFact>,
        /// Controls it speaks for, with their framework: `soc2/CC6.2`.
        pub controls: Many<String>,
        /// The environments it is about; all when left out.
        pub environments: Many<Id>,
        /// Where it can be looked at.
        pub link: Option<String>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// The day it was made.
        pub made: Option<Date>,
        /// How often it is made; older evidence counts as none.
        pub every: Option<Duration>,
        /// Last day it counts.
        pub until: Option<Date>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

words! {
    /// Facts about a delivery that controls ask for.
    pub enum ComplianceFact {
        of "a fact";
        /// Source code is scanned for weaknesses.
        Sast = "sast",
        /// Third-party components are scanned.
        Sca = "sca",
        /// Source is scanned for secrets.
        SecretScan = "secret_scan",
        /// Container images are scanned.
        ImageScan = "image_scan",
        /// Infrastructure code is scanned.
        IacScan = "iac_scan",
        /// The running application is attacked in a test.
        Dast = "dast",
        /// Released software comes with a list of its components.
        Sbom = "sbom",
        /// How it was built is attested.
        Provenance = "provenance",
        /// What is released is signed.
        Signed = "signed",
        /// Signatures are verified before it is let in.
        SignatureVerified = "signature_verified",
        /// Someone other than the author looks at every change.
        SecondReview = "second_review",
        /// Someone approves each release to production.
        ProductionApproval = "production_approval",
        /// Who writes changes cannot release them alone.
        SeparateDuties = "separate_duties",
        /// It is recorded who did what.
        AuditLog = "audit_log",
        /// Production is apart from all else.
        SeparateEnvironments = "separate_environments",
        /// Production's data is not used for tests.
        NoProductionData = "no_production_data",
        /// Secrets are kept in a store.
        SecretsInStore = "secrets_in_store",
        /// Access to clouds is short-lived.
        ShortLivedCredentials = "short_lived_credentials",
        /// Secrets are replaced in time.
        Rotation = "rotation",
        /// Everyone may do only what they need.
        LeastPrivilege = "least_privilege",
        /// Third-party parts are pinned to what was looked at.
        Pinned = "pinned",
        /// Tests must pass before a release.
        TestGate = "test_gate",
        /// Going back was tried.
        RollbackTested = "rollback_tested",
        /// There are backups.
        Backups = "backups",
        /// Restoring them was tried.
        RestoreTested = "restore_tested",
        /// Failing over was tried.
        RecoveryTested = "recovery_tested",
        /// It is watched how the software does.
        Monitoring = "monitoring",
        /// Someone is told when something is wrong.
        Alerting = "alerting",
        /// It is said how well the service must do.
        ServiceLevels = "service_levels",
        /// Each change has a record.
        ChangeRecord = "change_record",
        /// There is a way in for emergencies, looked at afterwards.
        EmergencyPath = "emergency_path",
        /// It is known what there is.
        Inventory = "inventory",
        /// Networks let in only what is needed.
        RestrictedNetwork = "restricted_network",
        /// Data is encrypted on its way.
        EncryptedTransit = "encrypted_transit",
        /// Data is encrypted where it lies.
        EncryptedRest = "encrypted_rest",
        /// Weaknesses are repaired in time.
        TimelyRepair = "timely_repair",
        /// Branches cannot be changed without the rules.
        ProtectedBranches = "protected_branches",
        /// Changes made by hand are noticed.
        DriftDetection = "drift_detection",
        /// A firewall for applications stands before public ones.
        ApplicationFirewall = "application_firewall",
        /// Everyone logs in with more than a password.
        MultiFactor = "multi_factor",
        /// Data stays in the regions it may be in.
        DataResidency = "data_residency",
        /// It was thought through how the software may be attacked.
        ThreatModel = "threat_model",
        /// People are trained.
        Training = "training",
        /// Someone from outside tried to break in.
        PenetrationTest = "penetration_test",
        /// Suppliers are looked at.
        SupplierReview = "supplier_review",
        /// Risks are assessed.
        RiskAssessment = "risk_assessment",
        /// It is written down what to do in an incident.
        IncidentPlan = "incident_plan",
    }
}
