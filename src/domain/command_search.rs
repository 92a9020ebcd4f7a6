//! Finding a command by some of its letters.

/// The places of the `names` that `typed` means, the best first: those that begin with it, those that have a word which
/// does, those that hold it, each in order. Every word typed must be found.
#[must_use]
pub fn matches(names: &[String], typed: &str) -> Vec<usize> {
    let typed = typed.trim().to_ascii_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let mut found: Vec<(u8, usize)> = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let name = name.to_ascii_lowercase();
        if !words.iter().all(|word| name.contains(word)) {
            continue;
        }
        let is_inside = |letter: char| letter.is_ascii_alphanumeric();
        let has_word = name.split(|letter| !is_inside(letter)).any(|word| word.starts_with(&typed));
        let rank = if name.starts_with(&typed) { 0 } else { 2 - u8::from(has_word) };
        found.push((rank, place));
    }
    found.sort_unstable();
    found.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let names: Vec<_> = ["Overview", "Training", "Start mitigation", "Detector payment_training", "Retraining log"]
            .map(str::to_owned)
            .into();
        let found: Vec<_> = matches(&names, typed).into_iter().map(|place| names[place].as_str()).collect();
        assert_eq!(found, expected, "{typed:?}");
    }

    #[test]
    fn what_begins_with_it_comes_before_what_holds_it() {
        check("train", &["Training", "Detector payment_training", "Retraining log"]);
        check("MITI", &["Start mitigation"]);
        check("log retr", &["Retraining log"]);
        check("nothing", &[]);
        check("  ", &["Overview", "Training", "Start mitigation", "Detector payment_training", "Retraining log"]);
    }
}
