//! Names of meters: how sizes of machines and words of price lists become one.

use smol_str::SmolStr;

/// The names a meter may stand under, the one that was asked for first: `.linux` may be said or left out.
pub(super) fn spellings(meter: &str) -> Vec<SmolStr> {
    let lower = meter.to_ascii_lowercase();
    let other = lower.strip_suffix(".linux").map_or_else(|| format!("{lower}.linux"), str::to_owned);
    vec![SmolStr::new(&lower), SmolStr::new(other)]
}

/// Words of a price list as a part of a name: `P1 v3 App` is `p1-v3-app`.
pub fn slug(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        if character.is_ascii_alphanumeric() || matches!(character, '.' | '+') {
            out.push(character.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches(['-', '.']).len());
    out
}

/// The meter of a machine by its size: `Standard_D2s_v5` is `azure.vm.d2s-v5`, `m7i.large` is `aws.ec2.m7i.large`,
/// `n2-standard-4` is `gcp.compute.n2-standard-4`. None when the size tells no provider.
pub fn machine(size: &str, windows: bool) -> Option<String> {
    let lower = size.trim().to_ascii_lowercase();
    let system = if windows { ".windows" } else { "" };
    if let Some(rest) = lower.strip_prefix("standard_").or_else(|| lower.strip_prefix("basic_")) {
        return Some(format!("azure.vm.{}{system}", slug(rest)));
    }
    if let Some((family, kind)) = lower.split_once('.') {
        let known = !family.is_empty() && family.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let sized = kind.contains("large") || matches!(kind, "nano" | "micro" | "small" | "medium" | "metal") || kind.starts_with("metal");
        return (known && sized).then(|| format!("aws.ec2.{lower}{system}"));
    }
    let google = ["standard", "highmem", "highcpu", "micro", "small", "medium", "megamem", "ultramem"];
    if lower.split('-').skip(1).any(|part| google.contains(&part)) {
        return Some(format!("gcp.compute.{}{system}", slug(&lower)));
    }
    // Azure's own short form: a letter, a number, and mostly a version.
    let azure = lower.replace('-', "_");
    let versioned = azure
        .split('_')
        .next_back()
        .is_some_and(|part| part.starts_with('v') && part.len() == 2);
    let small = azure.starts_with('b') && azure.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    (versioned || small).then(|| format!("azure.vm.{}{system}", slug(&azure)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_tell_their_provider() {
        let table = [
            ("Standard_D2s_v5", Some("azure.vm.d2s-v5")),
            ("D2ds_v5", Some("azure.vm.d2ds-v5")),
            ("b2ms", Some("azure.vm.b2ms")),
            ("m7i.large", Some("aws.ec2.m7i.large")),
            ("n2-standard-4", Some("gcp.compute.n2-standard-4")),
            ("e2-medium", Some("gcp.compute.e2-medium")),
            ("large", None),
            ("v1.2", None),
            ("", None),
        ];
        for (size, meter) in table {
            assert_eq!(machine(size, false).as_deref(), meter, "{size}");
        }
        assert_eq!(machine("Standard_D2s_v5", true).as_deref(), Some("azure.vm.d2s-v5.windows"));
    }

    #[test]
    fn words_become_parts() {
        assert_eq!(slug("P1 v3 App"), "p1-v3-app");
        assert_eq!(slug("  Log Analytics/Data "), "log-analytics-data");
        assert_eq!(slug("—"), "");
    }
}
