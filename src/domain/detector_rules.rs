//! The rules of a detector version in the order they run, joined with what `GetRules` knows of them.
//!
//! A detector version names its rules only. Their expressions and outcomes are the detector's, one set for each
//! version of a rule, and a draft may name a rule version that no longer exists. Whether the details could be read
//! at all is the caller's business.

use crate::aws::fraud_detector::{Rule, RuleDetail};

/// A rule at its place in a detector version.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderedRule {
    /// Its place in the order of execution, from 1.
    pub position: usize,
    /// The rule version that runs there.
    pub rule: Rule,
    /// Its expression and outcomes; `None` when the detector has no such rule version.
    pub detail: Option<RuleDetail>,
}

/// Joins `rules`, in execution order, with the `details` of the detector's rules, in any order.
#[must_use]
pub fn join(rules: &[Rule], details: &[RuleDetail]) -> Vec<OrderedRule> {
    rules
        .iter()
        .zip(1..)
        .map(|(rule, position)| OrderedRule {
            position,
            rule: rule.clone(),
            detail: details.iter().find(|detail| describes(detail, rule)).cloned(),
        })
        .collect()
}

/// How many of `rules` the detector does not have.
#[must_use]
pub fn missing(rules: &[OrderedRule]) -> usize {
    rules.iter().filter(|rule| rule.detail.is_none()).count()
}

/// Whether `detail` is of the very version that `rule` names, and of its detector.
fn describes(detail: &RuleDetail, rule: &Rule) -> bool {
    rule.rule_id.is_some()
        && rule.rule_version.is_some()
        && detail.detector_id == rule.detector_id
        && detail.rule_id == rule.rule_id
        && detail.rule_version == rule.rule_version
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::aws::reply;

    /// Rules and details as `id version`, the joined rules as `position id version -> expression`.
    #[track_caller]
    fn check(rules: &[&str], details: &[(&str, &str)], expected: &[&str]) {
        let named = |name: &str, expression: Option<&str>| -> Value {
            let (id, version) = name.split_once(' ').unwrap();
            json!({ "detectorId": "payments", "ruleId": id, "ruleVersion": version, "expression": expression })
        };
        let rules: Vec<Rule> = rules.iter().map(|name| reply::read(named(name, None)).unwrap()).collect();
        let details: Vec<RuleDetail> =
            details.iter().map(|(name, expression)| reply::read(named(name, Some(expression))).unwrap()).collect();

        let joined = join(&rules, &details);
        let shown: Vec<String> = joined
            .iter()
            .zip(&rules)
            .map(|(ordered, rule)| {
                assert_eq!(&ordered.rule, rule);
                let expression = ordered.detail.as_ref().map(|detail| detail.expression.as_ref().unwrap().as_str());
                format!("{} {}", ordered.position, expression.unwrap_or("missing"))
            })
            .collect();
        assert_eq!(shown, expected);
        assert_eq!(missing(&joined), expected.iter().filter(|line| line.ends_with("missing")).count());
    }

    #[test]
    fn rules_keep_the_order_of_the_version_whatever_the_order_of_the_details() {
        check(&["b 1", "a 2", "c 1"], &[("a 2", "$a"), ("c 1", "$c"), ("b 1", "$b")], &["1 $b", "2 $a", "3 $c"]);
    }

    #[test]
    fn another_version_of_the_same_rule_is_not_taken() {
        check(&["a 2"], &[("a 1", "old"), ("a 2", "named"), ("a 3", "new")], &["1 named"]);
        check(&["a 2", "b 1"], &[("a 1", "old"), ("a 3", "new"), ("b 1", "$b")], &["1 missing", "2 $b"]);
    }

    #[test]
    fn a_rule_named_twice_runs_twice() {
        check(&["a 1", "a 1"], &[("a 1", "$a")], &["1 $a", "2 $a"]);
    }

    #[test]
    fn no_rules_are_no_rows() {
        check(&[], &[("a 1", "$a")], &[]);
    }

    #[test]
    fn a_rule_without_a_name_is_missing_even_beside_a_detail_without_one() {
        let rules: Vec<Rule> = reply::read(json!([{}])).unwrap();
        let details: Vec<RuleDetail> = reply::read(json!([{ "expression": "$a" }])).unwrap();
        assert_eq!(missing(&join(&rules, &details)), 1);
    }
}
