//! The tools that acts use: which version, and how one gets it. Versions and checksums are those of the makers' releases.

mod binary;
mod clouds;
mod clusters;
mod packages;
mod scanners;
mod signing;
mod there;

pub(super) use clouds::{AWS, AZ, GCLOUD};
pub(super) use clusters::{ARGO_ROLLOUTS, HELM, KUBECTL, KUBELOGIN, KUSTOMIZE};
pub(super) use packages::*;
pub(super) use scanners::*;
pub(super) use signing::{CONFTEST, COSIGN, OPA};
pub(super) use there::*;
