//! `POST /`, target `GetDetectorVersion`
//!
//! One detector version with its models and rules.
//! Source: GetDetectorVersion, Amazon Fraud Detector API Reference.

use serde::{Deserialize, Serialize};

use super::{
    DetectorId, DetectorVersionId, DetectorVersionStatus, FRAUD_DETECTOR, ModelId, ModelVersionNumber, RuleId,
    RuleVersion,
};
use crate::aws::lenient::null_as_empty;
use crate::aws::open_enum::open_enum;
use crate::aws::operation::{Facts, Operation};
use crate::aws::timestamp::Iso8601;

/// Asks for one detector version.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GetDetectorVersion {
    /// The detector.
    pub detector_id: DetectorId,
    /// Which of its versions.
    pub detector_version_id: DetectorVersionId,
}

impl Operation for GetDetectorVersion {
    type Output = GetDetectorVersionResult;
    const FACTS: &'static Facts =
        &Facts { name: "GetDetectorVersion", does: "read the detector version", ..FRAUD_DETECTOR };
}

/// A detector version.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetDetectorVersionResult {
    /// The detector it is a version of.
    pub detector_id: Option<DetectorId>,
    /// Its number.
    pub detector_version_id: Option<DetectorVersionId>,
    /// What somebody wrote about it.
    pub description: Option<String>,
    /// Amazon SageMaker endpoints whose scores its rules may use.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub external_model_endpoints: Vec<String>,
    /// Models whose scores its rules may use.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub model_versions: Vec<ModelVersion>,
    /// Its rules, in the order in which they are tried.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub rules: Vec<Rule>,
    /// Its state.
    pub status: Option<DetectorVersionStatus>,
    /// When it was last changed.
    pub last_updated_time: Option<Iso8601>,
    /// When it was made.
    pub created_time: Option<Iso8601>,
    /// Whether the first rule that matches decides, or all do; AWS takes the former.
    pub rule_execution_mode: Option<RuleExecutionMode>,
    /// Its ARN.
    pub arn: Option<String>,
}

open_enum! {
    /// How the rules of a detector version decide. Source: `RuleExecutionMode`.
    RuleExecutionMode {
        /// All rules are tried; the outcomes of every match count.
        AllMatched = "ALL_MATCHED",
        /// Rules are tried in order; the outcomes of the first match count.
        FirstMatched = "FIRST_MATCHED",
    }
}

/// A version of a model. Source: `ModelVersion`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ModelVersion {
    /// The model.
    pub model_id: Option<ModelId>,
    /// What kind of model it is.
    pub model_type: Option<ModelType>,
    /// Which of its versions.
    pub model_version_number: Option<ModelVersionNumber>,
    /// The version's ARN.
    pub arn: Option<String>,
}

open_enum! {
    /// What a model was made for. Source: `ModelTypeEnum`.
    ModelType {
        /// Fraud by accounts with little history, such as new ones.
        OnlineFraudInsights = "ONLINE_FRAUD_INSIGHTS",
        /// Fraud in transactions of accounts with a history.
        TransactionFraudInsights = "TRANSACTION_FRAUD_INSIGHTS",
        /// Accounts taken over by somebody else.
        AccountTakeoverInsights = "ACCOUNT_TAKEOVER_INSIGHTS",
    }
}

/// A version of a rule, without what it says: that is [`RuleDetail`](super::RuleDetail). Source: `Rule`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    /// The detector it belongs to.
    pub detector_id: Option<DetectorId>,
    /// The rule.
    pub rule_id: Option<RuleId>,
    /// Which of its versions.
    pub rule_version: Option<RuleVersion>,
}
