//! AWS IoT, the part called Device Defender ML Detect: one file an operation, named as AWS names it.
//!
//! Source of every type: AWS IoT API Reference, service model 2015-05-28. Output members are optional throughout,
//! as the service may leave any of them out.

pub mod describe_detect_mitigation_actions_task;
pub mod describe_mitigation_action;
pub mod describe_security_profile;
pub mod get_behavior_model_training_summaries;
pub mod list_mitigation_actions;
pub mod list_security_profiles;
pub mod start_detect_mitigation_actions_task;

pub use describe_detect_mitigation_actions_task::{
    DescribeDetectMitigationActionsTask, DescribeDetectMitigationActionsTaskResponse,
    DetectMitigationActionsTaskStatistics, DetectMitigationActionsTaskStatus, DetectMitigationActionsTaskSummary,
    MitigationAction,
};
pub use describe_mitigation_action::{DescribeMitigationAction, DescribeMitigationActionResponse};
pub use describe_security_profile::{
    AlertTarget, AlertTargetType, DescribeSecurityProfile, DescribeSecurityProfileResponse, MetricToRetain,
    MetricsExportConfig,
};
pub use get_behavior_model_training_summaries::{
    BehaviorModelTrainingSummary, GetBehaviorModelTrainingSummaries, GetBehaviorModelTrainingSummariesResponse,
    ModelStatus,
};
pub use list_mitigation_actions::{ListMitigationActions, ListMitigationActionsResponse, MitigationActionIdentifier};
pub use list_security_profiles::{ListSecurityProfiles, ListSecurityProfilesResponse, SecurityProfileIdentifier};
pub use start_detect_mitigation_actions_task::{
    StartDetectMitigationActionsTask, StartDetectMitigationActionsTaskResponse,
};

// What several operations share.
mod behavior;
mod metric_value;
mod mitigation_action_params;
mod names;
mod task_target;

pub use behavior::*;
pub use metric_value::*;
pub use mitigation_action_params::*;
pub use names::*;
pub use task_target::*;

use super::operation::{Auth, Bodies, Effect, Facts, Method};
use super::service::Service;

/// The facts that AWS IoT's operations share; each operation says what differs.
const IOT: Facts = Facts {
    name: "",
    service: Service::Iot,
    method: Method::Get,
    path: "/",
    query: &[],
    auth: Auth::SigV4,
    effect: Effect::Read,
    bodies: Bodies::Open,
    translate: None,
    does: "",
};
