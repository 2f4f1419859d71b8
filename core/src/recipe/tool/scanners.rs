//! Scanners that come as a file of a release.

use super::binary::{release, unless_there};
use crate::recipe::Tool;

/// Trivy. Release 0.69.4 was a forged one.
pub(in crate::recipe) static TRIVY: Tool = Tool {
    name: "trivy",
    version: "0.74.0",
    install: release!(
        "trivy", "0.74.0",
        x86_64: "https://github.com/aquasecurity/trivy/releases/download/v0.74.0/trivy_0.74.0_Linux-64bit.tar.gz"
            "2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a",
        aarch64: "https://github.com/aquasecurity/trivy/releases/download/v0.74.0/trivy_0.74.0_Linux-ARM64.tar.gz"
            "b94ce1976bbf3c15b514b605ee88be7c6d94a29be2302847ff01cb794d47aad5",
        "tar -xzf \"$download\" -C \"$HOME/.local/bin\" trivy",
    ),
    image: Some("ghcr.io/aquasecurity/trivy:0.74.0"),
};

/// Grype.
pub(in crate::recipe) static GRYPE: Tool = Tool {
    name: "grype",
    version: "0.119.0",
    install: release!(
        "grype", "0.119.0",
        x86_64: "https://github.com/anchore/grype/releases/download/v0.119.0/grype_0.119.0_linux_amd64.tar.gz"
            "3fa2dc4b924621ab65404cf08d0b8438d896d80ab949c9d5a4ca283c36004c9b",
        aarch64: "https://github.com/anchore/grype/releases/download/v0.119.0/grype_0.119.0_linux_arm64.tar.gz"
            "29f0ec7c549ddb0e2b6a0ca714851f7399438afc399b80c12808e065edc9a8f8",
        "tar -xzf \"$download\" -C \"$HOME/.local/bin\" grype",
    ),
    image: None,
};

/// Syft.
pub(in crate::recipe) static SYFT: Tool = Tool {
    name: "syft",
    version: "1.52.0",
    install: release!(
        "syft", "1.52.0",
        x86_64: "https://github.com/anchore/syft/releases/download/v1.52.0/syft_1.52.0_linux_amd64.tar.gz"
            "caeedb81fb0491615f1ebd1761e4145d41ee86dd2cc7bf80669f9f5ad9d6133d",
        aarch64: "https://github.com/anchore/syft/releases/download/v1.52.0/syft_1.52.0_linux_arm64.tar.gz"
            "c46d5e4c28e12aa4c5becfaa343ef1c7f89045b6b895f2c21d471c62db09c706",
        "tar -xzf \"$download\" -C \"$HOME/.local/bin\" syft",
    ),
    image: None,
};

/// Gitleaks.
pub(in crate::recipe) static GITLEAKS: Tool = Tool {
    name: "gitleaks",
    version: "8.30.1",
    install: release!(
        "gitleaks", "8.30.1",
        x86_64: "https://github.com/gitleaks/gitleaks/releases/download/v8.30.1/gitleaks_8.30.1_linux_x64.tar.gz"
            "551f6fc83ea457d62a0d98237cbad105af8d557003051f41f3e7ca7b3f2470eb",
        aarch64: "https://github.com/gitleaks/gitleaks/releases/download/v8.30.1/gitleaks_8.30.1_linux_arm64.tar.gz"
            "e4a487ee7ccd7d3a7f7ec08657610aa3606637dab924210b3aee62570fb4b080",
        "tar -xzf \"$download\" -C \"$HOME/.local/bin\" gitleaks",
    ),
    image: None,
};

/// TruffleHog.
pub(in crate::recipe) static TRUFFLEHOG: Tool = Tool {
    name: "trufflehog",
    version: "3.95.9",
    install: release!(
        "trufflehog", "3.95.9",
        x86_64: "https://github.com/trufflesecurity/trufflehog/releases/download/v3.95.9/trufflehog_3.95.9_linux_amd64.tar.gz"
            "f6d1106b85107d79527ed7a5b98b592beadd8b770dc3c9e8c1ad99e1b2cf127e",
        aarch64: "https://github.com/trufflesecurity/trufflehog/releases/download/v3.95.9/trufflehog_3.95.9_linux_arm64.tar.gz"
            "9d9c2ec4ea36a089a9c5aaafe1969d176013ddf9f44d68e8cd75291aed8c83ed",
        "tar -xzf \"$download\" -C \"$HOME/.local/bin\" trufflehog",
    ),
    image: None,
};

/// Google's scanner of components.
pub(in crate::recipe) static OSV_SCANNER: Tool = Tool {
    name: "osv-scanner",
    version: "2.6.0",
    install: release!(
        "osv-scanner", "2.6.0",
        x86_64: "https://github.com/google/osv-scanner/releases/download/v2.6.0/osv-scanner_linux_amd64"
            "ca69b3d3cd08f889a49dc0a383122f71cc528b83803671df5fd874d97485b108",
        aarch64: "https://github.com/google/osv-scanner/releases/download/v2.6.0/osv-scanner_linux_arm64"
            "2c71403eb443d05891c4f268c3ad771cf4f16e5443463fd7851ef8f454d3c7e4",
        "install -m 755 \"$download\" \"$HOME/.local/bin/osv-scanner\"",
    ),
    image: None,
};

/// Actionlint.
pub(in crate::recipe) static ACTIONLINT: Tool = Tool {
    name: "actionlint",
    version: "1.7.12",
    install: release!(
        "actionlint", "1.7.12",
        x86_64: "https://github.com/rhysd/actionlint/releases/download/v1.7.12/actionlint_1.7.12_linux_amd64.tar.gz"
            "8aca8db96f1b94770f1b0d72b6dddcb1ebb8123cb3712530b08cc387b349a3d8",
        aarch64: "https://github.com/rhysd/actionlint/releases/download/v1.7.12/actionlint_1.7.12_linux_arm64.tar.gz"
            "325e971b6ba9bfa504672e29be93c24981eeb1c07576d730e9f7c8805afff0c6",
        "tar -xzf \"$download\" -C \"$HOME/.local/bin\" actionlint",
    ),
    image: None,
};

/// Gosec.
pub(in crate::recipe) static GOSEC: Tool = Tool {
    name: "gosec",
    version: "2.29.0",
    install: release!(
        "gosec", "2.29.0",
        x86_64: "https://github.com/securego/gosec/releases/download/v2.29.0/gosec_2.29.0_linux_amd64.tar.gz"
            "6431b119741c1f4a50fdfcf94e782e16b9e642afc8c7fa9b5d39d48bf3003095",
        aarch64: "https://github.com/securego/gosec/releases/download/v2.29.0/gosec_2.29.0_linux_arm64.tar.gz"
            "c71244ec8d37488fd479d0d26990968fee03ece48b305d8224ac0c1ebd66e87c",
        "tar -xzf \"$download\" -C \"$HOME/.local/bin\" gosec",
    ),
    image: None,
};

/// Nuclei.
pub(in crate::recipe) static NUCLEI: Tool = Tool {
    name: "nuclei",
    version: "3.11.0",
    install: release!(
        "nuclei", "3.11.0",
        x86_64: "https://github.com/projectdiscovery/nuclei/releases/download/v3.11.0/nuclei_3.11.0_linux_amd64.zip"
            "dc238d6040813e14fc30514dac5a2eb1b430c694f3ca99eee2a5097e55076283",
        "unzip -q -o -j \"$download\" nuclei -d \"$HOME/.local/bin\"",
    ),
    image: None,
};

/// The tool that reads JSON.
pub(in crate::recipe) static JQ: Tool = Tool {
    name: "jq",
    version: "1.8.1",
    install: release!(
        "jq", "1.8.1",
        x86_64: "https://github.com/jqlang/jq/releases/download/jq-1.8.1/jq-linux-amd64"
            "020468de7539ce70ef1bceaf7cde2e8c4f2ca6c3afb84642aabc5c97d9fc2a0d",
        aarch64: "https://github.com/jqlang/jq/releases/download/jq-1.8.1/jq-linux-arm64"
            "6bc62f25981328edd3cfcfe6fe51b073f2d7e7710d7ef7fcdac28d4e384fc3d4",
        "install -m 755 \"$download\" \"$HOME/.local/bin/jq\"",
    ),
    image: None,
};

/// CodeQL with its queries; the release has its checksum beside it.
pub(in crate::recipe) static CODEQL: Tool = Tool {
    name: "codeql",
    version: "2.26.4",
    install: unless_there!(
        "codeql",
        "  release=https://github.com/github/codeql-action/releases/download/codeql-bundle-v2.26.4\n",
        "  download=\"$(mktemp -d)\"\n",
        "  file=codeql-bundle-linux64.tar.gz\n",
        "  curl --fail --silent --show-error --location --retry 3 --output \"$download/$file\" \"$release/$file\"\n",
        "  curl --fail --silent --show-error --location --retry 3 --output \"$download/sum\" \"$release/$file.checksum.txt\"\n",
        "  (cd \"$download\" && sha256sum -c sum)\n",
        "  mkdir -p \"$HOME/.local/share\"\n",
        "  tar -xzf \"$download/$file\" -C \"$HOME/.local/share\"\n",
        "  ln -sf \"$HOME/.local/share/codeql/codeql\" \"$HOME/.local/bin/codeql\"\n",
        "  rm -rf \"$download\"\n",
    ),
    image: None,
};
