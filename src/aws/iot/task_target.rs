//! What a mitigation task acts on: the same structures in the request that starts it and in the answer about it.

use serde::Serialize;

use super::{BehaviorName, SecurityProfileName, ViolationId};
use crate::aws::reply::reply;
use crate::aws::timestamp::Timestamp;

reply! {
    /// What a mitigation task acts on: violations by identifier, or those of a behavior of a security profile.
    /// Source: `DetectMitigationActionsTaskTarget`.
    #[derive(Clone, Debug, Default, PartialEq, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub struct DetectMitigationActionsTaskTarget {
        /// The violations, 1 to 25; none when the target is a behavior.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub violation_ids: Vec<ViolationId> = "violationIds",
        /// The security profile that holds the behavior.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub security_profile_name: Option<SecurityProfileName> = "securityProfileName",
        /// The behavior.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub behavior_name: Option<BehaviorName> = "behaviorName",
    }
}

reply! {
    /// When the violations occurred that a mitigation task acts on. Source: `ViolationEventOccurrenceRange`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub struct ViolationEventOccurrenceRange {
        /// From.
        pub start_time: Timestamp = "startTime",
        /// To.
        pub end_time: Timestamp = "endTime",
    }
}
