//! Suggests a name for the task that tells what it is for and when it was made.

use crate::aws::Timestamp;

/// Most characters of a task ID. Source: `MitigationActionsTaskId`, AWS IoT API Reference.
const MAXIMUM_LENGTH: usize = 128;

/// What makes a suggestion unlike any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskIdSeed {
    /// When the form was opened.
    pub at: Timestamp,
    /// Drawn when the form was opened; keeps two people apart who open it in the same minute.
    pub random: u32,
}

impl TaskIdSeed {
    /// A task ID about `subject`: `mitigate-Bytes_out-20261120T1930Z-x7f3`.
    ///
    /// Characters that a task ID does not take become `-`.
    #[must_use]
    pub fn suggest(self, subject: &str) -> String {
        let minute: String = self
            .at
            .to_rfc3339()
            .chars()
            .take("2026-11-20T19:30".len())
            .filter(|character| character.is_ascii_alphanumeric())
            .collect();
        let tail = format!("-{minute}Z-{}", self.tag());
        let mut id = String::from("mitigate-");
        let room = MAXIMUM_LENGTH - id.len() - tail.len();
        id.extend(
            subject
                .chars()
                .take(room)
                .map(|character| if character.is_ascii_alphanumeric() || character == '_' { character } else { '-' }),
        );
        id.push_str(&tail);
        id
    }

    /// Four letters and digits.
    fn tag(self) -> String {
        let mut rest = self.random;
        (0..4)
            .filter_map(|_| {
                let digit = char::from_digit(rest % 36, 36);
                rest /= 36;
                digit
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::iot::MitigationActionsTaskId;

    #[track_caller]
    fn check(subject: &str, random: u32, expected: &str) {
        let at = Timestamp::parse_rfc3339("2026-11-20T19:30:59Z").unwrap();
        let suggestion = TaskIdSeed { at, random }.suggest(subject);
        assert_eq!(suggestion, expected);
        assert!(MitigationActionsTaskId::new(suggestion).is_ok());
    }

    #[test]
    fn a_suggestion_names_subject_and_time_and_ends_by_chance() {
        check("violations", 0, "mitigate-violations-20261120T1930Z-0000");
        check("Bytes_out", 35 + 36 * 10, "mitigate-Bytes_out-20261120T1930Z-za00");
        check("violations", u32::MAX, "mitigate-violations-20261120T1930Z-3z14");
    }

    #[test]
    fn a_suggestion_is_a_task_id_whatever_the_subject() {
        check("aws:num-messages sent", 1, "mitigate-aws-num-messages-sent-20261120T1930Z-1000");
        let cut = "x".repeat(128 - "mitigate-".len() - "-20261120T1930Z-1000".len());
        check(&"x".repeat(128), 1, &format!("mitigate-{cut}-20261120T1930Z-1000"));
    }
}
