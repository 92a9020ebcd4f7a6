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

/// What is known of an action that is to be reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'a> {
    /// It is being read.
    NotYet,
    /// It could not be read.
    Not,
    /// This.
    As(&'a ActionEffect),
}

/// What the actions of a plan, taken together, mean for starting it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clearance {
    /// It is known what each of them does.
    Certain,
    /// It is not known what one of them does: start it only with more care.
    Uncertain,
    /// It is not known yet.
    Pending,
    /// AWS does not apply one of them to violations of ML Detect.
    Unsupported,
}

impl Clearance {
    /// What comes of all that is known: the worst counts.
    #[must_use]
    pub fn of<'a>(actions: impl IntoIterator<Item = Known<'a>>) -> Self {
        let mut all = Self::Certain;
        for known in actions {
            let one = match known {
                Known::NotYet => Self::Pending,
                Known::Not => Self::Uncertain,
                Known::As(effect) => match effect.is_for_detect {
                    Some(true) => Self::Certain,
                    Some(false) => Self::Unsupported,
                    None => Self::Uncertain,
                },
            };
            all = match (all, one) {
                (Self::Unsupported, _) | (_, Self::Unsupported) => Self::Unsupported,
                (Self::Pending, _) | (_, Self::Pending) => Self::Pending,
                (Self::Uncertain, _) | (_, Self::Uncertain) => Self::Uncertain,
                (Self::Certain, Self::Certain) => Self::Certain,
            };
        }
        all
    }

    /// Why a plan may not be started, if it may not.
    #[must_use]
    pub const fn blocks(self) -> Option<&'static str> {
        match self {
            Self::Certain | Self::Uncertain => None,
            Self::Pending => Some("What the actions do is still being read."),
            Self::Unsupported => Some("AWS does not apply one of the actions to ML Detect. Go back and remove it."),
        }
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
    use serde_json::json;

    use super::*;
    use crate::aws::reply;

    #[track_caller]
    fn check(params: &str, does: &str, is_for_detect: Option<bool>) {
        let params: MitigationActionParams = reply::read(serde_json::from_str(params).unwrap()).unwrap();
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
            let params: MitigationActionParams = reply::read(json!({ member: {} })).unwrap();
            assert_eq!(ActionEffect::of(Some(&params)).is_for_detect, Some(false), "{member}");
        }
    }

    #[test]
    fn a_type_that_aws_added_later_is_unknown() {
        check(r#"{"rebootParams":{}}"#, "What it does is unknown.", None);
        assert_eq!(ActionEffect::of(None), ActionEffect::unknown());
    }

    #[test]
    fn a_plan_is_cleared_as_its_worst_action_is() {
        let of = |is_for_detect| ActionEffect { is_for_detect, ..ActionEffect::unknown() };
        let (good, bad, odd) = (of(Some(true)), of(Some(false)), of(None));
        for (known, expected) in [
            (vec![Known::As(&good)], Clearance::Certain),
            (vec![Known::As(&good), Known::Not], Clearance::Uncertain),
            (vec![Known::As(&odd), Known::As(&good)], Clearance::Uncertain),
            (vec![Known::NotYet, Known::Not], Clearance::Pending),
            (vec![Known::NotYet, Known::As(&bad)], Clearance::Unsupported),
            (vec![Known::As(&bad), Known::Not], Clearance::Unsupported),
        ] {
            assert_eq!(Clearance::of(known.clone()), expected, "{known:?}");
            let may_start = matches!(expected, Clearance::Certain | Clearance::Uncertain);
            assert_eq!(expected.blocks().is_none(), may_start);
        }
    }
}
