//! Whether a text was made by chance, as secrets are, or by a person for show.

/// Words that stand in what is meant to be replaced, or is worth nothing.
const PLACEHOLDERS: &[&str] = &[
    "admin",
    "changeme",
    "change-me",
    "change_me",
    "default",
    "demo",
    "dummy",
    "example",
    "fake",
    "foobar",
    "guest",
    "insert",
    "local",
    "minio",
    "mysql",
    "notasecret",
    "not-a-secret",
    "password",
    "passw0rd",
    "placeholder",
    "postgres",
    "rabbitmq",
    "redacted",
    "redis",
    "replace",
    "root",
    "sample",
    "secret",
    "test",
    "todo",
    "unused",
    "user",
    "xxxx",
    "your",
    "....",
    "****",
    "1234567",
];

/// True for a password or key that was probably made by a machine or thought out by a person to be secret.
pub(super) fn looks_secret(text: &str) -> bool {
    (8..=512).contains(&text.len())
        && text.is_ascii()
        && !is_computed(text)
        && !text.starts_with(['/', '.', '~', '-'])
        && !text.contains(char::is_whitespace)
        && !text.contains("://")
        && !is_placeholder(text)
        && !is_made_of_words(text)
        && classes(text) >= 2
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && bits(text) >= 28.0
}

/// True when something else is put in its place before it is used.
pub(super) fn is_computed(text: &str) -> bool {
    text.contains('$') || text.contains("{{") || text.contains('<') || text.starts_with('%') || text.contains("#{")
}

/// True when it is worth nothing, and says so.
pub(super) fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    PLACEHOLDERS.iter().any(|word| lower.contains(word))
}

/// True for a name or version such as `eu-central-1` or `release2026`: words and numbers, and nothing between.
fn is_made_of_words(text: &str) -> bool {
    text.split(['-', '_', '.', ':', '/', ',']).all(|part| {
        let numbered = part.trim_end_matches(|c: char| c.is_ascii_digit());
        numbered.bytes().all(|byte| byte.is_ascii_lowercase()) || numbered.bytes().all(|byte| byte.is_ascii_uppercase())
    })
}

/// True for a tail of a key that has enough different characters to be one.
pub(super) fn is_varied(text: &str) -> bool {
    let mut seen = 0_u128;
    for byte in text.bytes().filter(u8::is_ascii) {
        seen |= 1_u128 << byte;
    }
    seen.count_ones() >= 8
}

/// How many of lower case, upper case, digits and others there are.
fn classes(text: &str) -> usize {
    let any = |is: fn(&u8) -> bool| usize::from(text.as_bytes().iter().any(is));
    any(u8::is_ascii_lowercase) + any(u8::is_ascii_uppercase) + any(u8::is_ascii_digit) + any(u8::is_ascii_punctuation)
}

/// How much chance there is in all of it, after Shannon, in bits.
fn bits(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let length = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    let share = |count: u32| f64::from(count) / length;
    let each: f64 = counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| -share(*count) * share(*count).log2())
        .sum();
    each * length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_from_words() {
        for secret in ["q8Zr2nVx0LpT", "Tr0ub4dor&3Zeta", "7f9c2ba4e88f827d616045507605853e"] {
            assert!(looks_secret(secret), "{secret}");
        }
        for word in [
            "changeme123",
            "postgres16",
            "${{ secrets.A1b2C3d4 }}",
            "/run/keys/9a8b7c6d",
            "https://id.acme.example/9a8b7c",
            "aaaaaaaa1111",
            "eu-central-1",
            "short1",
            "release2026",
            "CI_RUNNER_2",
            "10.0.0.1:8080",
            "prod-api-token",
        ] {
            assert!(!looks_secret(word), "{word}");
        }
    }
}
