//! `POST /`, target `GetDetectorVersion`
//!
//! One detector version with its models and rules.
//! Source: GetDetectorVersion, Amazon Fraud Detector API Reference.

use super::{
    DetectorId, DetectorVersionId, DetectorVersionStatus, FRAUD_DETECTOR, ModelId, ModelVersionNumber, RuleId,
    RuleVersion,
};
use crate::aws::input::input;
use crate::aws::open_enum::open_enum;
use crate::aws::operation::{Facts, Operation};
use crate::aws::reply::reply;
use crate::aws::timestamp::Iso8601;

input! {
    /// Asks for one detector version.
    #[derive(Clone, Debug)]
    pub struct GetDetectorVersion {
        /// The detector.
        pub detector_id: DetectorId = "detectorId",
        /// Which of its versions.
        pub detector_version_id: DetectorVersionId = "detectorVersionId",
    }
}

impl Operation for GetDetectorVersion {
    type Output = GetDetectorVersionResult;
    const FACTS: &'static Facts =
        &Facts { name: "GetDetectorVersion", does: "read the detector version", ..FRAUD_DETECTOR };
}

reply! {
    /// A detector version.
    #[derive(Clone, Debug, PartialEq)]
    pub struct GetDetectorVersionResult {
        /// The detector it is a version of.
        pub detector_id: Option<DetectorId> = "detectorId",
        /// Its number.
        pub detector_version_id: Option<DetectorVersionId> = "detectorVersionId",
        /// What somebody wrote about it.
        pub description: Option<String> = "description",
        /// Amazon SageMaker endpoints whose scores its rules may use.
        pub external_model_endpoints: Vec<String> = "externalModelEndpoints",
        /// Models whose scores its rules may use.
        pub model_versions: Vec<ModelVersion> = "modelVersions",
        /// Its rules, in the order in which they are tried.
        pub rules: Vec<Rule> = "rules",
        /// Its state.
        pub status: Option<DetectorVersionStatus> = "status",
        /// When it was last changed.
        pub last_updated_time: Option<Iso8601> = "lastUpdatedTime",
        /// When it was made.
        pub created_time: Option<Iso8601> = "createdTime",
        /// Whether the first rule that matches decides, or all do; AWS takes the former.
        pub rule_execution_mode: Option<RuleExecutionMode> = "ruleExecutionMode",
        /// Its ARN.
        pub arn: Option<String> = "arn",
    }
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

reply! {
    /// A version of a model. Source: `ModelVersion`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ModelVersion {
        /// The model.
        pub model_id: Option<ModelId> = "modelId",
        /// What kind of model it is.
        pub model_type: Option<ModelType> = "modelType",
        /// Which of its versions.
        pub model_version_number: Option<ModelVersionNumber> = "modelVersionNumber",
        /// The version's ARN.
        pub arn: Option<String> = "arn",
    }
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

reply! {
    /// A version of a rule, without what it says: that is [`RuleDetail`](super::RuleDetail). Source: `Rule`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Rule {
        /// The detector it belongs to.
        pub detector_id: Option<DetectorId> = "detectorId",
        /// The rule.
        pub rule_id: Option<RuleId> = "ruleId",
        /// Which of its versions.
        pub rule_version: Option<RuleVersion> = "ruleVersion",
    }
}
