//! The command lines of the clouds.

use super::binary::{release, unless_there};
use crate::recipe::Tool;

/// Azure's command line.
pub(in crate::recipe) static AZ: Tool = Tool {
    name: "az",
    version: "2.91.0",
    install: unless_there!(
        "az",
        "  python3 -m venv \"$HOME/.local/share/azure-cli\"\n",
        "  \"$HOME/.local/share/azure-cli/bin/pip\" install --quiet --disable-pip-version-check azure-cli==2.91.0\n",
        "  ln -sf \"$HOME/.local/share/azure-cli/bin/az\" \"$HOME/.local/bin/az\"\n",
    ),
    image: Some("mcr.microsoft.com/azure-cli:2.91.0"),
};

/// Amazon's command line. Its releases are signed and have no checksums.
pub(in crate::recipe) static AWS: Tool = Tool {
    name: "aws",
    version: "2.37.5",
    install: unless_there!(
        "aws",
        "  download=\"$(mktemp -d)\"\n",
        "  curl --fail --silent --show-error --location --retry 3 --output \"$download/aws.zip\" \\\n",
        "    \"https://awscli.amazonaws.com/awscli-exe-linux-$(uname -m)-2.37.5.zip\"\n",
        "  unzip -q \"$download/aws.zip\" -d \"$download\"\n",
        "  \"$download/aws/install\" --install-dir \"$HOME/.local/share/aws-cli\" --bin-dir \"$HOME/.local/bin\"\n",
        "  rm -rf \"$download\"\n",
    ),
    image: Some("public.ecr.aws/aws-cli/aws-cli:2.37.5"),
};

/// Google Cloud's command line.
pub(in crate::recipe) static GCLOUD: Tool = Tool {
    name: "gcloud",
    version: "579.0.0",
    install: release!(
        "gcloud", "579.0.0",
        x86_64: "https://dl.google.com/dl/cloudsdk/channels/rapid/downloads/google-cloud-cli-579.0.0-linux-x86_64.tar.gz"
            "a9a7fbe51cda37cf6142b1bbcff12227550e60a6c67e8cf84644fb301371c4de",
        "mkdir -p \"$HOME/.local/share\"",
        "tar -xzf \"$download\" -C \"$HOME/.local/share\"",
        "ln -sf \"$HOME/.local/share/google-cloud-sdk/bin/gcloud\" \"$HOME/.local/bin/gcloud\"",
    ),
    image: Some("gcr.io/google.com/cloudsdktool/google-cloud-cli:579.0.0-slim"),
};
