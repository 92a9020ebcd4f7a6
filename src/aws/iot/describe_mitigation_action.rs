//! `GET /mitigationactions/actions/{actionName}`
//!
//! One mitigation action: what it does, and with which role.
//! Source: DescribeMitigationAction, AWS IoT API Reference.

use super::{IOT, MitigationActionName, MitigationActionParams, MitigationActionType};
use crate::aws::input::input;
use crate::aws::operation::{Facts, Operation};
use crate::aws::reply::reply;
use crate::aws::timestamp::Timestamp;

input! {
    /// Asks for one mitigation action.
    #[derive(Clone, Debug)]
    pub struct DescribeMitigationAction {
        /// Which one.
        pub action_name: MitigationActionName = "actionName",
    }
}

impl Operation for DescribeMitigationAction {
    type Output = DescribeMitigationActionResponse;
    const FACTS: &'static Facts = &Facts {
        name: "DescribeMitigationAction",
        path: "/mitigationactions/actions/{actionName}",
        does: "read the mitigation action",
        ..IOT
    };
}

reply! {
    /// A mitigation action.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DescribeMitigationActionResponse {
        /// Its name.
        pub action_name: Option<MitigationActionName> = "actionName",
        /// What kind of thing it does.
        pub action_type: Option<MitigationActionType> = "actionType",
        /// Its ARN.
        pub action_arn: Option<String> = "actionArn",
        /// An identifier that AWS gave it.
        pub action_id: Option<String> = "actionId",
        /// ARN of the role that it works with.
        pub role_arn: Option<String> = "roleArn",
        /// What exactly it does.
        pub action_params: Option<MitigationActionParams> = "actionParams",
        /// When it was made.
        pub creation_date: Option<Timestamp> = "creationDate",
        /// When it was last changed.
        pub last_modified_date: Option<Timestamp> = "lastModifiedDate",
    }
}
