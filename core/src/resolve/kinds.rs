//! Kinds of steps, as sets.

use crate::model::{Action, Step};

/// A set of kinds of steps. What each job does is kept as one, so that whoever asks for some kinds passes other jobs by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u32);

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $name:ident = $bit:literal: $variant:ident,)+) => {
        impl Kinds {
            $($(#[doc = $doc])* pub const $name: Self = Self(1 << $bit);)+

            /// The kind of an action.
            pub const fn of(action: &Action) -> Self {
                match action {
                    $(Action::$variant(_) => Self::$name,)+
                }
            }
        }
    };
}

kinds! {
    /// Commands.
    RUN = 0: Run,
    /// Actions and tasks of others.
    USE = 1: Use,
    /// Checkouts.
    CHECKOUT = 2: Checkout,
    /// Languages and tools that are set up.
    SETUP = 3: Setup,
    /// Caches.
    CACHE = 4: Cache,
    /// Images that are built.
    BUILD_IMAGE = 5: BuildImage,
    /// Scans.
    SCAN = 6: Scan,
    /// Artifacts that are published.
    PUBLISH = 7: Publish,
    /// Artifacts that are fetched.
    FETCH = 8: Fetch,
    /// Lists of what is inside.
    SBOM = 9: Sbom,
    /// Signatures.
    SIGN = 10: Sign,
    /// Attestations.
    ATTEST = 11: Attest,
    /// Migrations of databases.
    MIGRATE = 12: Migrate,
    /// Deployments.
    DEPLOY = 13: Deploy,
    /// Looks at what runs.
    VERIFY = 14: Verify,
    /// Messages.
    NOTIFY = 15: Notify,
    /// Pauses.
    WAIT = 16: Wait,
    /// Steps side by side.
    PARALLEL = 17: Parallel,
    /// Logins.
    LOGIN = 18: Login,
    /// Results that are shown.
    REPORT = 19: Report,
    /// Shared steps that are called.
    CALL = 20: Call,
}

impl Kinds {
    /// Those of both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when the sets have a kind in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The kinds of some steps, and of those inside them.
    pub(super) fn of_all(steps: &[Step]) -> Self {
        steps.iter().fold(Self::default(), |kinds, step| {
            let inside = match &step.action {
                Action::Parallel(steps) => Self::of_all(steps),
                _ => Self::default(),
            };
            kinds.or(Self::of(&step.action)).or(inside)
        })
    }
}
