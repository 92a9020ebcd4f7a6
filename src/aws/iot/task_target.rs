//! What a mitigation task acts on: the same structures in the request that starts it and in the answer about it.

use super::{BehaviorName, SecurityProfileName, ViolationId};
use crate::aws::input::input_and_reply;
use crate::aws::timestamp::Timestamp;

input_and_reply! {
    /// What a mitigation task acts on: violations by identifier, or those of a behavior of a security profile.
    /// Source: `DetectMitigationActionsTaskTarget`.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct DetectMitigationActionsTaskTarget {
        /// The violations, 1 to 25; none when the target is a behavior.
        pub violation_ids: Vec<ViolationId> = "violationIds",
        /// The security profile that holds the behavior.
        pub security_profile_name: Option<SecurityProfileName> = "securityProfileName",
        /// The behavior.
        pub behavior_name: Option<BehaviorName> = "behaviorName",
    }
}

input_and_reply! {
    /// When the violations occurred that a mitigation task acts on. Source: `ViolationEventOccurrenceRange`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct ViolationEventOccurrenceRange {
        /// From.
        pub start_time: Timestamp = "startTime",
        /// To.
        pub end_time: Timestamp = "endTime",
    }
}
