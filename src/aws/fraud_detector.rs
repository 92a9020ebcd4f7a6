//! Amazon Fraud Detector: one file an operation, named as AWS names it.
//!
//! Source of every type: Amazon Fraud Detector API Reference, service model 2019-11-15. Output members are optional
//! throughout, as the service may leave any of them out. Its times are texts, see [`Iso8601`](super::Iso8601).

pub mod describe_detector;
pub mod get_detector_version;
pub mod get_detectors;
pub mod get_rules;

pub use describe_detector::{DescribeDetector, DescribeDetectorResult, DetectorVersionSummary};
pub use get_detector_version::{
    GetDetectorVersion, GetDetectorVersionResult, ModelType, ModelVersion, Rule, RuleExecutionMode,
};
pub use get_detectors::{Detector, GetDetectors, GetDetectorsResult};
pub use get_rules::{GetRules, GetRulesResult, Language, RuleDetail, RuleExpression};

// What several operations share.
mod names;
mod status;

pub use names::*;
pub use status::*;

use super::operation::{Auth, Bodies, Effect, Facts, Method};
use super::service::Service;

/// The facts that Fraud Detector's operations share; each operation says what differs.
const FRAUD_DETECTOR: Facts = Facts {
    name: "",
    service: Service::FraudDetector,
    method: Method::Post,
    path: "/",
    query: &[],
    auth: Auth::SigV4,
    effect: Effect::Read,
    bodies: Bodies::Open,
    translate: None,
    does: "",
};
