//! The one error of every scalar: what was expected, and why the text is not that.

use super::Scalar;

/// Why a text is not the scalar that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}{}", .why.as_deref().map(|why| format!(": {why}")).unwrap_or_default())]
pub struct ScalarError {
    expected: &'static str,
    why: Option<String>,
}

impl ScalarError {
    /// The text is not a `T`, and there is no more to say than that.
    pub fn not<T: Scalar>() -> Self {
        Self {
            expected: T::EXPECTED,
            why: None,
        }
    }

    /// The text is not a `T`, for a reason in lower case and without a full stop: "minute 75 is out of range 0-59".
    pub fn because<T: Scalar>(why: impl Into<String>) -> Self {
        Self {
            expected: T::EXPECTED,
            why: Some(why.into()),
        }
    }

    /// The same reason, told of the `T` that the text was to be a part of.
    pub fn within<T: Scalar>(self) -> Self {
        Self {
            expected: T::EXPECTED,
            why: self.why,
        }
    }

    /// What a writer should put there: "a duration such as `30m` or `1h30m`".
    pub fn expected(&self) -> &'static str {
        self.expected
    }

    /// The precise reason, where one is known.
    pub fn why(&self) -> Option<&str> {
        self.why.as_deref()
    }
}
