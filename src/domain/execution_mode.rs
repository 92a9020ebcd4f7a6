//! What the rule execution mode of a detector version means, in words.
//!
//! Source of the meanings: `ruleExecutionMode`, CreateDetectorVersion, Amazon Fraud Detector API Reference.

use crate::aws::fraud_detector::RuleExecutionMode;

/// What happens to the rules of a version in `mode`: whole sentences that stand above the list of rules.
#[must_use]
pub fn meaning(mode: &RuleExecutionMode) -> &'static str {
    match mode {
        RuleExecutionMode::FirstMatched => {
            "Rules run in the order below. Evaluation stops at the first rule that matches; its outcomes are returned."
        }
        RuleExecutionMode::AllMatched => {
            "Every rule runs, in the order below. The outcomes of all rules that match are returned."
        }
        RuleExecutionMode::Other(_) => {
            "This version of the console does not know the mode. Rules are listed in the order AWS sent them."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wire: &str, expected: &str) {
        let mode = RuleExecutionMode::from(wire.to_owned());
        assert!(meaning(&mode).contains(expected), "{wire}: {}", meaning(&mode));
    }

    #[test]
    fn each_mode_says_whose_outcomes_are_returned() {
        check("FIRST_MATCHED", "stops at the first rule that matches");
        check("ALL_MATCHED", "all rules that match");
        check("BEST_MATCHED", "does not know the mode");
    }
}
