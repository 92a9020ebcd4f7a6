//! The table of all operations, and what a running operation gets to see.

use std::collections::BTreeMap;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    cognito_identity, cognito_idp,
    failure::{Failure, Problem},
    fraud_detector, iot,
    roles::Role,
    service::Service,
    sessions::Sessions,
    settings::Settings,
    sts,
    tasks::Tasks,
    user_pool::UserPool,
    world::World,
};

/// The facts of one operation.
#[derive(Debug)]
pub(crate) struct Operation {
    /// As AWS spells it.
    pub(crate) name: &'static str,
    pub(crate) service: Service,
    pub(crate) method: &'static str,
    /// The reference's template, as `/security-profiles/{securityProfileName}`.
    pub(crate) path: &'static str,
    /// Codes of the errors declared for it.
    pub(crate) errors: &'static [&'static str],
    pub(crate) run: Run,
}

/// What an operation does. Members of the answer that are `null` are left out on the wire.
pub(crate) type Run = fn(&Input, &mut Context<'_>) -> Result<Value, Failure>;

pub(crate) static OPERATIONS: [Operation; 16] = [
    iot::get_behavior_model_training_summaries::OPERATION,
    iot::list_security_profiles::OPERATION,
    iot::describe_security_profile::OPERATION,
    iot::list_mitigation_actions::OPERATION,
    iot::describe_mitigation_action::OPERATION,
    iot::start_detect_mitigation_actions_task::OPERATION,
    iot::describe_detect_mitigation_actions_task::OPERATION,
    fraud_detector::get_detector_version::OPERATION,
    fraud_detector::get_detectors::OPERATION,
    fraud_detector::describe_detector::OPERATION,
    fraud_detector::get_rules::OPERATION,
    cognito_identity::get_id::OPERATION,
    cognito_identity::get_credentials_for_identity::OPERATION,
    cognito_idp::get_tokens_from_refresh_token::OPERATION,
    cognito_idp::revoke_token::OPERATION,
    sts::get_caller_identity::OPERATION,
];

impl Operation {
    /// Whether a caller may ever see this problem from this operation.
    pub(crate) fn may_answer(&self, problem: Problem) -> bool {
        problem.is_of_the_front_door() || self.errors.contains(&problem.code(self.service))
    }
}

/// The input of a call, decoded from the wire but not yet checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Input {
    /// Members from the path, percent-decoded.
    pub(crate) labels: BTreeMap<&'static str, String>,
    /// Members from the query, percent-decoded.
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) body: Bytes,
}

impl Input {
    /// A member of the path. The router guarantees those of the operation's own template.
    pub(crate) fn label(&self, name: &str) -> &str {
        self.labels.get(name).map_or("", String::as_str)
    }

    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// A whole number from the query.
    pub(crate) fn query_integer(&self, name: &str) -> Result<Option<i64>, Failure> {
        self.query(name)
            .map(|text| {
                text.parse().map_err(|_| {
                    Failure::new(Problem::Serialization, format!("'{text}' at '{name}' is not an integer"))
                })
            })
            .transpose()
    }

    /// The body's members. Unknown ones are ignored, as AWS does.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.body).map_err(|error| Failure::new(Problem::Serialization, error.to_string()))
    }
}

/// What an operation works on.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) now: DateTime<Utc>,
    pub(crate) region: &'a str,
    /// Whose call it is; `None` on an unsigned one.
    pub(crate) role: Option<Role>,
    pub(crate) world: &'a World,
    pub(crate) sessions: &'a mut Sessions,
    pub(crate) tasks: &'a mut Tasks,
    pub(crate) user_pool: &'a mut UserPool,
    pub(crate) settings: &'a Settings,
}

impl Context<'_> {
    /// The ARN of a resource in the caller's region, such as `securityprofile/name`.
    pub(crate) fn arn(&self, service: Service, resource: &str) -> String {
        format!("arn:aws:{}:{}:{}:{resource}", service.name(), self.region, crate::world::ACCOUNT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_routes_are_unique() {
        for (index, one) in OPERATIONS.iter().enumerate() {
            for other in &OPERATIONS[index + 1..] {
                assert_ne!(one.name, other.name);
                let same_route = (one.method, one.path) == (other.method, other.path);
                assert!(!same_route || one.service.target_prefix().is_some(), "{} and {}", one.name, other.name);
            }
        }
    }

    #[test]
    fn every_operation_declares_invalid_internal_and_throttled() {
        for operation in &OPERATIONS {
            for problem in [Problem::Invalid, Problem::Internal, Problem::Throttled] {
                assert!(operation.may_answer(problem), "{} {problem:?}", operation.name);
            }
        }
    }
}
