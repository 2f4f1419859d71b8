//! Signatures: making and checking them.

use super::{Act, Script};

/// Checks that an image was signed by a run of this very repository.
pub(super) fn check(image: &str) -> Act {
    let mut script = Script::new();
    let image = script.word("IMAGE", image);
    script.lines(
        "if [ -n \"${GITHUB_REPOSITORY:-}\" ]; then
           issuer=https://token.actions.githubusercontent.com
           signer=\"^$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/\"
         elif [ -n \"${CI_PROJECT_URL:-}\" ]; then
           issuer=\"$CI_SERVER_URL\"
           signer=\"^$CI_PROJECT_URL//\"
         else
           echo 'this system has no identity that signs without a key' >&2
           exit 1
         fi",
    );
    script.command(&format!(
        "cosign verify {image}
         --certificate-oidc-issuer \"$issuer\"
         --certificate-identity-regexp \"$signer\"
         --output text"
    ));
    script.act("Check the signature")
}
