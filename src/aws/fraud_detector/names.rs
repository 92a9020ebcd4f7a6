//! The names and identifiers of Fraud Detector.

use crate::aws::identifier::{Rule, identifier};

/// What the service model calls `identifier`.
const IDENTIFIER: Rule = Rule::characters(
    64,
    |character| in_model_id(character) || character == '-',
    "lower-case letters, digits, “_” and “-”",
);

/// What the service model calls `wholeNumberVersionString`.
const WHOLE_NUMBER: Rule = Rule {
    maximum: 5,
    allows: |character| character.is_ascii_digit(),
    shape: |text| !text.starts_with('0'),
    allowed: "a whole number that does not start with 0, such as 1 or 12",
};

/// Lower-case letters, digits and `_`.
fn in_model_id(character: char) -> bool {
    character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_'
}

/// One to four digits of which the first is not 0, a full stop, one or two digits.
fn is_model_version(text: &str) -> bool {
    text.split_once('.').is_some_and(|(major, minor)| {
        let digits = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        digits(major, 4) && !major.starts_with('0') && digits(minor, 2)
    })
}

identifier! {
    /// Identifier of a detector. Source: `identifier`, 1 to 64 of `[0-9a-z_-]`.
    DetectorId: IDENTIFIER
}

identifier! {
    /// Number of a detector version. Source: `wholeNumberVersionString`, 1 to 5 digits, the first not 0.
    DetectorVersionId: WHOLE_NUMBER
}

identifier! {
    /// Identifier of a rule. Source: `identifier`, 1 to 64 of `[0-9a-z_-]`.
    RuleId: IDENTIFIER
}

identifier! {
    /// Number of a rule's version. Source: `wholeNumberVersionString`, 1 to 5 digits, the first not 0.
    RuleVersion: WHOLE_NUMBER
}

identifier! {
    /// Name of an event type. Source: `identifier`, 1 to 64 of `[0-9a-z_-]`.
    EventTypeName: IDENTIFIER
}

identifier! {
    /// Identifier of a model. Source: `modelIdentifier`, 1 to 64 of `[0-9a-z_]`: no hyphen, unlike the others.
    ModelId: Rule::characters(64, in_model_id, "lower-case letters, digits and “_”")
}

identifier! {
    /// Number of a model version. Source: `floatVersionString`, `[1-9][0-9]{0,3}\.[0-9]{1,2}`.
    ModelVersionNumber: Rule {
        maximum: 7,
        allows: |character| character.is_ascii_digit() || character == '.',
        shape: is_model_version,
        allowed: "a number with one or two decimals that does not start with 0, such as 1.0 or 12.34",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rule: Rule, taken: &[&str], refused: &[&str]) {
        for text in taken {
            assert_eq!(rule.check(text), Ok(()), "{text}");
        }
        for text in refused {
            assert!(rule.check(text).is_err(), "{text}");
        }
    }

    #[test]
    fn whole_numbers_have_up_to_five_digits_and_do_not_start_with_0() {
        check(DetectorVersionId::RULE, &["1", "10", "99999"], &["", "0", "01", "100000", "1.0", "-1", "١"]);
    }

    #[test]
    fn model_versions_have_one_or_two_decimals() {
        check(
            ModelVersionNumber::RULE,
            &["1.0", "12.34", "9999.99"],
            &["", "1", "1.", ".1", "0.1", "01.0", "1.000", "12345.0", "1.0.0", "1,0"],
        );
    }

    #[test]
    fn only_model_identifiers_refuse_hyphens() {
        check(DetectorId::RULE, &["payment_screening", "a-b", &"a".repeat(64)], &["Payment", "a b", &"a".repeat(65)]);
        check(ModelId::RULE, &["payment_screening"], &["a-b"]);
    }
}
