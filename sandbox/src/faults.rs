//! Failures on demand.
//!
//! Two ways to ask: a switch (`POST /_sandbox/faults`, for a number of calls or until cleared), or a well-known name in the
//! call itself, such as a security profile called `error-throttled`.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    failure::{Failure, Problem},
    operation::{Input, OPERATIONS, Operation},
    roles::Caller,
    service::Service,
    signature, timestamp,
};

/// How long a slow answer takes when nothing else is said.
const SLOW_MS: u64 = 3000;

/// How far a skewed clock is off.
pub(crate) const SKEW: TimeDelta = TimeDelta::minutes(10);

/// Ways to misbehave.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// The service asks the caller to slow down.
    Throttle,
    /// The service fails.
    Internal,
    /// The right answer, late.
    Slow,
    /// The connection ends before anything ran.
    Drop,
    /// The call runs, then the connection ends.
    LostAnswer,
    /// Success, with a body that is none.
    Garbage,
    /// The credentials are treated as expired.
    ExpiredToken,
    /// The caller's role does not allow the call.
    Denied,
    /// The service's clock is far from the caller's.
    SkewedClock,
    /// What was asked for does not exist.
    NotFound,
    /// The service finds the input invalid.
    Invalid,
}

/// A fault that was switched on.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Fault {
    /// An operation's name, or `*`.
    pub(crate) operation: String,
    pub(crate) fault: Kind,
    /// How many calls it still affects. `None`: until cleared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<u32>,
    /// How late a slow answer is, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) delay_ms: Option<u64>,
}

impl Fault {
    /// Whether there is any operation it can strike.
    pub(crate) fn hits_something(&self) -> bool {
        OPERATIONS.iter().any(|operation| self.hits(operation))
    }

    fn hits(&self, operation: &Operation) -> bool {
        self.operation == "*" || self.operation == operation.name
    }
}

/// What happens to one call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Mishap {
    pub(crate) kind: Kind,
    pub(crate) delay_ms: u64,
}

/// The faults that are switched on, in the order they were asked for.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    pending: Vec<Fault>,
}

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.pending.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.pending.clear();
    }

    pub(crate) fn pending(&self) -> &[Fault] {
        &self.pending
    }

    /// What happens to this call, if anything. Counts it.
    pub(crate) fn strike(&mut self, operation: &Operation, input: &Input) -> Option<Mishap> {
        let Some(fault) = self.pending.iter_mut().find(|fault| fault.hits(operation)) else {
            return by_name(input).map(|kind| Mishap { kind, delay_ms: SLOW_MS });
        };
        if let Some(times) = &mut fault.times {
            *times = times.saturating_sub(1);
        }
        let mishap = Mishap { kind: fault.fault, delay_ms: fault.delay_ms.unwrap_or(SLOW_MS) };
        self.pending.retain(|fault| fault.times != Some(0));
        Some(mishap)
    }
}

/// The security profile or detector that a call names, if its name asks for a fault.
fn by_name(input: &Input) -> Option<Kind> {
    #[derive(Default, Deserialize)]
    #[serde(rename_all = "camelCase", default)]
    struct Names {
        target: Target,
        detector_id: String,
    }
    #[derive(Default, Deserialize)]
    #[serde(rename_all = "camelCase", default)]
    struct Target {
        security_profile_name: String,
    }
    let body: Names = input.body().unwrap_or_default();
    let profile = input.query("securityProfileName").unwrap_or_else(|| input.label("securityProfileName"));
    [profile, &body.target.security_profile_name, &body.detector_id].into_iter().find_map(|name| {
        Some(match name {
            "error-throttled" => Kind::Throttle,
            "error-internal" => Kind::Internal,
            "error-slow" => Kind::Slow,
            "error-dropped" => Kind::Drop,
            "error-garbage" => Kind::Garbage,
            "error-expired-token" => Kind::ExpiredToken,
            "error-denied" => Kind::Denied,
            "error-not-found" => Kind::NotFound,
            _ => return None,
        })
    })
}

impl Kind {
    /// The failure that this fault makes a call end with. `None` for those that do not touch the result.
    pub(crate) fn failure(self, operation: &Operation, caller: &Caller, now: DateTime<Utc>) -> Option<Failure> {
        let failure = match self {
            Self::Slow | Self::Drop | Self::LostAnswer | Self::Garbage => return None,
            Self::Throttle => Failure::new(Problem::Throttled, "Rate exceeded"),
            Self::Internal => Failure::new(Problem::Internal, "An internal failure occurred"),
            Self::ExpiredToken if caller.role.is_some() => {
                Failure::new(Problem::ExpiredToken, signature::TOKEN_EXPIRED)
            }
            Self::ExpiredToken => {
                let message = match operation.service {
                    Service::CognitoIdp => "Refresh Token has expired",
                    _ => "Invalid login token. Token expired.",
                };
                Failure::new(Problem::NotAuthorized, message)
            }
            Self::Denied => match caller.role {
                Some(role) => role.denial(operation, &caller.region),
                // Nobody has a role here. A firewall in front of the user pool is what turns callers away.
                None if operation.service == Service::CognitoIdp => {
                    Failure::new(Problem::AccessDenied, "Request not allowed due to WAF block.")
                }
                None => {
                    let message = "Unauthenticated access is not supported for this identity pool.";
                    Failure::new(Problem::NotAuthorized, message)
                }
            },
            Self::SkewedClock if caller.role.is_some() => skewed(now),
            // An unsigned call has no time to be refused for; the answer's date is off all the same.
            Self::SkewedClock => return None,
            Self::NotFound => Failure::not_found("The specified resource does not exist"),
            Self::Invalid => Failure::invalid("The request is not valid"),
        };
        // Not every operation has something that can be missing.
        Some(if operation.may_answer(failure.problem) { failure } else { Failure::invalid(failure.message) })
    }
}

/// As if our clock were [`SKEW`] ahead.
fn skewed(now: DateTime<Utc>) -> Failure {
    let server = now + SKEW;
    let earliest = server - signature::TOLERATED_SKEW;
    Failure::new(
        Problem::InvalidSignature,
        format!(
            "Signature expired: {} is now earlier than {} ({} - 5 min.)",
            timestamp::compact(now),
            timestamp::compact(earliest),
            timestamp::compact(server),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roles::Role;

    const KINDS: [Kind; 11] = [
        Kind::Throttle,
        Kind::Internal,
        Kind::Slow,
        Kind::Drop,
        Kind::LostAnswer,
        Kind::Garbage,
        Kind::ExpiredToken,
        Kind::Denied,
        Kind::SkewedClock,
        Kind::NotFound,
        Kind::Invalid,
    ];

    fn operation(name: &str) -> &'static Operation {
        OPERATIONS.iter().find(|operation| operation.name == name).unwrap()
    }

    fn fault(operation: &str, fault: Kind, times: Option<u32>) -> Fault {
        Fault { operation: operation.into(), fault, times, delay_ms: None }
    }

    #[test]
    fn a_fault_strikes_as_often_as_asked_and_only_its_operation() {
        let mut faults = Faults::default();
        faults.add(fault("GetDetectors", Kind::Throttle, Some(2)));
        let mut strike = |name| faults.strike(operation(name), &Input::default()).map(|mishap| mishap.kind);
        assert_eq!(strike("GetRules"), None);
        assert_eq!(strike("GetDetectors"), Some(Kind::Throttle));
        assert_eq!(strike("GetDetectors"), Some(Kind::Throttle));
        assert_eq!(strike("GetDetectors"), None);
    }

    #[test]
    fn a_fault_without_a_number_stays_until_cleared() {
        let mut faults = Faults::default();
        faults.add(fault("*", Kind::Internal, None));
        for operation in &OPERATIONS {
            assert!(faults.strike(operation, &Input::default()).is_some());
        }
        faults.clear();
        assert_eq!(faults.strike(&OPERATIONS[0], &Input::default()), None);
    }

    #[test]
    fn well_known_names_are_found_in_path_query_and_body() {
        #[track_caller]
        fn check(input: &Input, expected: Option<Kind>) {
            assert_eq!(by_name(input), expected);
        }
        let name = || "error-denied".to_owned();
        check(&Input { labels: [("securityProfileName", name())].into(), ..Input::default() }, Some(Kind::Denied));
        check(
            &Input { query: [("securityProfileName".into(), name())].into(), ..Input::default() },
            Some(Kind::Denied),
        );
        let body = |text: &'static str| Input { body: text.into(), ..Input::default() };
        check(&body(r#"{"target":{"securityProfileName":"error-dropped","behaviorName":"b"}}"#), Some(Kind::Drop));
        check(&body(r#"{"detectorId":"error-slow","detectorVersionId":"1"}"#), Some(Kind::Slow));
        check(&body(r#"{"detectorId":"fine"}"#), None);
    }

    #[test]
    fn no_fault_makes_an_operation_answer_what_it_does_not_declare() {
        for operation in &OPERATIONS {
            let role = operation.service.is_signed().then_some(Role::Guest);
            let caller = Caller { role, region: "us-east-1".into() };
            for kind in KINDS {
                let failure = kind.failure(operation, &caller, DateTime::UNIX_EPOCH);
                let allowed = failure.as_ref().is_none_or(|failure| operation.may_answer(failure.problem));
                assert!(allowed, "{} {kind:?} {failure:?}", operation.name);
            }
        }
    }
}
