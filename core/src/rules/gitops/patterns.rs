//! Names with stars, as engines write them.

/// True when a name fits a pattern in which `*` stands for anything.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(mut left) = name.strip_prefix(first) else { return false };
    let (middle, last) = rest.rsplit_once('*').map_or(("", rest), |(middle, last)| (middle, last));
    for part in middle.split('*').filter(|part| !part.is_empty()) {
        match left.split_once(part) {
            Some((_, after)) => left = after,
            None => return false,
        }
    }
    left.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        for (pattern, name) in [
            ("a", "a"),
            ("*", ""),
            ("client-a-*", "client-a-web"),
            ("*-prod", "x-prod"),
            ("a*b*c", "a1b2c"),
            ("a**c", "ac"),
        ] {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("a", "b"), ("client-a-*", "client-b-web"), ("a*b*c", "ac"), ("*-prod", "prod")] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }
}
