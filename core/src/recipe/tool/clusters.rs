//! Tools for Kubernetes.

use super::binary::{release, unless_there};
use crate::recipe::Tool;

/// The client of Kubernetes.
pub(in crate::recipe) static KUBECTL: Tool = Tool {
    name: "kubectl",
    version: "1.36.4",
    install: release!(
        "kubectl", "1.36.4",
        x86_64: "https://dl.k8s.io/release/v1.36.4/bin/linux/amd64/kubectl"
            "8b8f088da2dab964f853b38464033b1be15ede2839eca751482357c45abdd05a",
        aarch64: "https://dl.k8s.io/release/v1.36.4/bin/linux/arm64/kubectl"
            "0ecf44450ee6063bf19dd166a103ee6df4a9034455c2abce626e6eea657d73fb",
        "install -m 755 \"$download\" \"$HOME/.local/bin/kubectl\"",
    ),
    image: None,
};

/// Helm. The flags that recipes use mean the same in its third and fourth version.
pub(in crate::recipe) static HELM: Tool = Tool {
    name: "helm",
    version: "4.2.4",
    install: release!(
        "helm", "4.2.4",
        x86_64: "https://get.helm.sh/helm-v4.2.4-linux-amd64.tar.gz"
            "c306b46f719b0a4da32d0f78ee21bf90ce8d602f15b22ab753f0674d1670a7f3",
        aarch64: "https://get.helm.sh/helm-v4.2.4-linux-arm64.tar.gz"
            "564de2191b881e9f71b5606b25345821ea1682f06ab90499d3ab22b530176da1",
        "unpacked=\"$(mktemp -d)\"",
        "tar -xzf \"$download\" -C \"$unpacked\"",
        "install -m 755 \"$unpacked\"/linux-*/helm \"$HOME/.local/bin/helm\"",
        "rm -rf \"$unpacked\"",
    ),
    image: None,
};

/// Kustomize.
pub(in crate::recipe) static KUSTOMIZE: Tool = Tool {
    name: "kustomize",
    version: "5.8.1",
    install: release!(
        "kustomize", "5.8.1",
        x86_64: "https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize/v5.8.1/kustomize_v5.8.1_linux_amd64.tar.gz"
            "029a7f0f4e1932c52a0476cf02a0fd855c0bb85694b82c338fc648dcb53a819d",
        aarch64: "https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize/v5.8.1/kustomize_v5.8.1_linux_arm64.tar.gz"
            "0953ea3e476f66d6ddfcd911d750f5167b9365aa9491b2326398e289fef2c142",
        "tar -xzf \"$download\" -C \"$HOME/.local/bin\" kustomize",
    ),
    image: None,
};

/// The plugin of `kubectl` for Argo Rollouts; the release lists its checksums in a file of its own.
pub(in crate::recipe) static ARGO_ROLLOUTS: Tool = Tool {
    name: "kubectl-argo-rollouts",
    version: "1.9.1",
    install: unless_there!(
        "kubectl-argo-rollouts",
        "  case \"$(uname -m)\" in\n",
        "    x86_64) file=kubectl-argo-rollouts-linux-amd64 ;;\n",
        "    aarch64 | arm64) file=kubectl-argo-rollouts-linux-arm64 ;;\n",
        "    *)\n",
        "      echo \"kubectl-argo-rollouts 1.9.1 is not known for $(uname -m); install it on the runner\" >&2\n",
        "      exit 1\n",
        "      ;;\n",
        "  esac\n",
        "  release=https://github.com/argoproj/argo-rollouts/releases/download/v1.9.1\n",
        "  download=\"$(mktemp -d)\"\n",
        "  curl --fail --silent --show-error --location --retry 3 --output \"$download/$file\" \"$release/$file\"\n",
        "  curl --fail --silent --show-error --location --retry 3 --output \"$download/sums\" \"$release/argo-rollouts-checksums.txt\"\n",
        "  (cd \"$download\" && grep \" $file\\$\" sums > sum && sha256sum -c sum)\n",
        "  install -m 755 \"$download/$file\" \"$HOME/.local/bin/kubectl-argo-rollouts\"\n",
        "  rm -rf \"$download\"\n",
    ),
    image: None,
};

/// What turns an Azure login into one for a cluster.
pub(in crate::recipe) static KUBELOGIN: Tool = Tool {
    name: "kubelogin",
    version: "0.2.18",
    install: unless_there!(
        "kubelogin",
        "  case \"$(uname -m)\" in\n",
        "    x86_64) machine=amd64 ;;\n",
        "    aarch64 | arm64) machine=arm64 ;;\n",
        "    *)\n",
        "      echo \"kubelogin 0.2.18 is not known for $(uname -m); install it on the runner\" >&2\n",
        "      exit 1\n",
        "      ;;\n",
        "  esac\n",
        "  file=\"kubelogin-linux-$machine.zip\"\n",
        "  release=https://github.com/Azure/kubelogin/releases/download/v0.2.18\n",
        "  download=\"$(mktemp -d)\"\n",
        "  curl --fail --silent --show-error --location --retry 3 --output \"$download/$file\" \"$release/$file\"\n",
        "  curl --fail --silent --show-error --location --retry 3 --output \"$download/sum\" \"$release/$file.sha256\"\n",
        "  read -r sum _ < \"$download/sum\"\n",
        "  echo \"$sum  $download/$file\" | sha256sum -c -\n",
        "  unzip -q -o -j \"$download/$file\" \"bin/linux_$machine/kubelogin\" -d \"$HOME/.local/bin\"\n",
        "  rm -rf \"$download\"\n",
    ),
    image: None,
};
