//! "did you mean": the known word nearest to one that is not known.

/// The candidate that a word was probably meant to be; the first of equals.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word: String = word.chars().take(64).collect::<String>().to_lowercase().replace('_', "-");
    let limit = match word.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.into_iter().take(20_000) {
        if candidate.len().abs_diff(word.len()) > 3 + limit {
            continue;
        }
        let other = candidate.to_lowercase().replace('_', "-");
        let starts = word.len() >= 3 && other.starts_with(&word);
        let distance = if starts { 1 } else { strsim::damerau_levenshtein(&word, &other) };
        if distance <= limit && distance < other.chars().count() && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant_and_nothing_far_away() {
        let keys = ["name", "steps", "runner", "continue_on_error"];
        assert_eq!(nearest("step", keys), Some("steps"));
        assert_eq!(nearest("Steps", keys), Some("steps"));
        assert_eq!(nearest("continue-on-error", keys), Some("continue_on_error"));
        assert_eq!(nearest("run", keys), Some("runner"), "the beginning of a word");
        assert_eq!(nearest("matrix", keys), None);
        assert_eq!(nearest("a", ["b"]), None);
    }
}
