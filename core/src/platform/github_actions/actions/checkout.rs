//! `actions/checkout`.

use super::{part, set, text};
use crate::model::{Checkout, Computed};
use crate::platform::github_actions::syntax::Values;
use crate::platform::github_actions::words::{give_secret, take_secret};

pub(super) fn take(with: &mut Values) -> Checkout {
    Checkout {
        reference: text(with, "ref"),
        depth: part(with, "fetch-depth", |text| {
            text.parse().ok().map(Computed::Literal).or_else(|| computed(text))
        }),
        repository: text(with, "repository"),
        path: text(with, "path"),
        submodules: part(with, "submodules", |text| match text {
            "recursive" => Some(true.into()),
            "false" => Some(false.into()),
            _ => None,
        }),
        lfs: part(with, "lfs", flag),
        token: part(with, "token", take_secret),
        keep_credentials: part(with, "persist-credentials", flag),
    }
}

fn computed<T>(text: &str) -> Option<Computed<T>> {
    text.contains("${{").then(|| text.parse().ok().map(Computed::Expression)).flatten()
}

fn flag(text: &str) -> Option<Computed<bool>> {
    match text {
        "true" => Some(true.into()),
        "false" => Some(false.into()),
        text => computed(text),
    }
}

pub(super) fn give(checkout: &Checkout) -> Values {
    let mut with = Values::new();
    if let Some(repository) = &checkout.repository {
        set(&mut with, "repository", repository);
    }
    if let Some(reference) = &checkout.reference {
        set(&mut with, "ref", reference);
    }
    if let Some(token) = &checkout.token {
        set(&mut with, "token", give_secret(token));
    }
    if let Some(path) = &checkout.path {
        set(&mut with, "path", path);
    }
    if let Some(depth) = &checkout.depth {
        set(&mut with, "fetch-depth", depth.to_string());
    }
    if let Some(lfs) = &checkout.lfs {
        set(&mut with, "lfs", lfs.to_string());
    }
    match &checkout.submodules {
        Some(Computed::Literal(true)) => set(&mut with, "submodules", "recursive"),
        Some(other) => set(&mut with, "submodules", other.to_string()),
        None => {}
    }
    if let Some(keep) = &checkout.keep_credentials {
        set(&mut with, "persist-credentials", keep.to_string());
    }
    with
}
