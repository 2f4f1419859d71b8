//! What a label of a hosted machine stands for in the price book.

use std::fmt::Write as _;

/// A kind of machine, as GitHub names it in bills: system, `arm`, and cores when they are more than the usual ones.
pub(super) fn github(label: &str) -> String {
    let label = label.to_ascii_lowercase();
    let words: Vec<&str> = label.split(['-', '_']).collect();
    let says = |word: &str| words.contains(&word);
    let macos = says("macos") || says("macosx") || says("mac");
    let windows = says("windows") || words.iter().any(|word| word.starts_with("win"));
    let linux = says("ubuntu") || says("linux");
    if !macos && !windows && !linux {
        return label;
    }
    if macos {
        let size = if says("xlarge") {
            "-xlarge"
        } else if says("large") {
            "-large"
        } else {
            ""
        };
        return format!("macos{size}");
    }
    if says("slim") {
        return "linux-slim".to_owned();
    }
    let mut name = if windows { "windows" } else { "linux" }.to_owned();
    if says("arm") || says("arm64") {
        name.push_str("-arm");
    }
    if says("gpu") {
        name.push_str("-gpu");
    }
    if let Some(cores) = cores(&words).filter(|cores| *cores > 2) {
        let _ = write!(name, "-{cores}-core");
    }
    name
}

/// The cores a label tells: `8-cores`, `8core`.
fn cores(words: &[&str]) -> Option<u32> {
    let beside = words
        .windows(2)
        .find_map(|pair| matches!(pair, [_, "core" | "cores"]).then(|| pair.first()?.parse().ok())?);
    beside.or_else(|| {
        words
            .iter()
            .find_map(|word| word.strip_suffix("cores").or_else(|| word.strip_suffix("core"))?.parse().ok())
    })
}

/// The system of a kind of machine of GitHub, when minutes on it may be included: `linux`, `windows` or `macos`.
pub(super) fn included(sku: &str) -> Option<&'static str> {
    match sku {
        "linux" | "linux-slim" | "linux-arm" | "linux-advanced" => Some("linux"),
        "windows" | "windows-arm" => Some("windows"),
        "macos" => Some("macos"),
        _ => None,
    }
}

/// A kind of machine of GitLab: what stands behind `saas-`, the small one of Linux when nothing is said.
pub(super) fn gitlab(label: Option<&str>) -> String {
    match label.and_then(|label| label.strip_prefix("saas-")) {
        Some(kind) => kind.to_owned(),
        None if label.is_some_and(|label| label.contains("windows")) => "windows-medium-amd64".to_owned(),
        None if label.is_some_and(|label| label.contains("macos")) => "macos-medium-m1".to_owned(),
        None => "linux-small-amd64".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_kinds_of_machines() {
        let table = [
            ("ubuntu-latest", "linux"),
            ("ubuntu-24.04-arm", "linux-arm"),
            ("ubuntu-slim", "linux-slim"),
            ("ubuntu-latest-8-cores", "linux-8-core"),
            ("linux-16core", "linux-16-core"),
            ("windows-2022", "windows"),
            ("windows-latest-2-cores", "windows"),
            ("macos-14", "macos"),
            ("macos-latest-xlarge", "macos-xlarge"),
            ("my-own", "my-own"),
        ];
        for (label, sku) in table {
            assert_eq!(github(label), sku, "{label}");
        }
        assert_eq!(gitlab(Some("saas-linux-large-amd64")), "linux-large-amd64");
        assert_eq!(gitlab(None), "linux-small-amd64");
    }
}
