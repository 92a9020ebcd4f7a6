//! The checks that the service models state: required members, lengths, patterns, ranges, enumerations.
//!
//! Messages are worded as AWS words them. One violation is reported at a time, where AWS lists all.

use std::sync::OnceLock;

use regex::Regex;

use crate::failure::Failure;

/// Length and pattern of a text.
#[derive(Debug)]
pub(crate) struct Text {
    min: usize,
    max: usize,
    /// As published, without anchors: it must match the whole value, its classes are of ASCII.
    pattern: Option<&'static str>,
    is_sensitive: bool,
    compiled: OnceLock<Option<Regex>>,
}

impl Text {
    pub(crate) const fn new(min: usize, max: usize, pattern: &'static str) -> Self {
        Self { min, max, pattern: Some(pattern), is_sensitive: false, compiled: OnceLock::new() }
    }

    pub(crate) const fn of_length(min: usize, max: usize) -> Self {
        Self { min, max, pattern: None, is_sensitive: false, compiled: OnceLock::new() }
    }

    /// The same, with messages that do not repeat the value.
    pub(crate) const fn sensitive(mut self) -> Self {
        self.is_sensitive = true;
        self
    }

    /// Checks the value of a member.
    pub(crate) fn check(&self, member: &str, value: &str) -> Result<(), Failure> {
        let shown = Some(value).filter(|_| !self.is_sensitive);
        length(member, shown, value.chars().count(), self.min, self.max)?;
        match self.pattern {
            Some(pattern) if !self.matches(value) => {
                Err(violation(member, shown, &format!("Member must satisfy regular expression pattern: {pattern}")))
            }
            _ => Ok(()),
        }
    }

    fn matches(&self, value: &str) -> bool {
        let compile = || self.pattern.and_then(|pattern| Regex::new(&format!("^(?-u:{pattern})$")).ok());
        self.compiled.get_or_init(compile).as_ref().is_some_and(|regex| regex.is_match(value))
    }

    /// Checks a member that may be left out.
    pub(crate) fn check_optional(&self, member: &str, value: Option<&str>) -> Result<(), Failure> {
        value.map_or(Ok(()), |value| self.check(member, value))
    }
}

/// The value of a required member.
pub(crate) fn required<T>(member: &str, value: Option<T>) -> Result<T, Failure> {
    value.ok_or_else(|| {
        Failure::invalid(format!(
            "1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null"
        ))
    })
}

/// Checks how many items a list or map has.
pub(crate) fn size<T: std::fmt::Debug>(member: &str, items: &[T], min: usize, max: usize) -> Result<(), Failure> {
    length(member, Some(&format!("{items:?}")), items.len(), min, max)
}

fn length(member: &str, value: Option<&str>, length: usize, min: usize, max: usize) -> Result<(), Failure> {
    if length < min {
        return Err(violation(member, value, &format!("Member must have length greater than or equal to {min}")));
    }
    if length > max {
        return Err(violation(member, value, &format!("Member must have length less than or equal to {max}")));
    }
    Ok(())
}

/// Checks a number.
pub(crate) fn range(member: &str, value: i64, min: i64, max: i64) -> Result<(), Failure> {
    if value < min {
        let rule = format!("Member must have value greater than or equal to {min}");
        return Err(violation(member, Some(&value.to_string()), &rule));
    }
    if value > max {
        let rule = format!("Member must have value less than or equal to {max}");
        return Err(violation(member, Some(&value.to_string()), &rule));
    }
    Ok(())
}

/// Checks a member that takes one of a few words.
pub(crate) fn one_of(member: &str, value: &str, allowed: &[&str]) -> Result<(), Failure> {
    if allowed.contains(&value) {
        return Ok(());
    }
    Err(violation(member, Some(value), &format!("Member must satisfy enum value set: [{}]", allowed.join(", "))))
}

fn violation(member: &str, value: Option<&str>, rule: &str) -> Failure {
    let value = value.map(|value| format!(" '{value}'")).unwrap_or_default();
    Failure::invalid(format!(
        "1 validation error detected: Value{value} at '{member}' failed to satisfy constraint: {rule}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    static NAME: Text = Text::new(1, 5, "[a-z:]+");

    #[track_caller]
    fn check(result: Result<(), Failure>, expected: Option<&str>) {
        match (result, expected) {
            (Ok(()), None) => {}
            (Err(failure), Some(rule)) => {
                assert!(failure.message.ends_with(&format!("constraint: {rule}")), "{}", failure.message);
            }
            (result, _) => panic!("expected {expected:?}, got {result:?}"),
        }
    }

    #[test]
    fn texts_are_checked_for_length_then_pattern() {
        check(NAME.check("name", "a:b"), None);
        check(NAME.check("name", ""), Some("Member must have length greater than or equal to 1"));
        check(NAME.check("name", "abcdef"), Some("Member must have length less than or equal to 5"));
        check(NAME.check("name", "aB"), Some("Member must satisfy regular expression pattern: [a-z:]+"));
    }

    #[test]
    fn patterns_match_the_whole_value() {
        check(NAME.check("name", "ab\n"), Some("Member must satisfy regular expression pattern: [a-z:]+"));
        check(NAME.check("name", "1ab"), Some("Member must satisfy regular expression pattern: [a-z:]+"));
    }

    #[test]
    fn classes_are_of_ascii() {
        check(Text::new(1, 5, r"[\w+]+").check("id", "a_+1"), None);
        let rule = r"Member must satisfy regular expression pattern: [\w+]+";
        check(Text::new(1, 5, r"[\w+]+").check("id", "aé"), Some(rule));
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        check(Text::of_length(1, 2).check("name", "éé"), None);
    }

    #[test]
    fn numbers_lists_and_words_have_their_messages() {
        check(range("n", 5, 1, 5), None);
        check(range("n", 0, 1, 5), Some("Member must have value greater than or equal to 1"));
        check(range("n", 6, 1, 5), Some("Member must have value less than or equal to 5"));
        check(size("l", &[1, 2], 1, 2), None);
        check(size("l", &[0; 3], 1, 2), Some("Member must have length less than or equal to 2"));
        check(one_of("w", "A", &["A", "B"]), None);
        check(one_of("w", "C", &["A", "B"]), Some("Member must satisfy enum value set: [A, B]"));
        check(required::<()>("r", None), Some("Member must not be null"));
    }

    #[test]
    fn messages_name_value_and_member() {
        let failure = NAME.check("target.name", "A").unwrap_err();
        assert!(failure.message.contains("Value 'A' at 'target.name'"), "{}", failure.message);
    }

    #[test]
    fn messages_keep_sensitive_values_to_themselves() {
        let text = Text::new(1, 5, "[a-z]+").sensitive();
        for value in ["SECRET", "S3"] {
            let message = text.check("token", value).unwrap_err().message;
            assert!(message.contains("Value at 'token' failed") && !message.contains(value), "{message}");
        }
    }
}
