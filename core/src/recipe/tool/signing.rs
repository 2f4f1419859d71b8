//! Tools that sign, and that ask policies.

use super::binary::{release, unless_there};
use crate::recipe::Tool;

/// Sigstore's signer.
pub(in crate::recipe) static COSIGN: Tool = Tool {
    name: "cosign",
    version: "3.1.3",
    install: release!(
        "cosign", "3.1.3",
        x86_64: "https://github.com/sigstore/cosign/releases/download/v3.1.3/cosign-linux-amd64"
            "4629c757b7618056f8ddd7e2625ae9fdd94c0372a65049520bc7d9df9efc7f71",
        aarch64: "https://github.com/sigstore/cosign/releases/download/v3.1.3/cosign-linux-arm64"
            "c5d324e091826b0d7a78eb16fef316450b4eb9aaec045611c08ba06f5e73220a",
        "install -m 755 \"$download\" \"$HOME/.local/bin/cosign\"",
    ),
    image: None,
};

/// Open Policy Agent.
pub(in crate::recipe) static OPA: Tool = Tool {
    name: "opa",
    version: "1.20.2",
    install: release!(
        "opa", "1.20.2",
        x86_64: "https://github.com/open-policy-agent/opa/releases/download/v1.20.2/opa_linux_amd64_static"
            "69da5179ee403d10fa11bab6cfb4ffb0d23dba5f9b682fa977db772a1da5670f",
        aarch64: "https://github.com/open-policy-agent/opa/releases/download/v1.20.2/opa_linux_arm64_static"
            "431bed5a365578241ab06c7cc1c7d0cdff8c11dcbc6f12c3488590deb8b8d66d",
        "install -m 755 \"$download\" \"$HOME/.local/bin/opa\"",
    ),
    image: None,
};

/// Conftest.
pub(in crate::recipe) static CONFTEST: Tool = Tool {
    name: "conftest",
    version: "0.70.1",
    install: release!(
        "conftest", "0.70.1",
        x86_64: "https://github.com/open-policy-agent/conftest/releases/download/v0.70.1/conftest_0.70.1_Linux_x86_64.tar.gz"
            "613d124b8f6c1f3cee890491f7ab19114cca5a2102ca47cb2e6c35b4c23f9c8a",
        aarch64: "https://github.com/open-policy-agent/conftest/releases/download/v0.70.1/conftest_0.70.1_Linux_arm64.tar.gz"
            "8eb914755cb1b3c610d557019d5f373d5528b366ba706961d1a23f2ec55eab57",
        "tar -xzf \"$download\" -C \"$HOME/.local/bin\" conftest",
    ),
    image: None,
};
