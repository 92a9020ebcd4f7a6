//! What a mitigation action does, in words: its effect, whether it can be undone, and whether AWS applies it to
//! violations of ML Detect at all.
//!
//! Source: "Mitigation actions", AWS IoT Device Defender guide. What it does not say is not claimed here.

use crate::aws::iot::{AddThingsToThingGroupParams, MitigationActionParams};

/// Why an action other than "add things to thing group" cannot be chosen.
pub const NOT_FOR_DETECT: &str = "AWS applies it to audit findings only. For violations of ML Detect it supports one \
    type of action: adding things to a thing group.";

/// What an action does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionEffect {
    /// What it does, in a sentence.
    pub does: String,
    /// How to undo it by hand, in a sentence; AWS undoes nothing. `None` where nobody knows what there is to undo.
    pub undo: Option<String>,
    /// Whether AWS applies it to violations of ML Detect; `None` if its type is unknown.
    pub is_for_detect: Option<bool>,
}

impl ActionEffect {
    /// The effect of an action about which nothing could be read.
    #[must_use]
    pub fn unknown() -> Self {
        Self { does: "What it does is unknown.".to_owned(), undo: None, is_for_detect: None }
    }

    /// The effect of an action with these parameters, of which exactly one is set.
    #[must_use]
    pub fn of(params: Option<&MitigationActionParams>) -> Self {
        let Some(params) = params else { return Self::unknown() };
        if let Some(groups) = &params.add_things_to_thing_group_params {
            return adding_to_groups(groups);
        }
        let (does, undo) = if params.update_device_certificate_params.is_some() {
            (
                "Deactivates the device’s certificate, so that it can no longer connect.",
                "Activate the certificate again.",
            )
        } else if params.update_ca_certificate_params.is_some() {
            ("Deactivates the CA certificate of the device.", "Activate the CA certificate again.")
        } else if params.replace_default_policy_version_params.is_some() {
            (
                "Replaces the default version of the device’s policy with a blank one, which allows nothing.",
                "Make the earlier version of the policy the default again.",
            )
        } else if params.enable_iot_logging_params.is_some() {
            ("Turns AWS IoT logging on for the account.", "Turn AWS IoT logging off.")
        } else if params.publish_finding_to_sns_params.is_some() {
            ("Publishes the finding to an Amazon SNS topic.", "A message that was sent stays sent.")
        } else {
            return Self::unknown();
        };
        Self { does: does.to_owned(), undo: Some(undo.to_owned()), is_for_detect: Some(false) }
    }
}

fn adding_to_groups(params: &AddThingsToThingGroupParams) -> ActionEffect {
    let names: Vec<_> = params.thing_group_names.iter().map(|name| format!("“{name}”")).collect();
    let (groups, them) = match names.as_slice() {
        [] => ("a thing group that AWS does not name".to_owned(), "that group"),
        [name] => (format!("the thing group {name}"), "that group"),
        [first @ .., last] => (format!("the thing groups {} and {last}", first.join(", ")), "those groups"),
    };
    let makes_room = if params.override_dynamic_groups == Some(true) {
        " To make room, it may take the thing out of dynamic thing groups."
    } else {
        ""
    };
    ActionEffect {
        does: format!("Adds the thing to {groups}.{makes_room}"),
        undo: Some(format!("Remove each thing from {them} by hand (aws iot remove-thing-from-thing-group).")),
        is_for_detect: Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(params: &str, does: &str, is_for_detect: Option<bool>) {
        let params: MitigationActionParams = serde_json::from_str(params).unwrap();
        let effect = ActionEffect::of(Some(&params));
        assert_eq!((effect.does.as_str(), effect.is_for_detect), (does, is_for_detect));
        assert_eq!(effect.undo.is_some(), is_for_detect.is_some());
    }

    #[test]
    fn adding_things_to_groups_names_the_groups() {
        let with = |groups: &str| format!(r#"{{"addThingsToThingGroupParams":{{"thingGroupNames":{groups}}}}}"#);
        check(&with(r#"["q"]"#), "Adds the thing to the thing group “q”.", Some(true));
        check(&with(r#"["a","b","c"]"#), "Adds the thing to the thing groups “a”, “b” and “c”.", Some(true));
        check(&with("[]"), "Adds the thing to a thing group that AWS does not name.", Some(true));
        check(
            r#"{"addThingsToThingGroupParams":{"thingGroupNames":["q"],"overrideDynamicGroups":true}}"#,
            "Adds the thing to the thing group “q”. To make room, it may take the thing out of dynamic thing groups.",
            Some(true),
        );
    }

    #[test]
    fn the_other_types_are_not_for_detect() {
        for member in [
            "updateDeviceCertificateParams",
            "updateCACertificateParams",
            "replaceDefaultPolicyVersionParams",
            "enableIoTLoggingParams",
            "publishFindingToSnsParams",
        ] {
            let params: MitigationActionParams = serde_json::from_str(&format!(r#"{{"{member}":{{}}}}"#)).unwrap();
            assert_eq!(ActionEffect::of(Some(&params)).is_for_detect, Some(false), "{member}");
        }
    }

    #[test]
    fn a_type_that_aws_added_later_is_unknown() {
        check(r#"{"rebootParams":{}}"#, "What it does is unknown.", None);
        assert_eq!(ActionEffect::of(None), ActionEffect::unknown());
    }
}
