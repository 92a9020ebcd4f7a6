//! The names and identifiers of AWS IoT.

use crate::aws::identifier::{Rule, identifier};

/// Letters, digits, `_` and `-`.
fn word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-')
}

/// Letters, digits, `:`, `_` and `-`.
fn name(character: char) -> bool {
    word(character) || character == ':'
}

identifier! {
    /// Name of a security profile. Source: `SecurityProfileName`, 1 to 128 of `[a-zA-Z0-9:_-]`.
    SecurityProfileName: Rule::characters(128, name, "letters, digits, “:”, “_” and “-”")
}

identifier! {
    /// Name of a behavior in a security profile. Source: `BehaviorName`, 1 to 128 of `[a-zA-Z0-9:_-]`.
    BehaviorName: Rule::characters(128, name, "letters, digits, “:”, “_” and “-”")
}

identifier! {
    /// Name of a dimension, which narrows a metric to some of its values.
    /// Source: `DimensionName`, 1 to 128 of `[a-zA-Z0-9:_-]`.
    DimensionName: Rule::characters(128, name, "letters, digits, “:”, “_” and “-”")
}

identifier! {
    /// Name of a custom metric. Source: `MetricName`, 1 to 128 of `[a-zA-Z0-9:_-]`.
    MetricName: Rule::characters(128, name, "letters, digits, “:”, “_” and “-”")
}

identifier! {
    /// Name of a mitigation action. Source: `MitigationActionName`, 1 to 128 of `[a-zA-Z0-9_-]`.
    MitigationActionName: Rule::characters(128, word, "letters, digits, “_” and “-”")
}

identifier! {
    /// Identifier of a mitigation task, chosen by whoever starts it.
    /// Source: `MitigationActionsTaskId`, 1 to 128 of `[a-zA-Z0-9_-]`.
    MitigationActionsTaskId: Rule::characters(128, word, "letters, digits, “_” and “-”")
}

identifier! {
    /// Marks requests that mean the same task, so that a repeated one does not start a second.
    /// Source: `ClientRequestToken`, 1 to 64 of `[a-zA-Z0-9_-]`.
    ClientRequestToken: Rule::characters(64, word, "letters, digits, “_” and “-”")
}

identifier! {
    /// Identifier of a violation. Source: `ViolationId`, 1 to 128 of `[a-zA-Z0-9-]`.
    ViolationId: Rule::characters(
        128,
        |character| character.is_ascii_alphanumeric() || character == '-',
        "letters, digits and “-”",
    )
}
