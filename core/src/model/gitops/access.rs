//! Who may do what with the engine, and how people log in.

use crate::model::macros::{record, words};
use crate::model::scalar::{Duration, Glob, Id};
use crate::model::{Extensions, Many, SecretReference};

record! {
    /// What some people may do with the engine.
    pub struct AccessRole : Default {
        of "a role";
        /// What it is for, in a sentence.
        pub summary: Option<String>,
        /// Groups that have it, as the company's directory names them.
        pub groups: Many<String>,
        /// People and accounts that have it.
        pub members: Many<String>,
        /// What it may do, as `kind.action`, such as `applications.sync`; `applications.*` means everything with them.
        pub allow: Many<String>,
        /// What it may not do, whatever else says so.
        pub deny: Many<String>,
        /// The objects it is about, by name or pattern, such as `client-a/*`; those of the tenant when left out.
        pub objects as "in": Many<Glob>,
        /// What one platform needs beyond the model.
        pub extensions: Extensions,
    }
}

record! {
    /// Access that must be possible, or must not.
    pub struct AccessCheck {
        of "an access check";
        /// Group or person who tries.
        pub who: String,
        /// What is tried, such as `applications.delete`.
        pub action: String,
        /// The object it is tried on, such as `client-b/webapp`.
        pub object as "on": String,
        /// True when it must be possible, false when it must be refused.
        pub allowed: bool,
    }
}

record! {
    /// How people log in to the engine.
    pub struct GitOpsLogin : Default {
        of "the login";
        /// Who knows them.
        pub via: Option<LoginProvider>,
        /// Address of who knows them.
        pub issuer: Option<String>,
        /// Id of the engine there.
        pub client: Option<String>,
        /// Secret of the engine there.
        pub client_secret: Option<SecretReference>,
        /// Where groups are told; `groups` when left out.
        pub groups_claim: Option<String>,
        /// True when the built-in administrator can log in too, with a password nobody owns.
        pub local_admin: Option<bool>,
        /// Accounts for machines, by name.
        pub machine_accounts: Many<Id>,
        /// How long tokens of those accounts are valid.
        pub token_lifetime: Option<Duration>,
    }
}

words! {
    /// Who knows the people that log in.
    pub enum LoginProvider {
        of "a login provider";
        /// Any that speaks OpenID Connect.
        Oidc = "oidc",
        /// Any that speaks SAML.
        Saml = "saml",
        /// Microsoft Entra ID.
        EntraId = "entra_id",
        /// Okta.
        Okta = "okta",
        /// Google.
        Google = "google",
        /// GitHub.
        Github = "github",
        /// GitLab.
        Gitlab = "gitlab",
        /// An LDAP directory.
        Ldap = "ldap",
    }
}
