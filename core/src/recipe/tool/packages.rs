//! Tools that come as a package of a language.

use super::binary::unless_there;
use crate::recipe::Tool;

/// A tool from PyPI, in an environment of its own.
macro_rules! python {
    ($(#[doc = $doc:literal])* $constant:ident, $command:literal, $package:literal, $version:literal) => {
        $(#[doc = $doc])*
        pub(in crate::recipe) static $constant: Tool = Tool {
            name: $command,
            version: $version,
            install: unless_there!(
                $command,
                "  python3 -m venv \"$HOME/.local/share/", $command, "\"\n",
                "  \"$HOME/.local/share/", $command, "/bin/pip\" install --quiet --disable-pip-version-check \"", $package, "==", $version, "\"\n",
                "  ln -sf \"$HOME/.local/share/", $command, "/bin/", $command, "\" \"$HOME/.local/bin/", $command, "\"\n",
            ),
            image: None,
        };
    };
}

/// A tool from npm.
macro_rules! node {
    ($(#[doc = $doc:literal])* $constant:ident, $command:literal, $package:literal, $version:literal) => {
        $(#[doc = $doc])*
        pub(in crate::recipe) static $constant: Tool = Tool {
            name: $command,
            version: $version,
            install: unless_there!(
                $command,
                "  npm install --global --silent --prefix \"$HOME/.local\" ", $package, "@", $version, "\n",
            ),
            image: None,
        };
    };
}

python! {
    /// Semgrep.
    SEMGREP, "semgrep", "semgrep", "1.185.0"
}
python! {
    /// Bandit.
    BANDIT, "bandit", "bandit[sarif]", "1.9.4"
}
python! {
    /// Checkov.
    CHECKOV, "checkov", "checkov", "3.3.30"
}
python! {
    /// The audit of pip.
    PIP_AUDIT, "pip-audit", "pip-audit", "2.10.1"
}
python! {
    /// Zizmor.
    ZIZMOR, "zizmor", "zizmor", "1.32.0"
}
python! {
    /// Ansible.
    ANSIBLE, "ansible-playbook", "ansible-core", "2.19.14"
}
node! {
    /// Snyk.
    SNYK, "snyk", "snyk", "1.1307.4"
}
node! {
    /// Netlify's command line.
    NETLIFY, "netlify", "netlify-cli", "27.10.2"
}
node! {
    /// Cloudflare's command line.
    WRANGLER, "wrangler", "wrangler", "4.164.0"
}
node! {
    /// The command line of Azure Static Web Apps.
    SWA, "swa", "@azure/static-web-apps-cli", "2.0.10"
}
node! {
    /// The scanner of SonarQube.
    SONAR, "sonar-scanner-npm", "@sonar/scan", "5.0.1"
}
