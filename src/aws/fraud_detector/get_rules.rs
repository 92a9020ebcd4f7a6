//! `POST /`, target `GetRules`
//!
//! The rules of one detector, with what they say.
//! Source: GetRules, Amazon Fraud Detector API Reference.

use std::fmt;

use serde_json::Value;

use super::{DetectorId, FRAUD_DETECTOR, RuleId, RuleVersion};
use crate::aws::input::input;
use crate::aws::open_enum::open_enum;
use crate::aws::operation::{Facts, Operation, Paginated};
use crate::aws::reply::{FromJson, Reader, reply};
use crate::aws::timestamp::Iso8601;

input! {
    /// Asks for the rules of one detector: all, every version of one, or one version of one.
    #[derive(Clone, Debug)]
    pub struct GetRules {
        /// Only this rule.
        pub rule_id: Option<RuleId> = "ruleId",
        /// The detector.
        pub detector_id: DetectorId = "detectorId",
        /// Only this version of the rule.
        pub rule_version: Option<RuleVersion> = "ruleVersion",
        /// The page to read, from the page before it.
        pub next_token: Option<String> = "nextToken",
        /// Rules a page, 50 to 100; AWS takes 100 when it is left out.
        pub max_results: Option<u32> = "maxResults",
    }
}

impl Operation for GetRules {
    type Output = GetRulesResult;
    const FACTS: &'static Facts = &Facts { name: "GetRules", does: "read the detector's rules", ..FRAUD_DETECTOR };
}

impl Paginated for GetRules {
    type Item = RuleDetail;

    fn items(page: Self::Output) -> Vec<Self::Item> {
        page.rule_details
    }
}

reply! {
    /// A page of rules.
    #[derive(Clone, Debug, PartialEq)]
    pub struct GetRulesResult {
        /// The rules of this page.
        pub rule_details: Vec<RuleDetail> = "ruleDetails",
        /// Where the next page starts; `None` on the last.
        pub next_token: Option<String> = "nextToken",
    }
}

reply! {
    /// A version of a rule, with what it says. Source: `RuleDetail`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct RuleDetail {
        /// The rule.
        pub rule_id: Option<RuleId> = "ruleId",
        /// What somebody wrote about it.
        pub description: Option<String> = "description",
        /// The detector it belongs to.
        pub detector_id: Option<DetectorId> = "detectorId",
        /// Which of the rule's versions.
        pub rule_version: Option<RuleVersion> = "ruleVersion",
        /// When it matches.
        pub expression: Option<RuleExpression> = "expression",
        /// What the expression is written in.
        pub language: Option<Language> = "language",
        /// What it says of an event that it matches, such as `review`.
        pub outcomes: Vec<String> = "outcomes",
        /// When it was last changed.
        pub last_updated_time: Option<Iso8601> = "lastUpdatedTime",
        /// When it was made.
        pub created_time: Option<Iso8601> = "createdTime",
        /// Its ARN.
        pub arn: Option<String> = "arn",
    }
}

/// When a rule matches, up to 4096 characters: `$card_insightscore > 900`. Source: `ruleExpression`.
///
/// The service model marks it as sensitive: whoever knows it can stay below it. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct RuleExpression(String);

impl FromJson for RuleExpression {
    fn from_json(value: Value, reader: &mut Reader) -> Self {
        Self(String::from_json(value, reader))
    }
}

impl RuleExpression {
    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RuleExpression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RuleExpression(…)")
    }
}

open_enum! {
    /// What a rule's expression is written in. Source: `Language`.
    Language {
        /// Fraud Detector's own language.
        DetectorPl = "DETECTORPL",
    }
}
